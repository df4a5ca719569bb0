"""What sources say of relations: the known traps, consolidated texts, our own starter list."""

from datetime import date
from typing import Any

import pytest

from luatgandan.features.library import queries, services
from luatgandan.features.library.enums import Origin, RelationKind, Validity
from luatgandan.features.library.models import Document, Edition, Relation
from luatgandan.features.library.services import Related
from luatgandan.features.library.services.consolidating import relate_consolidation
from luatgandan.lib.legaltext.consolidated import Act, Consolidation

from .laws import NOW
from .relating import TODAY, codes, fresh, make, replaces


def test_trap_1_without_a_statement_nothing_is_in_force(db: None) -> None:
    assert make("1/2020/QH14").validity_on(TODAY) == Validity.UNKNOWN


@pytest.mark.parametrize(
    ("fields", "code", "says"),
    [
        ({"expired_on": date(2020, 1, 1), "stated_validity": Validity.IN_FORCE},
         "stated_in_force_computed_expired", "Còn hiệu lực"),
        ({"expired_on": date(2010, 1, 1)}, "ends_before_it_begins", "đứng trước"),
        ({"stated_validity": Validity.EXPIRED}, "expired_without_a_day", "từ ngày nào"),
    ],
)  # fmt: skip
def test_trap_2_dates_and_statements_that_cannot_both_be(db: None, fields: Any, code: str, says: str) -> None:
    [warning] = queries.warnings(make("2/2014/QH13", **fields), [], on=TODAY)
    assert (warning.code, says in warning.text) == (code, True)


def test_trap_3_partly_expired_without_saying_what(db: None, new: Document) -> None:
    partly = make("3/2014/QH13", stated_validity=Validity.PARTLY_EXPIRED)
    assert codes(partly) == ["partly_expired_without_a_change"]
    services.relate(document=new, relations=[Related(kind=RelationKind.AMENDS, target=partly)], origin=Origin.TEXT)
    assert codes(partly) == []


def test_trap_4_a_target_that_was_never_published_is_kept(new: Document) -> None:
    unknown = Related(kind=RelationKind.GUIDES, number="", name="Chỉ thị chưa công bố")
    services.relate(document=new, relations=[unknown], origin=Origin.PORTAL)
    assert [(one.other, one.title) for one in queries.relations_of(new)] == [(None, "Chỉ thị chưa công bố")]


def test_trap_5_one_decree_that_repeals_148_documents_ends_them_all(
    db: None, django_assert_max_num_queries: Any
) -> None:
    dead = [make(f"{number}/2010/NĐ-CP", kind="nghi-dinh", issuer="Chính phủ") for number in range(1, 149)]
    # The decree itself has odd dates; it counts all the same.
    decree = make("150/2020/NĐ-CP", issued_on=date(2020, 12, 25), effective_on=date(2020, 12, 1))
    repeals = [Related(kind=RelationKind.ABROGATES, number=one.number) for one in dead]
    with django_assert_max_num_queries(15):  # one of them notes all 148 for the search index
        services.relate(document=decree, relations=repeals, origin=Origin.PORTAL)
    assert Document.objects.filter(ended_on=date(2020, 12, 1)).count() == 148


def test_trap_6_a_record_without_text_keeps_its_relations(old: Document) -> None:
    scan = make("9/2021/QH15", issued_on=date(2021, 1, 1), effective_on=None)
    services.relate(document=scan, relations=[replaces(old)], origin=Origin.PORTAL)
    assert (fresh(old).ended_on, codes(old)) == (None, ["relation_without_a_day"])


def test_trap_7_a_number_that_leads_to_another_document_stays_open(db: None) -> None:
    plan = {"kind": "ke-hoach", "issuer": "Ủy ban nhân dân thành phố Cần Thơ"}
    citing = make("99/KH-UBND", **plan, title="Phòng cháy năm 2026")
    other_province = {**plan, "issuer": "Ủy ban nhân dân tỉnh Vĩnh Long"}
    make("54/KH-UBND", **other_province, title="Chuyển đổi số")
    named = Related(kind=RelationKind.REPLACES, number="54/KH-UBND", name="Kế hoạch phòng cháy rừng")
    services.relate(document=citing, relations=[named], origin=Origin.PORTAL)
    assert queries.relations_of(citing)[0].other is None
    bare = Related(kind=RelationKind.REPLACES, number="54/KH-UBND")
    services.relate(document=citing, relations=[bare], origin=Origin.PORTAL)
    assert queries.relations_of(citing)[0].other is None
    own = make("54/KH-UBND", **plan, slug="own", title="Phòng cháy rừng")
    services.resolve_targets(document=own)
    assert queries.relations_of(citing)[0].other == own


def test_a_record_without_title_contradicts_no_name(old: Document) -> None:
    bare = make("9/2021/QH15", title="", short_name="")
    named = Related(kind=RelationKind.RELATED_TO, number=bare.number, name="Luật Phòng cháy")
    services.relate(document=old, relations=[named], origin=Origin.PORTAL)
    assert queries.relations_of(old)[0].other == bare


def consolidated(document: Document, *amendments: Act) -> set[str]:
    """A consolidated text of `document` arrives; who amended it by then."""
    told = Consolidation(Act("Luật", document.number), amendments)
    Edition.objects.create(document=document, valid_from=told.text_since, made_at=NOW, is_current=False)
    relate_consolidation(document=document, consolidation=told)
    return {one.number for one in queries.relations_of(document)}


def test_the_newest_consolidated_text_says_who_amended(old: Document) -> None:
    first = Act("Luật", "1/2016/QH14", effective_on=date(2017, 1, 1))
    second = Act("Luật", "2/2018/QH14", effective_on=date(2019, 1, 1))

    assert consolidated(old, first) == {first.number}
    assert consolidated(old, first, second) == {first.number, second.number}
    assert consolidated(old, first) == {first.number, second.number}


def test_the_starter_tells_of_replacing_and_amending_once_however_often_it_loads(db: None) -> None:
    services.load_documents()
    first = Relation.objects.count()
    services.load_documents()
    assert Relation.objects.count() == first > 50
    land = Document.objects.get(number="45/2013/QH13")
    successor = queries.successor_in(queries.relations_of(land))
    assert successor is not None
    assert successor.title == Document.objects.get(number="31/2024/QH15").name
