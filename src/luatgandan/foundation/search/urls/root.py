"""What programs read, at one address for all languages."""

from django.urls import path

from luatgandan.foundation.modules.api import whole_api

from .. import views

urlpatterns = [
    path("opensearch.xml", views.opensearch, name="opensearch"),
    path("api/v1/", whole_api().urls),
]
