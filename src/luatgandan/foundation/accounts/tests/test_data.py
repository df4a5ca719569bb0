"""The rights of a data subject: see, take along, correct, ask, be erased."""

import json
from datetime import UTC, date, datetime, timedelta
from http import HTTPStatus

import pytest
from allauth.account.models import EmailAddress
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from luatgandan.foundation.accounts import queries, services, tasks
from luatgandan.foundation.accounts.enums import DataRight, RequestState, Role
from luatgandan.foundation.accounts.models import DataRequest, Person
from luatgandan.foundation.accounts.rules import PersonalData
from luatgandan.foundation.accounts.services.people import PersonHasRolesError, forget_unverified
from luatgandan.foundation.audit.models import Entry
from luatgandan.foundation.modules import registry
from luatgandan.foundation.modules.registry import Module
from luatgandan.foundation.notifications import services as notifications

from .conftest import NOW
from .test_signin import sign_in


def everything_stored() -> str:
    """Every value of every table as one text."""
    with connection.cursor() as cursor:
        rows = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            rows.append(str(cursor.fetchall()))
    return "\n".join(rows)


@pytest.mark.django_db
def test_see_and_take_along(make_person, client: Client) -> None:
    person = make_person("an", last_name="Nguyễn Thị", born_on=date(1990, 1, 2))
    services.publish_texts(at=NOW)
    services.give_consent(text=queries.current_texts("vi")[0], person=person, at=NOW)
    client.force_login(person)
    page = client.get("/tai-khoan/du-lieu/").content.decode()
    for shown in ("Nguyễn Thị", "02/01/1990", "an@example.vn", "Nhận thông báo qua thư điện tử hoặc tin nhắn"):
        assert shown in page, shown
    response = client.get("/tai-khoan/du-lieu/tai-ve.json")
    data = json.loads(response.content)
    assert data["Tài khoản"]["thư điện tử"] == ["an@example.vn"]
    assert data["Sự đồng ý"][0]["phiên bản"] == 1
    assert response["Content-Disposition"] == 'attachment; filename="du-lieu-cua-toi.json"'
    html = client.get("/tai-khoan/du-lieu/tai-ve.html")
    assert "Nguyễn Thị" in html.content.decode()
    assert "no-store" in html["Cache-Control"]


@pytest.mark.django_db
def test_two_rooms_with_one_label_are_both_told(make_person) -> None:
    before = dict(registry._modules)
    try:
        for name in ("surveys", "dialogue"):
            offer = PersonalData(label="Điều đã gửi", collect=lambda person, name=name: [{"nơi": name}])
            registry.register(Module(name=name, title="", offers=(offer,)))
        assert queries.data_of(make_person("an"))["Điều đã gửi"] == [{"nơi": "surveys"}, {"nơi": "dialogue"}]
    finally:
        registry._modules.clear()
        registry._modules.update(before)


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["", "thong-tin/", "du-lieu/", "du-lieu/tai-ve.json", "dong-y/", "nguoi-giam-ho/"])
def test_strangers_see_nothing(client: Client, path: str) -> None:
    response = client.get(f"/tai-khoan/{path}")
    assert response["Location"].startswith("/tai-khoan/dang-nhap/")


@pytest.mark.django_db
def test_correct_and_the_log_says_only_which_field(make_person, client: Client) -> None:
    person = make_person("an")
    client.force_login(person)
    client.post("/tai-khoan/thong-tin/", {"last_name": "Lê Văn", "first_name": "An", "born_on": "1980-05-01"})
    person.refresh_from_db()
    assert person.get_full_name() == "Lê Văn An"
    assert Entry.objects.get().detail == {"fields": ["last_name", "born_on"]}
    text = client.post("/tai-khoan/thong-tin/", {"born_on": "1800-01-01"}).content.decode()
    assert "Ngày sinh chưa đúng" in text


