from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "luatgandan.foundation.notifications"
    label = "notifications"

    def ready(self) -> None:
        from . import module
