from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "luatgandan.features.portal"
    label = "portal"

    def ready(self) -> None:
        from . import module, receivers
