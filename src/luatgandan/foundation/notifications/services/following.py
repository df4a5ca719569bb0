"""Being told when one thing changes: by a person, or by an address whose holder confirms it, until withdrawn."""

import logging
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.conf import settings
from django.db import transaction
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from luatgandan.backends.messages import Message, MessageError, get_messages
from luatgandan.lib.events import publish
from luatgandan.lib.links import in_language

from ..events import FollowerUnconfirmed
from ..models import Follower
from .telling import notify

log = logging.getLogger(__name__)
UNCONFIRMED_KEPT = timedelta(days=7)
Row = TypeVar("Row", bound=Follower)


@dataclass(frozen=True, kw_only=True)
class News:
    """What a follower hears: one sentence without personal data, what to do, and the page.

    `mark` is (field of the row, value): what it says after telling, so that nobody hears of one change twice.
    """

    kind: str
    sentence: str
    hint: str
    url: str
    mark: tuple[str, Any]


@transaction.atomic
def follow(
    *, followers: type[Row], thing: dict[str, Any], at: datetime, person: Any = None, email: str = "",
    told: dict[str, Any] | None = None,
) -> Row:  # fmt: skip
    """Tell a person, or the holder of an address after a letter is confirmed; asking twice changes nothing.

    `thing` is what is followed, `told` the news that a new follower knows already.
    """
    owner = {"person": person, "email": ""} if person else {"person": None, "email": email.strip().lower()}
    values = {
        "token": secrets.token_urlsafe(32), "language": get_language() or "vi", "created_at": at,
        "confirmed_at": at if person else None, **(told or {}),
    }  # fmt: skip
    follower, _is_new = followers._default_manager.get_or_create(**thing, **owner, defaults=values)
    if follower.confirmed_at is None:
        publish(FollowerUnconfirmed(model=followers._meta.label_lower, follower_id=follower.pk))
    return follower


def send_confirmation(*, follower: Follower) -> None:
    """The letter with the link by which the holder of the address says yes. Raises MessageError."""
    with override(follower.language):
        text = _(
            "Có người (có thể là bạn) muốn nhận thư %(when)s.\n\n"
            "Nếu là bạn, hãy mở trang sau và bấm “Đúng, hãy báo cho tôi”: %(link)s\n\n"
            "Nếu không phải bạn, hãy bỏ qua thư này."
        ) % {"when": follower.when, "link": _whole(follower, follower.confirm_url)}
        subject = _("Xác nhận nhận thư từ Luật Gần Dân")
    get_messages("email").send(Message(to=follower.email, subject=subject, text=text))


def confirm_follower(*, follower: Follower, at: datetime) -> None:
    """The holder of the address said yes."""
    type(follower)._default_manager.filter(pk=follower.pk, confirmed_at=None).update(confirmed_at=at)


def stop_following(*, followers: type[Follower], token: str) -> None:
    """By the link of a letter: forget who asked."""
    followers._default_manager.filter(token=token).delete()


def forget_unconfirmed(*, followers: type[Follower], at: datetime) -> int:
    """Erase addresses that nobody confirmed within a week; returns how many."""
    rows = followers._default_manager.filter(confirmed_at=None, created_at__lt=at - UNCONFIRMED_KEPT)
    return rows.delete()[0]


def tell_followers(*, rows: Iterable[Row], news: Callable[[Row], News], at: datetime) -> int:
    """Tell each of them, in their language; who could not be told is told at the next run. Returns how many were."""
    told = 0
    for follower in rows:
        try:
            with override(follower.language):
                told += _tell(follower, news(follower), at)
        except MessageError:
            log.exception("follower %s could not be told", follower.pk)
    return told


def _tell(follower: Follower, news: News, at: datetime) -> bool:
    """Whoever marks the row tells; a letter that fails takes the mark back."""
    field, now = news.mark
    before, rows = getattr(follower, field), type(follower)._default_manager.filter(pk=follower.pk)
    if not rows.filter(**{field: before}).update(**{field: now}):
        return False
    if follower.person:
        url = in_language(news.url, follower.language)
        notify(person=follower.person, kind=news.kind, title=news.sentence, at=at, url=url)
        return True
    try:
        get_messages("email").send(_letter(follower, news))
    except MessageError:
        rows.update(**{field: before})
        raise
    return True


def _letter(follower: Follower, news: News) -> Message:
    stop = _whole(follower, follower.stop_url)
    text = _("%(sentence)s.\n\n%(hint)s: %(link)s\n\nKhông muốn nhận nữa: %(stop)s") % {
        "sentence": news.sentence,
        "hint": news.hint,
        "link": _whole(follower, news.url),
        "stop": stop,
    }
    return Message(to=follower.email, subject=news.sentence[:150], text=text, stop_url=stop)


def _whole(follower: Follower, url: str) -> str:
    """A page of ours as a letter names it, in the language of the letter."""
    return f"{settings.SITE_URL}{in_language(url, follower.language)}"
