"""The promise: one clock over all units, paused while the asker is waited for; what nobody takes up is passed on."""

from datetime import date, datetime, timedelta

import pytest

from luatgandan.foundation.notifications.models import Notification

from .. import services
from ..enums import Act, Category, Field, State
from ..models import Question, QuestionSettings
from ..queries import asker_view, clock_on, desk_questions, orphans, promises, statistics
from ..queries.queues import overview
from ..rules import Caller
from ..services import QuestionError
from .conftest import NOW, MakeStaff, Units
from .paths import Way

MONDAY = date(2026, 11, 16)


def on(day: date) -> datetime:
    return NOW + (day - MONDAY) * 1


@pytest.fixture
def way(asker: Caller, officer: Caller, checker: Caller) -> Way:
    return Way(asker=asker, officer=officer, checker=checker)


def test_the_promise_counts_working_days_of_the_category(question: Question, officer: Caller) -> None:
    assert question.due_on == date(2026, 11, 30)  # ten working days after Monday
    services.sort_question(question=question, field=Field.TRAFFIC, category=Category.SIMPLE, by=officer, at=NOW)
    question.refresh_from_db()
    assert (question.due_on, question.field) == (date(2026, 11, 23), Field.TRAFFIC)


def test_limits_are_the_desks_to_set(units: Units, question: Question, officer: Caller) -> None:
    limits = QuestionSettings.load()
    limits.ordinary_days = 3
    limits.save()
    services.accept_question(question=question, by=officer, at=NOW)
    question.refresh_from_db()
    assert question.due_on == date(2026, 11, 19)


def test_a_transfer_does_not_restart_the_clock(question: Question, officer: Caller, units: Units) -> None:
    services.transfer_question(
        question=question, to=units["ward-b"], reason="Của phường B.", by=officer, at=on(date(2026, 11, 20))
    )
    question.refresh_from_db()
    assert (question.organisation, question.due_on) == (units["ward-b"], date(2026, 11, 30))


def test_waiting_for_the_asker_pauses_the_clock(question: Question, way: Way, asker: Caller, officer: Caller) -> None:
    way.to(State.ACCEPTED, question)
    services.ask_for_more(question=question, text="Xe gì?", by=officer, at=on(date(2026, 11, 17)))
    question.refresh_from_db()
    assert question.due_on is None
    services.give_more(question=question, text="Xe máy.", by=asker, at=on(date(2026, 11, 20)))
    question.refresh_from_db()
    assert question.due_on == date(2026, 12, 3)  # 18, 19 and 20/11 did not count
    clock = asker_view(question, today=date(2026, 11, 20)).clock
    assert [(step.kind, step.start, step.end, step.note) for step in clock.steps if step.kind == "paused"] == [
        ("paused", date(2026, 11, 18), date(2026, 11, 20), "Xe gì?")
    ]


def test_an_extension_gives_a_reason_and_has_an_end(question: Question, way: Way, checker: Caller) -> None:
    way.to(State.ACCEPTED, question)
    for days in (0, 11):
        with pytest.raises(QuestionError, match="từ 1 đến 10"):
            services.extend_deadline(question=question, days=days, reason="Hỏi Sở.", by=checker, at=NOW)
    with pytest.raises(services.MissingWordsError, match="lý do gia hạn"):
        services.extend_deadline(question=question, days=2, reason=" ", by=checker, at=NOW)
    services.extend_deadline(question=question, days=2, reason="Hỏi Sở.", by=checker, at=NOW)
    question.refresh_from_db()
    assert question.due_on == date(2026, 12, 2)
    assert question.moves.get(act=Act.EXTEND).public_note == "Hỏi Sở."


def test_reopening_starts_a_new_clock(question: Question, way: Way, asker: Caller) -> None:
    way.to(State.ANSWERED, question)
    services.reopen_question(question=question, text="Chưa rõ.", by=asker, at=on(date(2026, 12, 7)))
    assert clock_on(question, date(2026, 12, 7)).due_on == date(2026, 12, 21)


def test_what_nobody_accepts_in_two_days_goes_to_who_coordinates_once(question: Question, units: Units) -> None:
    assert orphans(today=date(2026, 11, 18)) == []
    assert orphans(today=date(2026, 11, 19)) == [question]
    assert services.pass_on_orphans(at=on(date(2026, 11, 19))) == 1
    assert services.pass_on_orphans(at=on(date(2026, 11, 25))) == 0
    question.refresh_from_db()
    assert (question.organisation, question.state, question.due_on) == (units["root"], State.SENT, date(2026, 11, 30))


