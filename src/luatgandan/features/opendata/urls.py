from django.urls import path

from . import views

app_name = "opendata"
urlpatterns = [
    path("oai/", views.oai, name="oai"),
    path("oai/luatgandan.xsd", views.schema, name="schema"),
]
