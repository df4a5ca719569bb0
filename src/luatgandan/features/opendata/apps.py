from django.apps import AppConfig


class OpendataConfig(AppConfig):
    name = "luatgandan.features.opendata"
    label = "opendata"

    def ready(self) -> None:
        from . import module, receivers
