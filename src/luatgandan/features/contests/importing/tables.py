"""A table out of a file that anybody may have made: XLSX, or CSV as Excel writes it; columns go by their names."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO, StringIO
from itertools import islice
from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from openpyxl import load_workbook

from luatgandan.foundation.organisations.spreadsheet.reading import BROKEN
from luatgandan.lib.cells import read_cell
from luatgandan.lib.uploads import check_upload
from luatgandan.lib.vietnamese import fold

MOST_ROWS = 5_000
HEADER_ROWS, MOST_COLUMNS = 20, 40
NEXT = "+"
"""After the name of a column: what stands in the column right of it that has no title, as under a merged cell."""
Names = Mapping[str, frozenset[str]]
TableRow = tuple[int, dict[str, Any]]
"""The number of the row as Excel shows it, and its values by the names of the columns."""


class TableError(ValueError):
    """Why nothing can be read from a file, in words for the person."""


def read_table(content: bytes, name: str, *, columns: Names, needed: Iterable[str]) -> list[TableRow]:
    """All rows with anything in them. `columns`: folded titles of each; `needed` must be there. Raises TableError."""
    reader = {".xlsx": _from_sheets, ".csv": _from_csv}.get(PurePath(name).suffix.lower())
    if reader is None:
        raise TableError(_("Chỉ đọc được tệp .xlsx hoặc .csv."))
    try:
        check_upload(ContentFile(content, name=name), kinds=("document",))
        rows = list(islice(_first_table(reader(content), columns, set(needed)), MOST_ROWS + 1))
    except ValidationError as refusal:
        raise TableError(refusal.messages[0]) from refusal
    except (*BROKEN, csv.Error) as error:
        if isinstance(error, TableError):
            raise
        raise TableError(_("Tệp bị hỏng. Mở bằng Excel, lưu lại thành .xlsx rồi thử lần nữa.")) from error
    if len(rows) > MOST_ROWS:
        raise TableError(_("Tệp có hơn %d dòng. Hãy chia thành nhiều tệp.") % MOST_ROWS)
    return rows


def _from_sheets(content: bytes) -> Iterator[Iterator[Sequence[Any]]]:
    book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
    for sheet in book.worksheets:
        yield sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS)


def _from_csv(content: bytes) -> Iterator[Iterator[Sequence[Any]]]:
    text = _decoded(content)
    head = text[:4_000]
    mark = max(";,\t", key=head.count)
    yield ([read_cell(cell) for cell in row] for row in csv.reader(StringIO(text), delimiter=mark))


def _decoded(content: bytes) -> str:
    """UTF-8 with or without its mark, or what Notepad calls Unicode."""
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        told = _("Tệp .csv không ở mã UTF-8. Trong Excel chọn lưu dạng “CSV UTF-8” hoặc .xlsx.")
        raise TableError(told) from error


def _first_table(tables: Iterable[Iterator[Sequence[Any]]], columns: Names, needed: set[str]) -> Iterator[TableRow]:
    for table in tables:
        rows = enumerate(table, 1)
        for _number, row in islice(rows, HEADER_ROWS):
            places = _places(row, columns)
            if needed <= places.keys():
                yield from _below(rows, places)
                return
    titles = ", ".join(f"“{next(iter(sorted(columns[name])))}”" for name in sorted(needed))
    raise TableError(_("Không thấy các cột %s ở 20 dòng đầu (viết có dấu hay không đều được).") % titles)


def _places(row: Sequence[Any], columns: Names) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, value in enumerate(row):
        title = fold(str(value or "")).strip(" *:")
        for name, titles in columns.items():
            if title in titles:
                found.setdefault(name, place)
    for name, place in list(found.items()):  # a title that reaches over the next column too
        if place + 1 < len(row) and not str(row[place + 1] or "").strip():
            found[name + NEXT] = place + 1
    return found


def _below(rows: Iterator[tuple[int, Sequence[Any]]], places: Mapping[str, int]) -> Iterator[TableRow]:
    for number, row in rows:
        values = {name: row[place] if place < len(row) else None for name, place in places.items()}
        if any(str(value or "").strip() for value in values.values()):
            yield number, values
