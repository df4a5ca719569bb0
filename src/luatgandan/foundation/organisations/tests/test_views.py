"""Public pages and the staff desk."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from luatgandan.foundation.accounts.models import Person
from luatgandan.foundation.organisations import services
from luatgandan.foundation.organisations.models import Organisation, OrganisationImport

from .conftest import Make, act, workbook

DESK = "/quan-tri/co-quan/"
D2 = date(2025, 7, 1)


@pytest.fixture(autouse=True)
def one_factor(settings: Any) -> None:
    """The second factor of staff has tests of its own in accounts."""
    settings.STAFF_SECOND_FACTOR = False


@pytest.fixture
def starter(places: int) -> int:
    return services.load_starter()


@pytest.fixture
def officer(client: Client, db: None) -> Client:
    """Someone at the desk who may view, add and change organisations."""
    person = Person.objects.create(username="can-bo")
    names = ["access_admin", "view_organisation", "add_organisation", "change_organisation"]
    person.user_permissions.set(Permission.objects.filter(codename__in=names))
    client.force_login(person)
    return client


def text(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def test_a_ward_by_its_old_name_shows_who_helps(client: Client, starter: int) -> None:
    page = text(client, "/co-quan/?ward=Xu%C3%A2n+Kh%C3%A1nh")

    assert "Nơi giúp người dân Phường Ninh Kiều" in page
    assert page.index("Ủy ban nhân dân phường Ninh Kiều") < page.index("Trung tâm Trợ giúp pháp lý")


def test_a_doubtful_ward_asks(client: Client, starter: int) -> None:
    page = text(client, "/co-quan/?ward=qu%E1%BA%ADn+Ninh+Ki%E1%BB%81u")

    assert "Bạn chọn một nơi trong danh sách" in page
    assert 'value="31120"' in page


def test_the_list_by_kind_and_name_is_paged(client: Client, starter: int) -> None:
    page = text(client, "/co-quan/?kind=police")
    second = text(client, "/co-quan/?kind=police&trang=2")

    assert page.count("links__link") == 30
    assert "trang=2" in page
    assert page != second
    assert "Sở Tư pháp thành phố Cần Thơ" in text(client, "/co-quan/?q=so+tu+phap")
    assert "Chưa tìm thấy" in text(client, "/co-quan/?q=khong+co+dau")


def test_the_first_page_is_light_and_shows_the_city(client: Client, starter: int) -> None:
    page = text(client, "/co-quan/")

    assert "Sở Tư pháp thành phố Cần Thơ" in page
    assert len(page.encode()) < 100_000


def test_lists_take_the_same_queries_for_any_length(
    client: Client, starter: int, django_assert_num_queries: object
) -> None:
    text(client, "/co-quan/?kind=police")
    with django_assert_num_queries(3):  # type: ignore[operator]
        text(client, "/co-quan/?kind=police")
    with django_assert_num_queries(3):  # type: ignore[operator]
        text(client, "/co-quan/?kind=city")


def test_a_closed_one_leads_to_who_carries_on_and_tells_its_past(client: Client, make: Make) -> None:
    one, two = make("mot", name="Phòng Tư pháp quận"), make("hai", name="Ủy ban nhân dân phường")
    services.rename_organisation(organisation=two, name="Ủy ban phường Mới", act=act(date(2024, 1, 1)))
    services.merge_organisations(sources=[one], into=two, act=act(D2, decision_number="9/QĐ"))

    closed, standing = text(client, "/co-quan/mot/"), text(client, "/co-quan/hai/")

    assert "Cơ quan này không còn từ 01/07/2025" in closed
    assert '<a href="/co-quan/hai/">Ủy ban phường Mới</a>' in closed
    assert "Trước 01/01/2024 có tên là Ủy ban nhân dân phường." in standing
    assert "Quyết định số 9/QĐ" in standing
    assert client.get("/co-quan/khong-co/").status_code == 404


def test_a_ward_page_lists_its_points_of_service(client: Client, starter: int) -> None:
    page = text(client, "/xa-phuong/31507-phuong-soc-trang/")

    assert "Công an phường Sóc Trăng" in page
    assert "Chùa Khleang" in page


@pytest.mark.parametrize("path", ["", "cay/", "sap-nhap/", "nhap/", "nhap/mau/", "new/"])
def test_strangers_and_citizens_stay_outside(client: Client, db: None, path: str) -> None:
    assert client.get(DESK + path).status_code == 302
    client.force_login(Person.objects.create(username="dan"))
    assert client.get(DESK + path).status_code == 403


def test_who_may_only_view_changes_nothing(client: Client, make: Make) -> None:
    one = make("mot")
    person = Person.objects.create(username="xem")
    person.user_permissions.set(Permission.objects.filter(codename__in=["access_admin", "view_organisation"]))
    client.force_login(person)

    assert client.get(DESK).status_code == 200
    for path in ("sap-nhap/", "nhap/", f"doi-ten/{one.pk}/", f"giai-the/{one.pk}/", "new/"):
        assert client.get(DESK + path).status_code == 302, path


def test_an_officer_adds_one(officer: Client, places: int, make: Make) -> None:
    make("tp", name="Thành phố")
    data = {"name": "Sở  Mới", "kind": "department", "code": "", "parent": "tp", "ward": "xuân khánh",
            "on": "2025-07-01", "headcount": "5", "headcount_on": "2025-12-31"}  # fmt: skip

    response = officer.post(DESK + "new/", data)

    assert response.status_code == 302, response.content.decode()
    one = Organisation.objects.get(code="so-moi")
    assert (one.path, one.ward_id, one.valid_from, one.headcount) == ("/tp/so-moi/", "31135", D2, 5)


def test_what_is_wrong_with_a_new_one_is_told(officer: Client, make: Make) -> None:
    make("tp")
    page = officer.post(DESK + "new/", {"name": "A", "kind": "other", "code": "tp", "headcount": "5"}).content.decode()
    other = officer.post(DESK + "new/", {"name": "A", "kind": "other", "parent": "tp", "on": "2019-01-01"})

    assert "Mã này đã có" in page
    assert "Ghi ngày của số người" in page
    assert "chỉ có từ 01/01/2020" in other.content.decode()


def test_details_are_edited_without_touching_name_and_place(officer: Client, make: Make) -> None:
    one = make("mot", make("tp"))

    response = officer.post(f"{DESK}edit/{one.pk}/", {"kind": "centre", "phone": "02923111222", "name": "Khác"})

    one.refresh_from_db()
    assert response.status_code == 302, response.content.decode()
    assert (one.name, one.kind, one.phone, one.path) == ("Đơn vị mot", "centre", "02923111222", "/tp/mot/")


def test_merging_is_shown_first_and_done_when_confirmed(officer: Client, make: Make) -> None:
    make("mot"), make("hai")
    data = {"sources": ["mot", "hai"], "new_name": "Ba", "on": "2025-07-01", "decision_number": "1/QĐ", "note": ""}

    page = officer.post(DESK + "sap-nhap/", data).content.decode()
    assert "<td>đang hoạt động</td><td>không còn từ 01/07/2025</td>" in page
    assert page.count('name="sources"') == 2
    assert Organisation.objects.open().count() == 2
    assert 'value="Ba"' in officer.post(DESK + "sap-nhap/", {**data, "back": "1"}).content.decode()

    assert officer.post(DESK + "sap-nhap/", {**data, "confirm": "1"}).status_code == 302
    assert [one.code for one in Organisation.objects.open()] == ["ba"]


def test_a_refused_act_tells_why_and_keeps_the_form(officer: Client, make: Make) -> None:
    top = make("tren")
    make("duoi", top)

    page = officer.post(f"{DESK}chuyen/{top.pk}/", {"parent": "duoi", "on": "2025-07-01"}).content.decode()
    later = officer.post(f"{DESK}chuyen/{top.pk}/", {"parent": "", "on": "2099-07-01"}).content.decode()

    assert "nằm trong" in page
    assert 'value="2025-07-01"' in page
    assert "chưa tới" in later


def test_split_rename_move_and_close_work_from_the_desk(officer: Client, make: Make) -> None:
    one, two = make("mot"), make("hai")
    make("con", one)
    on = {"on": "2025-07-01", "confirm": "1"}

    for path, data in {
        f"doi-ten/{two.pk}/": {"name": "Hai Mới"},
        f"chia-tach/{one.pk}/": {"targets": ["hai"], "new_names": "Ba\n", "child-con": "2"},
    }.items():
        response = officer.post(DESK + path, {**data, **on})
        assert response.status_code == 302, response.content.decode()
    child = Organisation.objects.get(code="con")
    assert child.path == "/ba/con/"
    assert officer.post(f"{DESK}chuyen/{child.pk}/", {"parent": "hai", **on}).status_code == 302
    assert officer.post(f"{DESK}giai-the/{child.pk}/", {**on, "on": "2025-08-01"}).status_code == 302
    assert {o.code for o in Organisation.objects.open()} == {"hai", "ba"}


def test_the_list_and_the_tree_of_a_past_day(
    officer: Client, make: Make, django_assert_max_num_queries: object
) -> None:
    one = make("so-mot", name="Sở Một")
    services.rename_organisation(organisation=one, name="Sở Hai", act=act(D2))
    for number in range(30):
        make(f"d{number}", one, on=D2)

    assert "Sở Hai" in text(officer, DESK + "?q=so+hai")
    assert "Sở Một" in text(officer, DESK + "cay/?ngay=2024-01-01")
    assert "Ngày 22/11/2026" in text(officer, DESK + "cay/?ngay=sai") or "Cây đơn vị" in text(officer, DESK + "cay/")
    with django_assert_max_num_queries(25):  # type: ignore[operator]
        text(officer, DESK)


def test_nobody_deletes_an_organisation(admin_client: Client, make: Make) -> None:
    one = make("mot")

    assert admin_client.post(f"{DESK}delete/{one.pk}/").status_code == 302
    assert Organisation.objects.filter(pk=one.pk).exists()


def upload(client: Client, content: bytes, name: str = "ds.xlsx") -> object:
    return client.post(DESK + "nhap/", {"file": SimpleUploadedFile(name, content)})


def test_an_import_goes_through_three_steps(officer: Client, places: int) -> None:
    content = workbook(("a", "Sở A", None, None, "Xã Song Phụng", 5, None), ("b", "Sở B", None, None, None, "x", None))

    response = upload(officer, content)
    kept = OrganisationImport.objects.get()
    check = f"{DESK}nhap/{kept.pk}/"
    assert response["Location"] == check  # type: ignore[index]

    page = text(officer, check)
    assert "“x” không phải số" in page
    assert "nay là Xã Nhơn Mỹ" in page
    digest = page.split('name="digest" value="')[1].split('"')[0]

    report = load_workbook(BytesIO(officer.get(check + "ket-qua/").content)).worksheets[0]
    assert report.max_row == 3

    refused = officer.post(check, {"digest": digest}).content.decode()
    assert "Còn 1 dòng có lỗi" in refused
    assert officer.post(check, {"digest": digest, "skip_errors": "on"}).status_code == 302
    assert Organisation.objects.get().code == "a"
    assert officer.get(check).status_code == 302


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [(b"", "a.xlsx", "0 byte"), (b"abc", "a.xlsx", "không phải tệp Excel"), (b"abc", "a.csv", "không phải tệp Excel")],
)
def test_a_bad_file_is_refused_at_once(officer: Client, content: bytes, name: str, words: str) -> None:
    response = upload(officer, content, name)

    assert words in response.content.decode()  # type: ignore[attr-defined]
    assert not OrganisationImport.objects.exists()


def test_an_upload_is_seen_by_its_person_only(officer: Client, admin_client: Client, places: int) -> None:
    upload(officer, workbook(("a", "Sở A", None, None, None, 5, None)))
    kept = OrganisationImport.objects.get()

    assert admin_client.get(f"{DESK}nhap/{kept.pk}/").status_code == 404
    assert admin_client.get(f"{DESK}nhap/{kept.pk}/ket-qua/").status_code == 404


def test_the_template_is_there_to_save(officer: Client) -> None:
    response = officer.get(DESK + "nhap/mau/")

    assert "mau-nhap-don-vi.xlsx" in response["Content-Disposition"]
    assert load_workbook(BytesIO(response.content)).sheetnames == ["Đơn vị", "Hướng dẫn"]
