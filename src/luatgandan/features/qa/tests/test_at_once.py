"""Two people in the same moment, each with a connection of its own: nothing is lost, and both are told.

SQLite lets one write after the other; `python docs/scaled_tests.py` with this file tries it on PostgreSQL.
"""

import threading
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from django.db import connection

from luatgandan.foundation.notifications.models import Notification

from .. import services
from ..enums import Act, State
from ..models import Answer, Question
from ..queries import latest_answer
from ..rules import Caller
from ..services import Asked, QuestionError, Written
from .conftest import NOW, MakeStaff, Units
from .paths import WORDS, Way

pytestmark = pytest.mark.django_db(transaction=True)
TODAY, LATER = date(2026, 11, 16), NOW + timedelta(hours=9)


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """What each act returned, or the refusal it met, all begun in the same moment."""
    ready = threading.Barrier(len(acts))
    outcomes: list[Any] = [None] * len(acts)

    def run(place: int) -> None:
        ready.wait()
        try:
            outcomes[place] = acts[place]()
        except QuestionError as refusal:
            outcomes[place] = refusal
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


@pytest.fixture
def way(asker: Caller, officer: Caller, checker: Caller) -> Way:
    return Way(asker=asker, officer=officer, checker=checker)


def test_two_officers_answer_and_both_words_are_kept(way: Way, question: Question, make_staff: MakeStaff) -> None:
    way.to(State.ACCEPTED, question)
    officers = [way.officer, make_staff("editor")]

    def write(place: int) -> services.Saved:
        words = Written(short=f"Lời của người {place}.", day_of_law=TODAY)
        return services.save_draft(question=question, written=words, seen=0, by=officers[place], at=LATER)

    saved = at_once(lambda: write(0), lambda: write(1))

    first, second = sorted(saved, key=lambda one: one.answer.number)
    assert [one.answer.is_beside for one in (first, second)] == [False, True]
    assert second.newer == first.answer == latest_answer(question)
    assert set(question.answers.values_list("short", flat=True)) == {"Lời của người 0.", "Lời của người 1."}
    told = Notification.objects.filter(kind=services.DESK_KIND, title__contains="hai người cùng soạn")
    assert set(told.values_list("person", flat=True)) == {one.person.pk for one in officers}
    assert question.moves.filter(act=Act.WRITE).count() == 2


def test_two_sign_and_one_signature_stands(way: Way, question: Question, make_staff: MakeStaff) -> None:
    way.to(State.SIGNING, question)
    signers = [way.checker, make_staff("unit_head")]

    def sign(by: Caller) -> Question:
        return services.sign_answer(question=question, seen=1, by=by, at=LATER)

    outcomes = at_once(*(partial(sign, by) for by in signers))

    (signed,) = [by for by, one in zip(signers, outcomes, strict=True) if isinstance(one, Question)]
    (refusal,) = [one for one in outcomes if isinstance(one, QuestionError)]
    assert str(refusal).startswith("Câu hỏi đang ở bước “Đã trả lời”")
    assert Answer.objects.get(question=question).signer == signed.person
    assert question.moves.filter(act=Act.SIGN).count() == 1


def test_one_publishes_while_the_asker_asks_to_look_again(way: Way, question: Question) -> None:
    """Both orders are right: public and then looked at again, or looked at again and not public."""
    way.to(State.ANSWERED, question)
    outcomes = at_once(
        lambda: services.publish_answer(question=question, words=WORDS, is_confirmed=True, by=way.checker, at=LATER),
        lambda: services.reopen_question(question=question, text="Chưa rõ.", by=way.asker, at=LATER),
    )

    question.refresh_from_db()
    is_refused = isinstance(outcomes[0], QuestionError)
    assert question.state == State.ANSWERING
    assert question.moves.filter(act=Act.PUBLISH).count() == (0 if is_refused else 1)
    assert [one.text for one in question.messages.all()] == ["Chưa rõ."]


def test_a_form_sent_twice_is_one_question(units: Units, asker: Caller) -> None:
    asked = Asked(title="Hỏi", text="Hỏi gì đó.", organisation=units["ward-a"], form_key="a-key-of-one-form")

    def send() -> Question:
        return services.send_question(asked=asked, by=asker, at=NOW)

    sent = at_once(send, send, send)

    question = Question.objects.get()
    assert sent == [question] * 3
    assert question.moves.count() == 1
