"""Units and rosters at the desk: what is repaired, what is refused, and codes that are told once."""

import re
import unicodedata
from datetime import date
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from openpyxl import load_workbook

from luatgandan.foundation.places.models import Ward
from luatgandan.foundation.places.services import load_starter

from ..enums import LogKind
from ..forms.joining import UnitField
from ..importing import TableError, read_table
from ..importing.rosters import COLUMNS, NEEDED
from ..models import Contest, Entrant, Unit
from ..rules.codes import LETTERS, login_digest, phone_digest
from ..services import NotAllowedError
from ..services.rosters import RowState, note_report
from ..services.units import UnitRow, add_units
from ..viewsets import units as units_desk
from .conftest import NOW, MakeStaff, Units
from .desk import at_desk, text, url
from .listing import HEADER, contest, planned, uploaded, workbook
from .making import make_entrant

__all__ = ["contest"]
TWINS = ["THPT Tân Thành", "THPT Tân Thạnh"]


@pytest.mark.parametrize(
    "header",
    [("STT", "Họ và tên", None, "Lớp"), ("STT", "Họ và tên đệm", "Tên", "Lớp"), ("STT", "Họ và", "tên", "Lớp")],
    ids=["one title over both", "two titles", "one title cut in two"],
)
def test_a_name_in_two_columns_is_one_name(contest: Contest, header: tuple[str | None, ...]) -> None:
    """As class lists of schools have it."""
    found = planned(contest, (1, "Nguyễn Văn", "An", "10A1"), (2, "Nguyễn Văn", "Bình", "10A1"), header=header)
    assert [(one.row.name, one.row.class_name, one.state) for one in found.rows] == [
        ("Nguyễn Văn An", "10A1", RowState.NEW), ("Nguyễn Văn Bình", "10A1", RowState.NEW)
    ]  # fmt: skip
    assert "ghép từ hai cột thành “Nguyễn Văn An”" in found.rows[0].told


def test_a_name_of_one_word_is_taken_and_told(contest: Contest) -> None:
    [row] = planned(contest, ("An",), header=("Tên",)).rows
    assert (row.state, "có thể thiếu họ" in row.told) == (RowState.NEW, True)


def test_names_that_are_typed_have_the_kind_that_they_tell(contest: Contest, make_staff: MakeStaff) -> None:
    at_desk(make_staff("editor")).post(
        url("units", contest.pk), {"way": "names", "names": "Trường THPT Ví Dụ\nTổ dân phố"}
    )
    assert dict(Unit.objects.values_list("name", "kind"))["Trường THPT Ví Dụ"] == "school"


def test_units_come_from_names_the_tree_and_a_table(contest: Contest, units: Units, make_staff: MakeStaff) -> None:
    desk, address = at_desk(make_staff("editor")), url("units", contest.pk)
    desk.post(address, {"way": "names", "names": "Trường Mỹ Tú\n\nTRƯỜNG  MỸ TÚ\nLớp 10A1"})
    desk.post(address, {"way": "tree", "below": units["root"].pk, "kinds": ["ward_committee"]})
    rows = workbook(("Tên đơn vị", "Loại", "Số người"), ("Lớp 10A2", "Trường học", "1.200"), ("Lớp 10A3", "", "nhiều"))
    page = text(desk.post(address, {"way": "file", "file": uploaded(rows)}, follow=True))
    assert "Dòng 3: “nhiều” không phải số" in page
    found = {one.name: one for one in Unit.objects.all()}
    assert sorted(found) == ["Lớp 10A1", "Lớp 10A2", "Phường ward-a", "Phường ward-b", "Trường Mỹ Tú"]
    assert (found["Lớp 10A2"].headcount, found["Lớp 10A2"].kind) == (1200, "school")
    assert found["Phường ward-a"].organisation == units["ward-a"]
    assert all(re.fullmatch(f"[{LETTERS}]{{6}}", one.join_code) for one in found.values())
    sheet = text(desk.get(url("sheet", contest.pk)))
    assert sheet.count("law-qr__dots") == 5
    assert found["Lớp 10A1"].join_code in sheet


