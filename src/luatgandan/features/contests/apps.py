from django.apps import AppConfig


class ContestsConfig(AppConfig):
    name = "luatgandan.features.contests"
    label = "contests"

    def ready(self) -> None:
        from . import module, receivers
