"""Public addresses of organisations, under /co-quan/."""

from django.urls import path

from . import views

app_name = "organisations"
urlpatterns = [
    path("", views.organisation_list, name="list"),
    path("<slug:code>/", views.organisation, name="organisation"),
]