def test_the_sheet_of_codes_has_so_many_a_page(
    contest: Contest, make_staff: MakeStaff, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(units_desk, "CARDS", 2)
    person = make_staff("editor")
    add_units(contest=contest, rows=[UnitRow(name=name) for name in "ABC"], by=person, at=NOW)
    pages = [text(at_desk(person).get(url("sheet", contest.pk), {"p": page})) for page in (1, 2)]
    assert [page.count("law-qr__dots") for page in pages] == [2, 1]


def test_a_unit_with_people_stays(contest: Contest, make_staff: MakeStaff) -> None:
    person = make_staff("editor")
    add_units(contest=contest, rows=[UnitRow(name="A"), UnitRow(name="B")], by=person, at=NOW)
    one, other = Unit.objects.order_by("name")
    make_entrant(contest, 1, unit=one)
    desk = at_desk(person)
    assert "đã có người dự thi" in text(desk.post(url("unit", contest.pk, one.pk), {"remove": "1"}, follow=True))
    sent = {"name": "b", "kind": "school", "headcount": "40"}
    assert "Đã có đơn vị tên này" in text(desk.post(url("unit", contest.pk, one.pk), sent, follow=True))
    desk.post(url("unit", contest.pk, other.pk), {"remove": "1"})
    desk.post(url("unit", contest.pk, one.pk), {**sent, "name": "C"})
    assert list(Unit.objects.values_list("name", "headcount")) == [("C", 40)]


def test_rows_of_a_roster_are_repaired_or_refused(contest: Contest, make_staff: MakeStaff) -> None:
    add_units(contest=contest, rows=[UnitRow(name="THPT Mỹ Tú")], by=make_staff("editor"), at=NOW)
    make_entrant(contest, 9, phone_digest=phone_digest("+84912345678"))
    plan = planned(
        contest,
        (unicodedata.normalize("NFD", "Trần Thị Bưởi"), "2/3/2009", "10A1", "thpt my tu", 987654321, None),
        ("NGUYỄN VĂN AN", "02/03/2009", "10A1", "THPT Mỹ Tú", "+84 987.654.322", None),
        ("Lê Ổi", "", "", "", "0987 654 321", None),
        ("Lê Ổi", "30/2/2009", "", "", "", None),
        ("Lê Mận", "", "", "Trường lạ", "12", None),
        ("Lê Mận", "", "", "", "0912345678", None),
        ("Trần Thị Bưởi", "02-03-2009", "10a1", "THPT Mỹ Tú", "", None),
        ("", "", "10A1", "", "", None),
        ("Người 2", "1/1/1850", "", "", "", None),
    )
    assert [(one.row.number, one.state) for one in plan.rows] == [
        (2, RowState.NEW), (3, RowState.NEW), (4, RowState.REFUSED), (5, RowState.REFUSED), (6, RowState.REFUSED),
        (7, RowState.KNOWN), (8, RowState.REFUSED), (9, RowState.REFUSED), (10, RowState.REFUSED),
    ]  # fmt: skip
    told = [one.told for one in plan.rows]
    assert told[0] == "họ tên: đã chuẩn hóa dấu tiếng Việt và khoảng trắng; điện thoại: đã thêm số 0 ở đầu"
    assert told[1] == "họ tên: viết hoa toàn bộ, đã viết lại “Nguyễn Văn An”"
    assert told[2].startswith("Trùng số điện thoại với dòng 2.")
    assert "“30/2/2009” không phải ngày" in told[3]
    assert "đơn vị “Trường lạ” chưa có trong danh sách" in told[4]
    assert "Số di động có 10 chữ số" in told[4]
    assert told[5] == "Đã có trong cuộc thi (trùng số điện thoại)."
    assert told[6].startswith("Trùng họ tên, ngày sinh, lớp với dòng 2. Nếu là hai người")
    assert "năm 1850 không thể là năm sinh" in told[8]
    assert [(one.row.name, one.row.phone) for one in plan.new] == [
        ("Trần Thị Bưởi", "+84987654321"), ("Nguyễn Văn An", "+84987654322"),
    ]  # fmt: skip


def test_other_marks_are_another_school_and_another_pupil(contest: Contest, make_staff: MakeStaff) -> None:
    editor = make_staff("editor")
    added = [add_units(contest=contest, rows=[UnitRow(name=name)], by=editor, at=NOW) for name in TWINS]
    assert added == [1, 1]
    people = ("Nguyễn Thị Hồng", TWINS[0]), ("Nguyễn Thị Hông", TWINS[1]), ("Lê Mận", "thpt tan thanh")
    plan = planned(contest, *((name, "", "", unit, "", None) for name, unit in people))
    assert [one.unit and one.unit.name for one in plan.rows] == [*TWINS, None]
    assert plan.rows[2].told == f"đơn vị “thpt tan thanh” có thể là {', '.join(TWINS)}"
    Unit.objects.filter(name=TWINS[1]).delete()
    [row] = planned(contest, ("Lê Mận", "", "", TWINS[1], "", None)).rows
    assert (row.state, row.told) == (RowState.NEW, f"đơn vị “{TWINS[1]}” hiểu là “{TWINS[0]}”")
    with pytest.raises(ValidationError, match="có thể là: THPT Tân Thành"):
        UnitField(contest).clean(TWINS[1])
    assert [str(UnitField(contest).clean(text)) for text in ("TAN THANH", "tân thành")] == [TWINS[0]] * 2


def test_nobody_else_leaves_a_line_about_a_roster(contest: Contest, make_staff: MakeStaff) -> None:
    plan = planned(contest, ("Lê Mận", "", "", "", "12", None))
    with pytest.raises(NotAllowedError):
        note_report(contest=contest, plan=plan, by=make_staff("auditor"), at=NOW)
    assert not contest.log.exists()


def test_old_names_of_communes_are_understood_and_doubtful_ones_asked(contest: Contest) -> None:
    load_starter()
    plan = planned(
        contest,
        ("Lê Ổi", "", "", "", "", "Ninh Kiều"),
        ("Lê Mận", "", "", "", "", "phường Cái Khế, quận Ninh Kiều"),
        ("Lê Lựu", "", "", "", "", "Nơi không có"),
    )
    assert [one.state for one in plan.rows] == [RowState.NEW, RowState.NEW, RowState.REFUSED]
    assert plan.rows[0].row.ward == Ward.objects.get(name__endswith="Ninh Kiều")
    assert "Nơi không có" in plan.rows[2].told


def test_conditions_hold_for_rosters_too(contest: Contest) -> None:
    contest.eligibility = {"age_from": 15, "classes": ["10A1"], "denied": [phone_digest("+84987654321")]}
    plan = planned(
        contest, ("Lê Ổi", "1/1/2015", "10A1", "", "", None), ("Lê Mận", "1/1/2009", "10A2", "", "0987654321", None),
        ("Lê Lựu", "1/1/2009", "10a1", "", "", None),
    )  # fmt: skip
    assert [one.state for one in plan.rows] == [RowState.REFUSED, RowState.REFUSED, RowState.NEW]
    assert "Thể lệ không cho người trong Ban Tổ chức" in plan.rows[1].told


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("ds.pdf", b"%PDF-1.4", "Chỉ đọc được tệp .xlsx hoặc .csv"),
        ("ds.xlsx", b"PK\x03\x04 broken", "bị hỏng"),
        ("ds.xlsx", b"MZ program", "tệp chương trình"),
        ("ds.csv", "Họ và tên\nTrần Bưởi".encode("cp1258", "replace") + b"\xe9\xff", "không ở mã UTF-8"),
        ("ds.csv", b"a;b\n1;2", "Không thấy các cột"),
        ("ds.csv", b'a;b\n"' + b"x" * 140_000, "bị hỏng"),
    ],
)
def test_bad_files_are_told(name: str, content: bytes, told: str) -> None:
    with pytest.raises(TableError, match=told):
        read_table(content, name, columns=COLUMNS, needed=NEEDED)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_csv_as_excel_and_notepad_write_it(encoding: str, mark: str) -> None:
    content = f"Danh sách{mark}\r\nHọ và tên{mark}SĐT\r\nLê Ổi{mark}'+84987654321\r\n".encode(encoding)
    assert read_table(content, "ds.csv", columns=COLUMNS, needed=NEEDED) == [
        (3, {"name": "Lê Ổi", "phone": "+84987654321"})
    ]


