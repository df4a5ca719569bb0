"""The addresses of files of questions: signed, given out with the question."""

from django.urls import path

from .views import media

app_name = "questionbank"
urlpatterns = [path("<path:name>/", media, name="media")]
