"""Who hears of what, and what is kept of whom."""

from typing import Any

import pytest

from luatgandan.backends.messages.fake import outbox
from luatgandan.foundation.accounts.rules import PersonalData
from luatgandan.foundation.audit.models import Entry
from luatgandan.foundation.modules.registry import modules
from luatgandan.foundation.notifications.models import Notification

from .. import services
from ..enums import Act, State
from ..models import Move, Question
from ..queries import question_by_token
from ..rules import NOBODY, Caller
from ..services import Asked
from .conftest import NOW, MakeStaff, Units
from .paths import Way


@pytest.fixture
def way(asker: Caller, officer: Caller, checker: Caller) -> Way:
    return Way(asker=asker, officer=officer, checker=checker)


@pytest.fixture(autouse=True)
def empty_outbox() -> None:
    outbox.clear()


def told(move: Move) -> set[Any]:
    """Whom the portal told of this act."""
    known = set(Notification.objects.values_list("pk", flat=True))
    services.tell(move=move, at=NOW)
    return {one.person for one in Notification.objects.exclude(pk__in=known)}


def test_the_holder_of_an_address_gets_the_link_and_reads_the_answer(
    units: Units, officer: Caller, django_capture_on_commit_callbacks: Any
) -> None:
    asked = Asked(title="Chó cắn gà", text="Ai đền?", contact="hoa@example.invalid", organisation=units["ward-a"])
    with django_capture_on_commit_callbacks(execute=True):
        question = services.send_question(asked=asked, by=NOBODY, at=NOW)

    letter = outbox[-1]
    assert letter.to == "hoa@example.invalid"
    assert f"Đã nhận câu hỏi {question.code}, hẹn trả lời chậm nhất ngày 30/11/2026" in letter.text
    token = letter.text.split("/cua-toi/")[1].split("/")[0]
    assert question_by_token(token) == question
    assert [one.person for one in Notification.objects.all()] == [officer.person]
    with django_capture_on_commit_callbacks(execute=True):
        services.ask_for_more(question=_accepted(question, officer), text="Gà mấy con?", by=officer, at=NOW)
    assert "cần bạn nói thêm" in outbox[-1].text
    assert "Gà mấy con" not in outbox[-1].text


def test_who_asked_in_khmer_is_led_to_a_page_in_khmer(units: Units) -> None:
    asked = Asked(title="x", text="x", contact="hoa@example.invalid", organisation=units["ward-a"], language="km")
    question = services.send_question(asked=asked, by=NOBODY, at=NOW)
    services.tell(move=question.moves.get(), at=NOW)
    assert f"/km{services.asker_path(question)}" in outbox[-1].text


def _accepted(question: Question, officer: Caller) -> Question:
    return services.accept_question(question=question, by=officer, at=NOW)


def test_a_phone_gets_a_text_message_in_the_askers_language(units: Units) -> None:
    asked = Asked(title="x", text="x", contact="+84912345678", organisation=units["ward-a"])
    question = services.send_question(asked=asked, by=NOBODY, at=NOW)
    services.tell(move=question.moves.get(), at=NOW)
    assert outbox[-1].to == "+84912345678"


def test_those_who_answer_those_who_decide_and_those_above(
    question: Question, way: Way, make_staff: MakeStaff, officer: Caller, checker: Caller, asker: Caller
) -> None:
    above, elsewhere = make_staff("approver", "root"), make_staff("approver", "ward-b")
    both = {officer.person, checker.person}
    assert told(question.moves.get(act=Act.SEND)) == {*both, asker.person}
    way.to(State.CHECKING, question)
    assert told(question.moves.get(act=Act.HAND_IN)) == {checker.person}
    services.complain(question=question, text="Lâu quá.", by=asker, at=NOW)
    assert told(question.moves.get(act=Act.COMPLAIN)) == {above.person}
    assert elsewhere.person not in told(question.moves.get(act=Act.SEND))


def test_where_nobody_works_the_unit_above_hears(units: Units, make_staff: MakeStaff, asker: Caller) -> None:
    above = make_staff("editor", "root")
    question = services.send_question(asked=Asked(title="x", text="x", organisation=units["ward-b"]), by=asker, at=NOW)
    assert told(question.moves.get()) == {above.person, asker.person}


def test_the_log_knows_acts_and_no_words(question: Question, way: Way) -> None:
    Question.objects.filter(pk=question.pk).update(title="Số 0912345678", text="a@example.invalid")
    way.to(State.PUBLISHED, question)
    rows = Entry.objects.filter(action__startswith="qa.").order_by("sequence")
    assert [one.action for one in rows] == [
        "qa.send", "qa.accept", "qa.write", "qa.hand_in", "qa.check", "qa.sign", "qa.publish",
    ]  # fmt: skip
    assert {one.object_label for one in rows} == {question.code}


def test_an_erased_person_leaves_a_question_without_words(question: Question, way: Way, asker: Caller) -> None:
    way.to(State.PUBLISHED, question)
    running = services.send_question(asked=Asked(title="Riêng", text="Riêng tư", name="Hoa"), by=asker, at=NOW)
    services.say(question=running, text="Tôi ở số 5.", by=asker, at=NOW)
    assert len(personal_data(asker)) == 2

    assert services.forget_asker(person_id=asker.person.pk) == 2

    for one in (question, running):
        one.refresh_from_db()
        assert (one.asker, one.name, one.contact) == (None, "", "")
        assert "đã xóa" in one.text
        assert one.title == one.text
    assert (question.state, running.state) == (State.PUBLISHED, State.WITHDRAWN)
    assert not running.messages.exists()
    assert question.publication.short
    assert personal_data(asker) == []


def personal_data(asker: Caller) -> list[Any]:
    """What the room's offer gives the person."""
    room = next(one for one in modules() if one.name == "qa")
    offer = next(one for one in room.offers if isinstance(one, PersonalData))
    return list(offer.collect(asker.person))
