"""Spreadsheets as officials keep them: a row a question, options in one cell with letters, the key as a letter."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO
from itertools import islice
from typing import Any, BinaryIO

from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook

from luatgandan.foundation.organisations.spreadsheet.reading import BROKEN
from luatgandan.lib.cells import read_cell, safe_cell
from luatgandan.lib.vietnamese import fold

from ..enums import Audience, Difficulty, Field
from .lettered import LETTERS, content_of, key_of, khmer_lines, khmer_of, kind_names, lines_of, name_of
from .rows import MOST_ITEMS, ItemFileError, Row, RowError, row_of
from .values import Entry, write_number

COLUMNS = ("Mã", "Loại", "Lĩnh vực", "Độ khó", "Dành cho", "Nội dung", "Phương án trả lời", "Đáp án", "Đơn vị tính",
           "Giải thích", "Căn cứ", "Câu hỏi Khmer", "Phương án Khmer", "Giải thích Khmer")  # fmt: skip
_NAMES = {
    "code": {"ma", "ma cau hoi", "ma so"},
    "kind": {"loai", "loai cau hoi"},
    "field": {"linh vuc"},
    "difficulty": {"do kho", "muc do"},
    "audience": {"danh cho", "doi tuong"},
    "stem": {"noi dung", "cau hoi", "noi dung cau hoi", "question"},
    "options": {"phuong an tra loi", "phuong an", "cac phuong an", "dap an lua chon"},
    "key": {"dap an", "dap an dung", "answer"},
    "unit": {"don vi tinh"},
    "explanation": {"giai thich", "goi y"},
    "cites": {"can cu", "can cu phap ly"},
    "khmer_stem": {"cau hoi khmer", "noi dung khmer"},
    "khmer_options": {"phuong an khmer"},
    "khmer_explanation": {"giai thich khmer"},
}
_LETTER = re.compile(r"^(?:phuong an )?([a-l])$")
HEADER_ROWS, MOST_COLUMNS = 20, 40


def read(content: bytes) -> list[Row]:
    """The first sheet with a column of questions and one of keys, one more than may be read. Raises ItemFileError."""
    try:
        rows = _first_table(content)
        found = None if rows is None else list(islice(rows, MOST_ITEMS + 1))
    except BROKEN as error:
        raise ItemFileError(_("Tệp bị hỏng. Mở bằng Excel, lưu lại thành .xlsx rồi thử lần nữa.")) from error
    if found is None:
        raise ItemFileError(_("Không thấy cột “Nội dung” và “Đáp án” ở 20 dòng đầu của bảng tính."))
    return found


def _first_table(content: bytes) -> Iterator[Row] | None:
    book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
    for sheet in book.worksheets:
        rows = enumerate(([_shown(cell) for cell in row] for row in sheet.iter_rows(max_col=MOST_COLUMNS)), 1)
        header = next(filter(None, (_header(row) for _number, row in islice(rows, HEADER_ROWS))), None)
        if header:
            return _below(rows, header)
    return None


def _shown(cell: Any) -> Any:
    """The value of a cell; a share as people see it."""
    if isinstance(cell.value, int | float) and "%" in (cell.number_format or ""):
        return f"{write_number(Decimal(str(cell.value)) * 100)}%"
    return cell.value


def _header(row: Sequence[Any]) -> dict[str, int] | None:
    """Where each thing stands; options may have a column each (A, B, C …)."""
    found: dict[str, int] = {}
    for place, value in enumerate(row):
        title = fold(str(value or ""))
        letter = _LETTER.match(title)
        name = letter[1] if letter else next((key for key, names in _NAMES.items() if title in names), "")
        if name:
            found.setdefault(name, place)
    return found if "stem" in found and "key" in found else None


def _below(rows: Iterator[tuple[int, Sequence[Any]]], header: dict[str, int]) -> Iterator[Row]:
    for number, row in rows:
        cells = {name: _cell(row[place]) if place < len(row) else "" for name, place in header.items()}
        if cells["stem"] or cells.get("options"):
            yield row_of(number, _entry, cells)


def _cell(value: Any) -> str:
    """A cell as words; a formula was written with an apostrophe before it. A day is written as people here do."""
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    whole = int(value) if isinstance(value, float) and value.is_integer() else value
    text = "" if whole is None else str(whole)
    return read_cell(text)


def _entry(cells: dict[str, str]) -> Entry:
    columns = [cells.get(name, "") for name in LETTERS.lower()]
    if "" in columns[: sum(map(bool, columns))]:
        raise RowError(_("Có cột phương án bỏ trống ở giữa. Hãy dồn các phương án lại và sửa đáp án cho khớp."))
    letters = [f"{letter}. {' '.join(text.split())}" for letter, text in zip(LETTERS, columns, strict=True) if text]
    name = cells.get("kind", "")
    kind = kind_names().get(fold(name))
    if name and kind is None:
        raise RowError(_("Không có loại câu hỏi “%s”.") % name)
    content = content_of(
        cells["stem"], cells.get("options", "").splitlines() or letters, cells["key"], kind=kind,
        unit=cells.get("unit", ""), explanation=cells.get("explanation", "").strip(),
    )  # fmt: skip
    cites = (line.partition(", ") for line in cells.get("cites", "").splitlines())
    return Entry(
        content=content, code=cells.get("code", "").strip(), field=_value(Field, cells.get("field", "")),
        difficulty=int(_value(Difficulty, cells.get("difficulty", "")) or 0),
        audience=tuple(one for part in cells.get("audience", "").split(";") if (one := _value(Audience, part))),
        cites=tuple((number, where) for where, _sign, number in cites if number),
        khmer=khmer_of(
            content, cells.get("khmer_stem", ""), cells.get("khmer_options", "").splitlines(),
            cells.get("khmer_explanation", "").strip(),
        ),
    )  # fmt: skip


def _value(choices: Any, text: str) -> str:
    """The value whose name or code stands in a cell; empty for anything else."""
    wanted = fold(text)
    return next((str(one.value) for one in choices if wanted in (fold(str(one.value)), fold(str(one.label)))), "")


def write(entries: Iterable[Entry], file: BinaryIO) -> None:
    """A workbook that `read` takes back."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Câu hỏi"))
    sheet.append(list(COLUMNS))
    for one in entries:
        sheet.append([safe_cell(cell) for cell in _row(one)])
    book.save(file)


def _row(entry: Entry) -> list[str]:
    content = entry.content
    return [
        entry.code, name_of(content.kind), entry.field, str(entry.difficulty or ""), "; ".join(entry.audience),
        content.stem, "\n".join(lines_of(content)), key_of(content), content.unit, content.explanation,
        "\n".join(f"{where}, {number}" for number, where in entry.cites),
        entry.khmer.get("stem", ""), "\n".join(khmer_lines(content, entry.khmer)), entry.khmer.get("explanation", ""),
    ]  # fmt: skip
