"""The citizen number (CCCD) as the house may know it: the last four digits and a keyed hash, never the number."""

import hashlib
import hmac
import re
from dataclasses import dataclass

from django.conf import settings

PURPOSE = b"luatgandan.accounts.identity.v1"
CITIZEN_NUMBER = re.compile(r"^\d{12}$")


@dataclass(frozen=True)
class Identity:
    """Enough to recognise the same citizen number again, not enough to know it."""

    last4: str
    digest: str

    def __str__(self) -> str:
        return f"•••• •••• {self.last4}"


def _key() -> bytes:
    """A key of its own, derived from SECRET_KEY by purpose."""
    return hmac.digest(settings.SECRET_KEY.encode(), PURPOSE, "sha256")


def identity_of(number: str) -> Identity:
    """Reduce a citizen number (blanks and dots allowed). Raises ValueError, without the number, when malformed."""
    digits = re.sub(r"[\s.\-]", "", number)
    if not CITIZEN_NUMBER.match(digits):
        raise ValueError("a citizen number has 12 digits")
    return Identity(digits[-4:], hmac.new(_key(), digits.encode(), hashlib.sha256).hexdigest())
