"""Titles of columns as people write them, and where the header of a sheet stands."""

import unicodedata
from io import BytesIO

import pytest
from openpyxl import Workbook

from luatgandan.foundation.organisations import spreadsheet
from luatgandan.foundation.organisations.spreadsheet import columns

from .conftest import TODAY, examine, workbook

pytestmark = pytest.mark.usefixtures("places")


def test_a_header_below_a_title_and_under_merged_cells() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(("DANH SÁCH CƠ QUAN, ĐƠN VỊ",))
    sheet.merge_cells("A1:E1")
    sheet.append(())
    sheet.append(("STT", "Đơn vị", None, "Biên chế (người)", "Địa bàn"))
    sheet.append((None, "Mã", "Tên cơ quan, đơn vị *", None, None))
    for cells in ("B3:C3", "A3:A4", "D3:D4", "E3:E4"):
        sheet.merge_cells(cells)
    sheet.append((1, "so-a", "Sở A", 40, "Cái Răng"))
    target = BytesIO()
    book.save(target)

    report = examine(target.getvalue())

    assert report.sheet.header.last_row == 4
    assert (report.rows[0].number, report.rows[0].draft.code, report.rows[0].draft.name) == (5, "so-a", "Sở A")
    assert report.rows[0].draft.details == {"ward_id": "31186", "headcount": 40, "headcount_on": TODAY}
    assert report.remarks == ["Bỏ qua cột không dùng đến: STT."]


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("TÊN ĐƠN VỊ", "name"),
        ("Ten don vi", "name"),
        ("Tên đơn vi ", "name"),
        ("Tên đơn vị (ghi đầy đủ)*", "name"),
        ("Mã ĐV", "code"),
        ("Trực thuộc", "parent"),
        ("Xã, phường, thị trấn", "ward"),
        ("Quân số", "headcount"),
        ("Số lượng ngưòi", "headcount"),
        ("SĐT", "phone"),
        ("E-mail", "email"),
        (unicodedata.normalize("NFD", "Đơn vị  cấp trên"), "parent"),
        ("Thứ tự", None),
        ("Lương", None),
    ],
)
def test_titles_are_understood_as_people_write_them(title: str, key: str | None) -> None:
    assert columns.column_key(title) == key


def test_two_columns_of_one_meaning_are_refused() -> None:
    with pytest.raises(spreadsheet.SheetError, match="hai cột cùng nghĩa: “Quân số”"):
        examine(workbook(("a", 1, 2), header=("Tên đơn vị", "Số người", "Quân số")))
