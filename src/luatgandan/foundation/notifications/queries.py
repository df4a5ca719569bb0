"""Reading notifications."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from luatgandan.backends.messages import has_messages

from . import rules
from .enums import Channel
from .models import Delivery, Follower, Notification, NotificationQuerySet, Preference

Row = TypeVar("Row", bound=Follower)


@dataclass(frozen=True)
class Choice:
    """One box of the preferences page."""

    kind: str
    title: Any
    channel: str
    is_on: bool

    @property
    def name(self) -> str:
        """The name of its form field."""
        return f"{self.kind}:{self.channel}"


def notifications_of(person: Any) -> NotificationQuerySet:
    """All of a person's notifications, newest first."""
    return Notification.objects.filter(person=person)


def unread_count(person: Any) -> int:
    """How many wait to be read."""
    return notifications_of(person).unread().count()


def channels_in_use() -> list[str]:
    """The channels this house is set up for."""
    return [channel for channel in Channel.values if has_messages(channel)]


def choices_of(person: Any) -> list[Choice]:
    """Every kind and channel with what counts now."""
    stored = {
        (row.kind, row.channel): row.is_on
        for row in Preference.objects.filter(person=person).only("kind", "channel", "is_on")
    }
    return [
        Choice(kind.code, kind.title, channel, stored.get((kind.code, channel), channel in kind.channels))
        for kind in rules.kinds().values()
        for channel in channels_in_use()
    ]


def channels_for(person: Any, kind: rules.NotificationKind) -> list[str]:
    """The channels one notification of this kind goes out through."""
    wanted = {choice.channel for choice in choices_of(person) if choice.kind == kind.code and choice.is_on}
    return [channel for channel in channels_in_use() if channel in wanted and rules.may_contact(person, kind, channel)]


def due_deliveries(*, at: datetime, limit: int = 200) -> list[int]:
    """Ids of deliveries to try now, the longest waiting first."""
    return list(Delivery.objects.due(at).order_by("next_at").values_list("pk", flat=True)[:limit])


def data_of(person: Any) -> list[dict[str, Any]]:
    """For "Dữ liệu của tôi": everything the person was told."""
    return [
        {
            _("loại"): row.kind,
            _("tiêu đề"): row.title,
            _("liên kết"): row.url,
            _("gửi lúc"): row.created_at,
            _("đọc lúc"): row.read_at,
        }
        for row in notifications_of(person)
    ]


def follower_with(followers: type[Row], token: str) -> Row | None:
    """The one that a link in a letter means."""
    return followers._default_manager.filter(token=token).first()


def follower_of(followers: type[Row], person: Any, **thing: Any) -> Row | None:
    """The row by which a person who is signed in follows something."""
    if not person.is_authenticated:
        return None
    return followers._default_manager.filter(person=person, **thing).first()