@pytest.mark.django_db
def test_a_request_starts_two_clocks_and_is_not_doubled(make_person, client: Client, time_machine) -> None:
    time_machine.move_to(datetime(2026, 11, 20, 2, 0, tzinfo=UTC), tick=False)
    person = make_person("an")
    client.force_login(person)
    for _time in range(2):
        client.post("/tai-khoan/du-lieu/", {"right": "erase", "message": "Xin xóa"})
    row = DataRequest.objects.get()
    assert timezone.localtime(row.answer_by).strftime("%d/%m/%Y %H:%M") == "24/11/2026 23:59"
    assert row.carry_out_by == row.received_at + timedelta(days=20)


@pytest.mark.django_db(transaction=True)
def test_those_who_answer_are_told_and_the_person_too(tree, make_person) -> None:
    head = make_person("head", role=Role.UNIT_HEAD, organisation=tree["root"])
    other = make_person("other", role=Role.UNIT_HEAD, organisation=tree["so"])
    person = make_person("an")
    row = services.open_request(person=person, right=DataRight.VIEW, message="", at=NOW)
    titles = list(head.notifications.values_list("title", flat=True))
    assert "Có yêu cầu về dữ liệu cá nhân cần phản hồi trong 2 ngày làm việc" in titles
    assert not other.notifications.filter(kind="accounts.data_request_waiting").exists()
    services.answer_request(request=row, by=head, state=RequestState.DONE, answer="Xem tại trang của bạn.", at=NOW)
    assert person.notifications.get().title == "Yêu cầu về dữ liệu của bạn đã được phản hồi"
    assert row.closed_at == NOW


@pytest.mark.django_db
def test_erasing_leaves_a_pseudonym_and_a_whole_chain(make_person, tree) -> None:
    person = make_person("lanh", last_name="Trần Thị", phone="+84912345678", phone_verified_at=NOW)
    services.publish_texts(at=NOW)
    services.give_consent(text=queries.current_texts("vi")[0], person=person, at=NOW)
    notifications.notify(person=person, kind="accounts.role", title="Chào", at=NOW)
    client = Client()
    sign_in(client, person.email)
    row = services.open_request(person=person, right=DataRight.ERASE, message="Tôi là Trần Thị Lanh", at=NOW)
    services.answer_request(request=row, by=make_person("head"), state=RequestState.DONE, answer="Đã xóa", at=NOW)
    person = Person.objects.get(pk=person.pk)
    assert (person.is_active, person.get_full_name(), person.email, person.phone) == (False, "", "", "")
    assert person.erased_at == NOW
    assert client.get("/tai-khoan/").status_code == HTTPStatus.FOUND
    stored = everything_stored()
    for trace in ("lanh@", "912345678", "Trần Thị"):
        assert trace not in stored, trace
    assert str(person.public_id) in stored
    assert person.consents.get().withdrawn_at == NOW
    call_command("verify_audit")
    assert not Session.objects.filter(session_key=client.cookies["sessionid"].value).exists()
    assert not EmailAddress.objects.filter(user=person).exists()


@pytest.mark.django_db
def test_staff_are_not_erased_while_they_hold_a_role(tree, make_person) -> None:
    person = make_person("an", role=Role.EDITOR, organisation=tree["so"])
    with pytest.raises(PersonHasRolesError):
        services.erase_person(person=person, by=None, at=NOW)


@pytest.mark.django_db
def test_accounts_that_never_proved_their_contact_go(make_person) -> None:
    old = NOW - timedelta(days=8)
    kept = make_person("an", date_joined=old)
    gone = Person.objects.create(username="x", phone="+84911111111", date_joined=old)
    young = Person.objects.create(username="y", phone="+84922222222", date_joined=NOW)
    assert forget_unverified(before=NOW - timedelta(days=7)) == 1
    assert set(Person.objects.all()) == {kept, young}
    assert not Person.objects.filter(pk=gone.pk).exists()


@pytest.mark.django_db
def test_the_daily_task_clears_what_is_over(make_person) -> None:
    client = Client()
    client.force_login(make_person("an"))
    Session.objects.update(expire_date=NOW - timedelta(days=900))
    AccessAttempt.objects.create(username="an@example.vn", attempt_time=NOW, failures_since_start=1)
    AccessAttempt.objects.update(attempt_time=NOW - timedelta(days=900))
    tasks.forget_unverified.enqueue()
    assert not Session.objects.exists()
    assert not AccessAttempt.objects.exists()
