"""What to learn next, for one person and for wards; who at the desk reads it."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from luatgandan.features.questionbank.enums import Field
from luatgandan.foundation.accounts.models import Person
from luatgandan.foundation.accounts.rules import Role
from luatgandan.foundation.modules.registry import WeakTopic, WeakTopicSource, offers
from luatgandan.foundation.places.models import Province, Ward

from ..models import Attempt, Entrant, Round
from ..papers.values import Quota, Rules
from ..queries.learning import own_fields, weak_fields_by_ward
from ..services.ranking import rank_round
from .making import CLOSES
from .outcomes import RANKED, five_ranked, officer, sit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def plain(settings: Any) -> None:
    settings.STAFF_SECOND_FACTOR = False


BOTH = Rules(quotas=(Quota(count=2, field=Field.TRAFFIC), Quota(count=2, field=Field.LAND)))
"""Everybody is asked of both fields, and 13 of 20 answers are right: one field at least is weak, whatever is drawn."""


@pytest.fixture
def round_() -> Round:
    found = five_ranked(BOTH)
    Round.objects.update(revealed_at=timezone.now())
    return found


def test_the_weakest_field_stands_first(round_: Round) -> None:
    entrant = Entrant.objects.get(code="CT-00004")
    found = own_fields(entrant)

    assert sum(one.questions for one in found) == 4
    assert sum(round(one.share * one.questions / 100) for one in found) == 2
    assert [one.share for one in found] == sorted(one.share for one in found)
    assert {one.field for one in found} <= {Field.TRAFFIC, Field.LAND}


def test_nothing_is_told_before_the_keys_are_public() -> None:
    five_ranked()
    assert own_fields(Entrant.objects.all()[0]) == []
    assert weak_fields_by_ward(Round.objects.all()) == []


def test_all_right_is_nowhere_weak(round_: Round) -> None:
    assert not any(one.is_weak for one in own_fields(Entrant.objects.get(code="CT-00001")))


def test_a_ward_with_five_people_is_told_and_one_with_four_is_not(round_: Round) -> None:
    province = Province.objects.create(code="92", name="Thành phố Thử", kind="city")
    here, there = (
        Ward.objects.create(code=code, name=f"Phường {code}", kind="ward", area="urban", province=province)
        for code in ("31117", "31120")
    )
    Entrant.objects.update(ward=here)
    Entrant.objects.filter(code="CT-00005").update(ward=there)
    assert weak_fields_by_ward(Round.objects.all()) == []

    cache.clear()
    Entrant.objects.update(ward=here)
    found = weak_fields_by_ward(Round.objects.all())
    assert {(one.ward, one.people <= 5) for one in found} == {(here.code, True)}
    told = {one.field: one.questions for one in found}
    assert all(count >= 5 for count in told.values())
    page = seen_by(officer(Role.EDITOR))
    assert f"Phường {here.code}" in page
    assert "tính trên 1 vòng thi" in page
    assert "tính trên 0 vòng thi" in seen_by(officer(Role.EDITOR, "ward-b"))
    [source] = offers(WeakTopicSource)
    topics = source.topics(CLOSES - timedelta(days=1), CLOSES + timedelta(days=1))
    assert topics == [
        WeakTopic(ward=here.code, field=one.field, label=one.label, share=one.share, people=one.people)
        for one in found
        if one.is_weak
    ]
    assert topics, "another room hears of what is weak"
    assert source.topics(CLOSES + timedelta(days=1), CLOSES + timedelta(days=2)) == []
    Round.objects.update(revealed_at=timezone.now() - timedelta(days=366))
    assert here.name not in seen_by(officer(Role.EDITOR))


def seen_by(person: Person) -> str:
    client = Client()
    client.force_login(person)
    return client.get(reverse("contests_results:weak_fields")).content.decode()


def test_who_may_not_read_results_does_not_read_wards(round_: Round) -> None:
    assert "tính trên" not in seen_by(officer(Role.CONTRIBUTOR))


def test_more_people_cost_no_more_queries(round_: Round, django_assert_max_num_queries: Any) -> None:
    rounds = Round.objects.select_related("contest")
    with django_assert_max_num_queries(7):
        weak_fields_by_ward(rounds)
    for number in range(10, 20):
        sit(Round.objects.get(), number, right=1)
    rank_round(round=round_, at=RANKED)
    cache.clear()
    with django_assert_max_num_queries(7):
        weak_fields_by_ward(rounds.all())
    assert Attempt.objects.filter(is_counted=True).count() == 15
