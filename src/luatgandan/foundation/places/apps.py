from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlacesConfig(AppConfig):
    name = "luatgandan.foundation.places"
    label = "places"
    verbose_name = _("Xã, phường")

    def ready(self) -> None:
        from . import module, receivers
