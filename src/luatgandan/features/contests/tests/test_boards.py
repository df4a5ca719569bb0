"""Boards for everybody: places with their reasons, frozen before the end, cheap however many there are."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.cache import cache

from luatgandan.foundation.accounts.rules import Role

from ..enums import Counted, Names, Standing
from ..models import Attempt, Contest, Entrant, Round
from ..queries import boards
from ..services import rescore_round
from ..services.judging import exclude_entrant
from .making import CLOSES, OPENS, hand_in, make_attempt, make_round
from .outcomes import RANKED, RULES, five_ranked, make_unit, officer, sit, ward_with_bank

pytestmark = pytest.mark.django_db
LATE = CLOSES - timedelta(minutes=30)


def codes(lines: list[boards.Line]) -> list[tuple[int, str]]:
    return [(one.place, one.code) for one in lines]


def test_whoever_turned_sixteen_on_the_day_it_is_here_is_no_child() -> None:
    round_ = five_ranked()
    midnight = OPENS.replace(hour=17, minute=30)  # 0:30 of the day after, in Vietnam
    Round.objects.update(ends_at=midnight)
    Contest.objects.update(names=Names.FULL)
    Entrant.objects.update(shows_name=True, born_on=date(midnight.year - 16, midnight.month, midnight.day + 1))
    ranked = Round.objects.select_related("contest").get(pk=round_.pk)
    assert boards.person_board(ranked, at=RANKED)[0].name == "Người thứ 1"


def test_places_with_their_reasons() -> None:
    round_ = five_ranked()
    lines = boards.person_board(round_, at=RANKED)

    assert codes(lines) == [(1, "CT-00001"), (2, "CT-00002"), (3, "CT-00003"), (4, "CT-00004"), (5, "CT-00005")]
    assert (lines[0].name, lines[0].unit, lines[0].points) == ("Người T. …", "Trường Bắc", "4/4")
    assert [one.ahead_by for one in lines] == ["Làm bài nhanh hơn", "Điểm cao hơn", "Điểm cao hơn", "Điểm cao hơn", ""]
    told = dict(lines[0].reasons)
    assert told["Điểm"] == "4/4"
    assert told["Thời gian làm bài"] == "0 phút 50 giây"
    assert "Số bốc thăm" in told


def test_the_next_page_goes_on_where_this_one_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    round_ = five_ranked()
    monkeypatch.setattr(boards, "PER_PAGE", 2)
    first = boards.person_board(round_, at=RANKED)
    second = boards.person_board(round_, at=RANKED, after=first[-1].key)

    assert [one.place for one in (*first, *second)] == [1, 2, 3, 4]
    assert first[-1].ahead_by == "Điểm cao hơn"  # the neighbour on the next page is known too


def test_a_running_board_stands_still_before_the_end() -> None:
    round_ = make_round(ward_with_bank(), RULES)
    sit(round_, 1, right=2)
    late = sit(round_, 2, right=0)
    Attempt.objects.filter(entrant=late).update(submitted_at=LATE, score=4_000)

    assert codes(boards.person_board(round_, at=OPENS + timedelta(minutes=50))) == [(1, "CT-00002"), (2, "CT-00001")]
    cache.clear()
    assert codes(boards.person_board(round_, at=LATE + timedelta(minutes=1))) == [(1, "CT-00001")]
    assert boards.people_in(round_, at=LATE + timedelta(minutes=1)) == 1
    assert boards.board_stop(round_, at=OPENS) is None
    assert boards.board_stop(round_, at=CLOSES) == CLOSES - timedelta(minutes=60)


def test_who_sat_again_after_the_stop_stands_on_the_frozen_board_with_what_was_before() -> None:
    round_ = make_round(ward_with_bank(), replace(RULES, counted=Counted.LAST))
    who = sit(round_, 1, right=2)
    again = hand_in(make_attempt(round_, who, number=2), right=3)
    Attempt.objects.filter(pk=again.pk).update(submitted_at=LATE)

    lines = boards.person_board(round_, at=LATE + timedelta(minutes=1))
    assert [(one.code, one.points) for one in lines] == [("CT-00001", "2/4")]


def test_a_person_stands_once_on_a_running_board_with_the_best_attempt() -> None:
    round_ = make_round(ward_with_bank(), RULES)
    who = sit(round_, 1, right=2)
    hand_in(make_attempt(round_, who, number=2), right=3)

    (line,) = boards.person_board(round_, at=OPENS + timedelta(minutes=10))
    assert line.points == "3/4"


def test_whoever_is_excluded_is_on_no_board() -> None:
    round_ = five_ranked()
    first = Attempt.objects.get(place=1).entrant
    assert (boards.people_in(round_, at=RANKED), boards.unit_board(round_, at=RANKED)[0].people) == (5, 3)
    exclude_entrant(entrant=first, reason="Thi hộ", by=officer(Role.APPROVER), at=RANKED)

    stale = Round.objects.select_related("contest").get()
    assert codes(boards.person_board(stale, at=RANKED))[0] == (2, "CT-00002")  # at once, before places are computed
    assert boards.line_of(stale, first.code) is None
    assert (boards.people_in(stale, at=RANKED), boards.unit_board(stale, at=RANKED)[0].people) == (4, 2)

    rescore_round(round=round_, at=RANKED)
    round_ = Round.objects.select_related("contest").get()

    assert first.__class__.objects.get(pk=first.pk).standing == Standing.EXCLUDED
    assert codes(boards.person_board(round_, at=RANKED))[0] == (1, "CT-00002")


def test_units_schools_and_wards() -> None:
    round_ = five_ranked()
    make_unit(round_.contest, "Không ai thi")

    units = boards.unit_board(round_, at=RANKED)
    assert [(one.name, one.people, one.share, one.all_right) for one in units] == [
        ("Trường Bắc", 3, 30.0, 1),
        ("Trường Nam", 2, None, 1),
    ]
    assert [one.mean for one in units] == ["", ""]  # fewer than five people
    assert boards.unit_board(round_, at=RANKED, schools=True) == units
    assert boards.ward_board(round_, at=RANKED) == []


def test_a_board_costs_the_same_for_five_and_for_thirty(django_assert_num_queries: Any) -> None:
    round_ = five_ranked()
    with django_assert_num_queries(1):
        boards.person_board(round_, at=RANKED)
    Attempt.objects.update(place=None)
    for number in range(10, 40):
        sit(round_, number, right=1)
    Attempt.objects.filter(place=None).update(place=9, is_counted=True)
    with django_assert_num_queries(1):
        assert len(boards.person_board(round_, at=RANKED)) == 35
