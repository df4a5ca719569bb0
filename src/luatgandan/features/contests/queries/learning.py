"""What to learn next: fields of law that a person, or the people of a ward, got wrong. Only once keys are public."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from luatgandan.foundation.modules.registry import WeakTopic

from ..models import Attempt, Entrant, Round
from ..rules.analysis import Given
from .boards import kept
from .papers import sealed_questions
from .statistics import field_label, given_of

WEAK_BELOW = 70  # per cent
LEAST_PEOPLE = 5


@dataclass(frozen=True, kw_only=True)
class FieldShare:
    """How much of a field somebody, or some people, answered right; `share` in per cent."""

    field: str
    label: str
    questions: int
    share: float

    @property
    def is_weak(self) -> bool:
        """Whether it is worth reading again."""
        return self.share < WEAK_BELOW


@dataclass(frozen=True, kw_only=True)
class WardField(FieldShare):
    """One field in one ward; `people` is never below `LEAST_PEOPLE`."""

    ward: str
    ward_name: str
    people: int


def own_fields(entrant: Entrant) -> list[FieldShare]:
    """What an entrant's counted attempts say, the weakest field first; empty before the keys are public."""
    shares: dict[str, list[float]] = defaultdict(list)
    for round_ in Round.objects.filter(contest=entrant.contest_id, revealed_at__isnull=False).select_related("contest"):
        rows = Attempt.objects.filter(round=round_, entrant=entrant, is_counted=True)
        for field, right in _rights(round_, (given for _attempt, given in given_of(round_, rows))):
            shares[field].append(right)
    return sorted((_share(field, rights) for field, rights in shares.items()), key=lambda one: (one.share, one.label))


def weak_fields_by_ward(rounds: Iterable[Round]) -> list[WardField]:
    """Fields of every ward in these rounds, weakest first; nothing of a round whose keys are not public.

    Of each round the sample of `statistics`; a ward with fewer than five people in a field is not told.
    """
    people: dict[tuple[str, str, str], set[int]] = defaultdict(set)
    rights: dict[tuple[str, str, str], list[float]] = defaultdict(list)
    for round_ in (one for one in rounds if one.revealed_at):
        for key, entrant, right in kept(round_, "wards.fields", partial(_of_wards, round_)):
            people[key].add(entrant)
            rights[key].append(right)
    found = [
        WardField(
            ward=ward, ward_name=name, people=len(people[ward, name, field]),
            **vars(_share(field, rights[ward, name, field])),
        )
        for ward, name, field in rights
        if len(people[ward, name, field]) >= LEAST_PEOPLE
    ]  # fmt: skip
    return sorted(found, key=lambda one: (one.share, one.ward_name, one.label))


def weak_topics(since: datetime, until: datetime) -> list[WeakTopic]:
    """What another room may count on: weak fields of wards in the rounds of all units that closed within a span."""
    rounds = Round.objects.filter(ends_at__gte=since, ends_at__lt=until, revealed_at__isnull=False)
    return [
        WeakTopic(ward=one.ward, field=one.field, label=str(one.label), share=one.share, people=one.people)
        for one in weak_fields_by_ward(rounds.select_related("contest").order_by("pk"))
        if one.is_weak
    ]


def _of_wards(round_: Round) -> list[tuple[tuple[str, str, str], int, float]]:
    return [
        ((ward.code, ward.name, field), attempt.entrant_id, right)
        for attempt, given in given_of(round_)
        if (ward := attempt.entrant.ward)
        for field, right in _rights(round_, [given])
    ]


def _rights(round_: Round, papers: Iterable[Iterable[Given]]) -> Iterable[tuple[str, float]]:
    sealed = sealed_questions(round_)
    return ((sealed[one.code].field, one.right) for given in papers for one in given)


def _share(field: str, rights: list[float]) -> FieldShare:
    share = round(100 * sum(rights) / len(rights), 1)
    return FieldShare(field=field, label=field_label(field), questions=len(rights), share=share)
