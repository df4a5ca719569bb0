"""Figures of a ranked round."""

from datetime import date

import pytest

from ..models import Entrant
from ..queries.statistics import given_of, items_of, round_figures
from .outcomes import five_ranked

pytestmark = pytest.mark.django_db


def test_the_figures_of_five_people() -> None:
    found = round_figures(five_ranked())

    assert (found.people, found.all_right, found.sampled) == (5, 2, 5)
    assert dict(found.scores) == {
        "0–10%": 1, "10–20%": 0, "20–30%": 0, "30–40%": 0, "40–50%": 0, "50–60%": 1, "60–70%": 0, "70–80%": 1,
        "80–90%": 0, "90–100%": 2,
    }  # fmt: skip
    assert found.ages == (("31–45 tuổi", 5),)


def test_small_groups_of_age_are_told_together() -> None:
    round_ = five_ranked()
    Entrant.objects.filter(code="CT-00001").update(born_on=date(2012, 1, 1))
    Entrant.objects.filter(code="CT-00002").update(born_on=None)

    assert round_figures(round_).ages == (("Tuổi khác hoặc không ghi", 5),)


def test_questions_with_facility_and_distractors() -> None:
    round_ = five_ranked()
    items = items_of(round_)

    answered = sum(one.figures.answers for one in items)
    right = sum(choice.people for one in items for choice in one.choices if choice.is_key)
    assert (answered, right) == (20, 4 + 4 + 3 + 2 + 0)
    assert [one.figures.facility for one in items] == sorted(one.figures.facility for one in items)
    assert all(one.figures.discrimination is None for one in items)  # too few answers to say
    by_hand = {one.code: [0, 0] for _a, given in given_of(round_) for one in given}
    for _attempt, given in given_of(round_):
        for one in given:
            by_hand[one.code][0] += 1
            by_hand[one.code][1] += int(one.right)
    assert {one.figures.code: one.figures.facility for one in items} == {
        code: right / count for code, (count, right) in by_hand.items()
    }
