"""Where a person is signed in: seen by the person alone, and ended from anywhere."""

from http import HTTPStatus

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.test import Client

from luatgandan.backends.messages import fake
from luatgandan.foundation.accounts.enums import Role
from luatgandan.foundation.accounts.models import OpenSession, Person
from luatgandan.foundation.accounts.rules.browsers import browser_of
from luatgandan.foundation.accounts.services.secrets import open_secret
from luatgandan.foundation.audit.models import Entry

from .conftest import NOW
from .test_second_factor import current_code
from .test_signin import is_signed_in, sign_in

PAGE = "/tai-khoan/phien/"
CHROME = (
    "Mozilla/5.0 (Linux; Android 15; SM-A057F) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/142.0.0.0 Mobile Safari/537.36"
)
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0"


def at_home(person: Person, agent: str = FIREFOX) -> Client:
    client = Client(headers={"user-agent": agent}, REMOTE_ADDR="203.0.113.7")
    sign_in(client, person.email)
    return client


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (CHROME, "Chrome, Android"),
        (FIREFOX, "Firefox, Windows"),
        (CHROME.replace("Chrome/", "coc_coc_browser/141 Chrome/"), "Cốc Cốc, Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Version/18.1 Mobile Safari/604.1", "Safari, iPhone"),
        ("curl/8", ""),
    ],
)
def test_a_browser_is_told_by_its_family(agent: str, words: str) -> None:
    assert browser_of(agent) == words


@pytest.mark.django_db
def test_the_list_names_devices_and_keeps_no_address(make_person, time_machine) -> None:
    time_machine.move_to(NOW, tick=False)
    person = make_person("an")
    at_home(person, CHROME)
    client = at_home(person)
    at_home(make_person("binh"))
    time_machine.shift(3600)
    text = client.get(PAGE).content.decode()
    assert text.index("Firefox, Windows") < text.index("nơi bạn đang dùng") < text.index("Chrome, Android")
    assert text.count("11:00 22/11/2026") == 1
    assert text.count("Đăng xuất nơi này") == 1
    stored = str(list(OpenSession.objects.values()))
    assert "203.0.113.7" not in stored
    assert "SM-A057F" not in stored


@pytest.mark.django_db
def test_ending_one_and_all_others(make_person) -> None:
    person = make_person("an")
    here, there, elsewhere, other = at_home(person), at_home(person), at_home(person), at_home(make_person("binh"))
    foreign = OpenSession.objects.exclude(person=person).get()
    here.post(PAGE, {"session": foreign.pk})
    assert is_signed_in(other)
    here.post(PAGE, {"session": OpenSession.objects.get(session_id=there.session.session_key).pk})
    assert [is_signed_in(client) for client in (here, there, elsewhere)] == [True, False, True]
    here.post(PAGE)
    assert [is_signed_in(client) for client in (here, elsewhere, other)] == [True, False, True]
    assert list(Entry.objects.values_list("action", "detail")) == [("accounts.end_sessions", {"count": 1})] * 2
    assert here.post(PAGE, {"session": "9" * 30}).status_code == HTTPStatus.OK


@pytest.mark.django_db
def test_who_has_a_second_factor_shows_it_before_ending_sessions(make_person) -> None:
    person = make_person("an", factor=True)
    client, there = Client(), Client()
    for one in (client, there):
        one.force_login(person)
    assert client.get(PAGE).status_code == HTTPStatus.OK
    before = client.session.session_key
    asked = client.post(PAGE, follow=True).request["PATH_INFO"]
    assert asked.startswith("/tai-khoan/xac-nhan-lai/")
    assert is_signed_in(there)
    secret = open_secret(Authenticator.objects.get(user=person, type="totp").data["secret"])
    client.post(f"{asked}?next={PAGE}", {"code": current_code(secret)}, follow=True)
    assert [is_signed_in(one) for one in (client, there)] == [True, False]
    assert client.session.session_key != before


@pytest.mark.django_db
def test_contacts_change_only_after_the_second_factor(make_person, client: Client) -> None:
    client.force_login(make_person("an", factor=True))
    for path, values in (
        ("/tai-khoan/thu-dien-tu/", {"email": "moi@example.vn", "action_add": "1"}),
        ("/tai-khoan/dien-thoai/", {"phone": "0912345678", "action_add": "1"}),
    ):
        assert client.post(path, values)["Location"].startswith("/tai-khoan/xac-nhan-lai/"), path
    assert fake.outbox == []


@pytest.mark.django_db
def test_a_new_second_factor_ends_the_sessions_of_before(make_person, django_capture_on_commit_callbacks) -> None:
    person = make_person("an")
    client, there = at_home(person), at_home(person)
    secret = client.get("/tai-khoan/bao-ve/ung-dung/").context["form"].secret
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/tai-khoan/bao-ve/ung-dung/", {"code": current_code(secret)})
    assert [is_signed_in(one) for one in (client, there)] == [True, False]


@pytest.mark.django_db
def test_a_new_password_ends_all_sessions(make_person) -> None:
    person = make_person("an")
    client = at_home(person)
    person.set_password("mot-mat-khau-dai-1")
    person.save()
    assert client.get(PAGE).status_code == HTTPStatus.FOUND


@pytest.mark.django_db
def test_a_session_is_noted_every_ten_minutes_and_ends_after_twelve_hours(make_person, time_machine) -> None:
    time_machine.move_to(NOW, tick=False)
    client = at_home(make_person("an"))

    def seen() -> object:
        client.get(PAGE)
        return OpenSession.objects.get().seen_at

    time_machine.shift(590)
    assert seen() == NOW
    for _hour in range(11):
        time_machine.shift(3600)
        assert seen() > NOW
    assert OpenSession.objects.get().begun_at == NOW
    time_machine.shift(3600)
    assert client.get(PAGE).status_code == HTTPStatus.FOUND
    assert not OpenSession.objects.exists()


@pytest.mark.django_db
def test_a_renewed_key_stays_one_line_and_a_sign_in_begins_another(make_person) -> None:
    client = at_home(make_person("an"))
    session = client.session
    session.cycle_key()
    session.save()
    client.cookies["sessionid"] = session.session_key
    assert len(client.get(PAGE).context["sessions"]) == 1
    client.post("/tai-khoan/dang-xuat/")
    assert not OpenSession.objects.exists()
    assert not Session.objects.filter(session_key=session.session_key).exists()


@pytest.mark.django_db
def test_managers_end_the_sessions_of_their_own_staff_only(tree, staff, make_person) -> None:
    far = make_person("far", role=Role.EDITOR, organisation=tree["phuong"])
    theirs = {person: Client() for person in (staff[Role.EDITOR], staff[Role.ADMINISTRATOR], far)}
    manager = Client()
    for person, client in {**theirs, staff[Role.UNIT_HEAD]: manager}.items():
        client.force_login(person)
    for person in theirs:
        manager.post(f"/quan-tri/users/edit/{person.pk}/", {"is_active": "on", "end_sessions": "on"})
    assert [is_signed_in(client) for client in theirs.values()] == [False, True, True]
    assert Person.objects.get(pk=staff[Role.EDITOR].pk).is_active
    assert Entry.objects.filter(action="accounts.end_sessions").get().detail == {"count": 1}


@pytest.mark.django_db
def test_the_person_takes_the_list_along(make_person) -> None:
    client = at_home(make_person("an"))
    assert (
        client.get("/tai-khoan/du-lieu/tai-ve.json").json()["Phiên đăng nhập"][0]["trình duyệt"] == "Firefox, Windows"
    )
