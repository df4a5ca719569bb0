"""The entry to one's account for the header of every page."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _


def account(request: HttpRequest) -> dict[str, Any]:
    """`account`: where the header leads. Without a session cookie nothing is opened, so pages stay cacheable."""
    if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
        return {"account": {"url": reverse("accounts:profile"), "label": request.user.first_name or _("Tài khoản")}}
    return {"account": {"url": reverse("account_login"), "label": _("Đăng nhập")}}
