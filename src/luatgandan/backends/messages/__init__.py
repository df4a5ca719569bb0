"""Short messages to people: e-mail and SMS. `get_messages("sms").send(Message(to=…, text=…))`."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

from .base import (
    Message,
    MessageError,
    MessageRefusedError,
    MessagesBackend,
    MessagesUnavailableError,
    Receipt,
)

__all__ = [
    "Message",
    "MessageError",
    "MessageRefusedError",
    "MessagesBackend",
    "MessagesUnavailableError",
    "Receipt",
    "get_messages",
    "has_messages",
]


def has_messages(channel: str) -> bool:
    """True when this channel ("email", "sms") is configured."""
    return bool(settings.MESSAGES.get(channel))


def get_messages(channel: str) -> MessagesBackend:
    """The backend of a channel from settings.MESSAGES. Raises ImproperlyConfigured when there is none."""
    config: Any = settings.MESSAGES.get(channel)
    if not config:
        raise ImproperlyConfigured(f"no messages backend for {channel!r}: set MESSAGES")
    backend: MessagesBackend = import_string(config["BACKEND"])(**config.get("OPTIONS", {}))
    return backend
