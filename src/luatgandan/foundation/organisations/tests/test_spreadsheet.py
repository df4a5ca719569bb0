"""Sheets as people make them: good ones, untidy ones, broken ones."""

import unicodedata
import zipfile
from datetime import date, datetime
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from luatgandan.foundation.audit.models import Entry
from luatgandan.foundation.organisations import services, spreadsheet
from luatgandan.foundation.organisations.models import Organisation, OrganisationState
from luatgandan.foundation.organisations.spreadsheet import columns

from .conftest import NOW, TODAY, Make, act, examine, workbook

pytestmark = pytest.mark.usefixtures("places")
HEADER = ("Mã đơn vị", "Tên đơn vị", "Loại", "Đơn vị cấp trên", "Xã/phường", "Số người", "Điện thoại")


def result(content: bytes, row: int = 0) -> str:
    return examine(content).rows[row].result


def apply(content: bytes, skip_errors: bool = False) -> services.Applied:
    return services.apply_report(report=examine(content), skip_errors=skip_errors, source="ds.xlsx", at=NOW, actor=None)


def test_rows_become_organisations_with_parents_in_any_order() -> None:
    content = workbook(
        ("th-1", "Trường Tiểu học Một", "Trường học", "pgd", "Phường Cái Khế", 25, "0292 3123 456"),
        ("pgd", "Phòng Giáo dục", "Sở, ban, ngành", None, None, "12", None),
    )

    assert apply(content) == services.Applied(created=2, updated=0)

    school = Organisation.objects.select_related("parent", "ward").get(code="th-1")
    assert (school.path, school.ward_id, school.phone) == ("/pgd/th-1/", "31120", "02923123456")
    assert (school.headcount, school.headcount_on, school.kind) == (25, TODAY, "school")
    assert OrganisationState.objects.filter(organisation=school, valid_to=None).count() == 1
    assert Entry.objects.get(action="organisations.import").detail["created"] == 2


def test_importing_twice_changes_nothing() -> None:
    content = workbook(("a", "Sở A", None, None, "31120", 5, None), (None, "Phòng B", None, "Sở A", None, None, None))
    apply(content)

    assert examine(content).counts == {"create": 0, "update": 0, "same": 2, "error": 0}
    assert apply(content) == services.Applied(created=0, updated=0)
    assert Organisation.objects.count() == 2


def test_a_new_headcount_updates_and_blanks_erase_nothing(make: Make) -> None:
    contact = services.Contact(phone="02923111222", headcount=3, headcount_on=date(2025, 1, 1))
    make("a", name="Sở A", kind="department", contact=contact)

    apply(workbook(("a", "Sở A", None, None, None, 9, None)))

    one = Organisation.objects.get(code="a")
    assert (one.headcount, one.headcount_on, one.phone, one.kind) == (9, TODAY, "02923111222", "department")


def test_import_neither_renames_nor_moves(make: Make) -> None:
    top = make("tren")
    make("a", top, name="Sở A")

    report = examine(workbook(("a", "Sở Khác", None, None, None, None, None)))

    assert report.rows[0].action == "same"
    assert "nhập bảng không đổi tên" in report.rows[0].result


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("abc", "“abc” không phải số; ghi số nguyên, ví dụ 25"),
        (-3, "“-3” là số âm"),
        ("-3", "“-3” là số âm"),
        (1.234, "“1,234” không phải số nguyên; nếu là số hàng nghìn thì gõ liền, ví dụ 1234"),
        (12.5, "“12,5” không phải số nguyên"),
        (10_000_000, "lớn quá một triệu"),
        (True, "đúng/sai"),
        ("#N/A", "báo lỗi #N/A"),
        ("#REF!", "báo lỗi #REF!"),
        (datetime(2025, 1, 2), "ngày tháng"),
    ],
)
def test_wrong_numbers_are_told_with_what_to_do(value: Any, words: str) -> None:
    report = examine(workbook(("a", "Sở A", "Sở, ban, ngành", None, None, value, None)))

    assert report.counts["error"] == 1
    assert report.rows[0].number == 2
    assert words in report.rows[0].result
    assert "Số người:" in report.rows[0].result


