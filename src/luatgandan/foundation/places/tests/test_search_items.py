"""Wards in the search index, under every name they have and had."""

from typing import Any

from django.utils import timezone

from luatgandan.foundation.places import services
from luatgandan.foundation.places.models import Ward
from luatgandan.foundation.places.queries import search_items
from luatgandan.foundation.search.models import Change


def test_a_ward_is_found_by_all_its_names(wards: int) -> None:
    ward = Ward.objects.get(name="Phường Ninh Kiều")
    [item] = search_items.load_wards([ward.code])
    assert (item.id, item.title, item.url) == (f"place:{ward.code}", "Phường Ninh Kiều", ward.get_absolute_url())
    assert item.names[:3] == ("Phường Ninh Kiều", "Ninh Kiều", ward.code)
    assert {one.alias for one in ward.aliases.all()} <= set(item.names)
    assert "Phường Tân An" in item.text
    assert item.path == ("Thành phố Cần Thơ", ward.former_province)


def test_all_wards_cost_two_queries(wards: int, django_assert_num_queries: Any) -> None:
    count = Ward.objects.count()
    with django_assert_num_queries(2):
        assert len(list(search_items.ward_items())) == count


def test_changes_are_noted(wards: int) -> None:
    assert {row.group for row in Change.objects.all()} == {"place:"}
    Change.objects.all().delete()
    ward = Ward.objects.get(name="Phường Ninh Kiều")
    services.update_ward(ward=ward, facts={"seat": "x"}, aliases=[], at=timezone.now(), actor=None)
    assert [row.group for row in Change.objects.all()] == [f"place:{ward.code}"]
