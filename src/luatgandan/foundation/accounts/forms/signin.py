"""Signing in and up: one box for a phone or an e-mail, then one box for the code."""

from typing import Any

from allauth.account import forms as allauth
from allauth.account.adapter import get_adapter
from allauth.account.internal.stagekit import unstash_login
from allauth.core import context
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..services import devices, limits
from .fields import ContactField, PhoneField

TOO_MANY_CODES = _("Đã nhập sai mã quá nhiều lần. Hãy đợi một giờ rồi xin mã mới.")


class SharedComputerMixin(forms.Form):
    """ "Máy dùng chung": the session ends with the browser or after a while without use."""

    shared = forms.BooleanField(
        label=_("Đây là máy dùng chung"),
        help_text=_("Tự đăng xuất khi đóng trình duyệt hoặc sau 20 phút không dùng."),
        required=False,
    )

    def note_shared(self, request: HttpRequest) -> None:
        """Keep the tick through the steps of signing in."""
        request.session["shared_computer"] = self.cleaned_data["shared"]


class SignInForm(SharedComputerMixin, allauth.LoginForm):
    """A code is sent; a password works only where PASSWORD_SIGN_IN allows it."""

    field_order = ("login", "password", "shared")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = ContactField()
        self.order_fields(self.field_order)

    def _setup_password_field(self) -> None:
        if not settings.PASSWORD_SIGN_IN:
            del self.fields["password"]
            return
        field = self.fields["password"]
        field.label, field.required = _("Mật khẩu"), False
        field.help_text = _("Chỉ dùng cho tài khoản dùng thử. Để trống nếu muốn nhận mã.")
        field.widget.attrs = {"autocomplete": "current-password"}

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        self.note_shared(request)
        response = super().login(request, redirect_url)
        if request.session.get("shared_computer"):
            request.session.set_expiry(0)
        return response


class SignUpForm(SharedComputerMixin, allauth.SignupForm):
    """One contact, verified by a code; the name is asked later and only when needed."""

    contact = ContactField()
    field_order = ("contact", "shared")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["phone"], self.fields["email"]

    def clean(self) -> dict[str, Any]:
        contact = self.cleaned_data.get("contact", "")
        if "@" in contact:
            self.cleaned_data["email"] = self.validate_unique_email(get_adapter().clean_email(contact))
        elif contact:
            self.cleaned_data["phone"] = contact
        cleaned: dict[str, Any] = super().clean()
        return cleaned

    def try_save(self, request: HttpRequest) -> Any:
        self.note_shared(request)
        return super().try_save(request)


class CodeMixin(forms.Form):
    """The code box. Wrong codes are counted for the account, not for the browser or the address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        field.label = _("Mã gồm 6 chữ số")
        field.widget.attrs = {"autocomplete": "one-time-code", "inputmode": "numeric", "pattern": "[0-9 ]*"}

    def clean_code(self) -> str:
        key = self._key()
        if limits.is_used_up(name="wrong_code", key=key):
            raise ValidationError(TOO_MANY_CODES, code="too_many_codes")
        try:
            code: str = super().clean_code()
        except ValidationError:
            limits.take(name="wrong_code", key=key, now=timezone.now())
            raise
        return code

    def _key(self) -> str:
        """The account in question, apart for devices that signed in to it before."""
        request = context.request
        login = None if request.user.is_authenticated else unstash_login(request, peek=True)
        person = login.user if login else request.user
        if not getattr(person, "pk", None):
            return f"nobody:{request.session.session_key}"
        known = any(
            devices.is_known(cookies=request.COOKIES, contact=contact)
            for contact in (person.phone, person.email)
            if contact
        )
        return f"{person.pk}:{known}"


class ConfirmSignInForm(CodeMixin, allauth.ConfirmLoginCodeForm):
    """The code for signing in."""


class ConfirmPhoneForm(CodeMixin, allauth.VerifyPhoneForm):
    """The code that proves a phone."""


class ConfirmMailForm(CodeMixin, allauth.ConfirmEmailVerificationCodeForm):
    """The code that proves an e-mail address."""


class AddMailForm(allauth.AddEmailForm):
    """One more e-mail address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("Thư điện tử")
        self.fields["email"].widget.attrs = {"type": "email", "autocomplete": "email"}


class ChangePhoneForm(allauth.ChangePhoneForm):
    """A new phone number."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["phone"] = PhoneField(help_text=_("Chúng tôi gửi mã tới số này để xác minh."))
