"""Storing texts: provisions keep their addresses, versions follow days, importing again changes nothing."""

from datetime import date
from typing import Any

import pytest

from luatgandan.features.library.models import Document, Provision, ProvisionVersion
from luatgandan.features.library.services.texts import Source, store_text
from luatgandan.lib.legaltext.provisions import units
from luatgandan.lib.legaltext.tree import Header, Level, Node, Parsed

from .laws import NOW

pytestmark = pytest.mark.django_db


def article(number: str, *clauses: str, heading: str = "") -> Node:
    eid = f"art_{number}"
    inner = tuple(
        Node(Level.CLAUSE, str(place), text=text, eid=f"{eid}__para_{place}") for place, text in enumerate(clauses, 1)
    )
    return Node(Level.ARTICLE, number, heading or f"Tên điều {number}", children=inner, eid=eid)


def law(*body: Node, annexes: tuple[Node, ...] = ()) -> Parsed:
    return Parsed(header=Header(kind="Luật", bases=("Hiến pháp",)), body=body, annexes=annexes)


@pytest.fixture
def document() -> Document:
    return Document.objects.create(
        slug="luat-1-2020-qh14", number="1/2020/QH14", kind="luat", title="Ví dụ minh họa", issuer="Quốc hội"
    )


def store(document: Document, parsed: Parsed, **source: Any) -> Any:
    return store_text(document=document, parsed=parsed, source=Source(at=NOW, **source))


def chapter(number: str, *inner: Node, text: str = "") -> Node:
    return Node(Level.CHAPTER, number, "QUY ĐỊNH", text, inner, eid=f"chp_{number}")


def test_chapters_hold_articles_and_loose_text_gets_an_address(document: Document) -> None:
    loose = Node(Level.TEXT, text="Lời mở đầu của Hiến pháp.")
    annex = Node(Level.ANNEX, "I", "MẪU", children=(Node(Level.TABLE, rows=(("a", "b"),)),), eid="att_I")

    store(document, law(loose, chapter("I", article("1"), article("2")), annexes=(annex,)))

    rows = [(one.eid, one.parent.eid if one.parent else "") for one in document.provisions.select_related("parent")]
    assert rows == [("content_1", ""), ("chp_I", ""), ("art_1", "chp_I"), ("art_2", "chp_I"), ("att_I", "")]
    assert document.editions.get().bases == ["Hiến pháp"]
    assert ProvisionVersion.objects.get(provision__eid="att_I").node.children == annex.children


def test_text_of_a_chapter_before_its_articles_stays_with_the_chapter() -> None:
    before = Node(Level.TEXT, text="Chương này áp dụng cho mọi người.")
    found = list(units(law(chapter("I", before, article("1")))))
    assert next((unit.node.eid, unit.node.children) for unit in found) == ("chp_I", (before,))


def test_importing_again_changes_nothing(document: Document) -> None:
    text = law(article("1", "Một."), article("2", "Hai."))
    store(document, text)
    before = list(ProvisionVersion.objects.values_list("pk", "text_hash"))

    again = store(document, text)

    assert (again.new, again.changed, again.same, again.gone) == (0, 0, 2, 0)
    assert list(ProvisionVersion.objects.values_list("pk", "text_hash")) == before


def test_a_better_reading_takes_the_place_of_the_words_and_keeps_the_rows(document: Document) -> None:
    store(document, law(article("1", "Mộtt."), article("2", "Hai.")))
    rows = dict(Provision.objects.values_list("eid", "pk"))

    outcome = store(document, law(article("1", "Một."), article("1a", "Thêm."), article("2", "Hai.")))

    assert (outcome.new, outcome.changed, outcome.same) == (1, 1, 1)
    assert [one.eid for one in document.provisions.all()] == ["art_1", "art_1a", "art_2"]
    assert Provision.objects.get(eid="art_2").pk == rows["art_2"]
    assert ProvisionVersion.objects.get(provision__eid="art_1").text == "1. Một."


