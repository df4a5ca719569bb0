"""Being told when the law under an answer changes; how following works is `foundation.notifications`."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from luatgandan.foundation.notifications import services as notifications
from luatgandan.foundation.notifications.services import News

from ..models import Follower, Run

KIND = "assistant.changed"


def follow(*, run: Run, at: datetime, person: Any = None, email: str = "") -> Follower:
    """Tell a person, or the holder of an address after a letter is confirmed; asking twice changes nothing."""
    return notifications.follow(followers=Follower, thing={"run": run}, at=at, person=person, email=email)


def tell_followers(*, at: datetime) -> int:
    """Tell all whose answer has changed, each once a change; who could not be told is told at the next run."""
    rows = Follower.objects.untold().select_related("run", "person")
    return notifications.tell_followers(rows=rows, news=_news, at=at)


def _news(follower: Follower) -> News:
    day = follower.run.recalled_on
    sentence = _("Từ ngày %(day)s, luật làm căn cứ cho câu trả lời bạn theo dõi đọc khác đi")
    return News(
        kind=KIND, sentence=sentence % {"day": f"{day:%d/%m/%Y}"}, hint=_("Xem câu trả lời và hỏi lại theo luật mới"),
        url=follower.url, mark=("told_on", day),
    )  # fmt: skip
