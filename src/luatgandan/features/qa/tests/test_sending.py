"""A question comes in: what is kept, where it goes, and what is refused in words."""

from dataclasses import replace

import pytest

from luatgandan.backends.messages.fake import outbox
from luatgandan.foundation.places.models import Province, Ward

from ..enums import Act, Channel, Field, State
from ..models import Question, Route
from ..queries import contact_of, organisation_for, question_by_code, question_by_token
from ..rules import NOBODY, Caller, is_asker, token_of
from ..services import (
    Asked,
    MissingWordsError,
    NotAllowedError,
    confirm_contact,
    proven_contact,
    send_contact_code,
    send_question,
    take_in_question,
)
from ..services.contacts import MOST_ATTEMPTS, TooManyCodesError, WrongCodeError
from ..services.sending import LONGEST_TEXT, NobodyAnswersError, NoContactError, TooLongError
from .conftest import NOW, MakeStaff, Units

ASKED = Asked(
    title="", text="Chó nhà bên cắn gà tôi, ai đền?\nHọ nói không phải chó họ.", contact="hoa@example.invalid"
)


def test_without_an_account_the_link_makes_the_asker(units: Units) -> None:
    question = send_question(asked=ASKED, by=NOBODY, at=NOW)

    assert (question.title, question.state, question.channel) == (ASKED.text.splitlines()[0], State.SENT, Channel.WEB)
    assert question.organisation == units["root"]  # nobody set a route: who runs the portal
    assert "example" not in question.contact
    assert contact_of(question) == "hoa@example.invalid"
    token = token_of(question)
    assert question_by_token(token) == question
    assert question_by_token(token[:-1] + ("0" if token[-1] != "0" else "1")) is None
    assert not is_asker(NOBODY, question)


@pytest.mark.parametrize("typed", ["{}", " {} ", "{} \n"])
def test_the_code_is_found_however_it_is_typed(question: Question, typed: str) -> None:
    for code in (question.code, question.code.lower(), question.code.replace("-", " "), question.code[3:]):
        assert question_by_code(typed.format(code)) == question
    assert question_by_code("HD-0000-0000") is None


def test_the_same_form_sent_twice_is_one_question(units: Units) -> None:
    asked = replace(ASKED, form_key="form-1")
    first, second = (send_question(asked=asked, by=NOBODY, at=NOW) for _time in range(2))

    assert first == second
    assert first.moves.count() == 1
    assert send_question(asked=replace(asked, form_key="form-2"), by=NOBODY, at=NOW) != first


def test_bad_words_are_refused_in_words(units: Units) -> None:
    with pytest.raises(TooLongError, match="50000 ký tự"):
        send_question(asked=replace(ASKED, text="a" * 50_000), by=NOBODY, at=NOW)
    assert send_question(asked=replace(ASKED, text="a" * LONGEST_TEXT), by=NOBODY, at=NOW).title.endswith("…")
    with pytest.raises(MissingWordsError, match="Hãy viết điều bạn muốn hỏi"):
        send_question(asked=replace(ASKED, text=" \n "), by=NOBODY, at=NOW)
    with pytest.raises(NoContactError, match="thư điện tử hoặc số điện thoại"):
        send_question(asked=replace(ASKED, contact=""), by=NOBODY, at=NOW)
    assert Question.objects.count() == 1


def test_a_script_is_kept_as_words(units: Units) -> None:
    question = send_question(asked=replace(ASKED, text="<script>alert(1)</script>"), by=NOBODY, at=NOW)

    assert question.text == question.title == "<script>alert(1)</script>"


def test_without_any_organisation_the_asker_is_told(db: None) -> None:
    with pytest.raises(NobodyAnswersError, match="Chưa có đơn vị"):
        send_question(asked=ASKED, by=NOBODY, at=NOW)