def test_a_roster_is_read_reported_written_and_its_codes_are_told_once(contest: Contest, make_staff: MakeStaff) -> None:
    desk, address = at_desk(make_staff("editor")), url("roster", contest.pk)
    content = workbook(HEADER, ("Lê Ổi", "1/1/2009", "10A1", "", "", ""), ("Lê Mận", "", "", "", "12", ""))
    page = text(desk.post(address, {"file": uploaded(content)}))
    assert "Thêm 1 người, đã có 0, không nhập 1." in page
    line = contest.log.get(kind=LogKind.ROSTER)
    assert line.detail == {"what": "read_roster", "counts": {"new": 1, "refused": 1}, "refused_rows": [3]}
    assert "dòng không nhập: 3" in text(desk.get(url("log", contest.pk)))
    assert not Entrant.objects.exists()
    read = re.search(r'name="read" value="([^"]+)"', page)
    assert read is not None
    other = at_desk(make_staff("editor"))
    assert "không còn nguyên vẹn" in text(other.post(address, {"read": read[1]}, follow=True))
    answered = desk.post(address, {"read": read[1], "as": "xlsx"})
    assert "no-store" in answered["Cache-Control"]
    _header, row = load_workbook(BytesIO(answered.content)).active.iter_rows(values_only=True)
    entrant = Entrant.objects.get()
    assert (entrant.name, entrant.born_on, entrant.code) == ("Lê Ổi", date(2009, 1, 1), row[3])
    assert entrant.login_digest == login_digest(row[4])
    assert row[4] not in str(list(Entrant.objects.values()))
    again = text(desk.post(address, {"read": read[1], "as": "print"}, follow=True))
    assert "không có mã mới; tệp này có thể đã nhập rồi" in again
    assert "Mã riêng chỉ hiện lần này" not in again
    assert Entrant.objects.count() == 1
    assert [one.detail["counts"] for one in contest.log.filter(kind=LogKind.ROSTER)] == [
        {"known": 1}, {"new": 1}, {"new": 1, "refused": 1},
    ]  # fmt: skip
    page = text(desk.post(url("entrants", contest.pk), {"as": "print", "q": "Lê Ổi"}))
    assert (page.count('<symbol id="ma-qr">'), page.count('href="#ma-qr"')) == (1, 1), "one drawing for all slips"
    assert page.count("ma-rieng/</p>") == 1, "a slip that is cut out says where to type its code"
    entrant.refresh_from_db()
    assert entrant.login_digest != login_digest(row[4])
    assert "Lê Ổi" in page
    assert "sinh 01/01/2009" in page
