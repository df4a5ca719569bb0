"""Second factors: allauth's forms with our words. Whoever sets one up has just shown that it works."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm as AllauthAuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as AllauthReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

CODE_BOX = {"autocomplete": "one-time-code", "inputmode": "numeric"}


class FactorCodeMixin(forms.Form):
    """The code box."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Mã trong ứng dụng hoặc mã dự phòng")
        self.fields["code"].widget.attrs = dict(CODE_BOX)


class AuthenticateForm(FactorCodeMixin, AllauthAuthenticateForm):
    """At signing in."""


class ReauthenticateForm(FactorCodeMixin, AllauthReauthenticateForm):
    """Before an important change."""


class ActivateAppForm(FactorCodeMixin, ActivateTOTPForm):
    """Setting up the app. The right code counts as confirmation, so the recovery codes can be shown next."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Mã 6 chữ số trong ứng dụng")

    def clean_code(self) -> str:
        code: str = super().clean_code()
        record_authentication(context.request, self.user, method="mfa", type="totp", reauthenticated=True)
        return code


class AddKeyForm(AddWebAuthnForm):
    """Adding a passkey or a security key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Tên khóa")
        self.fields["passwordless"].label = _("Dùng khóa này để đăng nhập mà không cần mã")
        self.fields["passwordless"].help_text = _("Máy sẽ đòi vân tay, khuôn mặt hoặc mã khóa máy.")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if cleaned.get("credential") and not self.errors:
            record_authentication(context.request, self.user, method="mfa", type="webauthn", reauthenticated=True)
        return cleaned


class EditKeyForm(EditWebAuthnForm):
    """Renaming a key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Tên khóa")
