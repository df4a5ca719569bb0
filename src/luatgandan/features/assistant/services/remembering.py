"""What a person asked, kept with the account: only while they consent, and deleted by them at any time."""

from typing import Any

from django.utils import timezone

from luatgandan.foundation.accounts.queries.consents import has_consent

from ..models import Remembered, Run

HISTORY = "assistant_history"  # the purpose that is consented to
MOST = 60  # of a person; older ones give way


def wants_history(person: Any) -> bool:
    """Whether this is someone signed in who wants what they ask kept with the account."""
    is_known = bool(person and person.is_authenticated)
    return is_known and has_consent(person, HISTORY, on=timezone.localdate())


def remember(*, run: Run, person: Any) -> None:
    """Keep what was answered with the account of who wants that; never what stands beside hotlines."""
    if not (run.is_answered and run.question) or run.card["is_sensitive"] or not wants_history(person):
        return
    Remembered.objects.get_or_create(
        person=person, run=run, defaults={"question": run.question, "asked_at": run.asked_at}
    )
    older = Remembered.objects.filter(person=person).values_list("pk", flat=True)[MOST:]
    Remembered.objects.filter(pk__in=list(older)).delete()


def forget_asked(*, person: Any, one: int | None = None) -> int:
    """Delete what is kept of a person: one question, or all; returns how many."""
    rows = Remembered.objects.filter(person=person)
    gone, _by_model = (rows if one is None else rows.filter(pk=one)).delete()
    return gone
