from django.apps import AppConfig


class AssistantConfig(AppConfig):
    name = "luatgandan.features.assistant"
    label = "assistant"

    def ready(self) -> None:
        from . import module, receivers
