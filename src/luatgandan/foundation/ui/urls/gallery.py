"""The gallery of components, for the people who build."""

from django.urls import path

from luatgandan.foundation.ui import views

app_name = "gallery"
urlpatterns = [path("", views.gallery, name="gallery")]