def test_a_broken_promise_is_told_one_floor_up_once(
    question: Question, way: Way, make_staff: MakeStaff, django_capture_on_commit_callbacks: object
) -> None:
    above = make_staff("approver", "root").person
    way.to(State.ACCEPTED, question)
    assert services.escalate_late(at=on(date(2026, 11, 30))) == 0
    assert services.escalate_late(at=on(date(2026, 12, 1))) == 1
    assert services.escalate_late(at=on(date(2026, 12, 2))) == 0
    move = question.moves.get(act=Act.ESCALATE)
    services.tell(move=move, at=NOW)
    assert [one.person for one in Notification.objects.filter(title__contains=question.code)] == [above]


def test_who_must_act_is_reminded_once_before_each_promised_day(
    question: Question, way: Way, officer: Caller, checker: Caller, asker: Caller
) -> None:
    way.to(State.ACCEPTED, question)  # promised for Monday 30/11; two working days before that is Thursday
    assert services.remind_of_promises(at=on(date(2026, 11, 25))) == 0
    assert services.remind_of_promises(at=on(date(2026, 11, 26))) == 1
    assert services.remind_of_promises(at=on(date(2026, 11, 27))) == 0
    assert told_of(question, Act.REMIND) == {officer.person, checker.person}
    assert Act.REMIND not in [move.act for move in asker_view(question, today=date(2026, 11, 27)).moves]

    services.extend_deadline(question=question, days=5, reason="Hỏi Sở.", by=checker, at=on(date(2026, 11, 27)))
    assert services.remind_of_promises(at=on(date(2026, 11, 30))) == 0
    services.ask_for_more(question=question, text="Xe gì?", by=officer, at=on(date(2026, 12, 3)))
    assert services.remind_of_promises(at=on(date(2026, 12, 4))) == 0  # the asker is waited for: no promise runs
    services.give_more(question=question, text="Xe máy.", by=asker, at=on(date(2026, 12, 4)))
    assert services.remind_of_promises(at=on(date(2026, 12, 7))) == 1
    assert services.remind_of_promises(at=on(date(2026, 12, 8))) == 0


def test_the_reminder_goes_to_who_must_do_the_next_step_as_early_as_the_desk_wants(
    question: Question, way: Way, checker: Caller
) -> None:
    limits = QuestionSettings.load()
    limits.remind_days = 4
    limits.save()
    way.to(State.CHECKING, question)
    assert services.remind_of_promises(at=on(date(2026, 11, 23))) == 0
    assert services.remind_of_promises(at=on(date(2026, 11, 24))) == 1
    assert told_of(question, Act.REMIND) == {checker.person}
    assert "hẹn trả lời chậm nhất ngày 30/11/2026" in Notification.objects.get().title


def told_of(question: Question, act: Act) -> set[object]:
    """Whom the portal tells of the newest act of this kind."""
    services.tell(move=question.moves.filter(act=act).latest("pk"), at=NOW)
    return {one.person for one in Notification.objects.filter(kind=services.DESK_KIND)}


def test_promises_and_statistics_are_counted_by_unit(
    question: Question, way: Way, units: Units, asker: Caller, checker: Caller
) -> None:
    late = services.send_question(
        asked=services.Asked(title="Muộn", text="Muộn", organisation=units["ward-a"]), by=asker, at=NOW
    )
    other = services.send_question(
        asked=services.Asked(title="Chờ", text="Chờ", organisation=units["ward-b"]), by=asker, at=NOW
    )
    way.to(State.ANSWERED, question)
    services.rate_answer(question=question, score=4, by=asker, at=NOW)
    way.to(State.SIGNING, late)
    services.sign_answer(question=late, seen=1, by=checker, at=on(date(2026, 12, 2)))
    today = date(2026, 12, 3)

    assert [(one.code, one.kept, one.late, one.open_late) for one in promises(today=today)] == [
        ("ward-a", 1, 1, 0), ("ward-b", 0, 0, 1),
    ]  # fmt: skip
    found = {one.code: one for one in statistics(since=MONDAY, until=today)}
    unit = found["ward-a"]
    assert (unit.received, unit.answered, unit.late, unit.days, unit.score) == (2, 2, 1, 6.0, 4.0)
    assert (unit.late_share, unit.topics) == (0.5, (("Việc khác", 2),))
    assert (found["ward-b"].answered, found["ward-b"].days) == (0, None)
    assert list(statistics(since=MONDAY, until=today, codes={"ward-b"})) == [found["ward-b"]]
    known = overview(desk_questions(checker.person), checker.person, today=today)
    assert {name: count for name, count in known.counts.items() if count} == {"da-tra-loi": 2, "tat-ca": 2}
    assert known.units == [("ward-a", units["ward-a"].name)]
    assert other.is_late(today)


def test_nights_in_utc_are_days_of_the_office(units: Units, asker: Caller) -> None:
    """Sent at 23:30 UTC on Sunday: that is Monday morning here."""
    at = NOW - timedelta(hours=2, minutes=30)
    sent = services.send_question(asked=services.Asked(title="Sớm", text="Sớm"), by=asker, at=at)
    assert sent.due_on == date(2026, 11, 30)
