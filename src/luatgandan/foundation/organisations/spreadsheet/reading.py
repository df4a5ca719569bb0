"""Opening a spreadsheet that anyone may have made: limits first, then rows as plain values."""

import warnings
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import ParseError

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook import Workbook

from .columns import Header, find_header

MAX_BYTES = 20 * 1024 * 1024
MAX_UNPACKED = 80 * 1024 * 1024  # 50,000 rows of 12 columns unpack to some 40 MB
MAX_ENTRIES = 500
PROLOGUE = 64 * 1024  # bytes of a part in which a document type can stand
MAX_ROWS = 50_000
MAX_COLUMNS = 60
MAX_BLANK_ROWS = 500
HEADER_ROWS = 20
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
BROKEN = (InvalidFileException, zipfile.BadZipFile, zlib.error, ParseError, KeyError, ValueError, TypeError, OSError,
          IndexError, AttributeError, EOFError, NotImplementedError, RuntimeError)  # fmt: skip


class SheetError(ValueError):
    """The file as a whole cannot be read; the message tells the person why and what to do."""


@dataclass(frozen=True)
class Formula:
    """A cell that is computed: `value` is what Excel last saw there, None when it never did."""

    value: Any


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A table: its header, and its rows with their numbers as Excel shows them."""

    title: str
    header: Header
    rows: list[tuple[int, tuple[Any, ...]]]


def read_sheet(content: bytes) -> Sheet:
    """The first sheet with a header we know, with all its rows that are not blank. Raises SheetError."""
    _check_container(content)
    book = _open(content, values=False)
    try:
        for place, sheet in enumerate(book.worksheets):
            top = [row for _number, row in _rows(sheet, stop=HEADER_ROWS)]
            if header := find_header(top):
                rows = _body(sheet, header)
                return Sheet(title=sheet.title, header=header, rows=_computed(content, place, rows))
        is_empty = all(not any(True for _row in _rows(sheet, stop=HEADER_ROWS)) for sheet in book.worksheets)
    except BROKEN as error:
        if isinstance(error, SheetError):
            raise
        raise SheetError(_("Tệp bị hỏng. Mở bằng Excel, lưu lại thành .xlsx rồi tải lên lần nữa.")) from error
    finally:
        book.close()
    if is_empty:
        raise SheetError(_("Bảng tính trống. Tải tệp mẫu, điền vào đó rồi tải lên."))
    raise SheetError(
        _("Không thấy dòng tiêu đề có cột “Tên đơn vị” trong 20 dòng đầu. Đặt tên cột như trong tệp mẫu rồi tải lại.")
    )


def _check_container(content: bytes) -> None:
    if not content:
        raise SheetError(_("Tệp rỗng (0 byte). Kiểm tra lại tệp trên máy rồi tải lên lần nữa."))
    if len(content) > MAX_BYTES:
        raise SheetError(_("Tệp lớn hơn 20 MB. Bỏ hình ảnh và các trang không cần, hoặc chia thành nhiều tệp."))
    if content.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise SheetError(_("Tệp đặt mật khẩu nên không đọc được. Mở bằng Excel, bỏ mật khẩu, lưu rồi tải lại."))
        raise SheetError(_("Đây là tệp Excel kiểu cũ (.xls). Mở bằng Excel, chọn Lưu thành… kiểu .xlsx rồi tải lại."))
    if not content.startswith(b"PK"):
        raise SheetError(_("Đây không phải tệp Excel .xlsx. Mở danh sách bằng Excel, lưu thành .xlsx rồi tải lại."))
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise SheetError(_("Tệp bị hỏng hoặc tải chưa hết. Lưu lại bằng Excel rồi tải lên lần nữa.")) from error
    if not any(entry.filename == "xl/workbook.xml" for entry in entries):
        raise SheetError(_("Đây không phải tệp Excel .xlsx (có thể là Word hay tệp nén). Chọn đúng tệp bảng tính."))
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise SheetError(_("Tệp bung ra quá lớn nên không mở. Chép riêng bảng cần nhập sang một tệp mới rồi tải lại."))
    _refuse_declarations(content)


def _refuse_declarations(content: bytes) -> None:
    """XML with a document type can name entities that grow without end, or other files; Excel never writes one."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        for name in archive.namelist():
            try:
                with archive.open(name) as part:
                    head = part.read(PROLOGUE).replace(b"\0", b"")
            except BROKEN as error:
                raise SheetError(_("Tệp bị hỏng. Mở bằng Excel, lưu lại thành .xlsx rồi tải lên lần nữa.")) from error
            if b"<!DOCTYPE" in head:
                raise SheetError(_("Tệp bị hỏng. Mở bằng Excel, lưu lại thành .xlsx rồi tải lên lần nữa."))


def _open(content: bytes, *, values: bool) -> Workbook:
    """Streaming, without links to other files; `values` gives what formulas last computed."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of styles and extensions that do not concern us
            return load_workbook(BytesIO(content), read_only=True, data_only=values, keep_links=False)
    except BROKEN as error:
        raise SheetError(_("Tệp bị hỏng. Mở bằng Excel, lưu lại thành .xlsx rồi tải lên lần nữa.")) from error


def _rows(sheet: Any, *, stop: int | None = None) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """Rows that hold something, with their numbers. The size the file claims is not believed."""
    sheet.reset_dimensions()
    blank = 0
    for number, row in enumerate(sheet.iter_rows(values_only=True, max_col=MAX_COLUMNS), 1):
        if stop and number > stop:
            return
        if any(value is not None and value != "" for value in row):
            blank = 0
            last = max(place for place, value in enumerate(row) if value is not None)
            yield number, tuple(row[: last + 1])
        else:
            blank += 1
            if blank > MAX_BLANK_ROWS:
                return
            if stop:
                yield number, ()


def _body(sheet: Any, header: Header) -> list[tuple[int, tuple[Any, ...]]]:
    rows: list[tuple[int, tuple[Any, ...]]] = []
    for number, row in _rows(sheet):
        if number <= header.last_row:
            continue
        if len(rows) == MAX_ROWS:
            raise SheetError(_("Bảng có hơn 50.000 dòng. Chia thành nhiều tệp rồi tải lên từng tệp."))
        rows.append((number, row))
    if not rows:
        raise SheetError(_("Bảng chỉ có dòng tiêu đề, chưa có dòng nào để nhập."))
    return rows


def _is_formula(value: Any) -> bool:
    return (isinstance(value, str) and value.startswith("=") and len(value) > 1) or type(value).__name__.endswith(
        "Formula"
    )


def _computed(content: bytes, place: int, rows: list[tuple[int, tuple[Any, ...]]]) -> list[tuple[int, tuple[Any, ...]]]:
    """Formulas replaced by what Excel last computed; the file is read again only when there are any."""
    wanted = {number for number, row in rows if any(_is_formula(value) for value in row)}
    if not wanted:
        return rows
    book = _open(content, values=True)
    seen = {number: row for number, row in _rows(book.worksheets[place]) if number in wanted}
    book.close()

    def cell(value: Any, number: int, column: int) -> Any:
        if not _is_formula(value):
            return value
        computed = seen.get(number, ())
        return Formula(computed[column] if column < len(computed) else None)

    return [
        (number, tuple(cell(value, number, column) for column, value in enumerate(row)) if number in wanted else row)
        for number, row in rows
    ]
