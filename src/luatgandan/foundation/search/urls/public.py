from django.urls import path

from .. import views

app_name = "search"
urlpatterns = [
    path("", views.search, name="search"),
    path("goi-y/", views.suggest, name="suggest"),
    path("atom/", views.atom, name="atom"),
    path("nhan/", views.click, name="click"),
    path("luu/", views.save, name="save"),
    path("da-luu/", views.saved, name="saved"),
    path("da-luu/<int:pk>/tam-dung/", views.pause, name="pause"),
    path("da-luu/<int:pk>/xoa/", views.delete, name="delete"),
    path("da-luu/<str:token>/atom/", views.found, name="found"),
    path("da-luu/xac-nhan/<str:token>/", views.confirm, name="confirm"),
    path("da-luu/thoi-nhan/<str:token>/", views.unsubscribe, name="unsubscribe"),
]
