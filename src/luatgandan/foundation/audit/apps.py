from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "luatgandan.foundation.audit"
    label = "audit"

    def ready(self) -> None:
        from . import module
