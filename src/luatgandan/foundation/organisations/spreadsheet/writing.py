"""Writing spreadsheets: the report with its column "Kết quả", and the template to fill in."""

from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from ..enums import OrganisationKind
from .columns import TITLES
from .reading import Formula
from .report import ERROR, Report

HEAD = Font(bold=True)
GROUND = PatternFill("solid", fgColor="FBF0D4")
BAD = Font(color="A61B1B")
XML_FORBIDDEN = {number: None for number in (*range(9), 11, 12, *range(14, 32))}


def report_workbook(report: Report) -> bytes:
    """The rows as they were sent, each with its number in that file and its result."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Kết quả"))
    known = report.sheet.header.titles
    width = max([max(known) + 1, *(len(row.cells) for row in report.rows)])
    titles = [known.get(place, "") for place in range(width)]
    sheet.freeze_panes = "A2"
    sheet.append([_cell(sheet, title, HEAD) for title in (_("Dòng"), *titles, _("Kết quả"))])
    for row in report.rows:
        cells = (*row.cells, *[None] * (width - len(row.cells)))
        font = BAD if row.action == ERROR else None
        sheet.append([_cell(sheet, value, font) for value in (row.number, *cells, row.result)])
    return _bytes(book)


def template_workbook() -> bytes:
    """An empty table with our titles, one example, the list of kinds, and a page of advice."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None  # noqa: S101 - a new workbook has one
    sheet.title = _("Đơn vị")
    for place, title in enumerate(TITLES.values(), 1):
        cell = sheet.cell(row=1, column=place, value=title)
        cell.font, cell.fill = HEAD, GROUND
        sheet.column_dimensions[get_column_letter(place)].width = max(14, len(title) + 6)
    sheet.freeze_panes = "A2"
    place = list(TITLES).index("kind") + 1
    labels = ",".join(str(one.label).replace(",", " -") for one in OrganisationKind)
    if len(labels) <= 255:
        rule = DataValidation(type="list", formula1=f'"{labels}"', allow_blank=True)
        rule.add(f"{get_column_letter(place)}2:{get_column_letter(place)}5000")
        sheet.add_data_validation(rule)
    _advice(book)
    return _bytes(book)


def _advice(book: Workbook) -> None:
    sheet = book.create_sheet(_("Hướng dẫn"))
    sheet.column_dimensions["A"].width = 24
    sheet.column_dimensions["B"].width = 90
    lines = {
        TITLES["code"]: _("Chữ thường không dấu, số, gạch nối. Để trống thì hệ thống đặt theo tên."),
        TITLES["name"]: _("Bắt buộc. Ghi đầy đủ, ví dụ: Ủy ban nhân dân phường Cái Khế."),
        TITLES["kind"]: "; ".join(str(one.label) for one in OrganisationKind),
        TITLES["parent"]: _("Mã hoặc tên đầy đủ của đơn vị cấp trên, đã có trong hệ thống hoặc có trong bảng."),
        TITLES["ward"]: _("Tên mới, tên cũ hoặc mã 5 chữ số. Tên cũ sẽ được đổi sang tên mới và báo lại."),
        TITLES["headcount"]: _("Số nguyên từ 0, ví dụ 25."),
        TITLES["headcount_on"]: _("Ngày có số liệu, ví dụ 31/12/2025. Để trống thì lấy ngày nhập."),
        TITLES["phone"]: _("Một số điện thoại cơ quan, ví dụ 02923 123 456."),
        _("Ô để trống"): _("Không xóa số liệu đang có."),
        _("Tên, cấp trên"): _(
            "Đơn vị đã có thì bảng không đổi tên, không chuyển cấp trên; hai việc đó có màn hình riêng."
        ),
    }
    for number, (title, text) in enumerate(lines.items(), 1):
        sheet.cell(row=number, column=1, value=str(title)).font = HEAD
        sheet.cell(row=number, column=2, value=str(text)).alignment = Alignment(wrap_text=True, vertical="top")


def _cell(sheet: Any, value: Any, font: Font | None) -> Any:
    """A cell that is never run as a formula, whatever it holds."""
    if isinstance(value, Formula):
        value = value.value
    if isinstance(value, str):
        value = value.translate(XML_FORBIDDEN)
    elif value is not None and not isinstance(value, bool | int | float) and not hasattr(value, "isoformat"):
        value = str(value)
    if font is None and not (isinstance(value, str) and value.startswith("=")):
        return value
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        cell.data_type = "s"
    if font:
        cell.font = font
    return cell


def _bytes(book: Workbook) -> bytes:
    target = BytesIO()
    book.save(target)
    return target.getvalue()
