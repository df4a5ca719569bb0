"""A cookie by which a device shows that it signed in to an account before. It holds keyed hashes, no contact."""

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.core import signing

COOKIE = "lgd_device"
SALT = "luatgandan.accounts.device"
DAYS = 180
AT_MOST = 8  # a family may share a device


def is_known(*, cookies: Mapping[str, str], contact: str) -> bool:
    """True when this device signed in with this phone or e-mail before."""
    return _mark(contact) in _marks(cookies)


def remember(*, response: Any, cookies: Mapping[str, str], contacts: Iterable[str]) -> None:
    """Add the person's contacts to the device's cookie."""
    fresh = [_mark(contact) for contact in contacts if contact]
    marks = [*fresh, *(mark for mark in _marks(cookies) if mark not in fresh)][:AT_MOST]
    response.set_cookie(
        COOKIE,
        signing.dumps(marks, salt=SALT),
        max_age=DAYS * 86_400,
        httponly=True,
        samesite="Lax",
        secure=bool(settings.SESSION_COOKIE_SECURE),
    )


def _mark(contact: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), f"{SALT}:{contact}".encode(), hashlib.sha256).hexdigest()[:16]


def _marks(cookies: Mapping[str, str]) -> list[str]:
    try:
        marks = signing.loads(cookies.get(COOKIE, ""), salt=SALT, max_age=DAYS * 86_400)
    except signing.BadSignature:
        return []
    return [str(mark) for mark in marks]
