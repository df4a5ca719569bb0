"""Checking every row against the others, the tree and the wards. Nothing is written; the report says what would be."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _

from luatgandan.foundation.places.queries import Resolution, resolve_ward
from luatgandan.lib.vietnamese import fold, slug

from ..models import CODE_LENGTH, Organisation
from . import columns, values
from .columns import TITLES
from .reading import Sheet, SheetError

CREATE, UPDATE, SAME, ERROR = "create", "update", "same", "error"
LIMITS = {columns.NAME: 200, columns.ADDRESS: 300, columns.NOTE: 500}
DETAILS = ("ward_id", "phone", "email", "address", "note", "headcount", "headcount_on")
Progress = Callable[[int, int], None]


@dataclass(kw_only=True)
class Remark:
    """What is to be said about one cell: `column` is the title of the column, empty for the whole row."""

    column: str
    text: str
    is_error: bool


@dataclass(kw_only=True)
class Draft:
    """What a row says, cleaned. `details` holds only what the row gives: blanks never erase."""

    code: str = ""
    name: str = ""
    kind: str = ""
    is_kind_given: bool = False
    is_dated: bool = False
    parent: str = ""
    parent_code: str = ""
    details: dict[str, Any] = field(default_factory=dict)


@dataclass(kw_only=True)
class RowReport:
    """One row: its number as Excel shows it, its cells, what is to be said, what would happen."""

    number: int
    cells: tuple[Any, ...]
    draft: Draft
    action: str = SAME
    remarks: list[Remark] = field(default_factory=list)

    @property
    def has_error(self) -> bool:
        return self.action == ERROR

    def error(self, column: str, text: str) -> None:
        self.remarks.append(Remark(column=TITLES.get(column, column), text=text, is_error=True))
        self.action = ERROR

    def notes(self, column: str, texts: list[str]) -> None:
        self.remarks += [Remark(column=TITLES[column], text=text, is_error=False) for text in texts]

    @property
    def result(self) -> str:
        """The words of the column "Kết quả"."""
        head = {
            CREATE: _("Thêm mới (%(code)s)") % {"code": self.draft.code},
            UPDATE: _("Cập nhật (%(code)s)") % {"code": self.draft.code},
            SAME: _("Không đổi (%(code)s)") % {"code": self.draft.code},
            ERROR: _("Lỗi"),
        }[self.action]
        remarks = sorted(self.remarks, key=lambda remark: not remark.is_error)
        said = "; ".join(f"{remark.column}: {remark.text}" if remark.column else remark.text for remark in remarks)
        return f"{head}. {said}" if said else head


@dataclass(kw_only=True)
class Report:
    """All rows with their findings."""

    sheet: Sheet
    rows: list[RowReport]
    remarks: list[str]

    @property
    def counts(self) -> dict[str, int]:
        """How many rows would be created, updated, stay the same, or have errors."""
        found = Counter(row.action for row in self.rows)
        return {action: found[action] for action in (CREATE, UPDATE, SAME, ERROR)}

    @property
    def talking(self) -> list[RowReport]:
        """Rows about which something is to be said, errors first, then by number."""
        return sorted((row for row in self.rows if row.remarks), key=lambda row: (not row.has_error, row.number))

    @property
    def digest(self) -> str:
        """A fingerprint of what would be done: two equal ones mean that nothing changed between check and apply."""
        plan = [(row.number, row.action, row.draft) for row in self.rows]
        return hashlib.sha256(repr(plan).encode()).hexdigest()


class _Known:
    """The organisations that stand, by code and by name."""

    def __init__(self) -> None:
        self.by_code = {one.code: one for one in Organisation.objects.all()}
        self.by_id = {one.pk: one for one in self.by_code.values()}
        self.by_name: dict[str, list[Organisation]] = defaultdict(list)
        for one in self.by_code.values():
            if one.is_open:
                self.by_name[one.folded].append(one)

    def parent_code(self, one: Organisation) -> str:
        parent = self.by_id.get(one.parent_id or 0)
        return parent.code if parent else ""


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
    known = _Known()
    _match_codes(rows, known)
    _find_parents(rows, known)
    _refuse_circles(rows, known)
    _refuse_children_of_errors(rows)
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
            why = f" ({found.reason})" if found.reason else ""
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


def _match_codes(rows: list[RowReport], known: _Known) -> None:
    """Every row gets a code: its own, that of the same organisation in the tree, or a new one from its name."""
    first_row: dict[str, int] = {}
    named: dict[tuple[str, str], int] = {}
    taken = set(known.by_code) | {row.draft.code for row in rows if row.draft.code}
    for row in rows:
        draft = row.draft
        if not draft.name:
            continue
        if not draft.code:
            _code_by_name(row, known, taken)
        same_name = (fold(draft.name), fold(draft.parent))
        if draft.code in first_row:
            row.error(columns.CODE, _("trùng với dòng %(row)d; giữ một dòng") % {"row": first_row[draft.code]})
        elif same_name in named:
            row.error(
                columns.NAME,
                _("trùng tên và cấp trên với dòng %(row)d; giữ một dòng") % {"row": named[same_name]},
            )
        first_row.setdefault(draft.code, row.number)
        named.setdefault(same_name, row.number)
        _same_name_elsewhere(row, known)


def _code_by_name(row: RowReport, known: _Known, taken: set[str]) -> None:
    draft = row.draft
    standing = known.by_name.get(fold(draft.name), [])
    parent = fold(draft.parent)
    if parent:
        standing = [
            one
            for one in standing
            if one.parent_id and parent in (known.by_id[one.parent_id].folded, known.by_id[one.parent_id].code)
        ]
    if len(standing) == 1:
        draft.code = standing[0].code
    elif standing:
        codes = ", ".join(one.code for one in standing[:6])
        row.error(columns.CODE, _("có nhiều đơn vị cùng tên (%(codes)s); ghi mã của đơn vị này") % {"codes": codes})
    else:
        draft.code = _new_code(draft.name, taken)
        taken.add(draft.code)
        row.notes(columns.CODE, [_("mã được đặt theo tên: %(code)s") % {"code": draft.code}])


def _new_code(name: str, taken: set[str]) -> str:
    base = slug(name)[: CODE_LENGTH - 6].strip("-") or "don-vi"
    number = 1
    code = base
    while code in taken:
        number += 1
        code = f"{base}-{number}"
    return code


def _same_name_elsewhere(row: RowReport, known: _Known) -> None:
    """A closed code cannot be used; a new code for a name that stands under the same parent is a double."""
    draft = row.draft
    standing = known.by_code.get(draft.code)
    if standing and not standing.is_open:
        row.error(
            columns.CODE,
            _("đơn vị mã này đã kết thúc từ %(day)s; dùng mã khác") % {"day": f"{standing.valid_to:%d/%m/%Y}"},
        )
    if standing or row.has_error:
        return
    for one in known.by_name.get(fold(draft.name), []):
        parent = known.by_id.get(one.parent_id or 0)
        if fold(draft.parent) in ((parent.folded, parent.code) if parent else ("",)):
            row.error(
                columns.CODE,
                _("đã có “%(name)s” với mã %(code)s; dùng mã đó") % {"name": one.name, "code": one.code},
            )
            return


def _find_parents(rows: list[RowReport], known: _Known) -> None:
    """The parent by code or by name, in the sheet or in the tree."""
    in_sheet: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row.draft.code:
            in_sheet[row.draft.code].add(row.draft.code)
            in_sheet[fold(row.draft.name)].add(row.draft.code)
    for row in rows:
        draft = row.draft
        standing = known.by_code.get(draft.code)
        if not draft.parent:
            draft.parent_code = known.parent_code(standing) if standing else ""
            if standing is None and not row.has_error:
                row.notes(columns.PARENT, [_("để trống: đơn vị sẽ đứng ở gốc của cây")])
            continue
        text = fold(draft.parent)
        found = in_sheet.get(text, set()) | {one.code for one in known.by_name.get(text, [])}
        if text in known.by_code and known.by_code[text].is_open:
            found = {text}
        if len(found) == 1:
            draft.parent_code = next(iter(found))
        elif found:
            codes = ", ".join(sorted(found)[:6])
            row.error(columns.PARENT, _("có nhiều đơn vị tên này (%(codes)s); ghi mã") % {"codes": codes})
        else:
            row.error(
                columns.PARENT,
                _("chưa có đơn vị “%(name)s”; ghi đúng mã hoặc tên, hoặc thêm một dòng cho đơn vị đó")
                % {"name": draft.parent},
            )


def _refuse_circles(rows: list[RowReport], known: _Known) -> None:
    new = {row.draft.code: row for row in rows if row.draft.code and row.draft.code not in known.by_code}
    for row in new.values():
        seen: set[str] = set()
        code = row.draft.code
        while code in new and code not in seen:
            seen.add(code)
            code = new[code].draft.parent_code
        if code == row.draft.code:
            row.error(columns.PARENT, _("các đơn vị trực thuộc lẫn nhau thành vòng; sửa lại cấp trên"))


def _refuse_children_of_errors(rows: list[RowReport]) -> None:
    """A new row below a row with an error cannot be entered either; told once for each level."""
    by_code = {row.draft.code: row for row in rows if row.draft.code}
    below: dict[str, list[RowReport]] = defaultdict(list)
    for row in rows:
        if row.draft.parent_code:
            below[row.draft.parent_code].append(row)
    known_good = set(Organisation.objects.open().values_list("code", flat=True))
    waiting = [code for code, row in by_code.items() if row.has_error and code not in known_good]
    while waiting:
        code = waiting.pop()
        for child in below[code]:
            if not child.has_error:
                child.error(columns.PARENT, _("đơn vị cấp trên ở dòng %(row)d có lỗi") % {"row": by_code[code].number})
                waiting.append(child.draft.code)


def _decide(row: RowReport, known: _Known) -> None:
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