def test_a_provision_misread_before_goes(document: Document) -> None:
    store(document, law(article("1"), article("9")))
    assert store(document, law(article("1"))).gone == 1
    assert [one.eid for one in document.provisions.all()] == ["art_1"]


def test_a_consolidated_text_makes_versions_from_its_day(document: Document) -> None:
    store(document, law(article("1", "Cũ."), article("2", "Hai.")))

    store(document, law(article("1", "Mới."), article("2", "Hai.")), valid_from=date(2022, 1, 1))

    def words(day: date) -> list[str]:
        return [one.text for one in ProvisionVersion.objects.on(day).order_by("provision__position")]

    assert words(date(2021, 12, 31)) == ["1. Cũ.", "1. Hai."]
    assert words(date(2022, 1, 1)) == ["1. Mới.", "1. Hai."]
    assert ProvisionVersion.objects.count() == 3


def test_versions_may_arrive_in_any_order(document: Document) -> None:
    store(document, law(article("1", "Của 2024.")), valid_from=date(2024, 1, 1))
    store(document, law(article("1", "Của 2022.")), valid_from=date(2022, 1, 1))
    store(document, law(article("1", "Ban đầu.")))

    rows = list(ProvisionVersion.objects.order_by("valid_from").values_list("text", "valid_from", "valid_to"))
    assert sorted(rows, key=lambda row: row[1] or date.min) == [
        ("1. Ban đầu.", None, date(2022, 1, 1)),
        ("1. Của 2022.", date(2022, 1, 1), date(2024, 1, 1)),
        ("1. Của 2024.", date(2024, 1, 1), None),
    ]


def test_an_earlier_text_with_the_same_words_only_reaches_back(document: Document) -> None:
    store(document, law(article("1", "Như nhau.")), valid_from=date(2025, 7, 1))

    outcome = store(document, law(article("1", "Như nhau.")), valid_from=date(2021, 7, 1))

    assert (outcome.new, outcome.changed, outcome.same) == (0, 0, 1)
    assert list(ProvisionVersion.objects.values_list("valid_from", "valid_to")) == [(date(2021, 7, 1), None)]


def test_notes_of_a_consolidated_text_date_each_article(document: Document) -> None:
    store(document, law(article("3", "Như ban hành.")))
    text = law(article("1", "Chưa sửa."), article("2", "Đã sửa[1]."), article("3", "Đọc hơi khác."))

    store(document, text, valid_from=date(2025, 7, 1), since={"art_2": date(2019, 1, 1)})

    rows = ProvisionVersion.objects.order_by("provision__position").values_list("text", "valid_from", "valid_to")
    assert list(rows) == [
        ("1. Chưa sửa.", None, None),
        ("1. Đã sửa[1].", date(2019, 1, 1), None),
        ("1. Như ban hành.", None, None),
    ]


@pytest.mark.parametrize("newest_first", [True, False])
def test_two_consolidated_texts_with_other_words_since_the_same_day_are_each_right_on_their_own(
    document: Document, *, newest_first: bool
) -> None:
    older = (law(article("1", "Mức lương cơ sở.")), date(2024, 7, 1))
    newer = (law(article("1", "Mức tham chiếu.")), date(2025, 7, 1))
    for text, day in (newer, older) if newest_first else (older, newer):
        store(document, text, valid_from=day, since={"art_1": date(2015, 1, 1)})

    rows = ProvisionVersion.objects.order_by("valid_from").values_list("text", "valid_from", "valid_to")
    assert list(rows) == [
        ("1. Mức lương cơ sở.", date(2015, 1, 1), date(2025, 7, 1)),
        ("1. Mức tham chiếu.", date(2025, 7, 1), None),
    ]


def test_readings_that_differ_in_signs_alone_contradict_nothing(document: Document) -> None:
    for words, day in [("Mức: lương cơ sở.", date(2024, 7, 1)), ("Mức lương cơ sở .", date(2025, 7, 1))]:
        store(document, law(article("1", words)), valid_from=day, since={"art_1": date(2015, 1, 1)})

    assert ProvisionVersion.objects.get().valid_from == date(2015, 1, 1)
