from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "luatgandan.foundation.places"
    label = "places"

    def ready(self) -> None:
        from . import module
