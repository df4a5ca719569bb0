"""Practising: approved questions with their explanations, but none that an unrevealed round asks."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count
from django.utils import timezone

from luatgandan.features.questionbank.enums import Field
from luatgandan.features.questionbank.models import Item, ItemQuerySet
from luatgandan.features.questionbank.queries import drawable
from luatgandan.features.questionbank.queries.basis import Basis, basis_of, places_of_version

from ..enums import Phase, State
from ..models import Contest, Round
from ..papers.drawing import draw
from ..papers.values import Quota, Rules, SealedQuestion, Slot
from .banks import bank_questions, questions_of
from .papers import Paper, sealed_questions

ONE = Rules(quotas=(Quota(count=1),))
SEED = "on-tap"


def asked_now() -> set[int]:
    """Keys of the questions of rounds that are sealed and not revealed: nobody practises these.

    A trial seal, and a contest that was cancelled, keep nothing from anybody.
    """
    rounds = Round.objects.exclude(phase=Phase.WAITING).filter(
        revealed_at=None, contest__is_practice=False, contest__state=State.PUBLISHED
    )
    return {one.item for round in rounds for one in sealed_questions(round).values()}


def practice_items(*, at: datetime, field: str = "") -> ItemQuerySet:
    """What may be practised, in the order of its codes."""
    rows = drawable(on=timezone.localdate(at), units=set()).exclude(pk__in=asked_now()).order_by("code", "pk")
    return rows.filter(field=field) if field else rows


def practice_fields(*, at: datetime) -> list[tuple[Field, int]]:
    """Fields with how many questions each has to practise."""
    counts = practice_items(at=at).order_by().values("field").annotate(amount=Count("pk"))
    found = {one["field"]: one["amount"] for one in counts}
    return [(field, found[field]) for field in Field if field in found]


@dataclass(frozen=True, kw_only=True)
class Exercise:
    """One question to practise; `number` of `amount`."""

    item: Item
    question: SealedQuestion
    slot: Slot
    number: int
    amount: int


def exercise(field: str, number: int, *, at: datetime) -> Exercise | None:
    """The question of a field at a place, from 1. None beyond the last."""
    items = practice_items(at=at, field=field)
    amount = items.count()
    item = items[number - 1] if 1 <= number <= amount else None
    if item is None:
        return None
    question = questions_of([item])[0]
    slot = draw(ONE, [question], seed=SEED, entrant=question.code, number=1)[0]
    return Exercise(item=item, question=question, slot=slot, number=number, amount=amount)


def words_of_the_law(item: Item, *, at: datetime) -> list[Basis]:
    """The provisions a question rests on, with their words."""
    version = item.approved
    if version is None:
        return []
    return basis_of(places_of_version(version), day_of_law=version.day_of_law, today=timezone.localdate(at))


def practice_paper(contest: Contest, seed: str, *, at: datetime) -> tuple[Rules, Paper]:
    """A paper of a practice contest: the same for the same seed. Raises TooFewQuestionsError."""
    round = contest.rounds.all()[0]
    hidden = asked_now()
    questions = {one.code: one for one in bank_questions(round, at) if one.item not in hidden}
    slots = draw(round.rules, questions.values(), seed=seed, entrant=SEED, number=1)
    return round.rules, tuple((slot, questions[slot.code]) for slot in slots)
