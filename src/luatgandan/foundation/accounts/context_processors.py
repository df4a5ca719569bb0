"""The way to one's own account in the header of every public page."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _


def account(request: HttpRequest) -> dict[str, Any]:
    """Sign in, or one's own account. Without a session cookie nothing is looked up."""
    person = getattr(request, "user", None)
    if person is not None and person.is_authenticated:
        return {"account": {"url": reverse("accounts:profile"), "label": _("Tài khoản")}}
    return {"account": {"url": reverse("account_login"), "label": _("Đăng nhập")}}
