"""Inside the portal that is measured: a round that has ended, with answers, and a question voided in it."""

import random
import resource
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.utils import timezone

from luatgandan.features.contests.models import Attempt, Entrant, Response, Round
from luatgandan.features.contests.papers.drawing import lot_of, paper_hash
from luatgandan.features.contests.papers.values import Slot
from luatgandan.features.contests.queries import draw_paper, sealed_questions
from luatgandan.features.contests.services import look_for_signals, rank_round, rescore_round, void_question

from .contest_round import BATCH, make_round, seconds

SLUG, SKILL = "sau-thi", 0.7
Slots = tuple[Slot, ...]


def after(count: int) -> dict[str, Any]:
    """Inside the portal: a round of so many attempts, ended, one question voided."""
    round_ = make_round(SLUG, timezone.now() - timedelta(hours=4))
    chance = random.Random(1)
    for first in range(0, count, BATCH):
        _sit(round_, first, min(BATCH, count - first), chance)
    now = timezone.now()
    ranked = seconds(lambda: rank_round(round=round_, at=now))
    before = _most_memory()
    found = seconds(lambda: _look(round_))
    memory = _most_memory()
    void_question(round=round_, code=next(iter(sealed_questions(round_))), reason="Đo", by=None, at=now)
    rescored = seconds(lambda: rescore_round(round=Round.objects.get(pk=round_.pk), at=now))
    return {
        "attempts": count, "scored_and_ranked_s": ranked, "rescored_and_ranked_s": rescored, "signals_s": found,
        "signals": round_.signals.count(), "memory_before_mb": before, "memory_after_signals_mb": memory,
    }  # fmt: skip


def _look(round_: Round) -> None:
    """As the worker does: part after part."""
    while look_for_signals(round=Round.objects.get(pk=round_.pk), at=timezone.now()):
        pass


def _most_memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _sit(round_: Round, first: int, count: int, chance: random.Random) -> None:
    """People who answered a whole paper, not yet scored; half of all begin in the last hour."""
    people = Entrant.objects.bulk_create(
        Entrant(contest=round_.contest, code=f"ST-{n:08}", name=f"Người {n}", joined_at=round_.starts_at)
        for n in range(first, first + count)
    )
    drawn = [_attempt(round_, entrant, chance) for entrant in people]
    made = Attempt.objects.bulk_create((attempt for attempt, _slots in drawn), batch_size=BATCH)
    answers = (
        answer for attempt, (_a, slots) in zip(made, drawn, strict=True) for answer in _answers(attempt, slots, chance)
    )
    Response.objects.bulk_create(answers, batch_size=BATCH)


def _attempt(round_: Round, entrant: Entrant, chance: random.Random) -> tuple[Attempt, Slots]:
    slots = draw_paper(round=round_, entrant=entrant.code, number=1)
    starts_at = round_.starts_at + timedelta(seconds=chance.choice((0, 5_400)) + chance.random() * 3_600)
    millis = chance.randint(200_000, 800_000)
    attempt = Attempt(
        round=round_, entrant=entrant, number=1, paper=paper_hash(slots), started_at=starts_at,
        ends_at=starts_at + timedelta(minutes=15), submitted_at=starts_at + timedelta(milliseconds=millis),
        millis=millis, lot=lot_of(seed=round_.seed, entrant=entrant.code, number=1),
    )  # fmt: skip
    return attempt, slots


def _answers(attempt: Attempt, slots: Slots, chance: random.Random) -> Iterator[Response]:
    questions, now = sealed_questions(attempt.round), attempt.started_at
    for place, slot in enumerate(slots):
        now += timedelta(milliseconds=attempt.millis * chance.random() / len(slots))
        key = questions[slot.code].content.key
        wrong = tuple(sorted(set(slot.options) - set(key)))[:1]
        answer = list(key if chance.random() < SKILL or not wrong else wrong)
        yield Response(attempt=attempt, slot=place, answer=answer, sequence=place + 1, given_at=now, saved_at=now)
