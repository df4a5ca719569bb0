"""State × role × act: everything that is not written here is refused."""

from collections.abc import Callable

import pytest
from django.db import transaction

from luatgandan.foundation.accounts.models import Person

from .. import services
from ..enums import Act, Category, Field, Redirect, Refusal, State
from ..models import Question
from ..queries import latest_answer
from ..rules import NOBODY, SYSTEM, TRANSITIONS, Caller, acts_for, token_of
from ..services import Asked, NotAllowedError, WrongStateError
from ..services.moving import begin, finish
from .conftest import NOW, MakeStaff, Units
from .paths import WORDS, WRITTEN, Way

ASKER = {Act.COMPLAIN, Act.WITHDRAW, Act.SAY}
OFFICER = {Act.SORT, Act.TRANSFER, Act.REFUSE, Act.REDIRECT}
WORKS = OFFICER | {Act.ASK_MORE, Act.WRITE, Act.MARK_DUPLICATE, Act.SAY, Act.CLOSE_TO_ADVISERS}
HOLDS = {Act.PUT_BACK, Act.DECLARE_CONFLICT}
AFTER = {Act.COMPLAIN, Act.RATE, Act.REOPEN, Act.SAY}
CLOCK = {Act.REMIND, Act.ESCALATE}
CLOSED = {"asker": {Act.COMPLAIN, Act.REOPEN}}
# What each role may do in each state. `author` is the approver who wrote the newest version: never checks or signs.
ALLOWED: dict[State, dict[str, set[Act]]] = {
    State.SENT: {
        "asker": ASKER,
        "officer": OFFICER | {Act.ACCEPT, Act.MARK_DUPLICATE, Act.SAY},
        "system": {Act.ORPHAN, *CLOCK},
    },
    State.ACCEPTED: {
        "asker": ASKER, "officer": WORKS, "head": {Act.EXTEND}, "system": CLOCK,
        "holder": HOLDS | {Act.WRITE},
    },
    State.NEEDS_INFO: {
        "asker": {Act.GIVE_MORE, Act.COMPLAIN, Act.WITHDRAW}, "officer": {Act.REFUSE, Act.REDIRECT},
        "system": {Act.ESCALATE},
    },
    State.ANSWERING: {
        "asker": ASKER, "officer": WORKS | {Act.HAND_IN}, "head": {Act.EXTEND}, "system": CLOCK,
        "holder": HOLDS | {Act.WRITE, Act.HAND_IN},
    },
    State.CHECKING: {
        "asker": ASKER, "officer": {Act.SAY}, "head": {Act.EXTEND}, "second": {Act.CHECK, Act.GIVE_BACK},
        "system": CLOCK, "holder": {Act.DECLARE_CONFLICT},
    },
    State.SIGNING: {
        "asker": ASKER, "officer": {Act.SAY}, "head": {Act.EXTEND}, "second": {Act.SIGN, Act.GIVE_BACK},
        "system": CLOCK, "holder": {Act.DECLARE_CONFLICT},
    },
    State.ANSWERED: {"asker": AFTER, "officer": {Act.SAY}, "head": {Act.PUBLISH}},
    State.PUBLISHED: {"asker": AFTER, "officer": {Act.SAY}, "head": {Act.UNPUBLISH}, "keeper": {Act.UNPUBLISH}},
    State.REDIRECTED: CLOSED,
    State.REFUSED: CLOSED,
    State.DUPLICATE: CLOSED,
    State.WITHDRAWN: {},
}  # fmt: skip
# Which of the sets above each person gets.
PEOPLE = {
    "asker": ("asker",),
    "holder of the link": ("asker",),
    "stranger": (),
    "somebody signed in": (),
    "holder of another link": (),
    "contributor": (),
    "officer": ("officer",),
    "officer of another unit": (),
    "approver who wrote it": ("officer", "head"),
    "second approver": ("officer", "head", "second"),
    "approver of another unit": (),
    "head of the unit": ("officer", "head", "second"),
    "officer of the unit above": ("officer",),
    "administrator": ("keeper",),
    "auditor": (),
    "adviser who has it": ("holder",),
    "another adviser": (),
    "the system": ("system",),
}  # fmt: skip
Cast = dict[str, Caller]


