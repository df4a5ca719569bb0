"""Which questions of the banks each round of a contest takes: no two the same."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from ..enums import Phase
from ..models import Round
from ..papers.dealing import Later, part
from ..papers.values import SealedQuestion
from .banks import bank_items, bank_questions
from .papers import sealed_questions
from .practice import withheld

Parts = Iterator[tuple[Round, list[SealedQuestion]]]


def parts(rounds: Sequence[Round], *, at: datetime, seed: str) -> Parts:
    """Of rounds of one contest that are to be sealed, in this order, what each takes. Five queries for each round."""
    pools = [(one, questions_for(one, at)) for one in rounds]
    gone = asked_in(rounds[0], but=rounds) if rounds else set()
    for place, (round, questions) in enumerate(pools, 1):
        later = [Later(rules=one.rules, items={it.item for it in pool} - gone) for one, pool in pools[place:]]
        found = part(round.rules, [one for one in questions if one.item not in gone], later, seed=seed)
        gone |= {one.item for one in found}
        yield round, found


def questions_for(round: Round, at: datetime) -> list[SealedQuestion]:
    """The questions of the banks of a round, but none that must surprise in a contest of others published before.

    Those are of banks for contests only: all others everybody practises until a contest is published. Five queries.
    """
    secret = bank_items(round, at).filter(bank__is_for_contests=True)
    kept = withheld(secret, at=at, before=round.contest).items
    return [one for one in bank_questions(round, at) if one.item not in kept]


def asked_in(round: Round, *, but: Sequence[Round]) -> set[int]:
    """The questions that the other rounds of the contest have been sealed with. One query, and one for each of them."""
    numbers = [one.number for one in but]
    sealed = Round.objects.filter(contest=round.contest_id).exclude(phase=Phase.WAITING).exclude(number__in=numbers)
    return {question.item for one in sealed for question in sealed_questions(one).values()}


def rounds_to_come(round: Round, *, at: datetime) -> list[Round]:
    """This round, and after it the others of its contest that are still to be sealed. One query."""
    rows = Round.objects.filter(contest=round.contest_id, phase=Phase.WAITING, ends_at__gt=at)
    others = rows.exclude(number=round.number).select_related("contest__organisation").order_by("starts_at", "number")
    return [round, *others]
