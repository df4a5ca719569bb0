"""What past questions in the tables tell about a new one."""

from datetime import date, timedelta
from typing import Any

import pytest

from .. import queries
from ..enums import State
from ..likeness import ConflictKind
from ..models import Question
from ..rules import Caller
from ..services import Asked, PublicWords, send_question
from . import paths
from .conftest import NOW, Units

TODAY = date(2026, 11, 16)


def asked(title: str, unit: Any, asker: Caller) -> Question:
    return send_question(asked=Asked(title=title, text="Xin hỏi.", organisation=unit), by=asker, at=NOW)


@pytest.fixture
def answered(units: Units, asker: Caller) -> None:
    """Three questions of land that one unit answered, three of vehicles that another did."""
    for title in ("Cấp sổ đỏ lần đầu ở đâu?", "Tách thửa đất vườn cho con?", "Lấn ranh đất hòa giải ở đâu?"):
        asked(title, units["ward-a"], asker)
    for title in ("Phạt xe máy không gương?", "Mất bằng lái xe máy?", "Tạm giữ xe máy bao lâu?"):
        asked(title, units["ward-b"], asker)
    Question.objects.update(state=State.ANSWERED)


@pytest.mark.usefixtures("answered")
def test_the_unit_that_answered_such_questions_comes_first(
    units: Units, asker: Caller, django_assert_num_queries: Any
) -> None:
    new = asked("Bằng lái xe máy hết hạn thì đổi ở đâu?", units["ward-a"], asker)
    with django_assert_num_queries(2):
        first = queries.suggested_units(new)[0]
    assert (first.organisation, first.cases) == (units["ward-b"], 3)
    assert "bằng lái" in first.words


@pytest.mark.usefixtures("answered")
def test_a_unit_that_was_closed_is_not_suggested(units: Units, asker: Caller) -> None:
    type(units["ward-b"]).objects.filter(pk=units["ward-b"].pk).update(valid_to=TODAY)
    new = asked("Mất sổ đỏ và bằng lái xe máy", units["ward-a"], asker)
    assert [one.organisation for one in queries.suggested_units(new)] == [units["ward-a"]]


@pytest.mark.usefixtures("answered")
def test_duplicates_are_looked_for_in_the_same_unit(units: Units, asker: Caller) -> None:
    new = asked("Mất bằng lái xe máy làm lại ra sao?", units["ward-b"], asker)
    assert [one.title for one in queries.like_questions(new)][:1] == ["Mất bằng lái xe máy?"]
    assert queries.like_questions(asked("Mất bằng lái xe máy?", units["ward-a"], asker)) == []


def test_a_published_answer_that_says_otherwise_is_told(
    question: Question, units: Units, asker: Caller, officer: Caller, checker: Caller
) -> None:
    words = PublicWords(title=question.title, short="Phạt từ 400.000 đồng đến 600.000 đồng.")
    way = paths.Way(asker=asker, officer=officer, checker=checker)
    way.to(State.ANSWERED, question)
    paths.services.publish_answer(question=question, words=words, is_confirmed=True, by=checker, at=NOW + timedelta(1))
    new = asked("Xe máy không có gương bị phạt bao nhiêu?", units["ward-a"], asker)

    assert [one.title for one in queries.like_publications(new.title, on=TODAY)] == [question.title]
    (told,) = queries.disagreements(new, short="Phạt từ 100.000 đồng đến 200.000 đồng.", on=TODAY)
    assert (told.conflict.kind, told.publication.question) == (ConflictKind.NUMBER, question)
    assert queries.disagreements(new, short="Phạt từ 400.000 đồng đến 600.000 đồng.", on=TODAY) == []


def test_what_many_ask_is_told_in_words_without_their_questions(units: Units, asker: Caller) -> None:
    for title in ("Mất bằng lái xe máy?", "Làm lại bằng lái xe máy bị mất", "mat bang lai xe may lam sao"):
        asked(title, units["ward-a"], asker)
    asked("Đăng ký kết hôn ở đâu?", units["ward-a"], asker)
    (often,) = queries.asked_often(since=TODAY, until=TODAY)
    assert (often.count, "bằng lái" in often.words) == (3, True)
    for day in (TODAY - timedelta(days=1), TODAY + timedelta(days=1)):
        assert queries.asked_often(since=day, until=day) == []
