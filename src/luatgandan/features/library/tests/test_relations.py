"""Relations from both sides, dangling targets, validity materialised and undone, what waits for an officer."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django_tasks.signals import task_enqueued
from django_tasks_db.models import DBTaskResult

from luatgandan.features.library import queries, services, tasks
from luatgandan.features.library.enums import Origin, Proposal, RelationKind, Validity
from luatgandan.features.library.events import DocumentPublished, ValidityChanged
from luatgandan.features.library.models import Citation, Document, Relation
from luatgandan.features.library.services import Related
from luatgandan.foundation.accounts.models import Person
from luatgandan.lib.events import publish, receives

from . import circulars
from .correcting import imported
from .laws import NOW
from .relating import TODAY, codes, fresh, make, replaces

heard: list[ValidityChanged] = []


@receives(ValidityChanged)
def hear(event: ValidityChanged) -> None:
    heard.append(event)


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
    assert [one.title for one in queries.relations_of(new, kinds=[RelationKind.AMENDS])] == ["x"]
    came = make("68/2014/QH13")
    with django_capture_on_commit_callbacks(execute=True):
        publish(DocumentPublished(document_id=came.pk))
    assert [one.other for one in queries.relations_of(new)] == [None, came]
    assert (fresh(came).ended_on, Citation.objects.get().document) == (date(2021, 1, 1), came)


@pytest.fixture
def enqueued() -> Iterator[list[str]]:
    """The names of tasks, as they are enqueued."""
    found: list[str] = []

    def note(task_result: Any, **kwargs: Any) -> None:
        found.append(task_result.task.name)

    task_enqueued.connect(note)
    yield found
    task_enqueued.disconnect(note)


@pytest.mark.parametrize(
    "come",
    [
        lambda: make("01/2026/TT-BTP"),
        lambda: imported("a.txt", circulars.circular(number="01/2026/TT-BTP").encode()),
    ],
    ids=["record", "file"],
)
def test_what_waits_for_a_document_is_tied_once_however_it_comes(
    new: Document, come: Any, enqueued: list[str], django_capture_on_commit_callbacks: Any
) -> None:
    waiting = Related(kind=RelationKind.GUIDES, number="01/2026/TT-BTP")
    services.relate(document=new, relations=[waiting], origin=Origin.TEXT)
    with django_capture_on_commit_callbacks(execute=True):
        come()
    assert enqueued.count(tasks.tie_waiting.name) == 1
    assert queries.relations_of(new)[0].other == Document.objects.get(number="01/2026/TT-BTP")


def test_other_work_does_not_wait_behind_what_an_import_left(db: None, settings: Any) -> None:
    settings.TASKS = {**settings.TASKS, "default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    for _time in range(3):
        tasks.tie_waiting.enqueue(1)
    tasks.remind_of_reviews.enqueue()
    assert DBTaskResult.objects.ready()[0].task == tasks.remind_of_reviews


def test_when_the_day_of_the_new_document_moves_the_old_one_follows(old: Document, new: Document) -> None:
    services.relate(document=new, relations=[replaces(old)], origin=Origin.TEXT)
    Document.objects.filter(pk=new.pk).update(effective_on=date(2021, 7, 1))
    services.refresh_around(document=fresh(new))
    assert fresh(old).ended_on == date(2021, 7, 1)


def test_a_document_never_acts_on_itself(new: Document) -> None:
    services.relate(document=new, relations=[replaces(new)], origin=Origin.PORTAL)
    assert Relation.objects.count() == 0


def test_an_older_document_cannot_end_a_newer_one(old: Document, new: Document) -> None:
    services.relate(document=old, relations=[replaces(new)], origin=Origin.PORTAL)
    assert (fresh(new).ended_on, codes(new)) == (None, ["relation_backwards"])


def test_a_document_that_ended_before_it_began_changed_nothing(old: Document, new: Document) -> None:
    later = make("60/2020/QH14", issued_on=date(2020, 12, 1), effective_on=date(2020, 12, 15))
    services.relate(document=new, relations=[replaces(old)], origin=Origin.TEXT)
    services.relate(document=later, relations=[replaces(new, on=date(2020, 12, 15))], origin=Origin.TEXT)
    services.refresh_around(document=fresh(new))
    assert fresh(old).ended_on is None


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
