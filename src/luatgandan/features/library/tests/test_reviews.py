"""The review queue: what is flagged by which change, grace, policy, decisions, rights, undoing, what readers see."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from luatgandan.features.library import queries, services
from luatgandan.features.library.enums import Action, Decision, Origin, Reason, RelationKind
from luatgandan.features.library.models import Document, Review, Term
from luatgandan.features.library.services import ProposedChange, Related
from luatgandan.foundation.accounts.models import Person
from luatgandan.foundation.audit.models import Entry
from luatgandan.foundation.notifications.models import Notification
from luatgandan.lib.legaltext import Address
from luatgandan.lib.legaltext.tree import Node

from .changes import AHEAD, ARTICLES, amend, clause, make, point, stored_decree
from .laws import NOW
from .reviewing import TODAY, cites, happens, people, term

pytestmark = pytest.mark.usefixtures("citing_terms")


@pytest.fixture
def law(db: None) -> Document:
    return stored_decree()


def flagged() -> list[tuple[str, str]]:
    return [(one.part, one.reason) for one in Review.objects.filter(decision=Decision.OPEN).order_by("part")]


CITED = {
    "ca-dieu": Address("2"),
    "khoan-1": Address("2", "1"),
    "diem-1a": Address("2", "1", "a"),
    "diem-1b": Address("2", "1", "b"),
    "khoan-2": Address("2", "2"),
    "dieu-3": Address("3"),
}


@pytest.mark.parametrize(
    ("target", "content", "expected"),
    [
        ("art_2__para_1__point_a", point("a", "đi ngược chiều;"), ["ca-dieu", "diem-1a", "khoan-1"]),
        ("art_2__para_2", clause("2", "Tạm giữ xe."), ["ca-dieu", "khoan-2"]),
        ("art_2__para_3", clause("3", "Nhắc nhở."), ["ca-dieu"]),
        ("art_2__para_1", clause("1", "Cảnh cáo đối với:", *ARTICLES[1].children[0].children),
         ["ca-dieu", "diem-1a", "diem-1b", "khoan-1"]),
        ("art_2__para_2a", clause("2a", "Mới."), ["ca-dieu"]),
    ],
)  # fmt: skip
def test_a_change_touches_what_cites_it_what_is_around_and_what_is_inside(
    law: Document, decree: Document, officer: Person, django_capture_on_commit_callbacks: Any,
    target: str, content: Node, expected: list[str],
) -> None:  # fmt: skip
    cites(term(), law, **CITED)
    happens(django_capture_on_commit_callbacks, officer, decree, amend(law, target, content))
    assert [part for part, _reason in flagged()] == expected


def test_a_repealed_article_touches_all_its_clauses(
    law: Document, decree: Document, officer: Person, django_capture_on_commit_callbacks: Any
) -> None:
    cites(term(), law, **CITED)
    repeal = ProposedChange(action=Action.REPEAL, target=law, target_eid="art_2")
    happens(django_capture_on_commit_callbacks, officer, decree, repeal)
    assert flagged() == [(part, Reason.REPEALED) for part in sorted(CITED) if part != "dieu-3"]


def test_a_document_that_ends_touches_everything_and_a_taken_back_end_nothing(
    law: Document, decree: Document, django_capture_on_commit_callbacks: Any
) -> None:
    cites(term(), law, **CITED)
    replaced = Related(kind=RelationKind.REPLACES, target=law)
    with django_capture_on_commit_callbacks(execute=True):
        services.relate(document=decree, relations=[replaced], origin=Origin.PORTAL)
    assert flagged() == [(part, Reason.EXPIRED) for part in sorted(CITED)]
    assert {one.changed_by for one in Review.objects.all()} == {decree}
    with django_capture_on_commit_callbacks(execute=True):
        services.relate(document=decree, relations=[], origin=Origin.PORTAL)
    assert flagged() == []
    with django_capture_on_commit_callbacks(execute=True):
        services.relate(document=decree, relations=[replaced], origin=Origin.PORTAL)
    assert len(flagged()) == Review.objects.count() == len(CITED)


def test_one_review_for_each_part_and_change_however_often_it_is_told(
    law: Document, decree: Document, officer: Person, django_capture_on_commit_callbacks: Any
) -> None:
    cites(term(), law, a=Address("2"), b=Address("2"))
    orders = [amend(law, f"art_2__para_{number}", clause(number, "Mới.")) for number in "23"]
    happens(django_capture_on_commit_callbacks, officer, decree, *orders)
    assert flagged() == [("a", "changed"), ("b", "changed")]


def test_who_wrote_with_the_new_words_before_them_is_left_alone(
    law: Document, decree: Document, officer: Person, django_capture_on_commit_callbacks: Any
) -> None:
    source = term()
    cites(source, law, a=Address("2", "2"))
    change = amend(law, "art_2__para_2", clause("2", "Mới."), on=date(2020, 1, 1))
    happens(django_capture_on_commit_callbacks, officer, decree, change)
    assert flagged() == [("a", "changed")]
    Review.objects.all().delete()
    cites(source, law, a=Address("2", "2"))
    services.flag_provisions(document=law, eids=["art_2__para_2"], on=date(2020, 1, 1), by=decree, at=NOW)
    assert flagged() == []


def test_without_our_text_the_day_of_writing_decides(db: None, decree: Document) -> None:
    bare = make("3/2015/NĐ-CP", date(2014, 12, 1), date(2015, 1, 1))
    cites(term(), bare, a=Address("2"))
    services.flag_provisions(document=bare, eids=["art_2"], on=TODAY - timedelta(days=400), by=decree, at=NOW)
    assert flagged() == []
    services.flag_provisions(document=bare, eids=["art_2"], on=AHEAD, by=decree, at=NOW)
    assert [part for part, _reason in flagged()] == ["a"]


def test_an_undone_change_takes_its_reviews_back_but_not_a_decision(
    law: Document, decree: Document, officer: Person, django_capture_on_commit_callbacks: Any
) -> None:
    cites(term(), law, a=Address("2"), b=Address("2", "2"))
    happens(django_capture_on_commit_callbacks, officer, decree, amend(law, "art_2__para_2", clause("2", "Mới.")))
    decided = Review.objects.get(part="a")
    services.decide_review(review=decided, decision=Decision.MENDED, note="Đã viết lại", by=officer, at=NOW)
    with django_capture_on_commit_callbacks(execute=True):
        services.undo_change(change=decree.proposed_changes.get(), by=officer, at=NOW)
    assert [(one.part, one.decision, one.note) for one in Review.objects.order_by("part")] == [
        ("a", "mended", "Đã viết lại"),
        ("b", "kept", "Thay đổi của luật đã được rút lại."),
    ]


def test_mending_so_that_it_is_no_longer_cited_closes_the_review(
    law: Document, decree: Document, officer: Person, django_capture_on_commit_callbacks: Any
) -> None:
    source = term()
    cites(source, law, a=Address("2"), b=Address("2"))
    happens(django_capture_on_commit_callbacks, officer, decree, amend(law, "art_2__para_2", clause("2", "Mới.")))
    cites(source, law, a=Address("3"), b=Address("2"))
    assert flagged() == [("b", "changed")]


def test_readers_are_told_first_warned_then_it_is_hidden_then_gone(
    law: Document, decree: Document, officer: Person, django_capture_on_commit_callbacks: Any
) -> None:
    source = term()
    cites(source, law, a=Address("2"))
    assert queries.notices_for(source, on=TODAY) == {}
    happens(django_capture_on_commit_callbacks, officer, decree, amend(law, "art_2__para_2", clause("2", "Mới.")))
    review = Review.objects.get()
    assert (review.changed_on, review.grace_until > AHEAD - timedelta(days=1)) == (AHEAD, True)
    told = [(one.is_ahead, one.is_hidden) for day in (TODAY, AHEAD, AHEAD + timedelta(days=60))
            for one in queries.notices_for(source, on=day).values()]  # fmt: skip
    assert told == [(True, False), (False, False), (False, True)]
    assert queries.hidden_parts(Term, on=AHEAD + timedelta(days=60)) == {(source.pk, "a")}
    services.decide_review(review=review, decision=Decision.WITHDRAWN, note="", by=officer, at=NOW)
    assert queries.notices_for(source, on=TODAY)["a"].is_hidden
    services.decide_review(review=review, decision=Decision.MENDED, note="", by=officer, at=NOW)
    assert queries.notices_for(source, on=TODAY) == {}
    assert Entry.objects.filter(action="library.decide_review").count() == 2


def test_a_citation_of_what_does_not_exist_is_shown_to_officers_only(law: Document) -> None:
    source = term()
    cites(source, law, a=Address("99"), b=Address("2", "9"), c=Address("2", "1", "a"))
    for _time in range(2):
        services.flag_missing(document=law, at=NOW)
    assert flagged() == [("a", "missing"), ("b", "missing")]
    assert (queries.notices_for(source, on=TODAY), queries.hidden_parts(Term, on=date(2030, 1, 1))) == ({}, set())


def test_editors_are_told_once_for_a_thing(
    law: Document, decree: Document, officer: Person, django_capture_on_commit_callbacks: Any
) -> None:
    source = term()
    people[source.pk] = [officer, officer]
    cites(source, law, a=Address("2"), b=Address("2", "2"))
    happens(django_capture_on_commit_callbacks, officer, decree, amend(law, "art_2__para_2", clause("2", "Mới.")))
    [told] = Notification.objects.all()
    assert told.title.startswith("Nghị định 1/2015/NĐ-CP thay đổi từ 01/01/2027: cần xem lại “Mục a” và 1 mục khác")
    services.remind_of_reviews(at=datetime(2027, 1, 2, 3, tzinfo=UTC))
    assert Notification.objects.count() == 2
