"""The book of incidents: who writes, what is kept, when the clock reminds, what the report says. Cases are invented."""

import io
import zipfile
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Any

import pytest
import time_machine
from django.test import Client

from luatgandan.foundation.accounts.enums import Role
from luatgandan.foundation.accounts.models import Person
from luatgandan.foundation.accounts.tests.conftest import *  # noqa: F403 - people, roles and a tree of units
from luatgandan.foundation.audit.models import Entry
from luatgandan.foundation.notifications.models import Notification

from .. import services
from ..enums import Kind, StepKind
from ..models import Incident, Step

FOUND = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
BOOK = "/quan-tri/su-co/"
SENT = {
    "title": "Tệp danh sách gửi nhầm nơi (ví dụ minh họa)", "kind": "personal_data", "found_at": "2026-11-22T10:00",
    "began_at": "", "data": "Họ tên, số điện thoại", "people": "120", "cause": "", "effects": "", "lessons": "",
}  # fmt: skip
TOLD = {"step_kind": "told_authority", "step_at": "2026-11-22T20:00", "step_text": "Công văn và điện thoại"}


@pytest.fixture
def heads(tree: dict[str, Any], make_person: Any) -> dict[str, Person]:
    """One person for each role at the agency that runs the portal."""
    roles = (Role.EDITOR, Role.APPROVER, Role.UNIT_HEAD, Role.ADMINISTRATOR, Role.AUDITOR)
    return {role: make_person(f"root-{role}", role=role, organisation=tree["root"], factor=True) for role in roles}


