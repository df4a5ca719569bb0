from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganisationsConfig(AppConfig):
    name = "luatgandan.foundation.organisations"
    label = "organisations"
    verbose_name = _("Cơ quan, đơn vị")

    def ready(self) -> None:
        from . import module, receivers
