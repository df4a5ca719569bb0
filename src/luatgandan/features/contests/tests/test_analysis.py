"""Figures of questions, against values worked out by hand."""

from math import sqrt

import pytest

from ..rules.analysis import Given, analyse, correlation, distribution, facility, figures, upper_lower

# Ten people, scores 10 to 1; the six best are right.
TEN = [
    (1.0, 10.0),
    (1.0, 9.0),
    (1.0, 8.0),
    (1.0, 7.0),
    (1.0, 6.0),
    (1.0, 5.0),
    (0.0, 4.0),
    (0.0, 3.0),
    (0.0, 2.0),
    (0.0, 1.0),
]


def test_facility_is_the_mean() -> None:
    assert facility([1, 0, 1, 0.5]) == 0.625
    assert facility([]) == 0.0


def test_upper_lower_of_ten_takes_three_and_three() -> None:
    assert upper_lower(TEN) == 1.0
    mixed = [(right if score not in (9.0, 2.0) else 1 - right, score) for right, score in TEN]
    assert upper_lower(mixed) == pytest.approx(2 / 3 - 1 / 3)


def test_nothing_is_said_of_fewer_than_ten() -> None:
    assert upper_lower(TEN[:9]) is None
    assert correlation(TEN[:9]) is None


def test_point_biserial_by_its_own_formula() -> None:
    # M1 = 7.5 (six right), M0 = 2.5 (four wrong), s = sqrt(8.25), p = 0.6, q = 0.4
    assert correlation(TEN) == pytest.approx((7.5 - 2.5) / sqrt(8.25) * sqrt(0.6 * 0.4))
    assert correlation(TEN) == pytest.approx(0.8528, abs=1e-4)


def test_what_everybody_gets_right_has_no_correlation() -> None:
    assert correlation([(1.0, score) for _right, score in TEN]) is None


def given(right: float, total: float, *chosen: str) -> Given:
    return Given(code="q1", right=right, chosen=chosen, total=total)


def test_one_question_with_its_choices() -> None:
    answers = [given(right, score, "a" if right else "b") for right, score in TEN[:9]] + [given(0, 1)]

    found = figures("q1", answers)

    assert (found.answers, found.facility, found.blank) == (10, 0.6, 1)
    assert found.chosen == {"a": 6, "b": 3}
    assert found.discrimination == 1.0
    # the rest of the paper: 9..4 for those who are right, 4..1 for those who are wrong
    assert found.point_biserial == pytest.approx((6.5 - 2.5) / sqrt(6.09) * sqrt(0.24))
    assert found.remarks == ()


def test_what_a_person_should_look_at() -> None:
    backwards = [given(1 - right, score, "a") for right, score in TEN]
    assert figures("q1", backwards).remarks == ("negative",)
    assert figures("q1", [given(1, score, "a") for _right, score in TEN]).remarks == ("easy", "weak")
    assert figures("q1", [given(0, 1, "a")]).remarks == ("hard",)


def test_the_hardest_stands_first() -> None:
    rows = [Given(code="easy", right=1, chosen=("a",), total=1), Given(code="hard", right=0, chosen=("a",), total=1)]
    assert [one.code for one in analyse(rows)] == ["hard", "easy"]


def test_scores_in_ten_parts() -> None:
    parts = distribution({0: 1, 1_999: 2, 2_000: 3, 19_999: 4, 20_000: 5}, best=20_000)
    assert parts[0] == (0, 10, 3)
    assert parts[1] == (10, 20, 3)
    assert parts[9] == (90, 100, 9)
    assert sum(people for _low, _high, people in parts) == 15
