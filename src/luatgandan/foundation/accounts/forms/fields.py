"""Fields that clean what people type: phones into one form, citizen numbers into nothing but four digits and a hash."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from ..rules.identity import Identity, identity_of

SEPARATORS = re.compile(r"[\s.\-()·\u00a0]")
MOBILE = re.compile(r"^(?:\+?84|0084|0)?([35789]\d{8})$")


def clean_phone(text: str) -> str:
    """A Vietnamese mobile number in any usual form as E.164 (+84…). Raises ValidationError saying what to change."""
    digits = SEPARATORS.sub("", text)
    if found := MOBILE.match(digits):
        return f"+84{found[1]}"
    if not re.fullmatch(r"\+?\d+", digits):
        raise ValidationError(_("Số điện thoại chỉ gồm chữ số, ví dụ 0912 345 678."), code="invalid_phone")
    if digits.startswith("+") and not digits.startswith("+84"):
        raise ValidationError(
            _("Cổng chỉ gửi được mã tới số di động Việt Nam. Hãy dùng thư điện tử."), code="foreign_phone"
        )
    if re.fullmatch(r"(?:\+?84|0)2\d{8,9}", digits):
        raise ValidationError(
            _("Đây là số máy bàn, không nhận được mã. Hãy nhập số di động hoặc thư điện tử."), code="landline"
        )
    if re.fullmatch(r"(?:\+?84|0)1\d{9}", digits):
        raise ValidationError(
            _("Số 11 chữ số đã đổi sang 10 chữ số. Hãy nhập số mới, ví dụ 0912 345 678."), code="old_phone"
        )
    raise ValidationError(
        _("Số di động có 10 chữ số và bắt đầu bằng 03, 05, 07, 08 hoặc 09, ví dụ 0912 345 678."), code="invalid_phone"
    )


def clean_contact(text: str) -> tuple[str, str]:
    """("email", address) or ("phone", E.164) from one box. Raises ValidationError saying what to change."""
    text = text.strip()
    if "@" not in text:
        return "phone", clean_phone(text)
    try:
        validate_email(text)
    except ValidationError as error:
        raise ValidationError(
            _("Địa chỉ thư điện tử chưa đúng. Ví dụ đúng: ten@gmail.com."), code="invalid_email"
        ) from error
    return "email", text.lower()


class PhoneField(forms.CharField):
    """Takes 0912 345 678, 84912345678 or +84 912 345 678; gives +84912345678."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Số điện thoại"))
        kwargs.setdefault("max_length", 24)
        kwargs.setdefault("widget", forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"}))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        return clean_phone(text) if text else ""


class ContactField(forms.CharField):
    """One box for a phone number or an e-mail address; gives the cleaned text of either."""

    default_error_messages = {"required": _("Hãy nhập số điện thoại hoặc thư điện tử của bạn.")}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Số điện thoại hoặc thư điện tử"))
        kwargs.setdefault("help_text", _("Ví dụ: 0912 345 678 hoặc ten@gmail.com"))
        kwargs.setdefault("max_length", 254)
        kwargs.setdefault(
            "widget",
            forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
        )
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        return clean_contact(super().clean(value))[1]


class CitizenNumberField(forms.CharField):
    """Takes 12 digits and reduces them at once: the cleaned value is an `Identity`, the box is never refilled."""

    default_error_messages = {
        "invalid": _("Số căn cước có đúng 12 chữ số. Hãy xem lại trên thẻ."),
        "required": _("Hãy nhập số căn cước gồm 12 chữ số."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Số căn cước"))
        kwargs.setdefault("help_text", _("Chúng tôi không lưu số này, chỉ giữ bốn số cuối và một mã băm để đối chiếu."))
        kwargs.setdefault(
            "widget",
            forms.PasswordInput(render_value=False, attrs={"inputmode": "numeric", "autocomplete": "off"}),
        )
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Identity | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return identity_of(text)
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None
