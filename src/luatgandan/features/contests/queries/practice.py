"""Practising: approved questions with their explanations, but none that a published contest may still ask."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from luatgandan.features.questionbank.enums import Field
from luatgandan.features.questionbank.models import Item, ItemQuerySet
from luatgandan.features.questionbank.queries import drawable
from luatgandan.features.questionbank.queries.basis import Basis, basis_of, places_of_version

from ..enums import Phase, State
from ..models import Contest, Round
from ..papers.drawing import draw
from ..papers.values import Quota, Rules, SealedQuestion, Slot
from .banks import bank_items, may_ask, questions_of
from .papers import Paper, sealed_questions

ONE = Rules(quotas=(Quota(count=1),))
SEED = "on-tap"


@dataclass(frozen=True, kw_only=True)
class Withheld:
    """What nobody practises now: keys of questions, and the rounds for which they are kept."""

    items: frozenset[int]
    rounds: tuple[Round, ...]

    @property
    def contests(self) -> list[Contest]:
        """The contests that keep something back, each once."""
        return list({one.contest_id: one.contest for one in self.rounds}.values())


def withheld(rows: ItemQuerySet, *, at: datetime, before: Contest | None = None) -> Withheld:
    """Of these questions those that a round of a published contest may still ask: from the publication to the reveal.

    A trial seal, a contest that was cancelled and a round that was never sealed keep nothing from anybody. Two queries.
    `before` a contest: only what contests of other units keep that were published before it.
    """
    items = list(rows.select_related(None).select_related("bank").only("field", "difficulty", "bank"))
    rounds = Round.objects.filter(revealed_at=None, contest__is_practice=False, contest__state=State.PUBLISHED)
    rounds = rounds.exclude(phase=Phase.WAITING, ends_at__lte=at).select_related("contest").order_by("ends_at", "pk")
    if before:
        rounds = rounds.exclude(contest__organisation=before.organisation_id)
        rounds = rounds.filter(contest__published_at__lt=before.published_at) if before.published_at else rounds
    asked = [(round, _asked_by(round, items)) for round in rounds]
    return Withheld(
        items=frozenset().union(*(keys for _round, keys in asked)), rounds=tuple(round for round, keys in asked if keys)
    )


def _asked_by(round: Round, items: Iterable[Item]) -> set[int]:
    if round.phase == Phase.WAITING:
        return {one.pk for one in items if may_ask(round, one)}
    sealed = {one.item for one in sealed_questions(round).values()}
    return {one.pk for one in items if one.pk in sealed}


def practised(*, at: datetime) -> ItemQuerySet:
    """What the public practises while no contest asks it."""
    return drawable(on=timezone.localdate(at), units=set()).for_practice()


def practice_items(*, at: datetime, field: str = "") -> ItemQuerySet:
    """What may be practised now, in the order of its codes."""
    rows = practised(at=at)
    rows = rows.exclude(pk__in=withheld(rows, at=at).items).order_by("code", "pk")
    return rows.filter(field=field) if field else rows


def practised_of(round: Round, *, at: datetime) -> list[Item]:
    """The questions that a round may ask and that everybody can practise with their keys until it is published."""
    rows = practised(at=at).order_by("bank", "code")
    return [one for one in rows if may_ask(round, one)]


def public_practice_words(contest: Contest, *, at: datetime) -> list[str]:
    """For officers before the publication: which questions everybody practises today and will miss, round by round."""
    if contest.is_practice:
        return []
    all_ = practised(at=at).count()
    return [
        words for round in contest.rounds.select_related("contest") if (words := practised_words(round, at=at, of=all_))
    ]


def practised_words(round: Round, *, at: datetime, of: int | None = None) -> str:
    """The same for one round; "" where its questions are practised by nobody."""
    found = practised_of(round, at=at)
    if not found:
        return ""
    left = (practised(at=at).count() if of is None else of) - len(found)
    banks = ", ".join(sorted({str(one.bank) for one in found}))
    return _(
        "%(round)s: %(count)d câu của %(banks)s đang cho mọi người ôn tập kèm đáp án. Từ lúc công bố cuộc thi đến khi "
        "công bố đáp án vòng này, không ai ôn tập được các câu đó; trang ôn tập còn %(left)d câu."
    ) % {"round": round, "count": len(found), "banks": banks, "left": left}


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
    rows = bank_items(round, at).for_practice()
    rows = rows.exclude(pk__in=withheld(rows, at=at).items)
    questions = {one.code: one for one in questions_of(rows)}
    slots = draw(round.rules, questions.values(), seed=seed, entrant=SEED, number=1)
    return round.rules, tuple((slot, questions[slot.code]) for slot in slots)


def keeping_back(*, at: datetime, contest: Contest | None = None) -> list[Contest]:
    """The contests for which questions are not practised now: public ones, or those of a practice contest."""
    rows = bank_items(contest.rounds.all()[0], at).for_practice() if contest else practised(at=at)
    return withheld(rows, at=at).contests
