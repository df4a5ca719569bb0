"""Units, rosters, papers, entrants, rehearsal and the log at the desk."""

import re
import unicodedata
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from luatgandan.foundation.accounts.services.consents import publish_texts
from luatgandan.foundation.places.models import Ward
from luatgandan.foundation.places.services import load_starter

from ..enums import LogKind, Standing, State
from ..importing import TableError, read_table
from ..importing.rosters import COLUMNS, NEEDED, read_row
from ..models import Attempt, Contest, Document, Entrant, Unit
from ..queries import desk as reads
from ..queries.log import told
from ..rules.codes import LETTERS, login_digest, phone_digest
from ..services import seal_round
from ..services.rosters import RowState, import_roster, plan_roster
from ..services.units import UnitRow, add_units
from .conftest import NOW, MakeStaff, Units
from .making import OPENS, fill_bank, make_entrant, make_round
from .test_desk import QUERIES, at_desk, text, url

ENTRANT_QUERIES = QUERIES + 1  # session, person, rights, roles, contest, how many, the rows; six of the desk's frame
TODAY = date(2026, 11, 16)
HEADER = ("Họ và tên", "Ngày sinh", "Lớp", "Đơn vị", "Số điện thoại", "Xã, phường")


def workbook(*rows: tuple[Any, ...]) -> bytes:
    book, file = Workbook(), BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(file)
    return file.getvalue()


