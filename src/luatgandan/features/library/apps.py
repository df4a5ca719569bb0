from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "luatgandan.features.library"
    label = "library"

    def ready(self) -> None:
        from . import module, receivers
