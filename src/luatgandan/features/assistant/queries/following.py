"""Who follows which answer."""

from typing import Any

from django.utils.translation import gettext as _

from ..models import Follower, Run


def follower_with(token: str) -> Follower | None:
    """The one that a link in a letter means."""
    return Follower.objects.select_related("run").filter(token=token).first()


def follower_of(run: Run, person: Any) -> Follower | None:
    """The row by which a person who is signed in follows an answer."""
    return Follower.objects.filter(run=run, person=person).first() if person.is_authenticated else None


def data_of(person: Any) -> list[dict[str, Any]]:
    """What is kept about a person, for "Dữ liệu của tôi"."""
    rows = Follower.objects.filter(person=person).select_related("run")
    return [{_("câu trả lời"): one.run.get_absolute_url(), _("theo dõi từ"): one.created_at} for one in rows]
