"""Public addresses of wards, under /xa-phuong/."""

from django.urls import path, re_path

from . import views

app_name = "places"
urlpatterns = [
    path("", views.ward_list, name="list"),
    path("goi-y/", views.suggestions, name="suggestions"),
    re_path(r"^(?P<code>\d{5})-(?P<name>[a-z0-9-]+)/$", views.ward, name="ward"),
    re_path(r"^(?P<code>\d{5})/$", views.ward, name="ward_by_code"),
]