@pytest.fixture
def cast(units: Units, make_staff: MakeStaff, asker: Caller, question: Question) -> Cast:
    other = services.send_question(
        asked=Asked(title="Khác", text="Khác", organisation=units["ward-a"]), by=asker, at=NOW
    )
    return {
        "asker": asker,
        "holder of the link": Caller(token=token_of(question)),
        "stranger": NOBODY,
        "somebody signed in": Caller(person=Person.objects.create_user("other", "other@example.invalid", "x")),
        "holder of another link": Caller(token=token_of(other)),
        "contributor": make_staff("contributor"),
        "officer": make_staff("editor"),
        "officer of another unit": make_staff("editor", "ward-b"),
        "approver who wrote it": make_staff("approver"),
        "second approver": make_staff("approver"),
        "approver of another unit": make_staff("approver", "ward-b"),
        "head of the unit": make_staff("unit_head"),
        "officer of the unit above": make_staff("editor", "root"),
        "administrator": make_staff("administrator", "root"),
        "auditor": make_staff("auditor", "root"),
        "adviser who has it": make_staff("adviser"),
        "another adviser": make_staff("adviser"),
        "the system": SYSTEM,
    }


@pytest.fixture
def way(cast: Cast, units: Units, asker: Caller) -> Way:
    """The approver writes, the second approver decides; an adviser has taken the question beforehand."""
    original = services.send_question(
        asked=Asked(title="Gốc", text="Gốc", organisation=units["ward-a"]), by=asker, at=NOW
    )
    return Way(
        asker=asker, officer=cast["approver who wrote it"], checker=cast["second approver"], original=original,
        adviser=cast["adviser who has it"],
    )  # fmt: skip


def expected(state: State, role: str) -> set[Act]:
    return {act for name in PEOPLE[role] for act in ALLOWED[state].get(name, set())}


@pytest.mark.parametrize("state", State)
def test_buttons_are_what_the_table_allows(state: State, cast: Cast, way: Way, question: Question) -> None:
    way.to(state, question)
    answer = latest_answer(question)
    assert {role: set(acts_for(caller, question, answer)) for role, caller in cast.items()} == {
        role: expected(state, role) for role in PEOPLE
    }


