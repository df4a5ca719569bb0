from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "luatgandan.foundation.accounts"
    label = "accounts"

    def ready(self) -> None:
        from . import module
