"""No round of a contest asks what another asked, nor what a contest of others keeps for itself."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from luatgandan.features.questionbank.models import Bank, Item
from luatgandan.foundation.organisations.models import Organisation
from luatgandan.foundation.organisations.tests.city import city

from ..enums import State
from ..models import Contest, Round
from ..papers.dealing import Later, part
from ..papers.drawing import lacking
from ..papers.values import Quota, Rules, SealedQuestion
from ..queries import sealed_questions
from ..queries.desk import wanting
from ..queries.parts import questions_for
from ..queries.winners import complaints_until, may_complain, obstacles
from ..services import reveal_round, seal_round
from ..services.ranking import rank_round
from .making import CLOSES, OPENS, fill_bank, make_round, question

WEEK = timedelta(days=7)
AWAITED = "Đáp án vòng này chưa công bố"
FIVE = Rules(quotas=(Quota(count=5),))


def pool(count: int) -> list[SealedQuestion]:
    """Questions of two fields in turn, with the keys they have in a bank."""
    fields = ("giao-thong", "dat-dai")
    return [
        SealedQuestion(**{**vars(question(one, field=fields[one % 2])), "item": one}) for one in range(1, count + 1)
    ]


@pytest.fixture
def ward(db: None) -> Organisation:
    unit = city()["ward-a"]
    fill_bank(unit, 20)
    return unit


@pytest.mark.parametrize(
    ("counts", "count"), [((20, 20, 20, 30), 90), ((10, 10, 10, 10), 300), ((5,), 12), ((3, 9), 12)]
)
def test_every_round_gets_its_part_and_none_twice(counts: tuple[int, ...], count: int) -> None:
    free, rules = pool(count), [Rules(quotas=(Quota(count=one),)) for one in counts]
    given = []
    for place, own in enumerate(rules, 1):
        later = [Later(rules=one, items={it.item for it in free}) for one in rules[place:]]
        found = part(own, free, later, seed=f"{place}")
        assert lacking(own, found) == []
        free = [one for one in free if one not in found]
        given.append(len(found))
    assert (free, sum(given)) == ([], count)
    assert max(given) - min(given) <= max(counts) - min(counts) + 3


def test_narrow_quotas_that_cross_wide_ones_get_enough() -> None:
    own = Rules(quotas=(Quota(count=4, field="giao-thong"), Quota(count=6)))
    found = part(own, pool(20), [Later(rules=own, items=range(1, 21))], seed="x")
    assert lacking(own, found) == []
    rest = [one for one in pool(20) if one.code not in {it.code for it in found}]
    assert lacking(own, part(own, rest, (), seed="y")) == []


def test_a_round_keeps_nothing_for_rounds_that_draw_elsewhere() -> None:
    assert len(part(FIVE, pool(12), [Later(rules=FIVE, items=())], seed="x")) == 12


def weekly(ward: Organisation) -> list[Round]:
    """Three weeks from one bank, as the template makes them; none sealed yet."""
    times = [{"starts_at": OPENS + WEEK * week, "ends_at": OPENS + WEEK * (week + 1)} for week in range(3)]
    return [make_round(ward, FIVE, is_sealed=False, **one) for one in times]


def test_the_keys_of_a_week_tell_nothing_of_the_next(ward: Organisation) -> None:
    asked: list[set[int]] = []
    for week in weekly(ward):
        sealed = seal_round(round=week, at=week.starts_at)
        asked.append({one.item for one in sealed_questions(sealed).values()})
        at = week.ends_at + timedelta(hours=1)
        rank_round(round=sealed, at=at)
        assert reveal_round(round=sealed, at=at).revealed_at == at
    assert [len(one) for one in asked] == [6, 7, 7]
    assert len(set().union(*asked)) == 20


def test_where_later_rounds_would_lack_the_desk_says_so_before(ward: Organisation) -> None:
    contest = weekly(ward)[0].contest
    assert [one for one in wanting(contest, at=OPENS - WEEK) if "ngân hàng" in one] == []
    last = contest.rounds.get(number=3)
    last.rules_data = Rules(quotas=(Quota(count=12),)).to_dict()
    last.save()
    told = [one for one in wanting(contest, at=OPENS - WEEK) if "Vòng" in one or "vòng" in one]
    assert told == [
        "Vòng 3: ngân hàng còn thiếu 2 câu (mọi lĩnh vực, mọi độ khó).",
        "Mỗi câu chỉ hỏi ở một vòng, để công bố đáp án vòng này không lộ đề vòng sau.",
    ]


def test_a_round_opens_though_questions_were_taken_out_of_the_bank(ward: Organisation) -> None:
    first, second, _third = weekly(ward)
    asked = sealed_questions(seal_round(round=first, at=first.starts_at))
    Item.objects.exclude(code__in=asked).update(approved=None)
    assert sealed_questions(seal_round(round=second, at=second.starts_at)).keys() == asked.keys()


def test_what_must_surprise_elsewhere_is_asked_by_nobody_before(ward: Organisation) -> None:
    other = Contest.objects.create(
        slug="tinh",
        organisation=Organisation.objects.get(code="ward-b"),
        state=State.PUBLISHED,
        published_at=OPENS - WEEK,
        changed_at=OPENS,
    )
    Round.objects.create(contest=other, number=1, starts_at=OPENS + WEEK, ends_at=OPENS + 2 * WEEK,
                         rules_data=Rules(quotas=(Quota(count=4, field="giao-thong"),)).to_dict())  # fmt: skip
    mine = make_round(ward, is_sealed=False)
    seen: dict[Any, int] = {}
    for is_shared, is_for_contests in ((False, True), (True, False), (True, True)):
        Bank.objects.update(is_shared=is_shared, is_for_contests=is_for_contests)
        seen[is_shared, is_for_contests] = len(questions_for(mine, OPENS))
    assert seen == {(False, True): 20, (True, False): 20, (True, True): 10}
    Contest.objects.filter(pk=other.pk).update(published_at=OPENS + timedelta(seconds=1))
    assert len(questions_for(mine, OPENS)) == 20


def test_nobody_complains_of_keys_unseen(ward: Organisation, client: Client) -> None:
    first = make_round(ward)
    neighbour = Contest.objects.create(
        slug="khac", title="Cuộc thi khác", organisation=ward, state=State.PUBLISHED, changed_at=OPENS
    )
    longer = Round.objects.create(
        contest=neighbour, number=1, rules_data=FIVE.to_dict(), starts_at=OPENS, ends_at=OPENS + WEEK
    )
    seal_round(round=longer, at=OPENS)
    ranked = rank_round(round=first, at=CLOSES + timedelta(hours=1))
    late = CLOSES + timedelta(days=5)
    assert (complaints_until(ranked), may_complain(ranked, at=late)) == (None, True)
    assert obstacles(ranked, at=late) == [
        "Đáp án chưa công bố nên chưa tính ngày nhận khiếu nại. "
        "Chờ vòng còn hỏi một số câu của vòng này: Cuộc thi khác, Vòng 1."
    ]
    assert AWAITED in client.get("/cuoc-thi/vi-du/").content.decode()
    shown = reveal_round(round=ranked, at=OPENS + WEEK + timedelta(hours=1))
    cache.clear()
    assert AWAITED not in client.get("/cuoc-thi/vi-du/").content.decode()
    until = complaints_until(shown)
    assert until is not None
    assert f"{until:%d/%m}" == "27/11"
    assert (may_complain(shown, at=until - timedelta(seconds=1)), may_complain(shown, at=until)) == (True, False)
