"""Relations that an officer states by hand: from the desk page of a document, told in words, logged, undone."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from luatgandan.features.library import services
from luatgandan.features.library.enums import Origin, Proposal, RelationKind, Validity
from luatgandan.features.library.models import Document, Relation
from luatgandan.features.library.services import Related
from luatgandan.foundation.audit.models import Entry

from .conftest import MakeStaff, desk
from .laws import make_document, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def newer() -> Document:
    """A law that came later."""
    return make_document(
        "8/2025/QH15", short_name="Luật Đò mới", issued_on=date(2024, 6, 1), effective_on=date(2025, 1, 1)
    )


@pytest.fixture
def officer(make_staff: MakeStaff) -> Client:
    """Who decides about the whole library."""
    return desk(make_staff("approver"))


def page_of(document: Document) -> str:
    return f"/quan-tri/thu-vien/sua-doi/van-ban/{document.pk}/quan-he/"


def state(client: Client, document: Document, **values: Any) -> str:
    """What the desk answers, as words."""
    answer = client.post(page_of(document), {"relation": "replaces-by", "number": "8/2025/QH15", **values}, follow=True)
    return words(answer.content.decode())


def test_a_relation_counts_at_once_and_is_logged(officer: Client, law: Document, newer: Document) -> None:
    said = state(officer, law, on="01/03/2025")

    assert "Đã ghi: Luật Đò ngang được thay thế Luật Đò mới." in said
    one = Relation.objects.get()
    assert (one.kind, one.is_passive, one.target, one.origin) == ("replaces", True, newer, Origin.PERSON)
    law.refresh_from_db()
    assert (law.ended_on, law.validity_on(date(2026, 1, 1))) == (date(2025, 3, 1), Validity.EXPIRED)
    assert Entry.objects.filter(action="library.state_relation", object_label="8-2025-qh15").count() == 1


def test_taking_it_away_gives_validity_back(officer: Client, law: Document, newer: Document) -> None:
    state(officer, law)
    answer = officer.post(page_of(law), {"remove": Relation.objects.get().pk}, follow=True)

    assert "Đã gỡ:" in answer.content.decode()
    law.refresh_from_db()
    assert (Relation.objects.count(), law.ended_on) == (0, None)
    assert Entry.objects.filter(action="library.remove_relation").count() == 1


def test_what_a_source_says_is_marked_wrong_not_deleted(officer: Client, law: Document, newer: Document) -> None:
    said = [Related(kind=RelationKind.REPLACES, target=law)]
    services.relate(document=newer, relations=said, origin=Origin.PORTAL)
    officer.post(page_of(law), {"remove": Relation.objects.get().pk})

    assert Relation.objects.get().state == Proposal.REJECTED
    services.relate(document=newer, relations=said, origin=Origin.PORTAL)
    law.refresh_from_db()
    assert law.ended_on is None


def test_a_document_that_is_not_here_is_kept_by_number_and_tied_when_it_comes(officer: Client, law: Document) -> None:
    state(officer, law, relation="details_and_guides-by", number="15/2021/NĐ-CP", eid="khoản 2 Điều 2")
    one = Relation.objects.get()
    assert (one.target, one.target_key, one.eid) == (None, "15-2021-nd-cp", "art_2__para_2")
    services.resolve_targets(document=make_document("15/2021/NĐ-CP", kind="nghi-dinh", issuer="Chính phủ"))
    assert Relation.objects.get().target is not None


@pytest.mark.parametrize("kind", [*RelationKind])
@pytest.mark.parametrize("way", ["", "-by"])
def test_all_pairs_can_be_stated(officer: Client, law: Document, newer: Document, kind: RelationKind, way: str) -> None:
    one, other = (law, newer) if way else (newer, law)
    state(officer, one, relation=f"{kind.value}{way}", number=other.number)
    row = Relation.objects.get()
    assert (row.actor, row.acted, row.kind) == (newer, law, kind)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"number": ""}, "bắt buộc"),
        ({"relation": "loves"}, "Quan hệ"),
        ({"number": "1/2020/QH14"}, "Văn bản không có quan hệ với chính nó"),
        ({"eid": "dòng thứ ba"}, "Hãy ghi như: khoản 2 Điều 5"),
        ({"eid": "Điều 99"}, "Văn bản không có điều này"),
        ({"on": "hôm qua"}, "không đọc được"),
        ({"on": "01/01/2025", "until": "01/01/2024"}, "Ngày kết thúc phải sau ngày bắt đầu"),
        ({"relation": "replaces"}, "ban hành trước"),
        ({"number": "9/KH-UBND"}, "Nhiều văn bản mang số này"),
    ],
)
def test_what_cannot_be_is_told_in_words(
    officer: Client, law: Document, newer: Document, values: dict[str, str], sentence: str
) -> None:
    for number in (1, 2):
        make_document("9/KH-UBND", slug=f"kh-9-{number}", issuer=f"UBND {number}", kind="ke-hoach")
    assert sentence in state(officer, law, **values)
    assert Relation.objects.count() == 0


def test_the_same_relation_is_not_recorded_twice(officer: Client, law: Document, newer: Document) -> None:
    state(officer, law)
    assert "Quan hệ này đã được ghi." in state(officer, law)
    assert Relation.objects.count() == 1


def test_who_does_not_decide_reads_only(make_staff: MakeStaff, law: Document, newer: Document) -> None:
    editor, stranger = desk(make_staff("editor")), desk(make_staff("editor", "ward-a"))

    assert "Ghi thêm một quan hệ" not in editor.get(page_of(law)).content.decode()
    editor.post(page_of(law), {"relation": "replaces-by", "number": "8/2025/QH15"})
    assert stranger.get(page_of(law))["Location"] == "/quan-tri/"
    assert Client().get(page_of(law)).status_code == 302
    assert Relation.objects.count() == 0


def test_relations_of_other_documents_are_out_of_reach(officer: Client, law: Document, newer: Document) -> None:
    other = make_document("3/2019/QH14")
    state(officer, law)
    assert officer.post(page_of(other), {"remove": Relation.objects.get().pk}).status_code == 404
    assert officer.post(page_of(other), {"remove": "x"}).status_code == 404


def test_the_record_of_a_document_leads_there(officer: Client, law: Document) -> None:
    assert page_of(law) in officer.get(f"/quan-tri/snippets/library/document/edit/{law.pk}/").content.decode()


def test_the_page_costs_the_same_with_1_and_30_relations(
    officer: Client, law: Document, newer: Document, django_assert_max_num_queries: Any
) -> None:
    state(officer, law)
    officer.get(page_of(law))
    with django_assert_max_num_queries(60) as one:
        officer.get(page_of(law))
    count = len(one.captured_queries)
    many = [services.Related(kind=RelationKind.BASED_ON, number=f"{number}/2001/QH10") for number in range(30)]
    services.relate(document=law, relations=many, origin=Origin.PORTAL)
    officer.get(page_of(law))
    with django_assert_max_num_queries(count):
        officer.get(page_of(law))
