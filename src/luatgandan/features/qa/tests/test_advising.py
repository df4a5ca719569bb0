"""Advisers from outside the office: what they may do to an open question, a taken one, and one they have a part in."""

from typing import Any

import pytest

from luatgandan.foundation.notifications.models import Notification

from .. import services
from ..enums import Act, State
from ..models import Question
from ..queries import latest_answer
from ..rules import Caller, acts_for, sees_as_adviser, sees_question
from ..services import NotAllowedError
from .conftest import NOW, MakeStaff, Units
from .paths import WRITTEN, Way

FREE = {Act.TAKE, Act.DECLARE_CONFLICT}
HELD = {Act.PUT_BACK, Act.DECLARE_CONFLICT, Act.WRITE}


@pytest.fixture
def adviser(make_staff: MakeStaff) -> Caller:
    return make_staff("adviser")


@pytest.fixture
def opened(question: Question, asker: Caller, officer: Caller, checker: Caller) -> Question:
    Way(asker=asker, officer=officer, checker=checker).to(State.ACCEPTED, question)
    services.open_to_advisers(question=question, by=officer, at=NOW, reason="Cần người rành giao thông.")
    question.refresh_from_db()
    return question


def acts(caller: Caller, question: Question) -> set[Act]:
    question.refresh_from_db()
    return set(acts_for(caller, question, latest_answer(question)))


def test_a_question_that_is_not_open_is_nothing_to_advisers(
    question: Question, officer: Caller, adviser: Caller
) -> None:
    services.accept_question(question=question, by=officer, at=NOW)
    assert acts(adviser, question) == set()
    assert not sees_as_adviser(adviser, question)
    assert Act.OPEN_TO_ADVISERS in acts(officer, question)
    assert Act.CLOSE_TO_ADVISERS not in acts(officer, question)


def test_an_open_one_is_taken_by_one_adviser_and_put_back(
    opened: Question, adviser: Caller, make_staff: MakeStaff
) -> None:
    other = make_staff("adviser")
    assert (acts(adviser, opened), acts(other, opened)) == (FREE, FREE)
    services.take_as_adviser(question=opened, by=adviser, at=NOW)
    assert (acts(adviser, opened), acts(other, opened)) == (HELD, set())
    assert (sees_as_adviser(adviser, opened), sees_as_adviser(other, opened)) == (True, False)
    services.put_back(question=opened, by=adviser, at=NOW)
    assert (acts(adviser, opened), acts(other, opened)) == (FREE, FREE)


def test_an_adviser_drafts_and_the_office_decides(
    opened: Question, adviser: Caller, officer: Caller, checker: Caller
) -> None:
    services.take_as_adviser(question=opened, by=adviser, at=NOW)
    services.save_draft(question=opened, written=WRITTEN, seen=0, by=adviser, at=NOW)
    services.hand_in(question=opened, seen=1, by=adviser, at=NOW)
    assert acts(adviser, opened) == {Act.DECLARE_CONFLICT}
    services.check_answer(question=opened, seen=1, by=checker, at=NOW)
    services.sign_answer(question=opened, seen=1, by=checker, at=NOW)
    opened.refresh_from_db()
    assert opened.state == State.ANSWERED
    assert not sees_as_adviser(adviser, opened)


def test_whoever_has_a_part_in_it_never_sees_it_again(
    opened: Question, adviser: Caller, officer: Caller, make_staff: MakeStaff
) -> None:
    services.take_as_adviser(question=opened, by=adviser, at=NOW)
    services.declare_conflict(question=opened, reason="Tôi bảo vệ bên kia.", by=adviser, at=NOW)
    assert acts(adviser, opened) == set()
    assert not sees_as_adviser(adviser, opened)
    assert acts(make_staff("adviser"), opened) == FREE
    services.close_to_advisers(question=opened, by=officer, at=NOW)
    services.open_to_advisers(question=opened, by=officer, at=NOW)
    assert acts(adviser, opened) == set()


def test_a_conflict_needs_words(opened: Question, adviser: Caller) -> None:
    with pytest.raises(services.MissingWordsError):
        services.declare_conflict(question=opened, reason=" ", by=adviser, at=NOW)


def test_closing_and_transferring_take_it_from_the_adviser(
    opened: Question, adviser: Caller, officer: Caller, units: Units
) -> None:
    services.take_as_adviser(question=opened, by=adviser, at=NOW)
    services.close_to_advisers(question=opened, by=officer, at=NOW)
    assert acts(adviser, opened) == set()
    services.open_to_advisers(question=opened, by=officer, at=NOW)
    services.take_as_adviser(question=opened, by=adviser, at=NOW)
    services.transfer_question(question=opened, to=units["ward-b"], reason="Thuộc phường B.", by=officer, at=NOW)
    opened.refresh_from_db()
    assert (opened.is_open_to_advisers, opened.adviser) == (False, None)


def test_advisers_of_another_unit_and_askers_are_no_advisers_of_it(
    opened: Question, asker: Caller, adviser: Caller, make_staff: MakeStaff
) -> None:
    assert acts(make_staff("adviser", "ward-b"), opened) == set()
    Question.objects.filter(pk=opened.pk).update(asker=adviser.person)
    assert Act.TAKE not in acts(adviser, opened)
    assert Act.TAKE not in acts(asker, opened)


def test_an_adviser_whose_role_ended_has_nothing(opened: Question, adviser: Caller) -> None:
    services.take_as_adviser(question=opened, by=adviser, at=NOW)
    adviser.person.role_assignments.update(valid_to=NOW)
    del adviser.person._live_roles
    assert acts(adviser, opened) == set()
    with pytest.raises(NotAllowedError):
        services.save_draft(question=opened, written=WRITTEN, seen=0, by=adviser, at=NOW)


def test_advisers_hear_of_open_questions_and_the_office_of_conflicts(
    question: Question, officer: Caller, adviser: Caller, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        services.accept_question(question=question, by=officer, at=NOW)
        services.open_to_advisers(question=question, by=officer, at=NOW)
        services.declare_conflict(question=question, reason="Bảo vệ bên kia.", by=adviser, at=NOW)
    told = {one.person_id: one.title for one in Notification.objects.exclude(person=question.asker_id)}
    assert "mở cho tư vấn viên" in told[adviser.person.pk]
    assert "khai xung đột lợi ích" in told[officer.person.pk]


def test_advisers_never_read_what_officers_read(opened: Question, adviser: Caller) -> None:
    services.take_as_adviser(question=opened, by=adviser, at=NOW)
    opened.refresh_from_db()
    assert not sees_question(adviser, opened)
