"""Every list of the desk asks the database at most twelve times, with one row and with thirty, whoever looks."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ..models import AnswerTemplate, Question, Route
from .browser import at_desk, text
from .conftest import NOW, MakeStaff, Units

MOST = 12
Fill = Callable[[Units, int], object]


def questions(units: Units, rows: int) -> object:
    return Question.objects.bulk_create(
        Question(code=f"HD-{number:04}-2222", title=f"Câu {number}", text="…", visibility="public", audience="citizen",
                 organisation=units["ward-a"], sent_at=NOW, changed_at=NOW, state="accepted", is_open_to_advisers=True)
        for number in range(rows)
    )  # fmt: skip


def answers(units: Units, rows: int) -> object:
    return AnswerTemplate.objects.bulk_create(
        AnswerTemplate(title=f"Câu {number}", organisation=units["ward-a"], short="…") for number in range(rows)
    )


def routes(units: Units, rows: int) -> object:
    fields = [one for one, _label in Route._meta.get_field("field").choices or ()]
    return Route.objects.bulk_create(Route(field=field, organisation=units["ward-a"]) for field in fields[:rows])


@pytest.mark.parametrize("rows", [1, 30])
@pytest.mark.parametrize(
    ("page", "role", "unit", "fill"),
    [
        ("qa_desk:list", "editor", "ward-a", questions),
        ("qa_desk:list", "unit_head", "ward-a", questions),
        ("qa_desk:list", "administrator", "root", questions),
        ("qa_desk:list", "auditor", "root", questions),
        ("qa_advising:list", "adviser", "ward-a", questions),
        ("qa_library:list", "editor", "ward-a", answers),
        ("qa_routes:index", "administrator", "root", routes),
    ],
)
def test_a_list_needs_few_queries(
    page: str, role: str, unit: str, fill: Fill, rows: int, units: Units, make_staff: MakeStaff
) -> None:
    fill(units, rows)
    desk, address = at_desk(make_staff(role, unit)), reverse(page)
    desk.get(address)
    with CaptureQueriesContext(connection) as asked:
        answered = desk.get(address)
    assert answered.status_code == 200
    assert len(asked) <= MOST, [one["sql"][:120] for one in asked]


def test_statistics_ask_as_often_for_many_questions_as_for_one(units: Units, make_staff: MakeStaff) -> None:
    """They count five things besides the frame of the desk and the units below one's own."""
    desk, counted = at_desk(make_staff("unit_head")), []
    for rows in (1, 30):
        Question.objects.all().delete()
        questions(units, rows)
        desk.get(reverse("qa_statistics:list"))
        with CaptureQueriesContext(connection) as asked:
            desk.get(reverse("qa_statistics:list"), {"tu": "2026-11-01", "den": "2026-11-30"})
        counted.append(len(asked))
    assert counted == [16, 16]


def test_the_unit_filter_offers_units_that_have_questions(units: Units, make_staff: MakeStaff) -> None:
    questions(units, 1)
    desk = at_desk(make_staff("editor", "root"))
    page = text(desk.get(reverse("qa_desk:list")))
    assert '<option value="ward-a">' in page
    assert '<option value="ward-b">' not in page
    assert "Không có câu hỏi nào ở đây" in text(desk.get(reverse("qa_desk:list"), {"don_vi": "ward-b"}))
