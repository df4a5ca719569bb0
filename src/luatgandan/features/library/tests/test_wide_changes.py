"""Changes of whole documents, chapters and annexes: spread, confirmed, undone, refused."""

from datetime import date
from typing import Any

import pytest

from luatgandan.features.library import queries, services
from luatgandan.features.library.enums import Action, Proposal
from luatgandan.features.library.events import DocumentPublished
from luatgandan.features.library.models import Change, Document, ProvisionVersion
from luatgandan.features.library.services import ChangeRefusedError, ProposedChange
from luatgandan.features.library.services.meaning import read_meaning
from luatgandan.features.library.services.texts import Source, store_text
from luatgandan.foundation.accounts.models import Person
from luatgandan.lib.events import publish
from luatgandan.lib.legaltext.structure import parse_text
from luatgandan.lib.legaltext.tree import Level, Node

from .changes import amend, article, clause, confirm, make, proposed, told
from .laws import NOW

DAY = date(2018, 7, 1)


def chapter(number: str, *inner: Node, heading: str = "") -> Node:
    return Node(Level.CHAPTER, number, heading or f"TÊN CHƯƠNG {number}", children=inner)


BODY = (
    chapter("I", article("1", clause("1", "Cục Đường bộ quản lý.")), article("2", clause("1", "Phạt tiền."))),
    chapter("II", article("3", clause("1", "Hỏi Cục Đường bộ, số 15."), clause("2", "Đợi."), clause("3", "Về.")),
            article("4", clause("1", "Nộp phạt."))),
    chapter("III", article("5", clause("1", "Hiệu lực."))),
)  # fmt: skip


@pytest.fixture
def law(db: None) -> Document:
    return make("1/2015/NĐ-CP", date(2014, 12, 1), date(2015, 1, 1), *BODY)


@pytest.fixture
def amending(db: None) -> Document:
    return make("10/2018/NĐ-CP", date(2018, 1, 1), DAY)


def words(law: Document, *pairs: tuple[str, str], **fields: Any) -> ProposedChange:
    return ProposedChange(**{"action": Action.WORDS, "target": law, "target_eid": "", "words": pairs, **fields})


def rows(changes: list[Change]) -> list[tuple[str, str]]:
    return [(change.action, change.target_eid) for change in changes]


def standing(law: Document, day: date = DAY) -> list[tuple[str, str, bool]]:
    """What the law reads on a day, in order."""
    found = ProvisionVersion.objects.on(day).filter(provision__document=law).order_by("provision__position")
    return [(one.provision.eid, one.text, one.is_repealed) for one in found.select_related("provision")]


# --- words over a whole document -----------------------------------------------------------------------------------


def test_words_over_a_whole_document_are_proposed_for_each_article_that_has_them(
    law: Document, amending: Document, officer: Person
) -> None:
    changes = proposed(amending, words(law, ("Cục Đường bộ", "Cục Giao thông"), ("1", "2")))

    assert rows(changes) == [("words", ""), ("words", "art_1"), ("words", "art_3")]
    assert [change.problem for change in changes] == ["", "", ""]
    confirm(officer, changes[0])
    assert told(law, "art_3")[1][2] == "1. Hỏi Cục Giao thông, số 15.\n2. Đợi.\n3. Về."
    assert told(law, "art_2") == [(None, None, "1. Phạt tiền.")]
    assert {change.state for change in Change.objects.all()} == {Proposal.CONFIRMED}


def test_one_article_of_many_may_be_confirmed_or_rejected_by_itself(
    law: Document, amending: Document, officer: Person
) -> None:
    _whole, one, three = proposed(amending, words(law, ("Cục Đường bộ", "Cục Giao thông")))
    services.reject_change(change=one, by=officer, at=NOW)
    confirm(officer, three)

    assert rows(proposed(amending, words(law, ("Cục Đường bộ", "Cục Giao thông")))) == rows([_whole, one, three])
    assert [change.state for change in amending.proposed_changes.order_by("pk")] == [
        Proposal.PROPOSED, Proposal.REJECTED, Proposal.CONFIRMED,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"words": (("Tổng cục", "Cục"),)}, "Không điều nào của văn bản có cụm từ “Tổng cục”"),
        ({"words": (("Cục", "Sở"),), "text": "Thay … tại Nghị định này, trừ khoản 1 Điều 3."}, "loại trừ"),
    ],
)
def test_words_that_cannot_be_spread_say_why(
    law: Document, amending: Document, officer: Person, change: Any, message: str
) -> None:
    [row] = proposed(amending, words(law, **change))

    assert message in row.problem
    with pytest.raises(ChangeRefusedError, match=message):
        confirm(officer, row)


