"""The starter list."""

from datetime import date

import pytest
from django.utils import timezone

from luatgandan.foundation.organisations import queries, services
from luatgandan.foundation.organisations.models import Organisation
from luatgandan.foundation.organisations.queries import search_items

pytestmark = pytest.mark.usefixtures("places")


def test_every_ward_has_its_committee_and_its_police() -> None:
    total = services.load_starter()

    assert total > 240
    for kind in ("ward_committee", "police"):
        assert Organisation.objects.filter(kind=kind).exclude(ward=None).values("ward").distinct().count() == 103
    assert {one.code for one in Organisation.objects.open() if one.parent is None} >= {"can-tho"}


def test_loading_again_keeps_what_staff_did(django_assert_num_queries: object) -> None:
    total = services.load_starter()
    one = Organisation.objects.get(code="so-tu-phap")
    act = services.Act(on=timezone.localdate(), at=timezone.now())
    services.rename_organisation(organisation=one, name="Sở Khác", act=act)

    with django_assert_num_queries(5):  # type: ignore[operator]
        assert services.load_starter() == total
    assert Organisation.objects.get(code="so-tu-phap").name == "Sở Khác"


def test_before_two_tier_government_there_were_no_ward_committees() -> None:
    services.load_starter()

    kinds = {node.organisation.kind for node in queries.as_of(date(2025, 6, 30))}
    assert "ward_committee" not in kinds
    assert len(queries.as_of(date(2025, 7, 1))) == Organisation.objects.count()


def test_people_of_a_ward_find_committee_police_and_legal_aid() -> None:
    services.load_starter()

    names = [point.name for point in queries.points_for_ward("31135")]
    assert names[0] == "Ủy ban nhân dân phường Ninh Kiều"
    assert "Công an phường Ninh Kiều" in names
    assert "Trung tâm Trợ giúp pháp lý nhà nước thành phố Cần Thơ" in names
    assert "Ủy ban nhân dân phường Cái Khế" not in names


def test_all_that_stand_are_given_to_the_search() -> None:
    services.load_starter()

    titles = {item.title for item in search_items.organisation_items()}
    assert {"Sở Tư pháp thành phố Cần Thơ", "Công an phường Ninh Kiều"} <= titles
