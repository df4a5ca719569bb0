"""How the attempts of a round went, for the search for odd things; in batches, so that any number fits."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Prefetch

from ..anomalies import Trace
from ..models import Attempt, Device, Response, Round
from ..papers.scoring import points
from ..papers.values import POINT
from .papers import paper_of, voided_codes

BATCH = 1_000


@dataclass(frozen=True)
class Group:
    """The attempts of one unit ("" for none) that began within one hour."""

    unit: str
    traces: list[Trace]


def traces_by_unit(round: Round) -> Iterator[Group]:
    """Ordered by unit and hour."""
    answers = Response.objects.only("attempt_id", "slot", "answer", "given_at").order_by("slot")
    rows = Attempt.objects.submitted().filter(round=round).select_related("entrant")
    rows = rows.prefetch_related(Prefetch("responses", answers)).order_by("entrant__unit", "started_at", "pk")
    voided = voided_codes(round)
    for (unit, _hour), attempts in groupby(rows.iterator(chunk_size=BATCH), key=_unit_and_hour):
        yield Group(unit=str(unit or ""), traces=[_trace(one, round, voided) for one in attempts])


def _unit_and_hour(attempt: Attempt) -> tuple[int | None, str]:
    return attempt.entrant.unit_id, attempt.started_at.strftime("%Y%m%d%H")


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


def usual_seconds(round: Round) -> float:
    """How long half of all needed at most. Two queries."""
    rows = Attempt.objects.submitted().filter(round=round, millis__isnull=False).order_by("millis")
    middle = rows.values_list("millis", flat=True)[rows.count() // 2 :][:1]
    return (next(iter(middle), None) or 0) / 1000


def device_uses(round: Round) -> Iterator[tuple[str, str, int]]:
    """Device, entrant and attempt of every attempt that was handed in. One query."""
    rows = Device.objects.filter(attempt__round=round, attempt__submitted_at__isnull=False).exclude(digest="")
    yield from rows.order_by("pk").values_list("digest", "attempt__entrant__code", "attempt_id").iterator()
