"""Scoring attempts: at submission, and all of a round anew, batch by batch, when a question is voided."""

from collections.abc import Collection, Mapping

from django.db import transaction
from django.db.models import Prefetch, QuerySet

from ..models import Attempt, Response, Round
from ..papers.scoring import score_paper
from ..papers.values import SealedQuestion
from ..queries.papers import answers_of, paper_of, sealed_questions, voided_codes
from .changing import locked_round

BATCH = 1_000


def score_attempt(attempt: Attempt, *, sealed: Mapping[str, SealedQuestion], voided: Collection[str]) -> None:
    """Set `score` and `is_all_right` from the answers in the database; saves nothing.

    `round` and `entrant` must be at hand; one query for the answers. Raises WrongPaperError.
    """
    rules = attempt.round.rules
    slots = [slot for slot, _question in paper_of(attempt)]
    attempt.score = score_paper(slots, sealed, answers_of(attempt), rules=rules, voided=voided)
    attempt.is_all_right = attempt.score == rules.best_score


def score_missing(*, round: Round) -> None:
    """Score what was handed in and has no score yet."""
    after = 0
    while after := _score_beyond(_submitted(round).filter(score=None), after, round):
        pass


def score_some(*, round: Round, after: int = 0) -> int:
    """Score the next papers that are handed in; the key of the last one, 0 when there are no more."""
    return _score_beyond(_submitted(round), after, round)


def _score_beyond(rows: QuerySet[Attempt], after: int, round: Round) -> int:
    batch = list(rows.filter(pk__gt=after)[:BATCH])
    _score_batch(batch, round)
    return batch[-1].pk if batch else 0


def finish_scoring(*, round: Round) -> None:
    """After a question was voided: score what is left, each batch for good, so that a worker that stops loses nothing.

    Only once nobody hands in any more: a paper handed in while a question is voided may not know it yet.
    """
    while _score_next(round):
        pass


@transaction.atomic
def _score_next(round: Round) -> bool:
    """One batch under the lock of the round; whether there was something to score."""
    now = locked_round(round)
    if now.rescored_to is None:
        return False
    now.rescored_to = score_some(round=now, after=now.rescored_to) or None
    now.save(update_fields=["rescored_to"])
    return now.rescored_to is not None


def _submitted(round: Round) -> QuerySet[Attempt]:
    rows = Attempt.objects.filter(round=round, submitted_at__isnull=False)
    answers = Response.objects.only("attempt_id", "slot", "answer").order_by()
    return rows.select_related("entrant").prefetch_related(Prefetch("responses", answers)).order_by("pk")


def _score_batch(batch: list[Attempt], round: Round) -> None:
    sealed, voided = sealed_questions(round), voided_codes(round)
    changed = []
    for attempt in batch:
        attempt.round = round
        before = (attempt.score, attempt.is_all_right)
        score_attempt(attempt, sealed=sealed, voided=voided)
        if before != (attempt.score, attempt.is_all_right):
            changed.append(attempt)
    Attempt.objects.bulk_update(changed, ["score", "is_all_right"], batch_size=500)
