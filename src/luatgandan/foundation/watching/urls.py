"""Addresses for citizens; the machinery asks the probes in `middleware/`."""

from django.urls import path

from . import views

app_name = "watching"
urlpatterns = [path("", views.status, name="status")]
