"""Who wins which prize."""

from collections import Counter
from fractions import Fraction
from random import Random

import pytest

from luatgandan.foundation.organisations.tests.city import city

from ..enums import PrizeKind
from ..models import Attempt, Entrant, Round
from ..papers.values import Quota, Rules
from ..queries.winners import teams
from ..rules.winning import Candidate, Offered, Team, figure, share_out, share_out_units
from .making import CLOSES, OPENS, make_round
from .outcomes import make_unit

FIRST = Offered(id=1, kind=PrizeKind.PERSON, quantity=1)
SECOND = Offered(id=2, kind=PrizeKind.PERSON, quantity=2)
RANKED = [Candidate(attempt=10 + place, entrant=place, score=20_000 - 1_000 * place) for place in range(1, 6)]


def test_prizes_follow_the_places() -> None:
    assert share_out([FIRST, SECOND], RANKED, best_score=20_000) == [(1, 11), (2, 12), (2, 13)]


def test_the_next_in_rank_moves_up() -> None:
    assert share_out([FIRST, SECOND], RANKED, best_score=20_000, passed_over={1}) == [(1, 12), (2, 13), (2, 14)]


def test_a_prize_nobody_reached_stays_and_the_next_is_given() -> None:
    high = Offered(id=1, kind=PrizeKind.PERSON, quantity=1, least_score=96)
    low = Offered(id=2, kind=PrizeKind.PERSON, quantity=9, least_score=80)
    assert share_out([high, low], RANKED, best_score=20_000) == [(2, 11), (2, 12), (2, 13), (2, 14)]


def test_a_score_just_reached_counts() -> None:
    just = Offered(id=1, kind=PrizeKind.PERSON, quantity=9, least_score=95)
    assert share_out([just], RANKED, best_score=20_000) == [(1, 11)]


def team(unit: int, people: int = 10, **values: object) -> Team:
    return Team(**{"unit": unit, "people": people, "headcount": 100, "winners": 0, "right": 0, "mean": Fraction(50),
                   "lot": str(unit), **values})  # fmt: skip


MOST = Offered(id=7, kind=PrizeKind.MOST_ENTRANTS, quantity=1)


def test_most_entrants() -> None:
    assert share_out_units([MOST], [team(1, 10), team(2, 12)]) == [(7, 2)]


def test_equal_units_are_parted_by_mean_then_all_right_then_lot() -> None:
    assert share_out_units([MOST], [team(1), team(2, mean=Fraction(60))]) == [(7, 2)]
    assert share_out_units([MOST], [team(1), team(2, right=1)]) == [(7, 2)]
    assert share_out_units([MOST], [team(1, lot="b"), team(2, lot="a")]) == [(7, 2)]


def test_a_low_mean_does_not_win() -> None:
    gated = Offered(id=7, kind=PrizeKind.MOST_ENTRANTS, quantity=1, least_score=50)
    many_but_empty = team(1, 900, mean=Fraction(10))
    assert share_out_units([gated], [many_but_empty, team(2, 5)]) == [(7, 2)]


def test_by_headcount_needs_a_headcount_and_enough_people() -> None:
    prize = Offered(id=7, kind=PrizeKind.BY_HEADCOUNT, quantity=1, least_entrants=10)
    assert figure(prize, team(1, 9, headcount=9)) is None
    assert figure(prize, team(1, 50, headcount=None)) is None
    assert figure(prize, team(1, 10, headcount=40)) == Fraction(1, 4)
    assert figure(prize, team(1, 50, headcount=40)) == 1


def test_without_winners_there_is_no_prize_for_most_winners() -> None:
    prize = Offered(id=7, kind=PrizeKind.MOST_WINNERS, quantity=1)
    assert share_out_units([prize], [team(1)]) == []
    assert share_out_units([prize], [team(1, winners=1), team(2, winners=2)]) == [(7, 2)]


def test_one_prize_of_a_kind_but_several_kinds() -> None:
    second = Offered(id=8, kind=PrizeKind.MOST_ENTRANTS, quantity=1)
    share = Offered(id=9, kind=PrizeKind.BY_HEADCOUNT, quantity=1)
    assert share_out_units([MOST, second, share], [team(1, 12), team(2)]) == [(7, 1), (8, 2), (9, 1)]


def test_a_unit_not_recognised_is_passed_over() -> None:
    assert share_out_units([MOST], [team(1, 12), team(2)], passed_over={1}) == [(7, 2)]


@pytest.mark.django_db
def test_means_of_units_are_exact() -> None:
    """Papers of different length, thirty units at random: what is equal is equal, on every database."""
    ward, chance = city()["ward-a"], Random(9)
    rounds = [make_round(ward, Rules(quotas=(Quota(count=count),)), is_sealed=False) for count in (3, 7, 30)]
    shares: dict[int, list[Fraction]] = {}
    for number in range(30):
        unit = make_unit(rounds[0].contest, f"Trường {number}")
        shares[unit.pk] = []
        for place in range(chance.randint(1, 9)):
            code = f"{number}-{place}"
            who = Entrant.objects.create(contest=unit.contest, code=code, name=code, unit=unit, joined_at=OPENS)
            for round_ in chance.sample(rounds, chance.randint(1, 3)):
                score = chance.randrange(round_.rules.best_score + 1)
                shares[unit.pk].append(Fraction(100 * score, round_.rules.best_score))
                _counted(round_, who, score)
    found = {one.unit: one.mean for one in teams(rounds, Counter(), seed="s")}
    assert found == {unit: sum(all_, Fraction()) / len(all_) for unit, all_ in shares.items()}


def _counted(round_: Round, who: Entrant, score: int) -> None:
    Attempt.objects.create(
        round=round_, entrant=who, number=1, started_at=OPENS, ends_at=CLOSES, submitted_at=CLOSES, score=score,
        is_counted=True,
    )  # fmt: skip
