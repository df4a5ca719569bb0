"""Organisations in the search index, also by the names they had."""

from datetime import date
from typing import Any

from luatgandan.foundation.organisations import services
from luatgandan.foundation.organisations.queries import search_items
from luatgandan.foundation.search.models import Change

from .conftest import Make, act


def noted() -> list[str]:
    groups = [row.group for row in Change.objects.all()]
    Change.objects.all().delete()
    return groups


def test_an_organisation_is_found_by_its_old_names_and_those_that_went_into_it(make: Make) -> None:
    root = make("root", name="Thành phố")
    one, other = make("a", root, name="Sở Cũ"), make("b", root, name="Sở Khác")
    services.rename_organisation(organisation=one, name="Sở Mới", act=act(date(2025, 1, 1)))
    services.merge_organisations(sources=[other], into=one, act=act(date(2026, 1, 1)))
    items = {item.id: item for item in search_items.organisation_items()}
    assert sorted(items) == sorted([f"organisation:{root.pk}", f"organisation:{one.pk}"])
    found = items[f"organisation:{one.pk}"]
    assert (found.title, found.path, set(found.names)) == ("Sở Mới", ("Thành phố",), {"Sở Mới", "Sở Cũ", "Sở Khác"})
    assert search_items.load_organisations([str(one.pk), str(other.pk)]) == [found]


def test_acts_are_noted(make: Make) -> None:
    one = make("a")
    assert noted() == [f"organisation:{one.pk}"]
    services.rename_organisation(organisation=one, name="Sở Mới", act=act(date(2025, 1, 1)))
    assert noted() == ["organisation:"]
    services.close_organisation(organisation=one, act=act(date(2026, 1, 1)))
    assert noted() == [f"organisation:{one.pk}"]
    assert search_items.load_organisations([str(one.pk)]) == []


def test_one_and_ten_cost_the_same(make: Make, django_assert_max_num_queries: Any) -> None:
    def cost() -> int:
        with django_assert_max_num_queries(10) as counted:
            list(search_items.organisation_items())
        return len(counted.captured_queries)

    root = make("root")
    services.rename_organisation(organisation=root, name="Gốc", act=act(date(2025, 1, 1)))
    services.merge_organisations(sources=[make("x", root)], into=root, act=act(date(2025, 6, 1)))
    one = cost()
    for number in range(9):
        services.merge_organisations(sources=[make(f"y{number}", root)], into=make(f"z{number}", root), act=act())
    assert cost() == one
