"""Loading the starter list: what is missing is added, what stands is left to staff."""

import csv
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from django.db import transaction

from luatgandan.foundation.places.models import Ward
from luatgandan.lib.events import publish
from luatgandan.lib.vietnamese import clean, fold

from ..enums import SERVICE_KINDS, OrganisationKind
from ..events import OrganisationsChanged
from ..models import Organisation, OrganisationState
from .states import first_states

STARTER = Path(__file__).parents[1] / "starter" / "organisations.tsv"
TWO_TIER_GOVERNMENT_ON = date(2025, 7, 1)  # the committees of the new wards and communes began on this day
Row = dict[str, str]


@transaction.atomic
def load_starter() -> int:
    """Add what the starter list has and the tree lacks; returns how many stand."""
    rows = list(_rows())
    standing = Organisation.objects.in_bulk([row["code"] for row in rows], field_name="code")
    wards = set(Ward.objects.values_list("code", flat=True))
    new: list[Organisation] = []
    for row in _parents_first([row for row in rows if row["code"] not in standing]):
        organisation = _organisation(row, standing.get(row["parent"]), wards)
        standing[row["code"]] = organisation
        new.append(organisation)
    _insert(new)
    if new:
        publish(OrganisationsChanged())
    return Organisation.objects.count()


def _rows() -> Iterable[Row]:
    with STARTER.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            yield {key: clean(value or "") for key, value in row.items()}


def _parents_first(rows: list[Row]) -> list[Row]:
    """The rows in an order in which every parent comes before its children; a circle raises ValueError."""
    waiting = {row["code"]: row for row in rows}
    ordered: list[Row] = []
    while waiting:
        ready = [row for row in waiting.values() if row["parent"] not in waiting]
        if not ready:
            raise ValueError(f"circle in the starter list: {sorted(waiting)[:5]}")
        ordered += ready
        for row in ready:
            del waiting[row["code"]]
    return ordered


def _organisation(row: Row, parent: Organisation | None, wards: set[str]) -> Organisation:
    return Organisation(
        code=row["code"],
        name=row["name"],
        folded=fold(row["name"]),
        kind=row["kind"],
        parent=parent,
        path=f"{parent.path if parent else '/'}{row['code']}/",
        ward_id=row["ward"] if row["ward"] in wards else None,
        phone=row["phone"],
        note=row["note"],
        is_service_point=row["kind"] in SERVICE_KINDS,
        valid_from=TWO_TIER_GOVERNMENT_ON if row["kind"] == OrganisationKind.WARD_COMMITTEE else None,
    )


def _insert(organisations: list[Organisation]) -> None:
    """Level by level, because a child needs its parent's id."""
    for depth in sorted({one.depth for one in organisations}):
        level = [one for one in organisations if one.depth == depth]
        for one in level:
            one.parent = one.parent  # the parent has its id by now
        Organisation.objects.bulk_create(level)
    OrganisationState.objects.bulk_create([state for one in organisations for state in first_states(one)])
