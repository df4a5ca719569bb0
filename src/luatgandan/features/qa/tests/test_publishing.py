"""Published answers: found, given word for word, looked at again when the law changes; what came with the portal."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from luatgandan.features.library import services as library
from luatgandan.features.library.enums import Decision
from luatgandan.features.library.models import Document, Review
from luatgandan.features.library.queries.search_items import DOCUMENTS
from luatgandan.features.library.tests.changes import AHEAD, amend, clause, confirm, make, proposed, stored_decree
from luatgandan.foundation.accounts.models import Person
from luatgandan.foundation.notifications.models import Notification
from luatgandan.foundation.organisations.models import Organisation
from luatgandan.foundation.search.models import Change

from .. import queries, services
from ..enums import Act, Channel, State
from ..models import Publication, Question
from ..rules import Caller
from ..services import Written
from ..services.own import publish_own
from ..services.wording import MOST_STEPS
from .conftest import NOW, Units
from .paths import WORDS, Way

TODAY = date(2026, 11, 22)
NO_MORE_STEPS = MOST_STEPS + 1


@pytest.fixture
def law(db: None) -> Document:
    return stored_decree()


@pytest.fixture
def publication(law: Document, question: Question, asker: Caller, officer: Caller, checker: Caller) -> Publication:
    """An answer that rests on clause 2 of Article 2."""
    Way(asker=asker, officer=officer, checker=checker).to(State.ACCEPTED, question)
    written = Written(
        short="Tịch thu xe.", day_of_law=TODAY, basis=[(law.pk, "art_2__para_2")], steps=["Xem biên bản."],
        office="Công an phường",
    )  # fmt: skip
    services.save_draft(question=question, written=written, seen=0, by=officer, at=NOW)
    services.hand_in(question=question, seen=1, by=officer, at=NOW)
    services.check_answer(question=question, seen=1, by=checker, at=NOW)
    services.sign_answer(question=question, seen=1, by=checker, at=NOW)
    words = replace(WORDS, steps=("Xem biên bản.",), office="Công an phường")
    return services.publish_answer(question=question, words=words, is_confirmed=True, by=checker, at=NOW)


def test_a_published_answer_is_found_and_given_word_for_word(publication: Publication, law: Document) -> None:
    question = publication.question
    (item,) = queries.question_items()
    assert (item.id, item.kind, item.title, item.url) == (
        f"qa:{question.pk}", "question", WORDS.title, publication.get_absolute_url(),
    )  # fmt: skip
    assert question.text not in item.text
    assert queries.load_questions([str(question.pk)]) == [item]
    answer = queries.published_answers([item.id, "topic:1/x"])[item.id]
    assert (answer.answer, answer.signer, answer.cited) == (
        WORDS.short, "Phường ward-a", ((law.pk, "art_2__para_2"),),
    )  # fmt: skip
    assert (answer.steps, answer.helpers) == (("Xem biên bản.",), (("Công an phường", "", ""),))


def test_when_the_law_changes_the_answer_is_flagged_then_hidden_until_somebody_looks(
    publication: Publication, law: Document, officer: Caller, checker: Caller, django_capture_on_commit_callbacks: Any
) -> None:
    root = Person.objects.create_superuser("root", "root@example.invalid", "x")
    newer = make("20/2026/NĐ-CP", date(2026, 11, 1), AHEAD)
    with django_capture_on_commit_callbacks(execute=True):
        confirm(root, *proposed(newer, amend(law, "art_2__para_2", clause("2", "Không giữ xe nữa."))))

    review = Review.objects.get()
    assert (review.source, review.organisation_code) == (publication, "ward-a")
    assert set(Notification.objects.filter(kind=library.NOTIFICATION).values_list("person", flat=True)) == {
        officer.person.pk, checker.person.pk,
    }  # fmt: skip
    grace, late = review.grace_until, date(2027, 6, 1)
    assert grace == AHEAD
    assert queries.public_answer(publication.question.code, on=grace) == publication
    assert queries.public_answer(publication.question.code, on=late) is None
    assert queries.turning_questions(TODAY, late) == [publication.question_id]
    library.decide_review(review=review, decision=Decision.KEPT, note="Vẫn đúng.", by=officer.person, at=NOW)
    assert queries.public_answer(publication.question.code, on=late) == publication


def own(law: Document, unit: Organisation) -> Question:
    written = Written(short="Tạm giữ xe.", day_of_law=TODAY, basis=[(law.pk, "art_2")], steps=["Đi nộp phạt."])
    return publish_own(
        key="starter:giu-xe", title="Bị giữ xe thì sao?", variants=["giu xe lam gi"], field="giao-thong",
        written=written, says=["Giữ xe."], organisation=unit, at=NOW,
    )  # fmt: skip


def test_what_the_portal_asks_itself_is_published_once_and_counts_in_no_promise(law: Document, units: Units) -> None:
    question = own(law, units["root"])
    assert own(law, units["root"]) == question
    assert (question.channel, question.state) == (Channel.OWN, State.PUBLISHED)
    assert queries.public_questions(on=TODAY, field="giao-thong").get().question == question
    assert queries.public_questions(on=TODAY, field="khac").count() == 0
    assert law.citations.of_rooms().get().says == "Giữ xe."
    assert queries.promises(today=TODAY) == []
    assert question.moves.get().act == Act.SEND
    assert next(queries.question_items()).names == (question.code, "giu xe lam gi")
    asked = {(question.publication.pk, ""): "Bị giữ xe thì sao?\ngiu xe lam gi"}
    assert queries.asked_in([question.publication.pk]) == asked
    Change.objects.all().delete()
    library.flag_document(document=law, on=TODAY, by=None, at=NOW)
    assert (DOCUMENTS, str(law.pk)) in Change.objects.values_list("source", "key"), "the law lent these words"
    Review.objects.update(grace_until=TODAY - timedelta(days=1))
    assert queries.asked_in([question.publication.pk]) == {}, "hidden: it lends none"


def test_public_steps_are_as_few_as_those_of_the_answer(
    question: Question, asker: Caller, officer: Caller, checker: Caller
) -> None:
    Way(asker=asker, officer=officer, checker=checker).to(State.ANSWERED, question)
    words = replace(WORDS, steps=("Nộp phạt.",) * NO_MORE_STEPS)
    with pytest.raises(services.QuestionError, match=f"Nhiều nhất {MOST_STEPS} bước"):
        services.publish_answer(question=question, words=words, is_confirmed=True, by=checker, at=NOW)


def test_a_duplicate_leads_to_what_its_asker_may_read(
    publication: Publication, units: Units, officer: Caller, db: None
) -> None:
    stranger = Caller(person=Person.objects.create_user("b", "b@example.invalid", "x"))
    asked = services.Asked(title="Lại hỏi", text="Lại hỏi", organisation=units["ward-a"])
    twice, hidden = (services.send_question(asked=asked, by=stranger, at=NOW) for _time in range(2))
    services.mark_duplicate(question=twice, of=publication.question, by=officer, at=NOW)
    twice.refresh_from_db()
    assert (twice.state, twice.duplicate_of) == (State.DUPLICATE, publication.question)
    services.unpublish_answer(question=publication.question, reason="Sai.", by=_head(officer, units), at=NOW)
    with pytest.raises(services.QuestionError, match="chưa đăng công khai"):
        services.mark_duplicate(question=hidden, of=publication.question, by=officer, at=NOW)
    with pytest.raises(services.QuestionError, match="câu hỏi gốc"):
        services.mark_duplicate(question=hidden, of=twice, by=officer, at=NOW)


def _head(officer: Caller, units: Units) -> Caller:
    return Caller(person=Person.objects.create_superuser("head", "head@example.invalid", "x"))


@pytest.mark.parametrize("count", [1, 30])
def test_lists_take_as_many_queries_for_thirty_rows_as_for_one(
    count: int, units: Units, law: Document, officer: Caller, django_assert_max_num_queries: Any
) -> None:
    for place in range(count):
        publish_own(
            key=f"k{place}", title=f"Câu {place}?", variants=[], field="giao-thong",
            written=Written(short="Có.", day_of_law=TODAY), says=[], organisation=units["ward-a"], at=NOW,
        )  # fmt: skip
    with django_assert_max_num_queries(2):
        rows = list(queries.public_questions(on=TODAY))
        assert [one.question.organisation.name for one in rows] == ["Phường ward-a"] * count
        assert all(one.get_absolute_url() for one in rows)
    with django_assert_max_num_queries(3):
        desk = queries.desk_questions(officer.person)
        assert len([(one.organisation.name, one.publication.title) for one in desk]) == count
