from django.urls import path

from . import views

app_name = "library"
urlpatterns = [
    path("van-ban/", views.documents, name="documents"),
    path("van-ban/<slug:slug>/", views.document, name="document"),
    path("tu-dien/", views.glossary, name="glossary"),
]
