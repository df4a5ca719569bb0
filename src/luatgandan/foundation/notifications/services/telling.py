"""Telling people: write it down, say that it is there, hand it to the channels."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from luatgandan.backends.messages import (
    Message,
    MessageError,
    MessagesUnavailableError,
    get_messages,
)
from luatgandan.lib.events import publish

from .. import queries, rules
from ..enums import DeliveryState
from ..events import NotificationCreated
from ..models import Delivery, Notification, Preference


class UnknownKindError(KeyError):
    """No room offers this kind of notification."""


@transaction.atomic
def notify(*, person: Any, kind: str, title: str, at: datetime, url: str = "") -> Notification:
    """Tell a person one thing. `title` is one sentence without personal data; `url` a path of the portal.

    Raises UnknownKindError.
    """
    if kind not in rules.kinds():
        raise UnknownKindError(kind)
    notification = Notification.objects.create(person=person, kind=kind, title=title[:200], url=url, created_at=at)
    deliveries = [
        Delivery.objects.create(notification=notification, channel=channel, next_at=at)
        for channel in queries.channels_for(person, rules.kinds()[kind])
    ]
    ids = tuple(delivery.pk for delivery in deliveries)
    publish(NotificationCreated(notification_id=notification.pk, delivery_ids=ids))
    return notification


def deliver(*, delivery: Delivery, at: datetime) -> None:
    """Try one delivery. A gateway that is away is tried again later; a refusal or the last failure ends it.

    The message is sent outside a transaction: a slow gateway must not hold the database.
    """
    if not _claim(delivery, at):
        return
    notification = delivery.notification
    address = rules.address_of(notification.person, delivery.channel)
    try:
        if not address:
            raise MessageError("no address any more")
        get_messages(delivery.channel).send(_message(notification, address))
    except MessageError as error:
        delivery.fault = str(error)[:200]
        is_final = not isinstance(error, MessagesUnavailableError) or delivery.attempts > len(rules.RETRY_AFTER)
        delivery.state = DeliveryState.FAILED if is_final else DeliveryState.WAITING
    else:
        delivery.state, delivery.sent_at, delivery.fault = DeliveryState.SENT, at, ""
    delivery.save(update_fields=["state", "sent_at", "fault"])


def _claim(delivery: Delivery, at: datetime) -> bool:
    """Only one worker gets the attempt: it moves the time of the next one, and only the first mover wins."""
    wait = rules.RETRY_AFTER[min(delivery.attempts, len(rules.RETRY_AFTER) - 1)]
    claimed = Delivery.objects.due(at).filter(pk=delivery.pk, attempts=delivery.attempts)
    if not claimed.update(attempts=delivery.attempts + 1, next_at=at + wait):
        return False
    delivery.attempts += 1
    delivery.next_at = at + wait
    return True


def _message(notification: Notification, address: str) -> Message:
    link = f"{settings.SITE_URL}{notification.url}" if notification.url else settings.SITE_URL
    text = _("%(title)s\n\nXem tại: %(link)s\n\nĐổi cách nhận thông báo: %(settings)s") % {
        "title": notification.title,
        "link": link,
        "settings": f"{settings.SITE_URL}/tai-khoan/thong-bao/cai-dat/",
    }
    return Message(to=address, subject=f"{settings.WAGTAIL_SITE_NAME}: {notification.title}", text=text)


@transaction.atomic
def mark_read(*, person: Any, at: datetime, notification_id: int | None = None) -> int:
    """Mark one or all of a person's notifications as read; returns how many changed."""
    unread = queries.notifications_of(person).unread()
    if notification_id is not None:
        unread = unread.filter(pk=notification_id)
    return unread.update(read_at=at)


@transaction.atomic
def set_preferences(*, person: Any, ticked: set[str]) -> None:
    """Keep the person's boxes; `ticked` holds the names of choices that are on."""
    for choice in queries.choices_of(person):
        Preference.objects.update_or_create(
            person=person, kind=choice.kind, channel=choice.channel, defaults={"is_on": choice.name in ticked}
        )


@transaction.atomic
def forget_person(*, person_id: int) -> None:
    """Erase all that was told to a person and how they wanted it."""
    Notification.objects.filter(person_id=person_id).delete()
    Preference.objects.filter(person_id=person_id).delete()


@transaction.atomic
def forget_old(*, before: datetime) -> int:
    """Erase notifications from before a moment; returns how many."""
    return Notification.objects.filter(created_at__lt=before).delete()[0]
