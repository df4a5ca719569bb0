from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BackupsConfig(AppConfig):
    name = "luatgandan.foundation.backups"
    label = "backups"
    verbose_name = _("Sao lưu")

    def ready(self) -> None:
        from . import module