def test_another_phrase_of_the_sentence_is_no_part_of_the_whole(
    law: Document, amending: Document, officer: Person
) -> None:
    text = "Thay “Cục” bằng “Sở” tại Nghị định này, trừ khoản 1 Điều 3; thay “Phạt tiền” bằng “Nhắc nhở” tại Điều 2."
    other = words(law, ("Phạt tiền", "Nhắc nhở"), target_eid="art_2", text=text)
    whole, placed = proposed(amending, words(law, ("Cục", "Sở"), text=text), other)

    assert list(queries.part_rows(whole)) == []
    assert ("loại trừ" in whole.problem, placed.problem) == (True, "")
    with pytest.raises(ChangeRefusedError, match="loại trừ"):
        confirm(officer, whole)


def test_words_in_too_many_articles_are_not_spread(amending: Document) -> None:
    many = make("2/2015/NĐ-CP", date(2014, 12, 1), date(2015, 1, 1),
                *(article(str(number), clause("1", "Cục Đường bộ.")) for number in range(1, 302)))  # fmt: skip

    [row] = proposed(amending, words(many, ("Cục Đường bộ", "x")))

    assert "301 điều" in row.problem


def test_words_are_spread_once_the_document_comes(
    amending: Document, officer: Person, django_capture_on_commit_callbacks: Any
) -> None:
    wide = ProposedChange(
        action=Action.WORDS, target_number="1/2015/NĐ-CP", target_eid="", words=(("Cục Đường bộ", "Sở"),)
    )
    assert rows(proposed(amending, wide)) == [("words", "")]
    law = make("1/2015/NĐ-CP", date(2014, 12, 1), date(2015, 1, 1), *BODY)
    with django_capture_on_commit_callbacks(execute=True):
        publish(DocumentPublished(document_id=law.pk))

    changes = list(amending.proposed_changes.order_by("pk"))
    assert rows(changes) == [("words", ""), ("words", "art_1"), ("words", "art_3")]
    confirm(officer, changes[0])
    assert told(law, "art_1")[1][2] == "1. Sở quản lý."


# --- chapters and annexes ------------------------------------------------------------------------------------------


def test_a_repealed_chapter_ends_every_article_in_it_and_comes_back_when_undone(
    law: Document, amending: Document, officer: Person
) -> None:
    changes = proposed(amending, ProposedChange(action=Action.REPEAL, target=law, target_eid="chp_II"))

    assert rows(changes) == [("repeal", "chp_II"), ("repeal", "art_3"), ("repeal", "art_4")]
    confirm(officer, changes[0])
    assert [(eid, gone) for eid, _text, gone in standing(law)] == [
        ("chp_I", False), ("art_1", False), ("art_2", False),
        ("chp_II", True), ("art_3", True), ("art_4", True), ("chp_III", False), ("art_5", False),
    ]  # fmt: skip
    to_take_away = queries.parsed_on(law, day=DAY, today=DAY)
    assert [one.number for one in to_take_away.walk() if one.heading.endswith("(được bãi bỏ)")] == ["II", "3", "4"]
    services.undo_change(change=changes[0], by=officer, at=NOW)
    assert not any(gone for _eid, _text, gone in standing(law))
    assert {change.state for change in Change.objects.all()} == {Proposal.PROPOSED}


def test_a_new_text_of_a_chapter_replaces_adds_and_ends_articles(
    law: Document, amending: Document, officer: Person
) -> None:
    new = chapter("II", article("3", clause("1", "Hỏi Sở.")), article("3a", clause("1", "Thêm.")), heading="TÊN MỚI")
    changes = proposed(amending, amend(law, "chp_II", new))

    assert rows(changes) == [("amend", "chp_II"), ("replace", "art_3"), ("add", "art_3a"), ("repeal", "art_4")]
    assert [change.confidence for change in changes] == [1.0, 1.0, 1.0, 0.8]
    shown = queries.preview(changes[0])
    assert ("Hỏi Sở." in shown.after, "Nộp phạt." in shown.before, "Nộp phạt." in shown.after) == (True, True, False)
    confirm(officer, changes[0])
    assert [(eid, text, gone) for eid, text, gone in standing(law) if eid.endswith(("3", "3a", "4"))] == [
        ("art_3", "1. Hỏi Sở.", False), ("art_3a", "1. Thêm.", False), ("art_4", "", True),
    ]  # fmt: skip
    assert ProvisionVersion.objects.get(provision__eid="chp_II", valid_from=DAY).heading == "TÊN MỚI"
    assert law.provisions.get(eid="art_3a").parent == law.provisions.get(eid="chp_II")


