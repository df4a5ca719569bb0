from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WatchingConfig(AppConfig):
    name = "luatgandan.foundation.watching"
    label = "watching"
    verbose_name = _("Theo dõi hoạt động")

    def ready(self) -> None:
        from . import module, receivers
        from .services.faults import report_faults

        report_faults()
