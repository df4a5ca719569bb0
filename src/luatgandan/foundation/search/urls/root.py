"""What programs read, at one address for all languages."""

from django.urls import path

from .. import views
from ..api import api

urlpatterns = [
    path("opensearch.xml", views.opensearch, name="opensearch"),
    path("api/v1/", api.urls),
]