def test_an_added_chapter_stands_behind_its_neighbour_and_holds_its_articles(
    law: Document, amending: Document, officer: Person
) -> None:
    new = chapter("IIa", article("4a", clause("1", "Một.")), article("4b", clause("1", "Hai.")))
    changes = proposed(amending, amend(law, "chp_IIA", new, action=Action.ADD))
    confirm(officer, changes[0])

    assert [one.eid for one in law.provisions.order_by("position")] == [
        "chp_I", "art_1", "art_2", "chp_II", "art_3", "art_4", "chp_IIa", "art_4a", "art_4b", "chp_III", "art_5",
    ]  # fmt: skip
    assert [one.eid for one in law.provisions.get(eid="chp_IIa").children.order_by("position")] == ["art_4a", "art_4b"]
    services.undo_change(change=changes[0], by=officer, at=NOW)
    assert not law.provisions.filter(eid__in=["chp_IIa", "art_4a", "art_4b"]).exists()


def test_an_added_chapter_is_not_taken_back_while_a_later_article_stands_in_it(
    law: Document, amending: Document, officer: Person
) -> None:
    new = chapter("IIa", article("4a", clause("1", "Một.")))
    [added, *_parts] = proposed(amending, amend(law, "chp_IIA", new, action=Action.ADD))
    confirm(officer, added)
    later = make("20/2022/NĐ-CP", date(2022, 1, 1), date(2022, 7, 1))
    confirm(officer, *proposed(later, amend(law, "art_4b", article("4b", clause("1", "Sau.")), action=Action.ADD)))

    with pytest.raises(ChangeRefusedError, match="Chương IIa còn điều ở trong"):
        services.undo_change(change=added, by=officer, at=NOW)

    assert [eid for eid, _text, _gone in standing(law, date(2023, 1, 1))][6:9] == ["chp_IIa", "art_4a", "art_4b"]


def test_only_the_name_of_a_chapter_may_change(law: Document, amending: Document, officer: Person) -> None:
    [change] = proposed(amending, amend(law, "chp_II", Node(Level.CHAPTER, "II", "TÊN KHÁC")))
    confirm(officer, change)

    version = ProvisionVersion.objects.get(provision__eid="chp_II", valid_from=DAY)
    assert (version.heading, version.is_repealed, told(law, "art_3")[0][1]) == ("TÊN KHÁC", False, None)


def test_an_annex_gets_the_text_of_an_annex_of_the_amending_document(officer: Person, amending: Document) -> None:
    annex = Node(Level.ANNEX, "II", "DANH MỤC", children=(Node(Level.TEXT, text="Lúa."),))
    first = Node(Level.ANNEX, "I", "MẪU", children=(Node(Level.TEXT, text="Đơn."),))
    law = make("3/2015/NĐ-CP", date(2014, 12, 1), date(2015, 1, 1), *BODY, first, annex)
    new = Node(Level.ANNEX, "II", "DANH MỤC MỚI", children=(Node(Level.TEXT, text="Ngô."),))

    [change] = proposed(amending, amend(law, "att_2", new, action=Action.REPLACE))
    confirm(officer, change)

    assert told(law, "att_2")[1:] == [(DAY, None, "Ngô.")]


def test_a_chapter_inside_a_part_is_found_by_its_number(amending: Document, officer: Person) -> None:
    law = make("4/2015/NĐ-CP", date(2014, 12, 1), date(2015, 1, 1), Node(Level.PART, "thứ nhất", "A", children=BODY))

    changes = proposed(amending, ProposedChange(action=Action.REPEAL, target=law, target_eid="chp_III"))

    assert rows(changes) == [("repeal", "part_1__chp_III"), ("repeal", "art_5")]


# --- from the words of an amending document ------------------------------------------------------------------------


def test_an_amending_text_is_read_into_wide_changes(law: Document, amending: Document) -> None:
    text = (
        "Điều 1. Sửa đổi, bổ sung một số điều của Nghị định số 1/2015/NĐ-CP\n"
        "1. Thay cụm từ “Cục Đường bộ” bằng cụm từ “Sở” trong toàn bộ Nghị định.\n"
        "2. Bãi bỏ Chương III.\n"
        "3. Chuyển khoản 3 Điều 3 thành khoản 4 Điều 3.\n"
    )
    parsed = parse_text(text)
    stored = store_text(document=amending, parsed=parsed, source=Source(at=NOW))
    read_meaning(edition=stored.edition, parsed=parsed)

    assert rows(list(amending.proposed_changes.order_by("eid", "pk"))) == [
        ("words", ""), ("words", "art_1"), ("words", "art_3"),
        ("repeal", "chp_III"), ("repeal", "art_5"),
        ("renumber", "art_3__para_3"),
    ]  # fmt: skip
    assert set(amending.proposed_changes.values_list("problem", flat=True)) == {""}
