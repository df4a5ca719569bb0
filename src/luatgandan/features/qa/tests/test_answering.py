"""From draft to public answer: two persons, every version kept, nobody's words lost."""

from datetime import date

import pytest

from luatgandan.features.library.models import Citation, Document
from luatgandan.features.library.tests.laws import stored_law

from .. import services
from ..enums import State, Visibility
from ..models import Answer, Publication, Question
from ..queries import asker_view, public_answer, public_questions
from ..rules import Caller
from ..services import MissingWordsError, PublicWords, QuestionError, Written
from ..services.answering import ReadAgainError
from ..services.wording import NoSuchBasisError, TellsWhoAskedError
from .conftest import NOW, MakeStaff
from .paths import WORDS, WRITTEN, Way

TODAY = date(2026, 11, 16)


@pytest.fixture
def way(asker: Caller, officer: Caller, checker: Caller) -> Way:
    return Way(asker=asker, officer=officer, checker=checker)


@pytest.fixture
def law(db: None) -> Document:
    return stored_law()


def test_the_asker_reads_only_what_was_signed(way: Way, question: Question, officer: Caller) -> None:
    way.to(State.SIGNING, question)
    assert asker_view(question, today=TODAY).answer is None
    services.sign_answer(question=question, seen=1, by=way.checker, at=NOW)

    answer = asker_view(question, today=TODAY).answer
    assert answer is not None
    assert (answer.short, answer.author, answer.checker, answer.signer) == (
        WRITTEN.short, officer.person, way.checker.person, way.checker.person,
    )  # fmt: skip


def test_a_basis_must_stand_in_the_library_on_that_day(law: Document, way: Way, question: Question) -> None:
    way.to(State.ACCEPTED, question)
    for eid in ("art_999", "art_2__para_77"):
        written = Written(short="Có.", day_of_law=TODAY, basis=[(law.pk, eid)])
        with pytest.raises(NoSuchBasisError, match=r"Thư viện không có .* vào ngày 16/11/2026"):
            services.save_draft(question=question, written=written, seen=0, by=way.officer, at=NOW)
    assert not Answer.objects.exists()


def test_without_a_basis_the_explanation_says_why(way: Way, question: Question) -> None:
    way.to(State.ACCEPTED, question)
    services.save_draft(
        question=question, written=Written(short="Có.", day_of_law=TODAY), seen=0, by=way.officer, at=NOW
    )
    with pytest.raises(QuestionError, match="chưa có căn cứ"):
        services.hand_in(question=question, seen=1, by=way.officer, at=NOW)
    with pytest.raises(MissingWordsError, match="câu trả lời ngắn"):
        services.save_draft(
            question=question, written=Written(short=" ", day_of_law=TODAY), seen=1, by=way.officer, at=NOW
        )


def test_nobody_signs_words_they_have_not_read(way: Way, question: Question, make_staff: MakeStaff) -> None:
    way.to(State.CHECKING, question)
    services.give_back(question=question, reason="Thiếu bước.", by=way.checker, at=NOW)
    services.save_draft(question=question, written=WRITTEN, seen=1, by=way.officer, at=NOW)
    services.hand_in(question=question, seen=2, by=way.officer, at=NOW)
    with pytest.raises(ReadAgainError):
        services.check_answer(question=question, seen=1, by=way.checker, at=NOW)


def test_whoever_rewrites_becomes_the_author(way: Way, question: Question, make_staff: MakeStaff) -> None:
    way.to(State.CHECKING, question)
    services.give_back(question=question, reason="Tôi sửa.", by=way.checker, at=NOW)
    services.save_draft(question=question, written=WRITTEN, seen=1, by=way.checker, at=NOW)
    services.hand_in(question=question, seen=2, by=way.officer, at=NOW)
    with pytest.raises(services.NotAllowedError):
        services.check_answer(question=question, seen=2, by=way.checker, at=NOW)


def test_public_words_are_confirmed_and_do_not_name_the_asker(way: Way, question: Question) -> None:
    Question.objects.filter(pk=question.pk).update(name="Lâm Thị Hoa")
    way.to(State.ANSWERED, question)
    with pytest.raises(QuestionError, match="Hãy xác nhận"):
        services.publish_answer(question=question, words=WORDS, is_confirmed=False, by=way.checker, at=NOW)
    named = PublicWords(title="Bà lâm thị hoa hỏi", short="Có.")
    with pytest.raises(TellsWhoAskedError):
        services.publish_answer(question=question, words=named, is_confirmed=True, by=way.checker, at=NOW)
    services.publish_answer(question=question, words=WORDS, is_confirmed=True, by=way.checker, at=NOW)
    assert public_answer(question.code, on=TODAY) == Publication.objects.get()


def test_a_private_question_is_never_published(way: Way, question: Question) -> None:
    Question.objects.filter(pk=question.pk).update(visibility=Visibility.PRIVATE)
    way.to(State.ANSWERED, question)
    with pytest.raises(QuestionError, match="tự đọc"):
        services.publish_answer(question=question, words=WORDS, is_confirmed=True, by=way.checker, at=NOW)
    assert not public_questions(on=TODAY).exists()


def test_published_citations_stand_in_the_library_until_taken_back(law: Document, way: Way, question: Question) -> None:
    way.to(State.ACCEPTED, question)
    written = Written(short="Có.", day_of_law=TODAY, basis=[(law.pk, "art_2")])
    services.save_draft(question=question, written=written, seen=0, by=way.officer, at=NOW)
    services.hand_in(question=question, seen=1, by=way.officer, at=NOW)
    services.check_answer(question=question, seen=1, by=way.checker, at=NOW)
    services.sign_answer(question=question, seen=1, by=way.checker, at=NOW)
    assert not Citation.objects.of_rooms().exists()
    publication = services.publish_answer(question=question, words=WORDS, is_confirmed=True, by=way.checker, at=NOW)

    cited = Citation.objects.of_rooms().get()
    assert (cited.document, cited.eid, cited.url) == (law, "art_2", publication.get_absolute_url())
    assert cited.text_hash
    services.unpublish_answer(question=question, reason="Luật mới.", by=way.checker, at=NOW)
    assert not Citation.objects.of_rooms().exists()
    assert not public_questions(on=TODAY).exists()


def test_what_is_public_stays_while_it_is_looked_at_again_and_goes_when_refused(way: Way, question: Question) -> None:
    way.to(State.PUBLISHED, question)
    services.reopen_question(question=question, text="Chưa rõ.", by=way.asker, at=NOW)
    services.save_draft(question=question, written=WRITTEN, seen=1, by=way.officer, at=NOW)
    assert public_questions(on=TODAY).get().answer.number == 1
    services.withdraw_question(question=question, by=way.asker, at=NOW)
    assert not public_questions(on=TODAY).exists()