def test_the_closest_route_wins(units: Units) -> None:
    province = Province.objects.create(code="92", name="Cần Thơ", kind="city")
    ward = Ward.objects.create(code="31117", name="Phường Thử", kind="ward", area="urban", province=province)
    rows = [("", None, "root"), (Field.LAND, None, "ward-a"), ("", ward, "ward-b")]
    for field, place, unit in rows:
        Route.objects.create(field=field, place=place, organisation=units[unit])

    assert organisation_for(field=Field.DEBT, place=None) == units["root"]
    assert organisation_for(field=Field.LAND, place=None) == units["ward-a"]
    assert organisation_for(field=Field.LAND, place=ward) == units["ward-b"]
    Route.objects.create(field=Field.LAND, place=ward, organisation=units["root"])
    assert organisation_for(field=Field.LAND, place=ward) == units["root"]


def test_an_officer_writes_down_what_somebody_asks_at_a_pagoda(
    units: Units, officer: Caller, make_staff: MakeStaff
) -> None:
    asked = replace(ASKED, contact="", name="Thạch Sa Rinh", organisation=units["ward-b"])
    unit = units["ward-a"]
    question = take_in_question(asked=asked, channel=Channel.PAGODA, organisation=unit, by=officer.person, at=NOW)

    assert (question.channel, question.taken_by, question.asker) == (Channel.PAGODA, officer.person, None)
    assert question.organisation == units["ward-b"]
    assert question.moves.get().act == Act.SEND
    assert not is_asker(officer, question)
    stranger = make_staff("editor", "ward-b").person
    with pytest.raises(NotAllowedError):
        take_in_question(asked=asked, channel=Channel.PAGODA, organisation=unit, by=stranger, at=NOW)


def code_sent() -> str:
    return outbox[-1].text.split()[0]


def test_a_code_proves_who_reads_an_address(db: None) -> None:
    send_contact_code(contact="hoa@example.invalid", address="192.0.2.1", at=NOW)
    proof = confirm_contact(contact="hoa@example.invalid", code=f" {code_sent()} ", at=NOW)

    assert proven_contact(proof=proof) == "hoa@example.invalid"
    with pytest.raises(WrongCodeError):  # a code works once
        confirm_contact(contact="hoa@example.invalid", code=code_sent(), at=NOW)
    with pytest.raises(WrongCodeError):
        proven_contact(proof=proof[:-1])


def test_a_code_works_again_for_the_same_form_pressed_twice_and_for_no_other(db: None) -> None:
    send_contact_code(contact="hoa@example.invalid", address="192.0.2.1", at=NOW)
    given = {"contact": "hoa@example.invalid", "code": code_sent(), "at": NOW}
    proofs = [confirm_contact(**given, form_key="mau-1") for _press in range(2)]
    assert [proven_contact(proof=one) for one in proofs] == ["hoa@example.invalid"] * 2
    for other in ("mau-2", ""):
        with pytest.raises(WrongCodeError):
            confirm_contact(**given, form_key=other)


def test_a_code_of_another_address_or_a_guess_is_refused(db: None) -> None:
    send_contact_code(contact="+84912345678", address="192.0.2.1", at=NOW)
    code = code_sent()
    with pytest.raises(WrongCodeError, match="câu hỏi vẫn còn"):
        confirm_contact(contact="+84987654321", code=code, at=NOW)
    for _guess in range(MOST_ATTEMPTS):
        with pytest.raises(WrongCodeError):
            confirm_contact(contact="+84912345678", code="000000" if code != "000000" else "1", at=NOW)
    with pytest.raises(WrongCodeError):  # the right one comes too late
        confirm_contact(contact="+84912345678", code=code, at=NOW)


def test_codes_are_not_sent_without_end(db: None) -> None:
    for _time in range(3):
        send_contact_code(contact="hoa@example.invalid", address="192.0.2.1", at=NOW)
    with pytest.raises(TooManyCodesError, match="10 phút"):
        send_contact_code(contact="hoa@example.invalid", address="192.0.2.1", at=NOW)
