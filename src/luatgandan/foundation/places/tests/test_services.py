"""Loading the official lists, and corrections by staff."""

from datetime import date

import pytest
from django.utils import timezone

from luatgandan.foundation.audit.models import Entry
from luatgandan.foundation.places import services
from luatgandan.foundation.places.models import PlaceAlias, Province, Ward

pytestmark = pytest.mark.usefixtures("wards")


def test_the_starter_lists_stand() -> None:
    kinds = [Ward.objects.filter(kind=kind).count() for kind in ("phuong", "xa")]

    assert (Province.objects.count(), kinds) == (34, [31, 72])
    assert not Ward.objects.filter(name__contains="  ").exists()
    assert Ward.objects.filter(area="urban").count() == 31


def test_loading_again_changes_nothing() -> None:
    before = (list(Ward.objects.values("code", "name", "population")), PlaceAlias.objects.count())

    services.load_starter()

    assert (list(Ward.objects.values("code", "name", "population")), PlaceAlias.objects.count()) == before


def test_loading_again_renews_official_names_and_keeps_figures_of_staff() -> None:
    ward = Ward.objects.get(code="31135")
    facts = {"population": 123, "population_source": "Chi cục Thống kê", "population_on": date(2026, 1, 1)}
    aliases = [services.AliasText(alias="Chợ  nổi", kind=services.AliasKind.COMMON_NAME)]
    services.update_ward(ward=ward, facts=facts, aliases=aliases, at=timezone.now(), actor=None)
    Ward.objects.filter(code="31135").update(name="Sai")

    services.load_starter()

    ward.refresh_from_db()
    assert (ward.name, ward.population, ward.population_source) == ("Phường Ninh Kiều", 123, "Chi cục Thống kê")
    assert ward.aliases.filter(alias="Chợ nổi", folded="cho noi").exists()


def test_every_population_has_a_source_and_a_date() -> None:
    assert not Ward.objects.filter(population__gt=0, population_source="").exists()
    assert not Ward.objects.filter(population__gt=0, population_on=None).exists()


def test_a_correction_is_in_the_log() -> None:
    ward = Ward.objects.get(code="31135")

    services.update_ward(ward=ward, facts={"seat": "Số 1"}, aliases=[], at=timezone.now(), actor=None)

    entry = Entry.objects.get(action="places.update_ward")
    assert (entry.object_id, entry.object_label, entry.detail) == ("31135", "Phường Ninh Kiều", {"fields": ["seat"]})
