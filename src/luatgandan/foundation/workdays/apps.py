from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkdaysConfig(AppConfig):
    name = "luatgandan.foundation.workdays"
    label = "workdays"
    verbose_name = _("Ngày làm việc")

    def ready(self) -> None:
        from . import module
