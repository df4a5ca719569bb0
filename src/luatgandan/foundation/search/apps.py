from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "luatgandan.foundation.search"
    label = "search"
    verbose_name = _("Tìm kiếm")

    def ready(self) -> None:
        from . import module, receivers