@pytest.mark.parametrize(
    ("value", "number"),
    [(25, 25), ("25", 25), (25.0, 25), ("1.234", 1234), ("1,234", 1234), ("1 234", 1234), ("25 người", 25), (0, 0)],
)
def test_numbers_that_can_be_understood(value: Any, number: int) -> None:
    report = examine(workbook(("a", "Sở A", None, None, None, value, None)))

    assert report.rows[0].draft.details["headcount"] == number


def test_text_in_pieces_is_repaired_and_said_so() -> None:
    row = examine(workbook(("a", unicodedata.normalize("NFD", "Sở  Tư pháp"), None, None, None, None, None))).rows[0]

    assert row.draft.name == "Sở Tư pháp"
    assert "Tên đơn vị: đã chuẩn hóa dấu tiếng Việt và khoảng trắng" in row.result
    assert row.action == "create"


def test_old_communes_are_resolved_and_told() -> None:
    row = examine(workbook(("a", "Trạm A", "Trung tâm", None, "Xã Song Phụng", None, None))).rows[0]

    assert row.draft.details["ward_id"] == "31552"
    assert "“Xã Song Phụng” nay là Xã Nhơn Mỹ, gồm Xã Song Phụng cũ (trước 01/7/2025)" in row.result


def test_a_doubtful_ward_is_refused_with_the_choices() -> None:
    text = result(workbook(("a", "Trạm A", "Trung tâm", None, "quận Ninh Kiều", None, None)))

    assert text.startswith("Lỗi.")
    assert "Phường Cái Khế (31120)" in text
    assert "không có xã, phường “Sao Hỏa”" in result(workbook(("a", "A", None, None, "Sao Hỏa", None, None)))


def test_doubles_in_the_file_and_against_the_tree(make: Make) -> None:
    top = make("so", name="Sở Tư pháp")
    make("p1", top, name="Phòng Một")
    report = examine(
        workbook(
            ("x", "Phòng X", None, "so", None, None, None),
            ("x", "Phòng Y", None, "so", None, None, None),
            ("z", "Phòng  x", None, "SO", None, None, None),
            ("p9", "Phòng Một", None, "Sở Tư pháp", None, None, None),
        )
    )

    results = [row.result for row in report.rows]
    assert report.rows[0].action == "create"
    assert "trùng với dòng 2" in results[1]
    assert "trùng tên và cấp trên với dòng 2" in results[2]
    assert "đã có “Phòng Một” với mã p1" in results[3]


def test_parents_unknown_doubtful_circular_or_wrong(make: Make) -> None:
    one, two = make("t1"), make("t2")
    make("v1", one, name="Văn phòng")
    make("v2", two, name="Văn phòng")
    report = examine(
        workbook(
            ("a", "A", None, "Không có", None, None, None),
            ("b", "B", None, "Văn phòng", None, None, None),
            ("c", "C", None, "d", None, None, None),
            ("d", "D", None, "c", None, None, None),
            ("e", "E", None, "a", None, None, None),
            ("f", "F", None, "e", None, None, None),
            ("g", "G", None, "v2", None, None, None),
        )
    )

    words = ["chưa có đơn vị “Không có”", "(v1, v2)", "thành vòng", "thành vòng", "dòng 2 có lỗi", "dòng 6 có lỗi"]
    assert [word in row.result for word, row in zip(words, report.rows, strict=False)] == [True] * 6
    assert report.rows[6].action == "create"


def test_a_closed_code_is_not_used_again(make: Make) -> None:
    services.close_organisation(organisation=make("a", name="Sở A"), act=act(date(2025, 7, 1)))

    assert "đã kết thúc từ 01/07/2025" in result(workbook(("a", "Sở A", None, None, None, None, None)))


def test_a_blank_code_is_made_and_told() -> None:
    report = examine(workbook((None, "Trường A", None, None, None, None, None), (None, "Trường Á", None, "Trường A", None, None, None)))  # fmt: skip  # noqa: E501

    assert [row.draft.code for row in report.rows] == ["truong-a", "truong-a-2"]
    assert "mã được đặt theo tên: truong-a" in report.rows[0].result
    assert [row.draft.kind for row in report.rows] == ["school", "school"]


