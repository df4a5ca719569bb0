"""What a round asks, and what one person is asked: read once per process, recomputed for each."""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from ..models import Attempt, Round, Sealed, Voided
from ..papers.drawing import draw, paper_hash
from ..papers.receipts import receipt
from ..papers.values import SealedQuestion, Sitting, Slot

Paper = tuple[tuple[Slot, SealedQuestion], ...]


class WrongPaperError(Exception):
    """What is drawn now is not what the attempt was given: seed, rules or questions were touched."""


def sealed_questions(round: Round) -> Mapping[str, SealedQuestion]:
    """What the round asks, by code; none while nothing is sealed. No query when this process has read it before."""
    return _sealed(round.pk, round.seed) if round.seed else {}


@lru_cache(maxsize=32)
def _sealed(round_id: int, seed: str) -> Mapping[str, SealedQuestion]:
    """The seed in the key: a trial seal and the real one never mix."""
    rows = Sealed.objects.get(pk=round_id, round__seed=seed).questions
    found = (SealedQuestion.from_dict(one) for one in rows)
    return MappingProxyType({one.code: one for one in found})


def voided_codes(round: Round) -> frozenset[str]:
    """The questions that no longer count. One query."""
    return frozenset(Voided.objects.filter(round=round).values_list("code", flat=True))


def draw_paper(*, round: Round, entrant: str, number: int) -> tuple[Slot, ...]:
    """The places of the paper of an entrant (public code) for one attempt."""
    return draw(round.rules, sealed_questions(round).values(), seed=round.seed, entrant=entrant, number=number)


def paper_of(attempt: Attempt) -> Paper:
    """The paper of an attempt with its questions; needs `round` and `entrant` at hand. Raises WrongPaperError."""
    slots = draw_paper(round=attempt.round, entrant=attempt.entrant.code, number=attempt.number)
    if paper_hash(slots) != attempt.paper:
        raise WrongPaperError(attempt.pk)
    questions = sealed_questions(attempt.round)
    return tuple((slot, questions[slot.code]) for slot in slots)


def answers_of(attempt: Attempt) -> dict[int, list[str]]:
    """The answers as they stand, by place of the paper. One query, none when `responses` is prefetched."""
    return {one.slot: one.answer for one in attempt.responses.all()}


def sitting_of(attempt: Attempt, answers: Mapping[int, list[str]]) -> Sitting:
    """The facts of a submitted attempt that its receipt is made of."""
    if attempt.submitted_at is None:
        raise ValueError("not submitted")
    return Sitting(
        contest=attempt.round.contest.slug, round=attempt.round.number, entrant=attempt.entrant.code,
        number=attempt.number, paper=attempt.paper, started_at=attempt.started_at, submitted_at=attempt.submitted_at,
        prediction=attempt.prediction, answers=answers, shown_at=attempt.shown_at,
    )  # fmt: skip


def receipt_of(attempt: Attempt) -> str:
    """The receipt as the database gives it now; equal to `attempt.receipt` when nothing was touched."""
    return receipt(sitting_of(attempt, answers_of(attempt)))


def is_receipt_true(attempt: Attempt) -> bool:
    """Whether the attempt and its answers are still what the entrant was told."""
    return bool(attempt.receipt) and receipt_of(attempt) == attempt.receipt
