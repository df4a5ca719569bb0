from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "luatgandan.foundation.media"
    label = "media"

    def ready(self) -> None:
        from . import module
