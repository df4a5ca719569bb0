"""A contest as the lines everybody may check; only what is revealed, and people by their codes only."""

import json
from collections.abc import Iterator
from datetime import datetime
from math import ceil
from typing import Any

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet

from ..enums import Standing
from ..models import Attempt, Contest, Response, Round
from ..papers.canonical import written
from ..papers.values import counted_from
from ..proving import FORM, AttemptLine, RoundLine
from .finals import finalist_codes
from .papers import answers_of, sealed_questions

BATCH = 2_000


def proof_lines(contest: Contest, *, at: datetime) -> Iterator[str]:
    """The export of all revealed rounds, line by line; a file of any size takes the same memory."""
    rounds = list(contest.rounds.filter(revealed_at__isnull=False))
    head = {
        "form": FORM, "contest": contest.slug, "title": contest.title, "exported_at": written(at),
        "rounds": len(rounds),
    }  # fmt: skip
    yield json.dumps(head, ensure_ascii=False)
    for round in rounds:
        attempts = _attempts(round)
        yield json.dumps(_round_line(round, attempts.count()).to_dict(), ensure_ascii=False)
        for attempt in attempts.iterator(chunk_size=BATCH):
            yield json.dumps(_attempt_line(attempt, round).to_dict(), ensure_ascii=False)


def _attempts(round: Round) -> QuerySet[Any]:
    """With `takes_part`: once ranked what the ranking did, whoever withdrew or was excluded since."""
    counted = Attempt.objects.filter(round=round, entrant=OuterRef("entrant"), is_counted=True)
    takes_part = Exists(counted) if round.ranked_at else Q(entrant__standing=Standing.ACTIVE)
    answers = Response.objects.only("attempt_id", "slot", "answer").order_by("slot")
    rows = _handed_in(round).annotate(takes_part=takes_part).select_related("entrant")
    return rows.prefetch_related(Prefetch("responses", answers)).order_by("pk")


def _handed_in(round: Round) -> "QuerySet[Attempt]":
    return Attempt.objects.filter(round=round, submitted_at__isnull=False)


def _round_line(round: Round, attempts: int) -> RoundLine:
    confirmed = round.outages.filter(confirmed_at__isnull=False)
    return RoundLine(
        round=round.number, starts_at=round.starts_at, ends_at=round.ends_at, sealed_at=round.sealed_at,
        ranked_at=round.ranked_at, rules=round.rules, seed=round.seed, commitment=round.commitment,
        questions=tuple(sealed_questions(round).values()),
        voided=tuple(
            {"code": one.code, "reason": one.reason, "at": written(one.at)} for one in round.voided.order_by("pk")
        ),
        outages=tuple(
            {"from": written(since), "to": written(until), "given_at": written(given_at), "reason": reason}
            for since, until, given_at, reason in confirmed.values_list("from_at", "to_at", "confirmed_at", "reason")
            if given_at
        ),
        earlier_ends=tuple(sorted(set(_earlier_ends(round)))),
        actual=round.actual, receipts=round.receipts, extra_seconds=_extra_seconds(round), attempts=attempts,
        finalists=finalist_codes(round), takes_from_earlier=round.takes_from_earlier if round.is_final else 0,
    )  # fmt: skip


def _earlier_ends(round: Round) -> Iterator[str]:
    """From the log, which stands as long as the contest."""
    later = round.contest.log.filter(detail__what__in=("extend_round", "confirm_outage"), detail__round=round.number)
    for before in later.values_list("detail__before", flat=True):
        if before:
            yield written(datetime.fromisoformat(before))


def _extra_seconds(round: Round) -> list[int]:
    """How much longer than the rules say papers could last. Whose they were is not written, but see `RoundLine`."""
    rules = round.rules
    lasts = rules.lasts()
    longer = _handed_in(round).filter(ends_at__gt=F("started_at") + lasts)
    found = (
        ceil((ends_at - counted_from(started_at, shown_at, rules) - lasts).total_seconds())
        for started_at, shown_at, ends_at in longer.values_list("started_at", "shown_at", "ends_at").iterator()
    )
    return sorted((one for one in found if one > 0), reverse=True)


def _attempt_line(attempt: Any, round: Round) -> AttemptLine:
    if attempt.submitted_at is None or attempt.score is None or attempt.millis is None:
        raise ValueError(f"attempt {attempt.pk} is not scored")
    return AttemptLine(
        round=round.number, entrant=attempt.entrant.code, number=attempt.number,
        takes_part=attempt.takes_part, is_set_aside=attempt.is_set_aside, is_automatic=attempt.is_automatic,
        paper=attempt.paper,
        started_at=attempt.started_at, shown_at=attempt.shown_at,
        submitted_at=attempt.submitted_at, prediction=attempt.prediction,
        answers=list(answers_of(attempt).items()), receipt=attempt.receipt, score=attempt.score,
        is_all_right=attempt.is_all_right, millis=attempt.millis, lot=attempt.lot, is_counted=attempt.is_counted,
        place=attempt.place,
    )  # fmt: skip
