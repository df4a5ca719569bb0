"""Statistics at the desk: one's own units, a span of days, files to take along, what many ask; and the limits."""

import csv
from datetime import date
from io import BytesIO, StringIO
from typing import Any

from django.urls import reverse
from openpyxl import load_workbook

from .. import services
from ..enums import Channel
from ..models import Question, QuestionSettings
from ..rules import Caller
from ..services import Asked
from .browser import at_desk, text
from .conftest import NOW, MakeStaff, Units

PAGE = "qa_statistics:list"
SPAN = {"tu": "2026-11-01", "den": "2026-11-30"}


def test_units_are_counted_in_a_span(question: Question, checker: Caller, make_staff: MakeStaff) -> None:
    desk = at_desk(checker)
    assert question.organisation.name in text(desk.get(reverse(PAGE), SPAN))
    assert "Không có câu hỏi nào trong khoảng này" in text(
        desk.get(reverse(PAGE), {"tu": "2025-01-01", "den": "2025-02-01"})
    )
    assert "Ngày bắt đầu phải trước" in text(desk.get(reverse(PAGE), {"tu": "2026-11-30", "den": "2026-11-01"}))
    other = at_desk(make_staff("approver", "ward-b"))
    assert question.organisation.name not in text(other.get(reverse(PAGE), SPAN))


def test_questions_that_the_portal_asked_itself_count_for_nobody(question: Question, checker: Caller) -> None:
    Question.objects.update(channel=Channel.OWN)
    assert "Không có câu hỏi nào trong khoảng này" in text(at_desk(checker).get(reverse(PAGE), SPAN))


def test_they_are_taken_along_by_those_who_may_export(question: Question, checker: Caller, officer: Caller) -> None:
    desk = at_desk(checker)
    sheet = desk.get(reverse(PAGE), {**SPAN, "tai": "csv"}).content.decode("utf-8-sig")
    rows = list(csv.reader(StringIO(sheet)))
    assert rows[1][:4] == ["ward-a", question.organisation.name, "1", "0"]
    book = load_workbook(BytesIO(desk.get(reverse(PAGE), {**SPAN, "tai": "xlsx"}).content))
    assert [cell.value for cell in book.worksheets[0][2]][:3] == ["ward-a", question.organisation.name, 1]
    editor = at_desk(officer).get(reverse(PAGE), {**SPAN, "tai": "csv"})
    assert editor["Content-Type"].startswith("text/html")


def test_what_many_ask_is_proposed_as_a_topic(units: Units, asker: Caller, checker: Caller) -> None:
    for title in ("Mất bằng lái xe máy?", "Làm lại bằng lái xe máy bị mất", "mat bang lai xe may lam sao"):
        services.send_question(asked=Asked(title=title, text=title, organisation=units["ward-a"]), by=asker, at=NOW)
    page = text(at_desk(checker).get(reverse(PAGE), SPAN))
    assert "bằng lái" in page
    assert "3 câu hỏi giống nhau" in page


def test_changed_limits_move_the_promises_of_what_runs(
    question: Question, make_staff: MakeStaff, officer: Caller, django_capture_on_commit_callbacks: Any
) -> None:
    address, desk = reverse("qa_limits:edit"), at_desk(make_staff("administrator", "root"))
    form = desk.get(address).context["form"]
    values = {name: "" if form[name].value() is None else form[name].value() for name in form.fields}
    assert desk.post(address, {**values, "ordinary_days": 0}).status_code == 422
    assert question.due_on == date(2026, 11, 30)
    with django_capture_on_commit_callbacks(execute=True):
        assert desk.post(address, {**values, "ordinary_days": 5}).status_code == 302
    question.refresh_from_db()
    assert (QuestionSettings.load().ordinary_days, question.due_on) == (5, date(2026, 11, 23))
    assert at_desk(officer).get(address).status_code == 302
