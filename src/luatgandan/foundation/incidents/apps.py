from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IncidentsConfig(AppConfig):
    name = "luatgandan.foundation.incidents"
    label = "incidents"
    verbose_name = _("Sổ sự cố")

    def ready(self) -> None:
        from . import module
