"""How the attempts of a round went, for the search for odd things; in batches, so that any number fits."""

from collections.abc import Iterator

from django.db.models import Case, Count, F, Prefetch, Q, When

from ..anomalies import Oddity, Trace
from ..models import Attempt, Device, Entrant, Response, Round, Signal
from ..papers.scoring import points
from ..papers.values import POINT
from .papers import paper_of, voided_codes

BATCH = 1_000


Group = tuple[str, str]  # unit, and the ward of people without one; "" for none


def traces_by_group(round: Round) -> Iterator[tuple[Group, Trace]]:
    """Everybody with their group, ordered by it and by the start; a batch at a time is in memory."""
    answers = Response.objects.only("attempt_id", "slot", "answer", "given_at").order_by("slot")
    rows = Attempt.objects.submitted().filter(round=round).select_related("entrant")
    ward = Case(When(entrant__unit=None, then=F("entrant__ward")))
    rows = rows.order_by("entrant__unit", ward, "started_at", "pk")
    voided = voided_codes(round)
    for attempt in rows.prefetch_related(Prefetch("responses", answers)).iterator(chunk_size=BATCH):
        yield _group(attempt.entrant), _trace(attempt, round, voided)


def _group(entrant: Entrant) -> Group:
    return (str(entrant.unit_id), "") if entrant.unit_id else ("", str(entrant.ward_id or ""))


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


def device_uses(round: Round) -> Iterator[tuple[str, str, int]]:
    """Device, entrant and attempt of every attempt that was handed in. One query."""
    rows = Device.objects.filter(attempt__round=round, attempt__submitted_at__isnull=False).exclude(digest="")
    yield from rows.order_by("pk").values_list("digest", "attempt__entrant__code", "attempt_id").iterator()