ACTS: dict[Act, Callable[[Question, Caller, Units, Question], object]] = {
    Act.ACCEPT: lambda one, by, units, original: services.accept_question(question=one, by=by, at=NOW),
    Act.SORT: lambda one, by, units, original: services.sort_question(
        question=one, field=Field.TRAFFIC, category=Category.SIMPLE, by=by, at=NOW
    ),
    Act.TRANSFER: lambda one, by, units, original: services.transfer_question(
        question=one, to=units["ward-b"], reason="Việc của phường B.", by=by, at=NOW
    ),
    Act.ASK_MORE: lambda one, by, units, original: services.ask_for_more(question=one, text="Xe gì?", by=by, at=NOW),
    Act.GIVE_MORE: lambda one, by, units, original: services.give_more(question=one, text="Xe máy.", by=by, at=NOW),
    Act.WRITE: lambda one, by, units, original: services.save_draft(
        question=one, written=WRITTEN, seen=_seen(one), by=by, at=NOW
    ),
    Act.HAND_IN: lambda one, by, units, original: services.hand_in(question=one, seen=_seen(one), by=by, at=NOW),
    Act.GIVE_BACK: lambda one, by, units, original: services.give_back(question=one, reason="Sửa.", by=by, at=NOW),
    Act.CHECK: lambda one, by, units, original: services.check_answer(question=one, seen=_seen(one), by=by, at=NOW),
    Act.SIGN: lambda one, by, units, original: services.sign_answer(question=one, seen=_seen(one), by=by, at=NOW),
    Act.PUBLISH: lambda one, by, units, original: services.publish_answer(
        question=one, words=WORDS, is_confirmed=True, by=by, at=NOW
    ),
    Act.UNPUBLISH: lambda one, by, units, original: services.unpublish_answer(
        question=one, reason="Sai.", by=by, at=NOW
    ),
    Act.EXTEND: lambda one, by, units, original: services.extend_deadline(
        question=one, days=3, reason="Cần hỏi Sở.", by=by, at=NOW
    ),
    Act.OPEN_TO_ADVISERS: lambda one, by, units, original: services.open_to_advisers(question=one, by=by, at=NOW),
    Act.CLOSE_TO_ADVISERS: lambda one, by, units, original: services.close_to_advisers(question=one, by=by, at=NOW),
    Act.TAKE: lambda one, by, units, original: services.take_as_adviser(question=one, by=by, at=NOW),
    Act.PUT_BACK: lambda one, by, units, original: services.put_back(question=one, by=by, at=NOW),
    Act.DECLARE_CONFLICT: lambda one, by, units, original: services.declare_conflict(
        question=one, reason="Đang bảo vệ bên kia.", by=by, at=NOW
    ),
    Act.REFUSE: lambda one, by, units, original: services.refuse_question(
        question=one, refusal=Refusal.IMPROPER, note="Xúc phạm.", by=by, at=NOW
    ),
    Act.REDIRECT: lambda one, by, units, original: services.redirect_question(
        question=one, redirect=Redirect.CRIME, note="Báo công an.", by=by, at=NOW
    ),
    Act.MARK_DUPLICATE: lambda one, by, units, original: services.mark_duplicate(
        question=one, of=original, by=by, at=NOW
    ),
    Act.WITHDRAW: lambda one, by, units, original: services.withdraw_question(question=one, by=by, at=NOW),
    Act.REOPEN: lambda one, by, units, original: services.reopen_question(question=one, text="Chưa rõ.", by=by, at=NOW),
    Act.COMPLAIN: lambda one, by, units, original: services.complain(question=one, text="Lâu quá.", by=by, at=NOW),
    Act.RATE: lambda one, by, units, original: services.rate_answer(question=one, score=4, by=by, at=NOW),
    Act.SAY: lambda one, by, units, original: services.say(question=one, text="Cảm ơn.", by=by, at=NOW),
    Act.ORPHAN: lambda one, by, units, original: finish(begin(question=one, act=Act.ORPHAN, by=by, at=NOW)),
    Act.REMIND: lambda one, by, units, original: finish(begin(question=one, act=Act.REMIND, by=by, at=NOW)),
    Act.ESCALATE: lambda one, by, units, original: finish(begin(question=one, act=Act.ESCALATE, by=by, at=NOW)),
}


def _seen(question: Question) -> int:
    answer = latest_answer(question)
    return answer.number if answer else 0


def test_every_act_on_a_question_has_a_service() -> None:
    assert set(Act) - {Act.SEND} == set(ACTS) == {act for _state, act in TRANSITIONS}


class UndoneError(Exception):
    """Takes back what was tried."""


@pytest.mark.parametrize("state", State)
def test_services_do_what_the_table_says_and_refuse_all_else(
    state: State, cast: Cast, way: Way, question: Question, units: Units
) -> None:
    """Twelve states, eighteen people, twenty-nine acts: each tried for real and taken back."""
    way.to(state, question)
    assert way.original is not None
    outcomes = {
        (role, act): _outcome(do, question, caller, units, way.original)
        for role, caller in cast.items()
        for act, do in ACTS.items()
    }
    assert outcomes == {
        (role, act): TRANSITIONS[state, act].to if act in expected(state, role) else _refusal(state, act)
        for role in cast
        for act in ACTS
    }
    question.refresh_from_db()
    assert question.state == state


def _refusal(state: State, act: Act) -> str:
    return NotAllowedError.__name__ if (state, act) in TRANSITIONS else WrongStateError.__name__


def _outcome(
    do: Callable[[Question, Caller, Units, Question], object], question: Question, by: Caller, units: Units,
    original: Question,
) -> str:  # fmt: skip
    """The state after the act, or the name of the refusal; nothing stays."""
    try:
        with transaction.atomic():
            do(question, by, units, original)
            state = Question.objects.get(pk=question.pk).state
            raise UndoneError(state)
    except UndoneError as undone:
        return str(undone)
    except (NotAllowedError, WrongStateError) as refusal:
        return type(refusal).__name__
