"""What the library gives to the search index, and that every change of it is noted."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from luatgandan.features.library.enums import Origin, RelationKind
from luatgandan.features.library.events import DocumentPublished
from luatgandan.features.library.models import Document, Term
from luatgandan.features.library.queries import search_items
from luatgandan.features.library.services import Cited, cite
from luatgandan.features.library.services.relations import Related, relate
from luatgandan.features.library.services.weighing import weigh_documents
from luatgandan.foundation.modules.registry import SearchItem
from luatgandan.foundation.search.models import Change
from luatgandan.lib.events import publish
from luatgandan.lib.legaltext import Address

from . import reviewing
from .laws import a_law, make_document, store, stored_law

pytestmark = pytest.mark.django_db


def by_id(items: Iterator[SearchItem]) -> dict[str, SearchItem]:
    return {item.id: item for item in items}


def noted() -> list[str]:
    groups = [row.group for row in Change.objects.order_by("pk")]
    Change.objects.all().delete()
    return list(dict.fromkeys(groups))


def test_a_law_with_its_articles_and_annexes() -> None:
    law = stored_law()
    law.aliases = "LĐN | luật đò"
    law.save()
    items = by_id(search_items.document_items())
    own = f"document:{law.pk}"
    assert sorted(items) == [own, f"{own}/art_1@", f"{own}/art_2@", f"{own}/att_I@"]
    whole, ferry, annex = items[own], items[f"{own}/art_2@"], items[f"{own}/att_I@"]
    assert whole.names == ("1/2020/QH14", "Luật Đò ngang", "LĐN", "luật đò", "Luật đò ngang")
    assert "Căn cứ Hiến pháp" in whole.text
    assert (whole.state, whole.parts, whole.group) == ("in_force", 2, own)
    assert (ferry.kind, ferry.title, ferry.path) == (
        "article",
        "Điều 2. Giá đò",
        ("Luật Đò ngang", "Chương I. QUY ĐỊNH CHUNG"),
    )
    assert (ferry.url, ferry.eid, ferry.group) == ("/van-ban/luat-1-2020-qh14/dieu-2/", "art_2", own)
    assert "Người lớn: 50.000 đồng" in ferry.text
    assert (ferry.effective_on, ferry.stated, ferry.names) == (date(2020, 7, 1), "in_force", whole.names)
    assert (annex.kind, annex.title) == ("annex", "Phụ lục I. GIỜ ĐÒ")
    assert annex.url == "/van-ban/luat-1-2020-qh14/?phan=att_I#att_I"


def test_each_wording_of_an_article_stands_with_its_days() -> None:
    law = stored_law()
    store(law, a_law(fee="70.000 đồng"), valid_from=date(2024, 1, 1))
    items = by_id(search_items.document_items())
    old, new = (items[f"document:{law.pk}/art_2@{since}"] for since in ("", "2024-01-01"))
    assert (old.valid_from, old.valid_to, "50.000 đồng" in old.text) == (None, date(2024, 1, 1), True)
    assert (new.valid_from, new.valid_to, "70.000 đồng" in new.text) == (date(2024, 1, 1), None, True)


def test_what_people_may_not_see_is_not_given() -> None:
    law = stored_law()
    for state in ("draft", "withdrawn"):
        Document.objects.filter(pk=law.pk).update(state=state)
        assert list(search_items.document_items()) == []
        assert search_items.load_documents([str(law.pk)]) == []


def test_words_that_are_repealed_are_not_given() -> None:
    law = stored_law()
    law.provisions.get(eid="art_2").versions.update(is_repealed=True)
    assert f"document:{law.pk}/art_2@" not in by_id(search_items.document_items())


def test_some_documents_are_given_as_all_are() -> None:
    laws = [stored_law(), make_document("2/2020/QH14")]
    everything = list(search_items.document_items())
    assert search_items.load_documents([str(one.pk) for one in laws]) == everything
    assert search_items.load_documents(["404"]) == []


def test_one_and_thirty_documents_cost_the_same(django_assert_num_queries: Any) -> None:
    stored_law()
    with django_assert_num_queries(5):
        list(search_items.document_items())
    for number in range(2, 32):
        store(make_document(f"{number}/2020/QH14"), a_law())
    with django_assert_num_queries(5):
        assert len(list(search_items.document_items())) == 31 * 4


def test_terms_with_all_ways_to_say_them() -> None:
    term = Term.objects.create(slug="so-do", everyday="sổ đỏ", variants="bìa đỏ|sổ hồng", legal_term="Giấy chứng nhận",
                               meaning="Giấy của Nhà nước.")  # fmt: skip
    [item] = search_items.term_items()
    assert (item.title, item.names, item.url) == (
        "sổ đỏ", ("sổ đỏ", "bìa đỏ", "sổ hồng", "Giấy chứng nhận"), "/tu-dien/#so-do"
    )  # fmt: skip
    assert search_items.load_terms([str(term.pk)]) == [item]
    assert ("bìa đỏ", "Giấy chứng nhận", "everyday") in list(search_items.search_words())


def asks(term: Term, law: Document, *articles: str, as_of: date = reviewing.TODAY) -> None:
    cited = [Cited(document=law, address=Address(one), label="x", url="/x/", part="hoi") for one in articles]
    cite(source=term, cited=cited, as_of=as_of)


def test_an_article_has_the_words_of_what_rooms_publish_and_rest_on_it(citing_terms: Any) -> None:
    law, term = stored_law(), reviewing.term("trễ đò")
    store(law, a_law(fee="70.000 đồng"), valid_from=date(2024, 1, 1))
    asks(term, law, "2")
    items = {one.id.partition("/")[2]: one.asked for one in search_items.load_documents([str(law.pk)])}
    assert {key: words for key, words in items.items() if words} == {"art_2@2024-01-01": ("trễ đò hoi",)}
    asks(term, law, "2", as_of=date(2023, 1, 1))
    items = {one.id.partition("/")[2]: one.asked for one in search_items.load_documents([str(law.pk)])}
    assert items["art_2@"] == ("trễ đò hoi",)


def test_documents_are_noted_when_what_cites_them_changes(citing_terms: Any) -> None:
    law, other, term = stored_law(), make_document("2/2020/QH14"), reviewing.term()
    noted()
    asks(term, law, "2")
    assert noted() == [f"document:{law.pk}"]
    cite(source=term, cited=[Cited(document=other, address=Address("1"), label="x", url="/x/")], as_of=reviewing.TODAY)
    assert noted() == [f"document:{law.pk}", f"document:{other.pk}"]


def test_what_asks_nothing_notes_nothing() -> None:
    law, term = stored_law(), reviewing.term()
    noted()
    asks(term, law, "2")
    assert noted() == []


def test_documents_that_turn_by_the_calendar() -> None:
    coming = make_document("1/2026/QH16", effective_on=date(2027, 1, 1))
    ending = make_document("2/2020/QH14", expired_on=date(2027, 1, 2))
    make_document("3/2020/QH14", effective_on=date(2020, 7, 1))
    assert search_items.turning_documents(date(2026, 12, 31), date(2027, 1, 1)) == [coming.pk]
    assert search_items.turning_documents(date(2026, 12, 31), date(2027, 1, 9)) == [coming.pk, ending.pk]
    assert search_items.turning_documents(date(2027, 1, 2), date(2027, 1, 9)) == []


def test_what_is_mended_at_the_desk_is_noted() -> None:
    law = make_document("1/2020/QH14")
    term = Term.objects.create(slug="x", everyday="x", legal_term="y", meaning="z")
    assert noted() == [f"document:{law.pk}", f"term:{term.pk}"]
    key = law.pk
    law.delete()
    assert noted() == [f"document:{key}"]


def test_texts_and_validity_are_noted() -> None:
    law = stored_law()
    noted()
    publish(DocumentPublished(document_id=law.pk))
    assert noted() == [f"document:{law.pk}"]
    act = make_document("9/2024/QH15", effective_on=date(2025, 1, 1), issued_on=date(2024, 6, 1))
    noted()
    related = [Related(kind=RelationKind.REPLACES, target=law)]
    relate(document=act, relations=related, origin=Origin.PERSON)
    assert noted() == [f"document:{law.pk}"]


def test_who_cites_a_document_is_counted_and_noted() -> None:
    law, other = stored_law(), make_document("2/2020/QH14")
    for number in (3, 4):
        act = make_document(f"{number}/2020/QH14")
        related = [Related(kind=RelationKind.BASED_ON, target=law), Related(kind=RelationKind.DETAILS, target=law)]
        relate(document=act, relations=related, origin=Origin.PERSON)
    noted()
    assert weigh_documents() == 1
    assert noted() == [f"document:{law.pk}"]
    cited = {one.id: one.cited for one in search_items.load_documents([str(law.pk), str(other.pk)])}
    assert (cited[f"document:{law.pk}"], cited[f"document:{other.pk}"]) == (2, 0)
    assert weigh_documents() == 0
