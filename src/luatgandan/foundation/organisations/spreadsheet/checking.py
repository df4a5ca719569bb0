"""Checking every row against the others, the tree and the wards. Nothing is written; the report says what would be."""

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _

from luatgandan.foundation.places.queries import Resolution, resolve_ward
from luatgandan.lib.vietnamese import fold

from . import columns, values
from .columns import TITLES
from .matching import Known, find_parents, match_codes, refuse_children_of_errors, refuse_circles
from .reading import Sheet, SheetError
from .report import CREATE, SAME, UPDATE, Draft, Report, RowReport

LIMITS = {columns.NAME: 200, columns.ADDRESS: 300, columns.NOTE: 500}
Progress = Callable[[int, int], None]


def check(sheet: Sheet, *, today: date, progress: Progress | None = None) -> Report:
    """Check all rows; `progress(done, all)` is called now and then. Raises SheetError when a title stands twice."""
    header = sheet.header
    if header.twice:
        raise SheetError(
            _("Có hai cột cùng nghĩa: “%(titles)s”. Giữ một cột rồi tải lại.") % {"titles": "”, “".join(header.twice)}
        )
    wards = lru_cache(maxsize=10_000)(resolve_ward)
    rows: list[RowReport] = []
    for number, cells in sheet.rows:
        rows.append(_read_row(number, cells, header.columns, wards, today))
        if progress and number % 500 == 0:
            progress(len(rows), len(sheet.rows))
    known = Known()
    match_codes(rows, known)
    find_parents(rows, known)
    refuse_circles(rows, known)
    refuse_children_of_errors(rows)
    for row in rows:
        if not row.has_error:
            _decide(row, known)
    return Report(sheet=sheet, rows=rows, remarks=_remarks(sheet))


def _remarks(sheet: Sheet) -> list[str]:
    if not sheet.header.unknown:
        return []
    return [_("Bỏ qua cột không dùng đến: %(titles)s.") % {"titles": ", ".join(sheet.header.unknown)}]


def _read_row(
    number: int,
    cells: tuple[Any, ...],
    places: dict[str, int],
    wards: Callable[[str], Resolution],
    today: date,
) -> RowReport:
    row = RowReport(number=number, cells=cells, draft=Draft())
    draft = row.draft

    def cell(key: str) -> Any:
        return cells[places[key]] if key in places and places[key] < len(cells) else None

    def read(key: str, reader: Callable[..., tuple[Any, list[str]]], *more: Any) -> Any:
        try:
            value, notes = values.computed(cell(key))
            cleaned, more_notes = reader(value, *more)
        except values.CellError as trouble:
            row.error(key, str(trouble))
            return None
        row.notes(key, notes + more_notes)
        return cleaned

    draft.code = read(columns.CODE, values.code) or ""
    draft.name = read(columns.NAME, values.text, LIMITS[columns.NAME]) or ""
    if not draft.name and not row.has_error:
        row.error(columns.NAME, _("chưa có tên; ghi tên đơn vị hoặc xóa dòng"))
    draft.is_kind_given = cell(columns.KIND) not in (None, "")
    draft.kind = read(columns.KIND, values.kind, draft.name) or ""
    draft.parent = read(columns.PARENT, values.text, 200) or ""
    details = {
        "phone": read(columns.PHONE, values.phone),
        "email": read(columns.EMAIL, values.email),
        "address": read(columns.ADDRESS, values.text, LIMITS[columns.ADDRESS]),
        "note": read(columns.NOTE, values.text, LIMITS[columns.NOTE]),
        "ward_id": _ward(row, read(columns.WARD, values.text, 120), wards),
        "headcount": read(columns.HEADCOUNT, values.headcount),
        "headcount_on": read(columns.HEADCOUNT_ON, values.day),
    }
    draft.details = {name: value for name, value in details.items() if value not in (None, "")}
    _date_headcount(row, today)
    return row


def _date_headcount(row: RowReport, today: date) -> None:
    """A headcount without a date is of today; a date without a headcount says nothing."""
    details = row.draft.details
    if "headcount" not in details:
        details.pop("headcount_on", None)
        return
    row.draft.is_dated = "headcount_on" in details
    if details.setdefault("headcount_on", today) > today:
        row.error(columns.HEADCOUNT_ON, _("ngày chưa tới; ghi ngày đã có số liệu"))


def _ward(row: RowReport, text: str | None, wards: Callable[[str], Resolution]) -> str | None:
    """The code of the ward that the text means; an old name is told, a doubtful one is refused with the choices."""
    if not text:
        return None
    found = wards(text)
    if found.ward:
        if fold(text) not in (fold(found.ward.name), fold(found.ward.bare_name), found.ward.code):
            why = f", {found.reason}" if found.reason else ""
            row.notes(
                columns.WARD,
                [_("“%(text)s” nay là %(ward)s%(why)s") % {"text": text, "ward": found.ward.name, "why": why}],
            )
        return found.ward.code
    if not found.choices:
        row.error(columns.WARD, _("không có xã, phường “%(text)s”; ghi tên mới hoặc mã 5 chữ số") % {"text": text})
        return None
    choices = ", ".join(f"{match.ward.name} ({match.ward.code})" for match in found.choices[:6])
    row.error(
        columns.WARD,
        _("“%(text)s” có thể là: %(choices)s; ghi đúng tên hoặc mã") % {"text": text, "choices": choices},
    )
    return None


def _decide(row: RowReport, known: Known) -> None:
    """Create, update or leave; differences in name and place are told, because they need a decision of their own."""
    draft = row.draft
    standing = known.by_code.get(draft.code)
    if standing is None:
        row.action = CREATE
        return
    if standing.name != draft.name:
        row.notes(
            columns.NAME,
            [_("trong hệ thống là “%(name)s”; nhập bảng không đổi tên, hãy dùng “Đổi tên”") % {"name": standing.name}],
        )
    if draft.parent and draft.parent_code != known.parent_code(standing):
        row.notes(columns.PARENT, [_("khác hệ thống; nhập bảng không chuyển đơn vị, hãy dùng “Chuyển”")])
    if not draft.is_kind_given:
        draft.kind = standing.kind
        row.remarks = [remark for remark in row.remarks if remark.column != TITLES[columns.KIND]]
    changed = {name for name, value in draft.details.items() if getattr(standing, name) != value}
    is_same_count = changed == {"headcount_on"} and not draft.is_dated
    row.action = UPDATE if (changed and not is_same_count) or standing.kind != draft.kind else SAME