def enter(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def open_incident(**values: Any) -> Incident:
    return Incident.objects.create(**{"title": "Ví dụ minh họa", "found_at": FOUND, **values})


def test_who_reads_and_who_writes(heads: dict[str, Person], tree: dict[str, Any], make_person: Any) -> None:
    row = open_incident()
    below = make_person("below", role=Role.UNIT_HEAD, organisation=tree["so"], factor=True)
    pages = (BOOK, f"{BOOK}bao-cao/{row.pk}/docx/", f"{BOOK}new/", f"{BOOK}edit/{row.pk}/", f"{BOOK}delete/{row.pk}/")
    people = {**heads, "below": below}
    opened = {
        who: [enter(person).get(page).status_code == HTTPStatus.OK for page in pages] for who, person in people.items()
    }
    writes, reads, nothing = [True, True, True, True, False], [True, True, False, False, False], [False] * 5
    assert opened == {
        Role.EDITOR: nothing, Role.APPROVER: nothing, "below": nothing,
        Role.UNIT_HEAD: writes, Role.ADMINISTRATOR: writes, Role.AUDITOR: reads,
    }  # fmt: skip


def test_an_incident_is_entered_told_and_closed_with_its_lessons(heads: dict[str, Person]) -> None:
    client = enter(heads[Role.ADMINISTRATOR])
    with time_machine.travel(FOUND + timedelta(hours=20), tick=False):
        assert client.post(f"{BOOK}new/", SENT).status_code == HTTPStatus.FOUND
        row = Incident.objects.get()
        assert (row.people, row.due_at) == (120, FOUND + timedelta(hours=72))
        edit, over = f"{BOOK}edit/{row.pk}/", {"is_closed": "on", "lessons": "Khóa chia sẻ ra ngoài"}
        assert "chưa báo cơ quan chuyên trách" in client.post(edit, {**SENT, **over}).content.decode()
        assert "Ghi bài học" in client.post(edit, {**SENT, **TOLD, "is_closed": "on"}).content.decode()
        assert "đủ: việc, lúc nào" in client.post(edit, {**SENT, "step_text": "x"}).content.decode()
        assert client.post(edit, {**SENT, **TOLD, **over}).status_code == HTTPStatus.FOUND
        assert "Công văn và điện thoại" in client.get(edit).content.decode()
    row.refresh_from_db()
    assert (row.told_authority_at, row.closed_at) == (FOUND + timedelta(hours=10), FOUND + timedelta(hours=20))
    assert [(one.kind, one.by) for one in row.steps.all()] == [(StepKind.TOLD_AUTHORITY, heads[Role.ADMINISTRATOR])]
    log = Entry.objects.filter(action__startswith="incidents.").order_by("sequence")
    assert [(one.action, one.detail["closed"]) for one in log] == [
        ("incidents.open", False), ("incidents.change", True),
    ]  # fmt: skip


def test_a_wrong_moment_of_telling_is_put_right_and_the_history_shows_who(heads: dict[str, Person]) -> None:
    row, client = open_incident(), enter(heads[Role.ADMINISTRATOR])
    right = {**TOLD, "step_kind": "told_authority_at", "step_at": "2026-11-22T21:30", "step_text": "Ghi nhầm giờ"}
    with time_machine.travel(FOUND + timedelta(hours=20), tick=False):
        for step in (TOLD, right, {**TOLD, "step_at": "2026-11-22T22:00"}):
            assert client.post(f"{BOOK}edit/{row.pk}/", {**SENT, **step}).status_code == HTTPStatus.FOUND
        history = client.get(f"{BOOK}history/{row.pk}/").content.decode()
    row.refresh_from_db()
    assert row.told_authority_at == FOUND + timedelta(hours=11, minutes=30)
    assert row.steps.count() == 3
    assert history.count("Root-Administrator") >= 3  # one for each act, whoever else is named on the page


def test_a_form_from_tomorrow_is_refused(heads: dict[str, Person]) -> None:
    with time_machine.travel(FOUND - timedelta(days=1), tick=False):
        page = enter(heads[Role.UNIT_HEAD]).post(f"{BOOK}new/", SENT).content.decode()
    assert "Thời điểm này chưa tới" in page
    assert not Incident.objects.exists()


def test_the_clock_reminds_those_in_charge_once_for_each_mark(heads: dict[str, Person]) -> None:
    row = open_incident()
    open_incident(kind=Kind.OUTAGE)
    told = [services.remind(at=FOUND + timedelta(hours=hours)) for hours in (1, 23, 24, 25, 61, 61, 73, 99)]
    assert told == [0, 0, 1, 0, 1, 0, 1, 0]
    persons = {one.person_id for one in Notification.objects.filter(kind=services.KIND)}
    assert persons == {heads[Role.UNIT_HEAD].pk, heads[Role.ADMINISTRATOR].pk}
    assert Notification.objects.filter(kind=services.KIND).count() == 3 * 2
    assert [one.title[:15] for one in Notification.objects.order_by("created_at")][-1] == "Đã hết thời hạn"
    assert Notification.objects.filter(url=f"{BOOK}edit/{row.pk}/").count() == 3 * 2


def test_a_clock_that_was_answered_is_still(heads: dict[str, Person]) -> None:
    step = Step(kind=StepKind.TOLD_AUTHORITY, at=FOUND + timedelta(hours=2), text="Ví dụ")
    services.keep_incident(incident=open_incident(), by=heads[Role.UNIT_HEAD], at=FOUND, step=step)
    assert services.remind(at=FOUND + timedelta(hours=80)) == 0


def test_the_province_sets_the_hours(db: None, settings: Any) -> None:
    settings.BREACH_HOURS = 24
    assert open_incident().due_at == FOUND + timedelta(hours=24)


def test_the_report_tells_what_is_known_and_leaves_blanks(heads: dict[str, Person]) -> None:
    row = open_incident(data="Số điện thoại", people=None)
    Step.objects.create(incident=row, kind=StepKind.DONE, at=FOUND, text="Khóa tệp", by=heads[Role.AUDITOR])
    content = enter(heads[Role.AUDITOR]).get(f"{BOOK}bao-cao/{row.pk}/docx/").content
    words = zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
    for part in ("Số điện thoại", "10:00 22/11/2026", "đã xử lý: Khóa tệp", "ước tính: …", "chưa rõ"):
        assert part in words
    assert heads[Role.AUDITOR].email not in words


def test_the_desk_says_that_an_incident_is_open(heads: dict[str, Person]) -> None:
    open_incident()
    assert "Sự cố đang mở" in enter(heads[Role.ADMINISTRATOR]).get("/quan-tri/").content.decode()
    assert "Sự cố đang mở" not in enter(heads[Role.EDITOR]).get("/quan-tri/").content.decode()


@pytest.mark.parametrize("late", [{**TOLD, "step_at": "2027-11-22T20:00"}, {"began_at": "2027-11-22T20:00"}])
def test_nothing_of_tomorrow_stops_a_clock(heads: dict[str, Person], late: dict[str, str]) -> None:
    with time_machine.travel(FOUND + timedelta(hours=20), tick=False):
        page = enter(heads[Role.UNIT_HEAD]).post(f"{BOOK}new/", {**SENT, **late}).content.decode()
    assert "Thời điểm này chưa tới" in page
    assert not Incident.objects.exists()


def test_a_clock_that_was_put_right_reminds_anew_and_stands_in_the_log(heads: dict[str, Person]) -> None:
    row = open_incident(found_at=FOUND - timedelta(days=30))
    assert services.remind(at=FOUND) == 1
    row.refresh_from_db()
    row.found_at = FOUND
    services.keep_incident(incident=row, by=heads[Role.UNIT_HEAD], at=FOUND)
    assert services.remind(at=FOUND + timedelta(hours=25)) == 1
    assert Entry.objects.get(action="incidents.change").detail["found_at"] == FOUND.isoformat()


def test_a_mark_nobody_could_be_told_of_waits_for_somebody(tree: dict[str, Any], make_person: Any) -> None:
    open_incident()
    assert services.remind(at=FOUND + timedelta(hours=25)) == 0
    make_person("late", role=Role.UNIT_HEAD, organisation=tree["root"], factor=True)
    assert services.remind(at=FOUND + timedelta(hours=26)) == 1