def uploaded(content: bytes, name: str = "ds.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.fixture
def contest(drafted: Contest) -> Contest:
    round = {"number": 1, "starts_at": OPENS, "ends_at": OPENS + timedelta(days=1)}
    drafted.rounds.create(**round)
    return drafted


def planned(contest: Contest, *rows: tuple[Any, ...]) -> Any:
    table = read_table(workbook(HEADER, *rows), "ds.xlsx", columns=COLUMNS, needed=NEEDED)
    return plan_roster(contest=contest, rows=[read_row(n, row, today=TODAY) for n, row in table], opens_on=TODAY)


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
    assert told[2] == "Trùng số điện thoại với dòng 2."
    assert "“30/2/2009” không phải ngày" in told[3]
    assert "đơn vị “Trường lạ” chưa có trong danh sách" in told[4]
    assert "Số di động có 10 chữ số" in told[4]
    assert told[5] == "Đã có trong cuộc thi (trùng số điện thoại)."
    assert told[6] == "Trùng họ tên, ngày sinh, lớp với dòng 2."
    assert "năm 1850 không thể là năm sinh" in told[8]
    assert [(one.row.name, one.row.phone) for one in plan.new] == [
        ("Trần Thị Bưởi", "+84987654321"), ("Nguyễn Văn An", "+84987654322"),
    ]  # fmt: skip


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
    assert desk.post(address, {"read": read[1], "as": "xlsx"}).status_code == 200
    assert Entrant.objects.count() == 1
    assert [one.detail["counts"] for one in contest.log.filter(kind=LogKind.ROSTER)] == [{"known": 1}, {"new": 1}]
    page = text(desk.post(url("entrants", contest.pk), {"as": "print", "q": "Lê Ổi"}))
    entrant.refresh_from_db()
    assert entrant.login_digest != login_digest(row[4])
    assert "Lê Ổi" in page


def test_entrants_are_listed_found_and_given_more_time(contest: Contest, make_staff: MakeStaff) -> None:
    desk = at_desk(make_staff("editor"))
    one = make_entrant(contest, 1)
    counts = []
    for wanted in (1, 30):
        for place in range(Entrant.objects.count(), wanted):
            make_entrant(contest, place + 1)
        desk.get(url("entrants", contest.pk))
        with CaptureQueriesContext(connection) as seen:
            assert text(desk.get(url("entrants", contest.pk))).count('class="title"') == wanted
        counts.append(len(seen))
    assert counts[0] == counts[1] <= ENTRANT_QUERIES
    assert text(desk.get(url("entrants", contest.pk), {"q": "ct-00001"})).count('class="title"') == 1
    assert text(desk.get(url("entrants", contest.pk), {"tu_cach": "excluded"})).count('class="title"') == 0
    address = url("entrant", contest.pk, one.code)
    assert text(desk.post(address, {"percent": "500"}), 422)
    assert desk.post(address, {"percent": "50"}).status_code == 302
    one.refresh_from_db()
    assert one.extra_percent == 50
    assert one.name in text(desk.get(address))
    line = f"thêm giờ cho người khuyết tật · mã dự thi: {one.code} · phần trăm: 50"
    assert line in text(desk.get(url("log", contest.pk), {"ma": one.code}))
    assert one.code not in text(desk.get(url("log", contest.pk), {"viec": "sealed"}))
    assert at_desk(make_staff("auditor", "root")).get(address).status_code in (302, 403)


def test_the_log_speaks_vietnamese() -> None:
    detail = {"what": "extend_round", "round": 1, "after": "2026-11-16T12:00:00+00:00", "reason": "Mất điện."}
    assert told(detail) == [
        ("", "gia hạn vòng thi"),
        ("vòng", "1"),
        ("sau", "19:00 16/11/2026"),
        ("lý do", "Mất điện."),
    ]
    assert told({"counts": {"new": 2}, "fields": ["title"], "refusal": "late"}) == [
        ("số dòng", "thêm 2"), ("các mục", "title"),
        ("lý do từ chối", "Đã hết giờ làm bài. Các câu đã lưu trước đó vẫn được tính."),
    ]  # fmt: skip


def test_papers_are_checked_kept_and_taken_away(contest: Contest, make_staff: MakeStaff) -> None:
    desk, address = at_desk(make_staff("editor")), url("documents", contest.pk)
    sent = {"kind": "rules", "title": "Thể lệ cuộc thi", "number": "610/TL-BTC", "signed_on": "2026-03-08"}
    page = text(desk.post(address, {**sent, "upload": uploaded(b"MZ", "the-le.pdf")}), 422)
    assert "tệp chương trình" in page
    pdf = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    assert desk.post(address, {**sent, "upload": uploaded(pdf, "Nguyễn Văn A.pdf")}).status_code == 302
    document = Document.objects.get()
    assert (document.is_public, document.number) == (False, "610/TL-BTC")
    assert "the-le-cuoc-thi" in document.file.name
    own = url("document", contest.pk, document.pk)
    answered: Any = desk.get(own)
    assert answered["Content-Disposition"].startswith("attachment")
    assert b"".join(answered.streaming_content).startswith(b"%PDF")
    assert "Bỏ “Thể lệ cuộc thi”" in text(desk.get(own, {"bo": "1"}))
    for stranger in (Client(), at_desk(make_staff("editor", "ward-b"))):
        assert stranger.get(own).status_code in (302, 403)
        assert stranger.post(own).status_code in (302, 403)
    assert desk.post(own).status_code == 302
    assert not Document.objects.exists()


def test_staff_and_guests_rehearse_and_leave_no_trace(units: Units, make_staff: MakeStaff) -> None:
    fill_bank(units["ward-a"], 4)
    round = make_round(units["ward-a"], is_sealed=False)
    contest = round.contest
    desk, address = at_desk(make_staff("editor")), url("rehearsal", contest.pk)
    desk.post(address, {"round": "1"})
    page = text(desk.post(address, {"count": "2", "as": "print"}))
    seats = list(Entrant.objects.filter(standing=Standing.REHEARSING))
    assert len(seats) == page.count("contest-letters") == 2
    round.refresh_from_db()
    publish_texts(at=OPENS)
    guest, code = Client(), page.split('class="contest-letters">')[1].split("<")[0]
    guest.post(reverse("contests:enter", args=[contest.slug]), {"code": code, "agrees": "on"})
    paper = guest.post(reverse("contests:start", args=[contest.slug, 1]), follow=True)
    assert "Câu 1" in text(paper)
    assert Attempt.objects.get().entrant in seats
    assert reads.figures(contest)["entrants"] == 0
    assert seats[0].code in text(desk.get(address))
    seal_round(round=round, at=OPENS)
    assert not Attempt.objects.exists()
    assert "không thi thử được nữa" in text(desk.post(address, {"round": "1"}, follow=True))


def test_the_preview_is_the_public_page(units: Units, make_staff: MakeStaff) -> None:
    round = make_round(units["ward-a"], is_sealed=False)
    Contest.objects.update(state=State.DRAFT, summary="Mời bà con.")
    address = url("preview", round.contest_id)
    page = text(at_desk(make_staff("contributor")).get(address))
    assert "Mời bà con." in page
    assert "Xem trước, chưa phải trang công bố" in page
    assert at_desk(make_staff("editor", "ward-b")).get(address).status_code in (302, 403)


def test_a_cancelled_contest_takes_nobody(contest: Contest, make_staff: MakeStaff) -> None:
    person = make_staff("editor")
    plan = planned(contest, ("Lê Ổi", "", "", "", "", ""))
    Contest.objects.update(state=State.CANCELLED)
    with pytest.raises(Exception, match="không sửa được"):
        import_roster(contest=contest, plan=plan, by=person, at=NOW)
