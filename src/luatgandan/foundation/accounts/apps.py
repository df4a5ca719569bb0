from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    default = True
    name = "luatgandan.foundation.accounts"
    label = "accounts"
    verbose_name = _("Tài khoản")

    def ready(self) -> None:
        from . import module, receivers


class UsersConfig(WagtailUsersAppConfig):
    """Wagtail's own screens for people, with ours in place of the list and the form."""

    user_viewset = "luatgandan.foundation.accounts.viewsets.PersonViewSet"
