"""Answers at the desk: written, picked, checked, signed, looked through for personal data and published."""

from typing import Any

import pytest

from luatgandan.features.library.models import Document
from luatgandan.features.library.tests import laws

from .. import services
from ..enums import State
from ..models import Answer, Question
from ..queries import signed_answer
from ..rules import Caller
from .browser import at_desk, text, url
from .conftest import NOW, MakeStaff
from .paths import WRITTEN, Way


@pytest.fixture
def way(asker: Caller, officer: Caller, checker: Caller) -> Way:
    return Way(asker=asker, officer=officer, checker=checker)


def typed(**other: Any) -> dict[str, Any]:
    values = {"seen": 0, "short": "Phạt tiền.", "explanation": "Vì luật.", "steps": "Một\nHai", "office": "Công an xã",
              "day_of_law": "2026-11-16"}  # fmt: skip
    return {**values, **other}


def test_an_answer_is_written_with_what_was_typed(question: Question, officer: Caller) -> None:
    services.accept_question(question=question, by=officer, at=NOW)
    desk = at_desk(officer)
    wrong = desk.post(url("write", question), typed(short=""))
    assert wrong.status_code == 422
    assert "Vì luật." in text(wrong)
    desk.post(url("write", question), typed())
    answer = Answer.objects.get()
    assert (answer.number, answer.steps, answer.office) == (1, ["Một", "Hai"], "Công an xã")
    assert "Một\nHai" in text(desk.get(url("write", question)))


def test_two_officers_at_once_lose_nothing(question: Question, officer: Caller, make_staff: MakeStaff) -> None:
    services.accept_question(question=question, by=officer, at=NOW)
    first, second = at_desk(officer), at_desk(make_staff("editor"))
    first.post(url("write", question), typed(short="Lời của người thứ nhất."))
    told = second.post(url("write", question), typed(short="Lời của người thứ hai."))
    assert told.status_code == 422
    page = text(told)
    assert "Lời của người thứ nhất." in page
    assert "Lời của người thứ hai." in page
    assert 'name="seen" value="1"' in page
    assert {one.short: one.is_beside for one in Answer.objects.all()} == {
        "Lời của người thứ nhất.": False, "Lời của người thứ hai.": True,
    }  # fmt: skip
    assert second.post(url("write", question), typed(seen=1, short="Lời ghép.")).status_code == 302
    assert "soạn cùng lúc, chờ ghép" in text(first.get(url("question", question)))


def test_provisions_are_picked_and_what_was_typed_stays(question: Question, officer: Caller, law: Document) -> None:
    services.accept_question(question=question, by=officer, at=NOW)
    desk, key = at_desk(officer), f"{law.pk}/art_1"
    found = text(desk.post(url("write", question), typed(tim="1", tim_gi=f"Điều 1 {law.number}")))
    assert f'name="chon" value="{key}"' in found
    assert "Vì luật." in found
    chosen = text(desk.post(url("write", question), typed(chon=key)))
    assert f'<input type="hidden" name="a" value="{key}">' in chosen
    assert not Answer.objects.exists()
    gone = text(desk.post(url("write", question), typed(a=key, bo=key)))
    assert f'name="a" value="{key}"' not in gone
    desk.post(url("write", question), typed(a=key))
    assert Answer.objects.get().basis == [{"document": law.pk, "eid": "art_1"}]


@pytest.fixture
def law(db: None) -> Document:
    return laws.stored_law()


def test_nobody_checks_or_signs_their_own_words(question: Question, way: Way, checker: Caller) -> None:
    way.officer = checker  # who may do everything writes it
    way.to(State.CHECKING, question)
    desk = at_desk(checker)
    assert url("act", question, "check") not in text(desk.get(url("question", question)))
    assert "không tự kiểm tra" in text(desk.post(url("act", question, "check"), {"seen": 1, "note": ""}))


def test_from_check_to_sign_by_forms(question: Question, way: Way, checker: Caller) -> None:
    way.to(State.CHECKING, question)
    desk = at_desk(checker)
    assert WRITTEN.short in text(desk.get(url("act", question, "check")))
    stale = desk.post(url("act", question, "check"), {"seen": 0, "note": ""})
    assert "bản trả lời mới hơn" in text(stale)
    desk.post(url("act", question, "check"), {"seen": 1, "note": ""})
    desk.post(url("act", question, "sign"), {"seen": 1, "note": ""})
    question.refresh_from_db()
    assert question.state == State.ANSWERED
    assert signed_answer(question) is not None


def test_personal_data_are_proposed_hidden_and_confirmed(question: Question, way: Way, checker: Caller) -> None:
    Question.objects.filter(pk=question.pk).update(text="Tôi ở thửa đất số 12, gọi 0912345678.")
    way.to(State.ANSWERED, question)
    desk, address = at_desk(checker), url("publish", question)
    first = desk.get(address)
    keys = [one.key for one, _ticked in first.context["proposals"]]
    assert any("0912345678" in key for key in keys)
    assert "<mark>" in text(first)
    words = {name: first.context["form"].initial[name] for name in ("title", "text", "short", "explanation")}
    refused = desk.post(address, {**words, "thay": keys, "an": keys, "is_confirmed": "on", "publish": "1"})
    assert "Còn chỗ được đánh dấu ẩn" in text(refused)
    hidden = desk.post(address, {**words, "thay": keys, "an": keys, "hide": "1"}).context["form"].initial
    assert "0912345678" not in hidden["text"]
    assert "Tôi ở" in hidden["text"]
    unconfirmed = desk.post(address, {**hidden, "publish": "1"})
    assert "Hãy xác nhận đã đọc" in text(unconfirmed)
    assert desk.post(address, {**hidden, "is_confirmed": "on", "publish": "1"}).status_code == 302
    question.refresh_from_db()
    assert question.state == State.PUBLISHED
    assert "0912345678" not in question.publication.text


def test_a_place_may_be_kept_when_its_tick_is_taken_away(question: Question, way: Way, checker: Caller) -> None:
    Question.objects.filter(pk=question.pk).update(text="Gọi tổng đài 0912345678 được không?")
    way.to(State.ANSWERED, question)
    desk, address = at_desk(checker), url("publish", question)
    first = desk.get(address)
    keys = [one.key for one, _ticked in first.context["proposals"]]
    words = {name: first.context["form"].initial[name] for name in ("title", "text", "short", "explanation")}
    assert desk.post(address, {**words, "thay": keys, "is_confirmed": "on", "publish": "1"}).status_code == 302
