"""Codes that people type, and what is kept instead of a code or a phone: a keyed hash, as of citizen numbers."""

import hashlib
import hmac
import secrets

from django.conf import settings

from luatgandan.lib.vietnamese import fold

PURPOSE = b"luatgandan.contests.codes.v1"
LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that is taken for another: no 0 and O, 1 and I and L, U and V
LOGIN_LENGTH, JOIN_LENGTH = 8, 6


def new_code(length: int) -> str:
    """A code that nobody guesses (8 letters: 6.6e11 of them)."""
    return "".join(secrets.choice(LETTERS) for _place in range(length))


def typed_code(text: str) -> str:
    """A code as it is kept, however it was typed: small letters, blanks, dashes."""
    return "".join(letter for letter in fold(text).upper() if letter.isalnum())


def login_digest(code: str) -> str:
    """What a roster keeps of a personal code."""
    return _digest(f"login:{typed_code(code)}")


def phone_digest(phone: str) -> str:
    """What is kept of a phone (E.164)."""
    return _digest(f"phone:{phone}")


def device_digest(key: str) -> str:
    """What is kept of the key in a device's cookie."""
    return _digest(f"device:{key}")[:32]


def _digest(text: str) -> str:
    key = hmac.digest(settings.SECRET_KEY.encode(), PURPOSE, "sha256")
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
