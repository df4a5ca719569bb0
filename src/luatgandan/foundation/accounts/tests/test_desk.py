"""People, roles, data requests and the log at the staff desk."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from luatgandan.foundation.accounts import services
from luatgandan.foundation.accounts.enums import DataRight, RequestState, Role
from luatgandan.foundation.accounts.models import DataRequest, Person, RoleAssignment
from luatgandan.foundation.audit import services as audit
from luatgandan.foundation.modules.registry import DeskPanel, offers

from .conftest import NOW

PEOPLE, ROLES, REQUESTS, LOG = (
    "/quan-tri/users/",
    "/quan-tri/vai-tro/",
    "/quan-tri/yeu-cau-du-lieu/",
    "/quan-tri/nhat-ky/",
)
MANAGERS = {Role.UNIT_HEAD, Role.ADMINISTRATOR}


def enter(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.mark.parametrize(
    ("page", "allowed"),
    [
        (PEOPLE, MANAGERS),
        (ROLES, MANAGERS),
        (f"{ROLES}new/", MANAGERS),
        (REQUESTS, MANAGERS),
        (LOG, {Role.ADMINISTRATOR, Role.AUDITOR}),
    ],
)
def test_each_screen_opens_to_its_roles_only(staff, make_person, page: str, allowed: set[str]) -> None:
    opened = {role for role, person in staff.items() if enter(person).get(page).status_code == HTTPStatus.OK}
    assert opened == allowed
    assert enter(make_person("citizen")).get(page).status_code == HTTPStatus.FORBIDDEN
    assert Client().get(page)["Location"].startswith("/tai-khoan/dang-nhap/")


def test_the_desk_opens_to_every_role(staff) -> None:
    for person in staff.values():
        assert enter(person).get("/quan-tri/").status_code == HTTPStatus.OK


def test_the_list_of_people_shows_roles_and_no_citizens(tree, staff, make_person) -> None:
    make_person("citizen")
    make_person("outside", role=Role.EDITOR, organisation=tree["phuong"])
    text = enter(staff[Role.UNIT_HEAD]).get(PEOPLE).content.decode()
    assert "Biên tập viên – Đơn vị so" in text
    assert "Citizen" not in text
    assert "Outside" not in text


@pytest.mark.parametrize("page", [PEOPLE, ROLES, LOG])
def test_lists_cost_the_same_with_many_rows(tree, staff, make_person, page: str, django_assert_num_queries) -> None:
    client = enter(staff[Role.ADMINISTRATOR])
    client.get(page)
    with CaptureQueriesContext(connection) as few:
        client.get(page)
    for number in range(14):
        make_person(f"more{number}", role=Role.EDITOR, organisation=tree["phong"])
    with django_assert_num_queries(len(few)):
        client.get(page)


def test_a_unit_head_grants_a_role_by_contact(tree, staff, make_person) -> None:
    person = make_person("moi")
    values = {
        "contact": "moi@example.vn",
        "role": Role.EDITOR,
        "organisation": tree["phong"].pk,
        "room": "*",
        "reason": "QĐ 12/QĐ-STP",
    }
    response = enter(staff[Role.UNIT_HEAD]).post(f"{ROLES}new/", values)
    assert response.status_code == HTTPStatus.FOUND
    row = RoleAssignment.objects.get(person=person)
    assert (row.role, row.organisation, row.granted_by) == (Role.EDITOR, tree["phong"], staff[Role.UNIT_HEAD])


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"role": Role.ADMINISTRATOR}, "không được giao vai trò này"),
        ({"contact": "unit_head@example.vn"}, "không được giao vai trò này"),
        ({"contact": "la@example.vn"}, "Chưa có tài khoản đã xác minh"),
        ({"contact": "0912"}, "Số di động có 10 chữ số"),
        ({"organisation": "outside"}, "help-critical"),
        ({"reason": ""}, "help-critical"),
        ({"valid_to": "2020-01-01T00:00"}, "Thời hạn phải ở sau hôm nay"),
        ({"role": Role.ADVISER}, "tư vấn viên được xác minh đến ngày nào"),
    ],
)
def test_bad_grants_are_explained(tree, staff, make_person, changed: dict, message: str) -> None:
    make_person("moi")
    values = {
        "contact": "moi@example.vn",
        "role": Role.EDITOR,
        "organisation": tree["so"].pk,
        "room": "*",
        "reason": "QĐ",
    }
    values |= changed
    if values["organisation"] == "outside":
        values["organisation"] = tree["phuong"].pk
    before = RoleAssignment.objects.count()
    response = enter(staff[Role.UNIT_HEAD]).post(f"{ROLES}new/", values)
    assert response.status_code == HTTPStatus.OK
    text = response.content.decode()
    assert message in text or (message == "help-critical" and "error" in text)
    assert RoleAssignment.objects.count() == before


def test_ending_a_role_with_a_reason(staff) -> None:
    row = staff[Role.EDITOR].role_assignments.get()
    client = enter(staff[Role.UNIT_HEAD])
    client.post(f"{ROLES}edit/{row.pk}/", {"reason": "Chuyển công tác"})
    row.refresh_from_db()
    assert row.valid_to is not None
    assert row.reason == "Chuyển công tác"
    assert enter(Person.objects.get(pk=staff[Role.EDITOR].pk)).get("/quan-tri/").status_code == HTTPStatus.FORBIDDEN


def test_roles_of_others_trees_do_not_exist_for_me(tree, staff, make_person) -> None:
    row = make_person("xa", role=Role.EDITOR, organisation=tree["phuong"]).role_assignments.get()
    client = enter(staff[Role.UNIT_HEAD])
    assert client.get(f"{ROLES}edit/{row.pk}/").status_code == HTTPStatus.NOT_FOUND
    assert client.post(f"{ROLES}edit/{row.pk}/", {"reason": "x"}).status_code == HTTPStatus.NOT_FOUND


def test_locking_an_account(staff) -> None:
    editor = staff[Role.EDITOR]
    editors_browser = enter(editor)
    client = enter(staff[Role.UNIT_HEAD])
    client.post(f"{PEOPLE}edit/{editor.pk}/", {})
    editor.refresh_from_db()
    assert editor.is_active is False
    assert editors_browser.get("/quan-tri/").status_code == HTTPStatus.FOUND
    text = client.post(f"{PEOPLE}edit/{staff[Role.ADMINISTRATOR].pk}/", {}).content.decode()
    assert "không được khóa tài khoản có vai trò cao hơn" in text
    assert Person.objects.get(pk=staff[Role.ADMINISTRATOR].pk).is_active is True


def test_wagtails_own_ways_around_roles_are_shut(staff) -> None:
    client = enter(staff[Role.ADMINISTRATOR])
    editor = staff[Role.EDITOR]
    for path in ("/quan-tri/groups/", "/quan-tri/groups/new/", "/quan-tri/users/new/"):
        assert client.get(path).status_code != HTTPStatus.OK, path
    for action in ("assign_role", "delete", "set_active_state"):
        client.post(f"/quan-tri/bulk/accounts/person/{action}/?id={editor.pk}", {"role": 1, "mark_as_active": ""})
    assert set(Person.objects.get(pk=editor.pk).groups.values_list("name", flat=True)) == {"role:editor"}


def test_data_requests_belong_to_the_root(tree, staff, make_person) -> None:
    head = make_person("head", role=Role.UNIT_HEAD, organisation=tree["root"], factor=True)
    row = services.open_request(person=make_person("xinxem"), right=DataRight.VIEW, message="Xin xem", at=NOW)
    assert "Xinxem" in enter(head).get(REQUESTS).content.decode()
    assert "Xinxem" not in enter(staff[Role.UNIT_HEAD]).get(REQUESTS).content.decode()
    client = enter(head)
    client.post(f"{REQUESTS}edit/{row.pk}/", {"state": RequestState.DONE, "answer": "Mời xem tại trang của bạn."})
    row.refresh_from_db()
    assert (row.state, row.handled_by) == (RequestState.DONE, head)
    text = client.post(f"{REQUESTS}edit/{row.pk}/", {"state": RequestState.REFUSED, "answer": "x"}).content.decode()
    assert "Yêu cầu này đã kết thúc" in text


def test_panels_show_what_waits_to_those_who_may(tree, staff, make_person) -> None:
    head = make_person("head", role=Role.UNIT_HEAD, organisation=tree["root"])
    services.open_request(person=make_person("an"), right=DataRight.VIEW, message="", at=NOW)
    DataRequest.objects.update(answer_by=NOW - timedelta(days=365))

    def lines(person: Person) -> list[tuple[str, int, bool]]:
        panels = [panel for panel in offers(DeskPanel) if str(panel.title) in ("Dữ liệu cá nhân", "An toàn tài khoản")]
        return [(str(task.label), task.count, task.is_late) for panel in panels for task in panel.tasks(person)]

    assert lines(head) == [("Yêu cầu chờ giải quyết", 1, True), ("Cán bộ chưa có lớp xác thực thứ hai", 1, False)]
    assert lines(staff[Role.UNIT_HEAD]) == []
    assert lines(staff[Role.EDITOR]) == []


def test_the_log_is_read_within_the_own_subtree(tree, staff, make_person) -> None:
    for code in ("so", "phuong"):
        audit.record(action="test.act", at=NOW, label=f"Việc ở {code}", organisation_code=code)
    text = enter(staff[Role.AUDITOR]).get(LOG).content.decode()
    assert "Việc ở so" in text
    assert "Việc ở phuong" not in text
    whole = make_person("kiem-toan", role=Role.AUDITOR, organisation=tree["root"], factor=True)
    assert "Việc ở phuong" in enter(whole).get(LOG).content.decode()


def test_the_log_is_read_only_for_everyone(staff) -> None:
    entry = audit.record(action="test.act", at=NOW, organisation_code="so")
    root = Person.objects.create_superuser("root")
    for person in (staff[Role.AUDITOR], staff[Role.ADMINISTRATOR], root):
        client = enter(person)
        for path in ("new/", f"edit/{entry.pk}/", f"delete/{entry.pk}/"):
            assert client.get(f"{LOG}{path}").status_code != HTTPStatus.OK, path
    assert enter(staff[Role.AUDITOR]).get(f"{LOG}inspect/{entry.pk}/").status_code == HTTPStatus.OK
    export = enter(staff[Role.AUDITOR]).get(f"{LOG}?export=csv")
    assert "test.act" in b"".join(export.streaming_content).decode()


def test_history_and_use_of_what_the_lists_do_not_show_does_not_exist(tree, staff, make_person) -> None:
    citizen = make_person("citizen")
    outside = make_person("outside", role=Role.EDITOR, organisation=tree["phuong"])
    asked = services.open_request(person=citizen, right=DataRight.VIEW, message="", at=NOW)
    head = enter(staff[Role.UNIT_HEAD])
    rows = [
        (PEOPLE, citizen.pk),
        (PEOPLE, outside.pk),
        (ROLES, outside.role_assignments.get().pk),
        (REQUESTS, asked.pk),
    ]
    statuses = {head.get(f"{page}{screen}/{pk}/").status_code for page, pk in rows for screen in ("history", "usage")}
    assert statuses == {HTTPStatus.NOT_FOUND}
    own = staff[Role.EDITOR]
    assert head.get(f"{PEOPLE}history/{own.pk}/").status_code == HTTPStatus.OK


def test_an_entry_of_another_unit_does_not_exist(staff) -> None:
    own, other = (audit.record(action="test.act", at=NOW, organisation_code=code) for code in ("so", "phuong"))
    auditor = enter(staff[Role.AUDITOR])
    assert auditor.get(f"{LOG}inspect/{own.pk}/").status_code == HTTPStatus.OK
    assert auditor.get(f"{LOG}inspect/{other.pk}/").status_code == HTTPStatus.NOT_FOUND
