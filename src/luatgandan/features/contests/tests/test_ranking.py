"""Places: the database, the keys of Python and a brute force written otherwise agree on random ties."""

import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from luatgandan.foundation.organisations.models import Organisation
from luatgandan.foundation.organisations.tests.city import city

from ..enums import Counted, Criterion, LogKind, Phase, PredictionBase, Standing
from ..formats import actual_of, faults, places
from ..models import Attempt, Entrant, LogEntry, Round
from ..papers.values import POINT, Quota, Rules, Run
from ..services import WrongPhaseError, rank_round
from ..services.ranking import write_places
from .making import CLOSES, OPENS, fill_bank, hand_in, make_attempt, make_entrant, make_round

pytestmark = pytest.mark.django_db
OVER = CLOSES + timedelta(minutes=10)
CASES, PEOPLE = 1_000, 6
CHAIN = (Criterion.SCORE, Criterion.PREDICTION, Criterion.TIME, Criterion.EARLIER, Criterion.LOT)


@pytest.fixture
def ward() -> Organisation:
    unit = city()["ward-a"]
    fill_bank(unit)
    return unit


def random_rules(chance: random.Random) -> Rules:
    """Sound rules, at random."""
    counted = chance.choice(list(Counted))
    middle = [Criterion.PREDICTION, Criterion.TIME, Criterion.EARLIER]
    chance.shuffle(middle)
    chain = [Criterion.SCORE, *middle[: chance.randint(0, 3)]]
    if counted != Counted.BEST:
        chance.shuffle(chain)
    base = chance.choice([PredictionBase.ALL_RIGHT, PredictionBase.TAKING_PART])
    rules = Rules(
        quotas=(Quota(count=2),),
        counted=counted,
        prediction=base if Criterion.PREDICTION in chain else PredictionBase.NONE,
        chain=(*chain, *[Criterion.LOT][: chance.randint(0, 1)]),
    )
    assert faults(rules) == []
    return rules


def random_runs(chance: random.Random) -> list[Run]:
    """Few values, so that most of them are ties; lots are ties too, now and then."""
    return [
        Run(
            entrant=f"CT-{person}", number=number, score=chance.choice([0, POINT, 2 * POINT]),
            prediction=chance.choice([None, 0, 1, 2, 3]), millis=chance.choice([1000, 2000]),
            submitted_at=OPENS + timedelta(microseconds=chance.choice([0, 1, 1_000_000])), lot=chance.randint(1, 4),
        )
        for person in range(chance.randint(1, PEOPLE))
        for number in range(1, chance.randint(1, 3) + 1)
    ]  # fmt: skip


# --- the brute force: pairs are compared, nothing is sorted and no key is made -----------------------------------


def is_before(one: Run, other: Run, rules: Rules, actual: int) -> bool:
    """Whether one run stands strictly before the other."""
    for criterion in [*rules.chain, Criterion.LOT]:
        verdict = COMPARE[criterion](one, other, actual)
        if verdict:
            return verdict > 0
    return False


def compare_prediction(one: Run, other: Run, actual: int) -> int:
    if one.prediction is None or other.prediction is None:
        return (one.prediction is not None) - (other.prediction is not None)
    mine, theirs = max(one.prediction, actual) - min(one.prediction, actual), abs(actual - other.prediction)
    return (mine < theirs) - (mine > theirs)


COMPARE: dict[Criterion, Callable[[Run, Run, int], int]] = {
    Criterion.SCORE: lambda one, other, actual: (one.score > other.score) - (one.score < other.score),
    Criterion.PREDICTION: compare_prediction,
    Criterion.TIME: lambda one, other, actual: (one.millis < other.millis) - (one.millis > other.millis),
    Criterion.EARLIER: lambda one, other, actual: (
        (one.submitted_at < other.submitted_at) - (one.submitted_at > other.submitted_at)
    ),
    Criterion.LOT: lambda one, other, actual: (one.lot < other.lot) - (one.lot > other.lot),
}


def brute_counted(runs: list[Run], rules: Rules, actual: int) -> list[Run]:
    """A run counts when no other run of its person is to be preferred."""

    def is_preferred(one: Run, other: Run) -> bool:
        if rules.counted == Counted.FIRST:
            return one.number < other.number
        if rules.counted == Counted.LAST:
            return one.number > other.number
        if is_before(one, other, rules, actual) or is_before(other, one, rules, actual):
            return is_before(one, other, rules, actual)
        return one.number < other.number

    return [one for one in runs if not any(is_preferred(o, one) for o in runs if o.entrant == one.entrant and o != one)]


def brute_places(runs: list[Run], rules: Rules) -> dict[tuple[str, int], int]:
    """One more than those who stand before."""
    full = 2 * POINT
    if rules.prediction == PredictionBase.TAKING_PART:
        actual = len({one.entrant for one in runs})
    elif rules.counted == Counted.BEST:
        actual = len({one.entrant for one in runs if one.score == full})
    else:
        actual = sum(one.score == full for one in brute_counted(runs, rules, 0))
    counted = brute_counted(runs, rules, actual)
    return {
        (one.entrant, one.number): 1 + sum(is_before(other, one, rules, actual) for other in counted) for one in counted
    }


