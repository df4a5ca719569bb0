from django.urls import path

from .. import views

app_name = "search"
urlpatterns = [
    path("tim-kiem/", views.search, name="search"),
    path("tim-kiem/goi-y/", views.suggest, name="suggest"),
    path("tim-kiem/atom/", views.atom, name="atom"),
    path("tim-kiem/nhan/", views.click, name="click"),
    path("tim-kiem/luu/", views.save, name="save"),
    path("tim-kiem/da-luu/", views.saved, name="saved"),
    path("tim-kiem/da-luu/<int:pk>/tam-dung/", views.pause, name="pause"),
    path("tim-kiem/da-luu/<int:pk>/xoa/", views.delete, name="delete"),
    path("tim-kiem/da-luu/<str:token>/atom/", views.found, name="found"),
    path("tim-kiem/da-luu/xac-nhan/<str:token>/", views.confirm, name="confirm"),
    path("tim-kiem/da-luu/thoi-nhan/<str:token>/", views.unsubscribe, name="unsubscribe"),
]
