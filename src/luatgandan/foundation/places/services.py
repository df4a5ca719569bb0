"""Acts on places: loading the official lists, correcting a ward's figures and its other names."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from luatgandan.foundation.audit.services import Actor, record
from luatgandan.lib.events import publish
from luatgandan.lib.vietnamese import clean, fold

from .enums import AliasKind
from .events import PlacesChanged
from .models import PlaceAlias, Province, Ward

STARTER = Path(__file__).parent / "starter"
STARTER_PROVINCE = "92"
STARTER_POPULATION_SOURCE = (
    "Số liệu công bố khi sắp xếp đơn vị hành chính năm 2025, chưa đối chiếu với cơ quan thống kê"
)
STARTER_POPULATION_ON = date(2025, 7, 1)
WARD_FACTS = ("name", "kind", "area", "province_id", "former_province", "former_districts", "former_units", "area_km2",
              "seat", "changed_at")  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class AliasText:
    """One other name as typed by a person."""

    alias: str
    kind: AliasKind


def load_provinces() -> int:
    """Insert or renew all provinces from the starter list; returns how many stand."""
    provinces = [Province(code=row["code"], name=row["name"], kind=row["kind"]) for row in _rows("provinces.tsv")]
    Province.objects.bulk_create(
        provinces, update_conflicts=True, unique_fields=["code"], update_fields=["name", "kind"]
    )
    return Province.objects.count()


@transaction.atomic
def load_wards() -> int:
    """Insert or renew wards by code. Population figures that staff entered from another source are kept."""
    wards = [_ward(row) for row in _rows("wards.tsv")]
    Ward.objects.bulk_create(wards, update_conflicts=True, unique_fields=["code"], update_fields=list(WARD_FACTS))
    ours = Ward.objects.filter(population_source__in=["", STARTER_POPULATION_SOURCE]).in_bulk()
    renewed = [ward for ward in wards if ward.code in ours]
    Ward.objects.bulk_update(renewed, ["population", "population_source", "population_on"])
    publish(PlacesChanged())
    return Ward.objects.count()


@transaction.atomic
def load_aliases() -> int:
    """Add the starter list of other names; those that staff added stay. Rows for unknown codes are left out."""
    known = set(Ward.objects.values_list("code", flat=True))
    aliases = [
        PlaceAlias(alias=row["alias"], folded=fold(row["alias"]), ward_id=row["code"], kind=row["kind"])
        for row in _rows("aliases.tsv")
        if row["code"] in known
    ]
    PlaceAlias.objects.bulk_create(aliases, ignore_conflicts=True, batch_size=500)
    Ward.objects.filter(code__in={alias.ward_id for alias in aliases}).update(changed_at=timezone.now())
    publish(PlacesChanged())
    return PlaceAlias.objects.count()


def load_starter() -> int:
    """Provinces, wards and other names, in this order; returns the number of wards."""
    load_provinces()
    wards = load_wards()
    load_aliases()
    return wards


@transaction.atomic
def update_ward(
    *, ward: Ward, facts: dict[str, Any], aliases: list[AliasText], at: datetime, actor: Actor | None
) -> Ward:
    """Correct figures and replace the other names of one ward. Code, name and kind are official and stay."""
    for name, value in facts.items():
        setattr(ward, name, value)
    ward.save()
    wanted = {(clean(item.alias), item.kind) for item in aliases if clean(item.alias)}
    for alias in ward.aliases.all():
        if (alias.alias, alias.kind) not in wanted:
            alias.delete()
    for text, kind in sorted(wanted):
        PlaceAlias.objects.get_or_create(ward=ward, alias=text, kind=kind, defaults={"folded": fold(text)})
    record(
        action="places.update_ward", at=at, actor=actor, target=ward, label=ward.name, detail={"fields": sorted(facts)}
    )
    publish(PlacesChanged(codes=(ward.code,)))
    return ward


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (STARTER / name).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            yield {key: clean(value or "") for key, value in row.items()}


def _ward(row: dict[str, str]) -> Ward:
    population = int(row["population"]) if row["population"] else None
    return Ward(
        code=row["code"],
        name=row["name"],
        kind=row["kind"],
        area=row["area"],
        province_id=STARTER_PROVINCE,
        former_province=row["former_province"],
        former_districts=row["former_districts"].replace("|", "\n"),
        former_units=row["former_units"].replace("|", "\n"),
        population=population,
        population_source=STARTER_POPULATION_SOURCE if population else "",
        population_on=STARTER_POPULATION_ON if population else None,
        area_km2=Decimal(row["area_km2"]) if row["area_km2"] else None,
        seat=row["seat"],
        changed_at=timezone.now(),
    )