def stored(round: Round, runs: list[Run]) -> dict[tuple[str, int], int | None]:
    """The places the database gives."""
    Entrant.objects.all().delete()
    people = {code: Entrant(contest=round.contest, code=code, name=code, joined_at=OPENS)
              for code in dict.fromkeys(one.entrant for one in runs)}  # fmt: skip
    Entrant.objects.bulk_create(people.values())
    Attempt.objects.bulk_create(
        Attempt(
            round=round, entrant=people[one.entrant], number=one.number, started_at=OPENS, ends_at=CLOSES,
            submitted_at=one.submitted_at, prediction=one.prediction, score=one.score,
            is_all_right=one.score == 2 * POINT, millis=one.millis, lot=one.lot,
        )
        for one in runs
    )  # fmt: skip
    round.actual = actual_of(runs, round.rules)
    write_places(round)
    rows = Attempt.objects.filter(is_counted=True).values_list("entrant__code", "number", "place")
    return {(code, number): place for code, number, place in rows}


def test_a_thousand_random_ties(ward: Organisation) -> None:
    chance = random.Random(20261123)
    round = make_round(ward)
    ties = 0
    for _case in range(CASES):
        rules, runs = random_rules(chance), random_runs(chance)
        round.rules_data = rules.to_dict()
        expected = brute_places(runs, rules)

        assert places(runs, rules) == expected
        assert stored(round, runs) == expected
        ties += len(set(expected.values())) < len(expected)

    assert ties > CASES / 10


# --- ranking as an act --------------------------------------------------------------------------------------------


def ranked(round: Round) -> list[tuple[str, int, int | None]]:
    rows = Attempt.objects.filter(round=round, is_counted=True).order_by("place")
    return list(rows.values_list("entrant__code", "number", "place"))


def test_a_round_is_ranked_after_its_end_and_grace(ward: Organisation) -> None:
    rules = Rules(quotas=(Quota(count=4),), attempts=2, prediction=PredictionBase.ALL_RIGHT, chain=CHAIN)
    round = make_round(ward, rules)
    one, two, three = (make_entrant(round.contest, number) for number in (1, 2, 3))
    hand_in(make_attempt(round, one), right=4, prediction=9)
    hand_in(make_attempt(round, one, number=2), right=2, prediction=2)
    hand_in(make_attempt(round, two), right=4, prediction=3, seconds=90)
    hand_in(make_attempt(round, three), right=3, prediction=2)

    with pytest.raises(WrongPhaseError):
        rank_round(round=round, at=CLOSES + timedelta(seconds=119))
    done = rank_round(round=round, at=CLOSES + timedelta(seconds=120))

    assert (done.actual, done.phase) == (2, Phase.RANKED)
    assert ranked(round) == [("CT-00002", 1, 1), ("CT-00001", 1, 2), ("CT-00003", 1, 3)]
    assert LogEntry.objects.filter(kind=LogKind.RANKED).get().detail["ranked"] == 3


def test_people_who_were_excluded_have_no_place_and_are_not_counted(ward: Organisation) -> None:
    rules = Rules(quotas=(Quota(count=4),), prediction=PredictionBase.TAKING_PART, chain=CHAIN)
    round = make_round(ward, rules)
    for number in (1, 2):
        hand_in(make_attempt(round, make_entrant(round.contest, number)), right=4, prediction=1, seconds=60 + number)
    assert rank_round(round=round, at=OVER).actual == 2

    Entrant.objects.filter(code="CT-00001").update(standing=Standing.EXCLUDED)
    again = rank_round(round=round, at=OVER)

    assert again.actual == 1
    assert ranked(round) == [("CT-00002", 1, 1)]
    assert Attempt.objects.get(entrant__code="CT-00001").place is None


def test_nothing_is_ranked_while_an_attempt_is_open(ward: Organisation) -> None:
    round = make_round(ward)
    make_attempt(round, make_entrant(round.contest, 1))

    with pytest.raises(WrongPhaseError):
        rank_round(round=round, at=OVER)


def test_places_take_the_same_number_of_queries_for_one_and_for_thirty(
    ward: Organisation, django_assert_num_queries: Any
) -> None:
    round = make_round(ward)
    for number in range(3):
        hand_in(make_attempt(round, make_entrant(round.contest, number)), right=number)

    sorting = connection.vendor == "postgresql"  # which is told to sort in memory
    with django_assert_num_queries(2 + sorting):
        write_places(round)


UNSOUND = [
    Rules(chain=()),
    Rules(chain=(Criterion.SCORE, Criterion.SCORE)),
    Rules(chain=(Criterion.TIME, Criterion.SCORE)),
    Rules(chain=(Criterion.LOT, Criterion.SCORE), counted=Counted.FIRST),
    Rules(chain=(Criterion.SCORE, Criterion.PREDICTION)),
    Rules(chain=(Criterion.SCORE,), prediction=PredictionBase.TAKING_PART),
    Rules(quotas=()),
    Rules(quotas=(Quota(count=0),)),
    Rules(minutes=0),
]


@pytest.mark.parametrize("rules", UNSOUND, ids=range(len(UNSOUND)))
def test_rules_that_do_not_hang_together_are_told(rules: Rules) -> None:
    assert faults(rules)


def test_the_last_attempt_may_be_ranked_by_time_alone() -> None:
    assert faults(Rules(chain=(Criterion.TIME,), counted=Counted.LAST)) == []
