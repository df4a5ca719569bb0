"""Questions out of a file: first a plan, row by row; then drafts, which two persons look at as at all others."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from luatgandan.foundation.organisations.models import Organisation

from ..enums import Audience, Difficulty, Field
from ..formats.files import read_rows
from ..formats.rows import Row
from ..formats.values import Entry
from ..linting import Shelf, text_of, unready
from ..models import LONGEST_CODE, Bank, Item, MediaFile
from ..queries import kept_files, known_texts, places_of
from ..queries.media import names_of
from ..rules import may_import
from .errors import FaultyError, NotAllowedError
from .keeping import keep_file
from .writing import Written, add_item, check_written, open_bank

AT_ONCE = 25  # of one transaction: the database of a small unit has one writer


class RowState(StrEnum):
    """What an import does with a row."""

    NEW = "new"
    KNOWN = "known"
    REFUSED = "refused"


@dataclass(frozen=True, kw_only=True)
class PlannedRow:
    """One row of the report; `told` says what to know or to mend."""

    number: int
    state: RowState
    stem: str
    told: str = ""
    entry: Entry | None = None


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What an import of a file would do."""

    rows: tuple[PlannedRow, ...]

    @property
    def counts(self) -> Counter[str]:
        """How many rows in each state."""
        return Counter(row.state for row in self.rows)

    @property
    def new(self) -> list[Entry]:
        """What would be added."""
        return [row.entry for row in self.rows if row.state == RowState.NEW and row.entry]


def plan_import(*, content: bytes, name: str, organisation: Organisation, key: tuple[bytes, str] | None = None) -> Plan:
    """What taking this file into the bank of a unit would do; writes nothing. Raises ItemFileError."""
    return plan_rows(rows=read_rows(content, name, key), organisation=organisation)


def plan_rows(*, rows: Sequence[Row], organisation: Organisation, is_report: bool = False) -> Plan:
    """The report for rows that were read: what is faulty, what the bank or the file itself has already.

    Rows of a report (`is_report`), signed by us, may name files by their hashes: they were kept with it.
    """
    bank = Bank.objects.filter(organisation=organisation).first()
    shelf = Shelf(known_texts(bank))
    codes = set(Item.objects.filter(bank=bank).values_list("code", flat=True))
    return Plan(rows=tuple(_planned(row, shelf, codes, is_report) for row in rows))


def _planned(row: Row, shelf: Shelf, codes: set[str], is_report: bool) -> PlannedRow:
    if row.entry is None:
        return PlannedRow(number=row.number, state=RowState.REFUSED, stem="", told=row.problem)
    entry = _settled(row.entry, is_report)
    stem, text = entry.content.stem, text_of(entry.content)
    if refused := _refusal(entry):
        return PlannedRow(number=row.number, state=RowState.REFUSED, stem=stem, told=refused)
    alike = shelf.like(text)
    if (alike and alike[0].score >= 1) or entry.code in codes:
        told = _("Đã có câu %s.") % (alike[0].code if alike else entry.code)
        return PlannedRow(number=row.number, state=RowState.KNOWN, stem=stem, told=told)
    name = entry.code or _("dòng %d của tệp") % row.number
    codes |= {entry.code} - {""}
    shelf.add(name, text)
    notes = [_("Gần giống: %s.") % alike[0].code] if alike else []
    notes += [str(one.told) for one in unready(entry.content)]
    if unknown := places_of(entry.cites)[1]:
        notes.append(_("Thư viện không có: %s.") % "; ".join(unknown))
    return PlannedRow(number=row.number, state=RowState.NEW, stem=stem, told=" ".join(notes), entry=entry)


def _settled(entry: Entry, is_report: bool) -> Entry:
    """What a file says of files that it does not hold is not believed; of those of a report what is kept says it."""
    names = names_of(entry.content)
    if names <= set(entry.files):
        return entry
    kept = kept_files(names if is_report else ())
    media = [
        replace(one, captions=one.captions if one.captions in kept else "", **_facts(kept.get(one.sha256)))
        for one in entry.content.media
    ]
    return replace(entry, content=replace(entry.content, media=tuple(media)))


def _facts(file: MediaFile | None) -> dict[str, Any]:
    """What a medium says of its file; of no kind without one."""
    return file.facts if file else {"kind": ""}


def _refusal(entry: Entry) -> str:
    """Why the bank would not take a question; empty when it would."""
    if len(entry.code) > LONGEST_CODE:
        return _("Mã câu hỏi dài quá %d ký tự.") % LONGEST_CODE
    if any(not one.kind for one in entry.content.media):
        return _("Câu này cần hình, âm thanh, phim mà tệp không có.")
    try:
        check_written(_written(entry, timezone.now()))
    except FaultyError as refusal:
        return str(refusal)
    return ""


def import_items(*, plan: Plan, organisation: Organisation, by: Any, at: datetime) -> int:
    """Add the new rows of a plan as drafts; returns how many. `by` None: a command. Raises NotAllowedError.

    Some at a time, so that others write in between; what is there already a second import of the file leaves alone.
    """
    if by is not None and not may_import(by, organisation):
        raise NotAllowedError
    bank = open_bank(organisation=organisation)
    keep_files(plan=plan, at=at)
    new = plan.new
    for start in range(0, len(new), AT_ONCE):
        with transaction.atomic():
            for entry in new[start : start + AT_ONCE]:
                add_item(bank=bank, written=_written(entry, at), by=by, at=at, code=entry.code)
    return len(new)


def keep_files(*, plan: Plan, at: datetime) -> None:
    """Keep the files of the new rows, so that a report may name them by their hashes."""
    for entry in plan.new:
        for file in entry.files.values():
            keep_file(file=file, at=at)


def _written(entry: Entry, at: datetime) -> Written:
    return Written(
        content=entry.content, khmer=entry.khmer, day_of_law=timezone.localdate(at), basis=places_of(entry.cites)[0],
        field=Field(entry.field) if entry.field in Field.values else Field.OTHER,
        difficulty=Difficulty(entry.difficulty) if entry.difficulty in Difficulty.values else Difficulty.MEDIUM,
        audience=[one for one in entry.audience if one in Audience.values],
    )  # fmt: skip
