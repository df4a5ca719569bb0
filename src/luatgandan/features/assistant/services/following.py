"""Being told when an answer changes: by a person, or by an address whose holder confirms it, until withdrawn."""

import logging
import secrets
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from luatgandan.backends.messages import Message, MessageError, get_messages
from luatgandan.foundation.notifications.services import notify
from luatgandan.lib.events import publish
from luatgandan.lib.links import in_language

from ..events import FollowerUnconfirmed
from ..models import Follower, Run

log = logging.getLogger(__name__)
KIND = "assistant.changed"
UNCONFIRMED_KEPT = timedelta(days=7)


@transaction.atomic
def follow(*, run: Run, at: datetime, person: Any = None, email: str = "") -> Follower:
    """Tell a person, or the holder of an address after a letter is confirmed; asking twice changes nothing."""
    owner = {"person": person, "email": ""} if person else {"person": None, "email": email.strip().lower()}
    values = {
        "token": secrets.token_urlsafe(32), "language": get_language() or "vi", "created_at": at,
        "confirmed_at": at if person else None,
    }  # fmt: skip
    follower, _is_new = Follower.objects.get_or_create(run=run, **owner, defaults=values)
    if follower.confirmed_at is None:
        publish(FollowerUnconfirmed(follower_id=follower.pk))
    return follower


def send_confirmation(*, follower: Follower) -> None:
    """The letter with the link by which the holder of the address says yes. Raises MessageError."""
    with override(follower.language):
        text = _(
            "Có người (có thể là bạn) muốn nhận thư khi luật làm căn cứ cho một câu trả lời của trợ lý thay đổi.\n\n"
            "Nếu là bạn, hãy mở trang sau và bấm “Đúng, hãy báo cho tôi”: %(link)s\n\n"
            "Nếu không phải bạn, hãy bỏ qua thư này."
        ) % {"link": _whole(follower, follower.confirm_url)}
        subject = _("Xác nhận nhận thư từ Luật Gần Dân")
    get_messages("email").send(Message(to=follower.email, subject=subject, text=text))


def confirm_follower(*, follower: Follower, at: datetime) -> None:
    """The holder of the address said yes."""
    Follower.objects.filter(pk=follower.pk, confirmed_at=None).update(confirmed_at=at)


def stop_following(*, token: str) -> None:
    """By the link of a letter: forget who asked."""
    Follower.objects.filter(token=token).delete()


def forget_unconfirmed(*, at: datetime) -> int:
    """Erase addresses that nobody confirmed within a week; returns how many."""
    return Follower.objects.stale(at - UNCONFIRMED_KEPT).delete()[0]


def tell_followers(*, at: datetime) -> int:
    """Tell all whose answer has changed, each once a change; who could not be told is told at the next run."""
    told = 0
    for follower in Follower.objects.untold().select_related("run", "person"):
        try:
            told += _tell(follower, at)
        except MessageError:
            log.exception("follower %s could not be told", follower.pk)
    return told


def _tell(follower: Follower, at: datetime) -> bool:
    """Whoever marks the row tells; a letter that fails takes the mark back."""
    before, now = follower.told_on, follower.run.recalled_on
    if not Follower.objects.filter(pk=follower.pk, told_on=before).update(told_on=now):
        return False
    with override(follower.language):
        if follower.person:
            url = in_language(follower.run.get_absolute_url(), follower.language)
            notify(person=follower.person, kind=KIND, title=_sentence(follower), at=at, url=url)
            return True
        try:
            get_messages("email").send(_letter(follower))
        except MessageError:
            Follower.objects.filter(pk=follower.pk).update(told_on=before)
            raise
    return True


def _sentence(follower: Follower) -> str:
    day = follower.run.recalled_on
    return _("Từ ngày %(day)s, luật làm căn cứ cho câu trả lời bạn theo dõi đọc khác đi") % {"day": f"{day:%d/%m/%Y}"}


def _letter(follower: Follower) -> Message:
    sentence, stop = _sentence(follower), _whole(follower, follower.stop_url)
    text = _("%(sentence)s.\n\nXem câu trả lời và hỏi lại theo luật mới: %(link)s\n\nKhông muốn nhận nữa: %(stop)s") % {
        "sentence": sentence,
        "link": _whole(follower, follower.run.get_absolute_url()),
        "stop": stop,
    }
    return Message(to=follower.email, subject=sentence[:150], text=text, stop_url=stop)


def _whole(follower: Follower, url: str) -> str:
    """A page of ours as a letter names it, in the language of the letter."""
    return f"{settings.SITE_URL}{in_language(url, follower.language)}"
