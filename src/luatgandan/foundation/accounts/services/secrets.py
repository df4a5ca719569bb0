"""Second-factor secrets rest sealed in the database, under a key derived from SECRET_KEY for this purpose only."""

import base64
import hmac

from cryptography.fernet import Fernet
from django.conf import settings

PURPOSE = b"luatgandan.accounts.second-factor.v1"


def _box() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hmac.digest(settings.SECRET_KEY.encode(), PURPOSE, "sha256")))


def seal_secret(text: str) -> str:
    """Encrypt and sign."""
    return _box().encrypt(text.encode()).decode()


def open_secret(sealed: str) -> str:
    """Undo `seal_secret`. Raises cryptography.fernet.InvalidToken after SECRET_KEY was changed."""
    return _box().decrypt(sealed.encode()).decode()
