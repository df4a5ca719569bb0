"""Acts on the calendar: deciding a day, taking a decision back, loading the known ones."""

import csv
from datetime import date, datetime
from pathlib import Path

from django.db import transaction

from luatgandan.foundation.audit.services import Actor, record
from luatgandan.lib.events import publish
from luatgandan.lib.vietnamese import clean

from .events import WorkdaysChanged
from .models import DayDecision

STARTER = Path(__file__).parent / "starter" / "decisions.tsv"


@transaction.atomic
def decide_day(*, decision: DayDecision, at: datetime, actor: Actor | None) -> DayDecision:
    """Keep a day decided to be off or worked; `decision` may be new or changed, also to another day."""
    before = DayDecision.objects.filter(pk=decision.pk).first()
    decision.reason, decision.source = clean(decision.reason), clean(decision.source)
    decision.save()
    _changed("workdays.decide_day", decision, {before.on if before else decision.on, decision.on}, at, actor)
    return decision


@transaction.atomic
def forget_decision(*, decision: DayDecision, at: datetime, actor: Actor | None) -> None:
    """The day is again what the law makes it."""
    _changed("workdays.forget_decision", decision, {decision.on}, at, actor)
    decision.delete()


def load_starter() -> int:
    """Add the swapped days decided since 2024; days that staff decided otherwise stay. Returns how many stand."""
    with STARTER.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    decisions = [
        DayDecision(
            on=date.fromisoformat(row["on"]),
            is_worked=bool(row["is_worked"]),
            reason=clean(row["reason"]),
            source=clean(row["source"]),
        )
        for row in rows
    ]
    DayDecision.objects.bulk_create(decisions, ignore_conflicts=True)
    return DayDecision.objects.count()


def _changed(action: str, decision: DayDecision, days: set[date], at: datetime, actor: Actor | None) -> None:
    detail = {"on": decision.on.isoformat(), "is_worked": decision.is_worked}
    record(action=action, at=at, actor=actor, target=decision, detail=detail)
    publish(WorkdaysChanged(days=tuple(sorted(days))))
