"""How the attempts of a round went, for the search for odd things; in batches, so that any number fits."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Case, Count, Exists, F, OuterRef, Prefetch, Q, When

from ..anomalies import Oddity, Trace
from ..models import Attempt, Device, Entrant, Response, Round, Signal
from ..papers.scoring import points
from ..papers.values import POINT
from .papers import paper_of, voided_codes

BATCH = 1_000
Group = tuple[str, str]  # unit, and the ward of people without one; "" for none
WARD_ALONE = Case(When(entrant__unit=None, then=F("entrant__ward")))


def groups_of(round: Round) -> list[tuple[Group, int]]:
    """The groups of people who are compared with each other, in the order of their keys, with their attempts."""
    rows = Attempt.objects.submitted().filter(round=round).order_by()
    found = rows.values_list("entrant__unit", WARD_ALONE).annotate(count=Count("pk"))
    return sorted(((str(unit or ""), str(ward or "")), count) for unit, ward, count in found)


def traces_of(round: Round, group: Group) -> Iterator[Trace]:
    """The people of a group in the order of their starts; a batch at a time is in memory, and nothing is held open."""
    answers = Response.objects.only("attempt_id", "slot", "answer", "given_at").order_by("slot")
    unit, ward = int(group[0]) if group[0] else None, group[1] or None
    rows = Attempt.objects.submitted().filter(round=round, entrant__unit=unit)
    if unit is None:
        rows = rows.filter(entrant__ward=ward)
    rows = rows.select_related("entrant").prefetch_related(Prefetch("responses", answers)).order_by("started_at", "pk")
    voided = voided_codes(round)
    left = rows
    while batch := list(left[:BATCH]):
        yield from (_trace(attempt, round, voided) for attempt in batch)
        last = batch[-1]
        left = rows.filter(Q(started_at=last.started_at, pk__gt=last.pk) | Q(started_at__gt=last.started_at))


def _trace(attempt: Attempt, round: Round, voided: frozenset[str]) -> Trace:
    attempt.round = round
    paper = paper_of(attempt)
    given = {paper[one.slot][1].code: one for one in attempt.responses.all()}
    wrong = {
        question.code
        for _slot, question in paper
        if question.code in given
        and question.code not in voided
        and points(question, given[question.code].answer, round.rules) < POINT
    }
    return Trace(
        attempt=attempt.pk, entrant=attempt.entrant.code, started_at=attempt.started_at,
        seconds=(attempt.millis or 0) / 1000, score=attempt.score or 0,
        answers={code: tuple(sorted(one.answer)) for code, one in given.items()},
        given={code: (one.given_at - attempt.started_at).total_seconds() for code, one in given.items()},
        wrong=frozenset(wrong),
    )  # fmt: skip


def known_signal(round: Round, oddity: Oddity) -> Signal | None:
    """The signal that holds all these attempts already, or has their key; one that people decided on first."""
    same = Q(key=oddity.key) | Q(held=len(oddity.attempts))
    rows = Signal.objects.filter(round=round, kind=oddity.kind)
    rows = rows.annotate(held=Count("attempts", filter=Q(attempts__in=oddity.attempts))).filter(same)
    return rows.order_by(F("decided_at").asc(nulls_last=True), "pk").first()


def usual_seconds(round: Round) -> float:
    """How long half of all needed at most. Two queries."""
    rows = Attempt.objects.submitted().filter(round=round, millis__isnull=False).order_by("millis")
    middle = rows.values_list("millis", flat=True)[rows.count() // 2 :][:1]
    return (next(iter(middle), None) or 0) / 1000


def namesakes_of(round: Round) -> dict[tuple[str, date], list[tuple[str, str, list[int]]]]:
    """Entries of a contest that sat something and share name and birthday: (code, unit or ward, attempts here)."""
    sat = Exists(Attempt.objects.submitted().filter(entrant=OuterRef("pk")))
    rows = Entrant.objects.filter(sat, contest=round.contest_id, born_on__isnull=False).exclude(folded="").order_by()
    shared = set(
        rows.values_list("folded", "born_on")
        .annotate(people=Count("pk"))
        .filter(people__gt=1)
        .values_list("folded", "born_on")
    )
    found: dict[tuple[str, date], list[tuple[str, str, list[int]]]] = defaultdict(list)
    names = sorted({name for name, _day in shared})
    for first in range(0, len(names), BATCH):
        here = Prefetch("attempts", Attempt.objects.submitted().filter(round=round).order_by("pk"), to_attr="here")
        for one in rows.filter(folded__in=names[first : first + BATCH]).prefetch_related(here):
            if one.born_on and (one.folded, one.born_on) in shared:
                place = f"u{one.unit_id}" if one.unit_id else f"w{one.ward_id}" if one.ward_id else ""
                attempts: Any = one
                found[one.folded, one.born_on].append((one.code, place, [each.pk for each in attempts.here]))
    return found


def device_uses(round: Round) -> Iterator[tuple[str, str, int]]:
    """Device, entrant and attempt of every attempt that was handed in. One query."""
    mine = Attempt.objects.filter(round=round, submitted_at__isnull=False, is_set_aside=False)
    rows = Device.objects.filter(attempt__in=mine).exclude(digest="")
    yield from rows.order_by("pk").values_list("digest", "attempt__entrant__code", "attempt_id").iterator()
