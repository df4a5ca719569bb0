"""Inside the portal that is measured: a round whose time is over, and what a killed worker made of it."""

import time
from datetime import timedelta
from typing import Any

from django.db.models import Count
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from luatgandan.features.contests.enums import LogKind, Phase
from luatgandan.features.contests.models import Attempt, LogEntry, Response, Round
from luatgandan.features.contests.papers.drawing import lot_of, paper_hash
from luatgandan.features.contests.queries import draw_paper, is_receipt_true

from .contest_round import BATCH, QUESTIONS, entrants, make_round


def fill(slug: str, people: int) -> dict[str, Any]:
    """Attempts with all answers that nobody has handed in, in a round that is over with its grace."""
    round = make_round(slug, timezone.now() - timedelta(hours=4))
    began = round.starts_at + timedelta(minutes=1)
    attempts = []
    for entrant in entrants(round.contest, people):
        paper = paper_hash(draw_paper(round=round, entrant=entrant.code, number=1))
        lot = lot_of(seed=round.seed, entrant=entrant.code, number=1)
        attempts.append(Attempt(
            round=round, entrant=entrant, number=1, paper=paper, started_at=began,
            ends_at=began + timedelta(minutes=15), lot=lot,
        ))  # fmt: skip
    Attempt.objects.bulk_create(attempts, batch_size=BATCH)
    Round.objects.filter(pk=round.pk).update(held_until=timezone.now())  # nobody was away at its end
    Response.objects.bulk_create(
        (
            Response(
                attempt=one,
                slot=slot,
                answer=[f"{one.entrant.code}.{slot}"],
                sequence=slot + 1,
                given_at=began,
                saved_at=began,
            )
            for one in attempts
            for slot in range(QUESTIONS)
        ),
        batch_size=BATCH,
    )
    return {"attempts": len(attempts)}


def state(slug: str) -> dict[str, Any]:
    """How far the round is, and what is wrong once it is ranked.

    Nothing is revealed here: the other rounds of the bench still ask the same questions.
    """
    round = Round.objects.select_related("contest").get(contest__slug=slug)
    handed_in = Attempt.objects.filter(round=round, submitted_at__isnull=False).count()
    is_done = round.phase == Phase.RANKED
    return {"handed_in": handed_in, "is_done": is_done, "wrong": _wrong(round) if is_done else ["not ranked"]}


def at_work(slug: str, seconds: float) -> dict[str, Any]:
    """How many papers are in when the worker is seen at work on this round: one more than before, or ranking."""
    handed_in = Attempt.objects.filter(round__contest__slug=slug, submitted_at__isnull=False)
    before, until = handed_in.count(), time.monotonic() + seconds
    mine = DBTaskResult.objects.running().filter(task_path__startswith="luatgandan.features.contests")
    ranking = mine.filter(started_at__gt=timezone.now())
    while time.monotonic() < until and handed_in.count() == before and not ranking.exists():
        time.sleep(0.02)
    return {"handed_in": handed_in.count()}


def _wrong(round: Round) -> list[str]:
    """What was not done, or done twice."""
    attempts = list(Attempt.objects.filter(round=round).select_related("round__contest", "entrant"))
    lines = LogEntry.objects.filter(contest=round.contest)
    twice = lines.filter(kind=LogKind.SUBMITTED).values("attempt").annotate(times=Count("pk")).exclude(times=1)
    faults = {
        "papers not handed in": sum(one.submitted_at is None for one in attempts),
        "receipts untrue": sum(one.submitted_at is not None and not is_receipt_true(one) for one in attempts),
        "papers handed in twice": twice.count(),
        "places that are not 1 to n": sorted(one.place or 0 for one in attempts) != list(range(1, len(attempts) + 1)),
        "times ranked, but once": lines.filter(kind=LogKind.RANKED).count() != 1,
    }
    return [f"{name}: {count}" for name, count in faults.items() if count]
