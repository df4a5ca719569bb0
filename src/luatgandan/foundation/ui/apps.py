from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "luatgandan.foundation.ui"
    label = "ui"

    def ready(self) -> None:
        from . import module
