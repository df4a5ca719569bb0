"""Being told when a published answer changes; how following works is `foundation.notifications`."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from luatgandan.foundation.notifications import services as notifications

from ..models import Follower, Question
from ..queries.following import mark_of, news_of


def follow_answer(*, question: Question, at: datetime, person: Any = None, email: str = "") -> Follower:
    """Tell a person, or the holder of an address after a letter is confirmed; asking twice changes nothing."""
    told = {"told": mark_of(question, on=timezone.localdate(at))}
    return notifications.follow(
        followers=Follower, thing={"question": question}, at=at, person=person, email=email, told=told
    )


def tell_followers(*, at: datetime) -> int:
    """Tell all whose answer is another than the one they know, each once; returns how many were told."""
    followed = Question.objects.filter(followers__confirmed_at__isnull=False).select_related("publication").distinct()
    return sum(_told(question, at) for question in followed)


def _told(question: Question, at: datetime) -> int:
    mark = mark_of(question, on=timezone.localdate(at))
    rows = question.followers.filter(confirmed_at__isnull=False).exclude(told=mark).select_related("person")
    return notifications.tell_followers(rows=rows, news=lambda one: news_of(question, mark), at=at)
