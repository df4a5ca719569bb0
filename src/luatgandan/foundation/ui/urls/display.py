"""Display settings, under every language."""

from django.urls import path

from luatgandan.foundation.ui import views

app_name = "ui"
urlpatterns = [path("", views.display, name="display")]
