"""From TOML files to approved questions. What stands already is left alone: it belongs to the officers by then."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from luatgandan.foundation.organisations.models import Organisation

from ..enums import Act, Difficulty, Field, Kind, State
from ..formats.values import Content, choosing, counting, deciding, matching, ordering
from ..models import Bank, Item
from ..queries import places_of
from ..services import Written, add_item, open_bank, put_in_use
from ..services.moving import add_move
from ..services.writing import add_version

ITEMS = Path(__file__).parent / "items"


def load() -> int:
    """Add what is not there yet; returns how many questions of our own stand."""
    unit = Organisation.objects.filter(code=settings.ROOT_ORGANISATION).first()
    entries = dict(_entries()) if unit else {}
    if unit is None or not entries:
        return 0
    bank = open_bank(organisation=unit)
    with transaction.atomic():
        items = Item.objects.filter(bank=bank, code__in=entries).select_related("latest")
        known = {item.code: item for item in items}
        for code, (field, entry) in entries.items():
            if code not in known:
                _add(bank, code, field, entry)
            else:
                _complete(known[code], entry)
    return len(entries)


def _complete(item: Item, entry: Mapping[str, Any]) -> None:
    """Laws that came to the library after the question: cited by a new version, while no officer has touched it."""
    before = item.latest
    is_ours = item.state == State.APPROVED and before and before.pk == item.approved_id and before.author_id is None
    if not before or not is_ours or len(before.basis) >= len(entry["cites"]):
        return
    places, _unknown = places_of((number, where) for number, where in entry["cites"])
    if len(places) > len(before.basis):
        written = _written(before.content_of(item.kind), entry, item.field, places)
        add_version(item, written, by=None, at=timezone.now())
        _use(item)


def _use(item: Item) -> None:
    if item.latest:
        now = timezone.now()
        put_in_use(item, item.latest, at=now)
        item.state = State.APPROVED
        add_move(item, Act.APPROVE, by=None, at=now)


def _written(content: Content, entry: Mapping[str, Any], field: str, places: list[tuple[int, str]]) -> Written:
    return Written(
        content=content, day_of_law=timezone.localdate(), basis=places, field=Field(field),
        difficulty=Difficulty(entry["difficulty"]), audience=entry["audience"],
    )  # fmt: skip


def _entries() -> Iterator[tuple[str, tuple[str, Mapping[str, Any]]]]:
    for path in sorted(ITEMS.glob("*.toml")):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        yield from ((entry["id"], (table["field"], entry)) for entry in table["item"])


def _add(bank: Bank, code: str, field: str, entry: Mapping[str, Any]) -> None:
    """Our own questions were checked before they came: in use at once, without author and approver."""
    places, _unknown = places_of((number, where) for number, where in entry["cites"])
    written = _written(content_of(entry), entry, field, places)
    _use(add_item(bank=bank, written=written, by=None, at=timezone.now(), code=code))


def content_of(entry: Mapping[str, Any]) -> Content:
    """The words of one `[[item]]` table."""
    kind, stem, more = Kind(entry["kind"]), entry["stem"], {"explanation": entry.get("explanation", "")}
    if kind == Kind.TRUE_FALSE:
        return deciding(stem, entry["key"] is True, **more)
    if kind == Kind.NUMBER:
        return counting(stem, str(entry["key"]).replace(".", ","), entry.get("unit", ""), **more)
    if kind == Kind.MATCH:
        return matching(stem, [(one, other) for one, other in entry["pairs"]], **more)
    if kind == Kind.ORDER:
        return ordering(stem, entry["options"], **more)
    right = [entry["key"]] if kind == Kind.ONE else entry["key"]
    return choosing(kind, stem, entry["options"], right, **more)
