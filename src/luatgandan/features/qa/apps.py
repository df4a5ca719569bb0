from django.apps import AppConfig


class QaConfig(AppConfig):
    name = "luatgandan.features.qa"
    label = "qa"

    def ready(self) -> None:
        from . import module, receivers
