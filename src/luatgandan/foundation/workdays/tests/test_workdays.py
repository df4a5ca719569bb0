"""The official days off of 2024-2026, deciding days at the desk, and loading again."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from luatgandan.foundation.audit.models import Entry
from luatgandan.foundation.workdays import queries, services
from luatgandan.foundation.workdays.events import WorkdaysChanged
from luatgandan.foundation.workdays.models import DayDecision
from luatgandan.lib import events
from luatgandan.lib.dates import Calendar

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 8, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
# Days off from Monday to Friday and worked Saturdays, as announced for officials each year.
OFFICIAL = {
    2024: (
        "01-01 02-08 02-09 02-12 02-13 02-14 04-18 04-29 04-30 05-01 09-02 09-03",
        "05-04",
    ),
    2025: (
        "01-01 01-27 01-28 01-29 01-30 01-31 04-07 04-30 05-01 05-02 09-01 09-02",
        "04-26",
    ),
    2026: (
        "01-01 01-02 02-16 02-17 02-18 02-19 02-20 04-27 04-30 05-01 08-31 09-01 09-02",
        "01-10 08-22",
    ),
}


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[WorkdaysChanged]:
    """What the clocks are told."""
    told: list[WorkdaysChanged] = []
    monkeypatch.setitem(events._receivers, WorkdaysChanged, [told.append])
    return told


def unusual(calendar: Calendar, year: int) -> Iterator[tuple[str, bool]]:
    """Days from Monday to Friday that are off, and worked days of weekends."""
    for ahead in range(366):
        day = date(year, 1, 1) + timedelta(days=ahead)
        if day.year == year and calendar.is_working(day) != (day.weekday() < 5):
            yield f"{day:%m-%d}", calendar.is_working(day)


@pytest.mark.parametrize("year", OFFICIAL)
def test_the_calendar_equals_the_official_days(year: int) -> None:
    services.load_starter()
    days = list(unusual(queries.working_calendar(), year))
    assert " ".join(day for day, is_worked in days if not is_worked) == OFFICIAL[year][0]
    assert " ".join(day for day, is_worked in days if is_worked) == OFFICIAL[year][1]


def test_loading_again_keeps_what_staff_decided() -> None:
    total = services.load_starter()
    DayDecision.objects.filter(on=date(2026, 8, 31)).update(reason="Theo thông báo của Bộ")
    assert services.load_starter() == total
    assert DayDecision.objects.get(on=date(2026, 8, 31)).reason == "Theo thông báo của Bộ"


def test_a_decision_is_logged_and_told_to_the_clocks(
    django_capture_on_commit_callbacks: Any, heard: list[WorkdaysChanged]
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        decision = services.decide_day(
            decision=DayDecision(on=date(2027, 2, 4), is_worked=True, reason=" Nghỉ  Tết từ 5/2 "), at=NOW, actor=None
        )
    assert queries.working_calendar().is_working(date(2027, 2, 4))
    assert decision.reason == "Nghỉ Tết từ 5/2"
    with django_capture_on_commit_callbacks(execute=True):
        decision.on = date(2027, 2, 11)
        services.decide_day(decision=decision, at=NOW, actor=None)
        services.forget_decision(decision=decision, at=NOW, actor=None)
    assert not queries.working_calendar().is_working(date(2027, 2, 4))
    assert [event.days for event in heard] == [
        (date(2027, 2, 4),),
        (date(2027, 2, 4), date(2027, 2, 11)),
        (date(2027, 2, 11),),
    ]
    assert Entry.objects.filter(action__startswith="workdays.").count() == 3


def test_an_administrator_enters_a_storm_day_and_takes_it_back(admin_client: Client, settings: Any) -> None:
    settings.STAFF_SECOND_FACTOR = False
    values = {"on": "2026-12-01", "reason": "Nghỉ tránh bão", "source": "Công điện 12"}
    admin_client.post("/quan-tri/ngay-nghi/new/", values)
    decision = DayDecision.objects.get()
    assert not queries.working_calendar().is_working(date(2026, 12, 1))
    page = admin_client.get("/quan-tri/ngay-nghi/").content.decode()
    assert "Nghỉ tránh bão" in page
    refused = admin_client.post("/quan-tri/ngay-nghi/new/", values)
    assert (refused.status_code, DayDecision.objects.count()) == (200, 1)
    admin_client.post(f"/quan-tri/ngay-nghi/delete/{decision.pk}/")
    assert not DayDecision.objects.exists()


def test_strangers_do_not_come_in(client: Client, django_user_model: Any) -> None:
    assert client.get("/quan-tri/ngay-nghi/").status_code == 302
    assert client.post("/quan-tri/ngay-nghi/new/", {"on": "2026-12-01", "reason": "x"}).status_code == 302
    assert not DayDecision.objects.exists()