@pytest.mark.parametrize(
    ("value", "phone", "words"),
    [
        (2923123456, "02923123456", "đã thêm số 0"),
        ("0292.3.123.456", "02923123456", ""),
        ("+84 292 3123456", "02923123456", ""),
        (113, "113", ""),
        ("gọi anh Ba", None, "không giống số điện thoại"),
    ],
)
def test_telephone_numbers(value: Any, phone: str | None, words: str) -> None:
    row = examine(workbook(("a", "Sở A", None, None, None, None, value))).rows[0]

    assert row.draft.details.get("phone") == phone
    assert words in row.result


def test_formulas_take_what_excel_computed_or_are_refused() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEADER)
    sheet.append(("a", "Sở A", None, None, None, "=10+5", None))
    target = BytesIO()
    book.save(target)
    never_computed = target.getvalue()
    computed = patched(never_computed, b"<f>10+5</f><v></v>", b"<f>10+5</f><v>15</v>")

    assert "công thức chưa có kết quả" in result(never_computed)
    assert examine(computed).rows[0].draft.details["headcount"] == 15
    assert "đã lấy kết quả “15”" in result(computed)


def patched(content: bytes, old: bytes, new: bytes) -> bytes:
    """The workbook with a piece of its first sheet replaced."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in source.namelist():
            data = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                if old not in data:
                    old, new = b"<f>10+5</f><v />", new
                assert old in data
                data = data.replace(old, new)
            copy.writestr(name, data)
    return target.getvalue()


def test_all_or_nothing_unless_errors_are_to_be_skipped() -> None:
    content = workbook(("a", "Sở A", None, None, None, 5, None), ("b", "Sở B", None, None, None, "abc", None))

    with pytest.raises(services.NotAppliedError, match="Còn 1 dòng có lỗi"):
        apply(content)
    assert Organisation.objects.count() == 0
    assert apply(content, skip_errors=True) == services.Applied(created=1, updated=0)


def test_the_report_is_a_sheet_with_a_result_for_every_row() -> None:
    content = workbook(("a", "Sở A", None, None, None, 5, None), ("b", "=SUM(1)+cmd", None, None, None, "abc", None))

    sheet = load_workbook(BytesIO(spreadsheet.report_workbook(examine(content)))).active

    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == ("Dòng", *HEADER, "Kết quả")
    assert (rows[1][0], rows[1][-1].split(".")[0]) == (2, "Thêm mới (a)")
    assert rows[2][-1].startswith("Lỗi. Tên đơn vị: ô là công thức")
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_the_template_can_be_filled_in_and_read_back() -> None:
    book = load_workbook(BytesIO(spreadsheet.template_workbook()))
    sheet = book.worksheets[0]
    sheet.cell(row=2, column=2, value="Sở A")
    target = BytesIO()
    book.save(target)

    report = examine(target.getvalue())

    assert list(report.sheet.header.columns) == list(columns.TITLES)
    assert report.counts["create"] == 1


def test_what_changed_since_the_check_is_not_done_blindly(make: Make) -> None:
    content = workbook(("a", "Sở A", None, None, None, 5, None))
    upload = services.keep_upload(name="ds.xlsx", content=content, at=NOW, actor=None)
    seen = examine(content).digest
    make("a", name="Sở A")

    with pytest.raises(services.NotAppliedError, match="đã thay đổi"):
        services.apply_import(upload=upload, expected=seen, skip_errors=False, at=NOW, actor=None)

    again = examine(content).digest
    services.apply_import(upload=upload, expected=again, skip_errors=False, at=NOW, actor=None)
    with pytest.raises(services.NotAppliedError, match="đã được nhập"):
        services.apply_import(upload=upload, expected=again, skip_errors=False, at=NOW, actor=None)
    upload.refresh_from_db()
    assert (bytes(upload.content), upload.updated_count) == (b"", 1)


def test_checking_and_applying_take_few_queries(django_assert_max_num_queries: object) -> None:
    rows = [(f"d{n}", f"Đơn vị {n}", None, f"d{n // 10}" if n else None, "Cái Khế", n, None) for n in range(200)]

    with django_assert_max_num_queries(30):  # type: ignore[operator]
        apply(workbook(*rows))
    assert Organisation.objects.count() == 200
