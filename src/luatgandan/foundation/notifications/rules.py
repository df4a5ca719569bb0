"""Which kinds of notifications there are, and through which channels a person may be reached."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from luatgandan.foundation.modules.registry import offers

from .enums import Channel

# Waiting times before the next attempt; after the last one the delivery has failed.
RETRY_AFTER = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=3))


@dataclass(frozen=True, kw_only=True)
class NotificationKind:
    """An offer: one kind of notification. `is_necessary` belongs to something the person asked for: no consent needed.

    `channels` are on until the person changes them.
    """

    code: str
    title: Any
    channels: tuple[str, ...] = (Channel.EMAIL,)
    is_necessary: bool = False
    order: int = 100


@dataclass(frozen=True, kw_only=True)
class MayContact:
    """An offer: does the person allow messages through this channel? Every such offer must agree."""

    allows: Callable[[Any, str], bool]


def kinds() -> dict[str, NotificationKind]:
    """All kinds by code, in order."""
    return {kind.code: kind for kind in offers(NotificationKind)}


def address_of(person: Any, channel: str) -> str:
    """The verified address for a channel, "" without one."""
    if channel == Channel.EMAIL:
        return str(person.email or "")
    return str(person.phone) if person.phone and person.phone_verified_at else ""


def may_contact(person: Any, kind: NotificationKind, channel: str) -> bool:
    """True when the person can be reached and, unless it is necessary, agreed to be."""
    if not person.is_active or not address_of(person, channel):
        return False
    return kind.is_necessary or all(offer.allows(person, channel) for offer in offers(MayContact))
