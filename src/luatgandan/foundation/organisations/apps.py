from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "luatgandan.foundation.organisations"
    label = "organisations"

    def ready(self) -> None:
        from . import module
