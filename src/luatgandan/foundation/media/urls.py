from django.urls import path

from . import views

urlpatterns = [path("<path:path>", views.picture_file, name="picture_file")]
