from django.urls import path

from .. import views

app_name = "portal"
urlpatterns = [
    path("tin-moi/atom/", views.NewsAtom(), name="news_atom"),
    path("tin-moi/rss/", views.NewsRss(), name="news_rss"),
]
