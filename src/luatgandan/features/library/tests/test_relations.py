"""Relations from both sides, dangling targets, validity materialised and undone, and the known traps of sources."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from luatgandan.features.library import queries, services
from luatgandan.features.library.enums import Origin, Proposal, RelationKind, Validity
from luatgandan.features.library.events import DocumentPublished, ValidityChanged
from luatgandan.features.library.models import Citation, Document, Edition, Relation
from luatgandan.features.library.services import Related
from luatgandan.features.library.services.consolidating import relate_consolidation
from luatgandan.foundation.accounts.models import Person
from luatgandan.lib.events import publish, receives
from luatgandan.lib.legaltext import number_key
from luatgandan.lib.legaltext.consolidated import Act, Consolidation

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)
heard: list[ValidityChanged] = []


@receives(ValidityChanged)
def hear(event: ValidityChanged) -> None:
    heard.append(event)


def make(number: str, **fields: Any) -> Document:
    """A law in force since 2015 unless told otherwise."""
    values = {
        "slug": number_key(number),
        "number": number,
        "number_key": number_key(number),
        "kind": "luat",
        "title": f"Luật thử {number}",
        "issuer": "Quốc hội",
        "issued_on": date(2014, 11, 26),
        "effective_on": date(2015, 7, 1),
        "stated_validity": Validity.UNKNOWN,
    }
    return Document.objects.create(**{**values, **fields})


@pytest.fixture
def old(db: None) -> Document:
    return make("68/2014/QH13")


@pytest.fixture
def new(db: None) -> Document:
    return make("59/2020/QH14", issued_on=date(2020, 6, 17), effective_on=date(2021, 1, 1))


def fresh(document: Document) -> Document:
    return Document.objects.get(pk=document.pk)


def replaces(target: Document, **fields: Any) -> Related:
    return Related(kind=RelationKind.REPLACES, target=target, **fields)


def test_a_relation_is_told_from_both_sides(old: Document, new: Document) -> None:
    services.relate(document=new, relations=[replaces(old)], origin=Origin.TEXT)
    assert [(one.label, one.other) for one in queries.relations_of(new)] == [("thay thế", old)]
    assert [(one.label, one.other) for one in queries.relations_of(old)] == [("được thay thế", new)]


def test_two_sources_of_one_fact_are_told_once(old: Document, new: Document) -> None:
    services.relate(document=new, relations=[replaces(old, text="Luật này thay thế …")], origin=Origin.TEXT)
    passive = Related(kind=RelationKind.REPLACES, number=new.number, is_passive=True)
    services.relate(document=old, relations=[passive], origin=Origin.PORTAL)
    [told] = queries.relations_of(old)
    assert (told.origins, told.text) == (("text", "portal"), "Luật này thay thế …")


def test_recording_again_changes_nothing_and_what_is_no_longer_stated_goes(old: Document, new: Document) -> None:
    for _time in range(2):
        services.relate(document=new, relations=[replaces(old)], origin=Origin.TEXT)
    assert Relation.objects.count() == 1
    services.relate(document=new, relations=[], origin=Origin.TEXT)
    assert (Relation.objects.count(), fresh(old).ended_on) == (0, None)


def test_each_origin_speaks_for_itself(old: Document, new: Document) -> None:
    services.relate(document=new, relations=[replaces(old)], origin=Origin.TEXT)
    services.relate(document=new, relations=[], origin=Origin.PORTAL)
    assert fresh(old).ended_on == date(2021, 1, 1)


def test_a_replaced_document_ends_when_the_new_one_begins(old: Document, new: Document) -> None:
    services.relate(document=new, relations=[replaces(old)], origin=Origin.TEXT)
    assert [fresh(old).validity_on(day) for day in (date(2020, 12, 31), date(2021, 1, 1))] == ["unknown", "expired"]


def test_a_suspension_has_its_days(old: Document, new: Document) -> None:
    pause = Related(kind=RelationKind.PAUSES, target=old, on=date(2021, 2, 1), until=date(2021, 4, 1))
    services.relate(document=new, relations=[pause], origin=Origin.TEXT)
    days = [date(2021, 1, 31), date(2021, 2, 1), date(2021, 4, 1)]
    assert [fresh(old).validity_on(day) for day in days] == ["unknown", "suspended", "unknown"]


def test_an_amendment_or_a_repealed_article_ends_it_partly(old: Document, new: Document) -> None:
    gone = Related(kind=RelationKind.ABROGATES, target=old, target_eid="art_6", on=date(2022, 1, 1))
    services.relate(document=new, relations=[gone], origin=Origin.TEXT)
    assert [fresh(old).validity_on(day) for day in (date(2021, 12, 31), date(2022, 1, 1))] == [
        "unknown",
        "partly_expired",
    ]


def test_an_unsure_ending_waits_for_an_officer_and_a_rejection_lasts(old: Document, new: Document) -> None:
    officer = Person.objects.create_superuser("root", "root@example.invalid", "x")
    services.relate(document=new, relations=[replaces(old, confidence=0.6)], origin=Origin.TEXT)
    [waiting] = queries.proposed_relations()
    assert fresh(old).ended_on is None
    services.decide_relation(relation=waiting, is_right=True, by=officer, at=NOW)
    assert fresh(old).ended_on == date(2021, 1, 1)
    services.decide_relation(relation=waiting, is_right=False, by=officer, at=NOW)
    services.relate(document=new, relations=[replaces(old)], origin=Origin.TEXT)
    assert (fresh(old).ended_on, Relation.objects.get().state) == (None, Proposal.REJECTED)


def test_the_turn_of_validity_is_told_with_its_day(
    old: Document, new: Document, django_capture_on_commit_callbacks: Any
) -> None:
    heard.clear()
    with django_capture_on_commit_callbacks(execute=True):
        services.relate(document=new, relations=[replaces(old)], origin=Origin.TEXT)
        services.relate(document=new, relations=[replaces(old)], origin=Origin.TEXT)
    told = ValidityChanged(old.pk, old="unknown", new="expired", on=date(2021, 1, 1), by_document_id=new.pk)
    assert heard == [told]


def test_a_dangling_target_is_tied_when_its_document_comes(
    new: Document, django_capture_on_commit_callbacks: Any
) -> None:
    waiting = [
        Related(kind=RelationKind.REPLACES, number="68/2014/QH13"),
        Related(kind=RelationKind.AMENDS, number="x"),
    ]
    services.relate(document=new, relations=waiting, origin=Origin.TEXT)
    Citation.objects.create(source=new, label="a", url="/", number="68/2014/QH13", number_key="68-2014-qh13",
                            as_of=TODAY)  # fmt: skip
    assert [one.title for one in queries.relations_of(new)] == ["x", "68/2014/QH13"]
    came = make("68/2014/QH13")
    with django_capture_on_commit_callbacks(execute=True):
        publish(DocumentPublished(document_id=came.pk))
    assert [one.other for one in queries.relations_of(new)] == [None, came]
    assert (fresh(came).ended_on, Citation.objects.get().document) == (date(2021, 1, 1), came)


def test_when_the_day_of_the_new_document_moves_the_old_one_follows(old: Document, new: Document) -> None:
    services.relate(document=new, relations=[replaces(old)], origin=Origin.TEXT)
    Document.objects.filter(pk=new.pk).update(effective_on=date(2021, 7, 1))
    services.refresh_around(document=fresh(new))
    assert fresh(old).ended_on == date(2021, 7, 1)


def test_a_document_never_acts_on_itself(new: Document) -> None:
    services.relate(document=new, relations=[replaces(new)], origin=Origin.PORTAL)
    assert Relation.objects.count() == 0


def codes(document: Document) -> list[str]:
    return [one.code for one in queries.warnings(fresh(document), queries.relations_of(document), on=TODAY)]


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


def test_an_older_document_cannot_end_a_newer_one(old: Document, new: Document) -> None:
    services.relate(document=old, relations=[replaces(new)], origin=Origin.PORTAL)
    assert (fresh(new).ended_on, codes(new)) == (None, ["relation_backwards"])


def test_a_document_that_ended_before_it_began_changed_nothing(old: Document, new: Document) -> None:
    later = make("60/2020/QH14", issued_on=date(2020, 12, 1), effective_on=date(2020, 12, 15))
    services.relate(document=new, relations=[replaces(old)], origin=Origin.TEXT)
    services.relate(document=later, relations=[replaces(new, on=date(2020, 12, 15))], origin=Origin.TEXT)
    services.refresh_around(document=fresh(new))
    assert fresh(old).ended_on is None


def test_the_starter_tells_of_replacing_and_amending_once_however_often_it_loads(db: None) -> None:
    services.load_documents()
    first = Relation.objects.count()
    services.load_documents()
    assert Relation.objects.count() == first > 50
    land = Document.objects.get(number="45/2013/QH13")
    successor = queries.successor_in(queries.relations_of(land))
    assert successor is not None
    assert successor.title == Document.objects.get(number="31/2024/QH15").name


LABOUR = {"number": "45/2019/QH14", "kind": "bo-luat", "issued_on": date(2019, 11, 20)}


@pytest.mark.parametrize(
    ("actor", "acted", "beside"),
    [
        ({"number": "133/2026/NĐ-CP", "kind": "nghi-dinh"}, LABOUR, ()),
        ({"number": "1/2026/TT-BTC", "kind": "thong-tu"}, {"number": "1/2020/QĐ-TTg", "kind": "quyet-dinh"}, ()),
        ({"number": "41/2024/QH15"}, {**LABOUR, "stated_validity": "partly_expired"}, ()),
        ({"number": "41/2024/QH15"}, {**LABOUR, "stated_validity": "in_force"}, ()),
        ({"number": "12/2017/QH14", "issued_on": date(2026, 1, 1)}, LABOUR, (RelationKind.AMENDS,)),
    ],
)
def test_a_reading_that_ends_a_document_against_all_else_waits(
    db: None, actor: Any, acted: Any, beside: tuple[RelationKind, ...]
) -> None:
    target = make(**acted)
    by = make(**{"issued_on": date(2026, 1, 1), "effective_on": date(2026, 7, 1), **actor})
    said = [Related(kind=kind, number=target.number) for kind in (RelationKind.ABROGATES, *beside)]
    services.relate(document=by, relations=said, origin=Origin.TEXT)
    assert (fresh(target).ended_on, [row.kind for row in queries.proposed_relations()]) == (None, ["abrogates"])


def test_what_public_answers_rest_on_ends_only_by_a_person(old: Document, new: Document) -> None:
    Citation.objects.create(source=new, label="a", url="/", document=old, eid="art_1", as_of=TODAY)
    services.relate(document=new, relations=[replaces(old)], origin=Origin.TEXT)
    assert fresh(old).ended_on is None
    officer = Person.objects.create_superuser("root", "root@example.invalid", "x")
    services.decide_relation(relation=queries.proposed_relations()[0], is_right=True, by=officer, at=NOW)
    assert fresh(old).ended_on == date(2021, 1, 1)


def test_a_reading_is_weighed_when_its_target_comes(new: Document) -> None:
    services.relate(document=new, relations=[Related(kind=RelationKind.ABROGATES, number="68/2014/QH13")],
                    origin=Origin.TEXT)  # fmt: skip
    came = make("68/2014/QH13", stated_validity=Validity.IN_FORCE)
    services.resolve_targets(document=came)
    assert (fresh(came).ended_on, queries.proposed_relations().count()) == (None, 1)
