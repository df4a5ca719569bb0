"""The practice room: planted faults, scores, who sees what."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from luatgandan.features.library.models import Document
from luatgandan.foundation.accounts.models import Person

from .. import services
from ..drafting.binding import check
from ..drafting.planting import Planted, grade, plant
from ..drafting.values import Line
from ..enums import Fault, Origin
from ..models import PracticeTask
from ..queries.drafts import material_of, units_at
from ..queries.practice import practice_data, sentences_of_task, training
from ..services import practice
from ..services.drafts import NotYoursError
from .conftest import MakeStaff
from .lawbook import NOW, desk

TODAY = date(2026, 11, 22)


def test_planted_faults_are_false_and_the_others_true(traffic: Document) -> None:
    keys = [(traffic.pk, f"art_{number}") for number in (3, 6, 7)]
    law, material = units_at(keys, TODAY), material_of(keys, TODAY)
    seen = set()
    for seed in range(7):
        for one in plant(material, repealed=["Nghị định cũ"], seed=seed):
            seen.add(one.fault)
            told = check(Line(text=one.text, origin=Origin.LAW, evidence=one.evidence), law)
            assert told.is_proven == (one.fault in (Fault.NONE, Fault.ARTICLE, Fault.REPEALED)), one
            assert bool(one.why) == (one.fault != Fault.NONE)
            assert check(Line(text=one.truth, origin=Origin.LAW, evidence=one.evidence), law).is_proven
            assert Planted.from_dict(one.to_dict()) == one
    assert seen == set(Fault)
    assert plant(material, seed=3) == plant(material, seed=3)


def test_a_bad_task_is_closed_by_who_makes_tasks(task: PracticeTask, writer: Person, make_staff: MakeStaff) -> None:
    here = reverse("assistant_practice:task", args=[task.pk])
    assert 'name="close"' not in desk(writer).get(here).content.decode()
    desk(writer).post(here, {"close": 1})
    assert desk(writer).get(here).status_code == 200
    maker = desk(make_staff("editor"))
    assert 'name="close"' in maker.get(here).content.decode()
    maker.post(here, {"close": 1})
    assert desk(writer).get(here).status_code == 404
    assert task.title not in desk(writer).get(reverse("assistant_practice:list")).content.decode()


def test_an_erased_person_leaves_no_score(task: PracticeTask, writer: Person) -> None:
    marks = [one.fault for one in sentences_of_task(task)]
    practice.do_task(task=task, marks=marks, by=writer, at=NOW)
    services.forget_person(person_id=writer.pk)
    assert practice_data(writer) == []


def test_half_a_point_for_seeing_that_but_not_what_is_wrong() -> None:
    rows = [
        Planted(text="a", cited="b", fault=fault) for fault in (Fault.NONE, Fault.NUMBER, Fault.NEGATION, Fault.NONE)
    ]
    score, graded = grade(rows, [Fault.NONE, Fault.NUMBER, Fault.INVENTED, Fault.ARTICLE])
    assert ([one.points for one in graded], score) == ([1.0, 1.0, 0.5, 0.0], 62)
    assert grade(rows, [one.fault for one in rows])[0] == 100


def right(task: PracticeTask) -> dict[str, str]:
    return {f"mark{number}": str(one.fault) for number, one in enumerate(sentences_of_task(task))}


def test_staff_find_faults_get_a_score_and_learn_why(task: PracticeTask, writer: Person) -> None:
    browser, here = desk(writer), reverse("assistant_practice:task", args=[task.pk])
    page = browser.get(here).content.decode()
    assert "Luật viết" not in page
    assert "Hãy chọn: câu này đúng" in browser.post(here, {"mark0": "none"}).content.decode()
    assert browser.post(here, {**right(task), "mark0": "nothing we know"}).status_code == 422
    result = browser.post(here, right(task), follow=True).content.decode()
    assert "100 trên 100 điểm" in result
    assert all(one.why in result.replace("&quot;", '"') for one in sentences_of_task(task))
    assert "cao nhất 100" in browser.get(reverse("assistant_practice:list")).content.decode()


def test_results_are_ones_own_and_heads_see_numbers_only(
    task: PracticeTask, writer: Person, make_staff: MakeStaff
) -> None:
    attempt = practice.do_task(task=task, marks=[one.fault for one in sentences_of_task(task)], by=writer, at=NOW)
    own = reverse("assistant_practice:result", args=[attempt.pk])
    assert desk(writer).get(own).status_code == 200
    head, other = make_staff("unit_head", "ward-a"), make_staff("unit_head", "ward-b")
    assert desk(head).get(own).status_code == 404
    page = desk(head).get(reverse("assistant_practice:list")).content.decode()
    assert writer.username not in page
    assert [(row.organisation.code, row.staff, row.tried, row.passed) for row in training(head, at=NOW)] == [
        ("ward-a", 2, 1, 1)
    ]
    assert [(row.organisation.code, row.tried) for row in training(other, at=NOW)] == [("ward-b", 0)]
    assert training(writer, at=NOW) == []
    assert [row["score"] for row in practice_data(writer)] == [100]
    assert practice_data(head) == []


def test_who_practises_and_who_makes_tasks(
    client: Client, traffic: Document, task: PracticeTask, writer: Person, make_staff: MakeStaff
) -> None:
    address = reverse("assistant_practice:task", args=[task.pk])
    citizen = Person.objects.create_user("dan", "dan@example.invalid", "x")
    assert client.get(address).status_code == 302
    assert desk(citizen).get(address).status_code in (302, 403)
    assert desk(make_staff("contributor", "ward-b")).get(address).status_code == 200
    with pytest.raises(NotYoursError):
        practice.do_task(task=task, marks=[], by=citizen, at=NOW)
    with pytest.raises(NotYoursError):
        practice.make_task(title="x", keys=[(traffic.pk, "art_6")], day=TODAY, by=writer, at=NOW)
    assert desk(writer).get(reverse("assistant_practice:add")).status_code in (302, 403)
    added = desk(make_staff("editor")).post(
        reverse("assistant_practice:add"), {"title": "Xe ô tô?", "a": f"{traffic.pk}/art_6"}
    )
    assert added.status_code == 302
    assert PracticeTask.objects.count() == 2


def test_a_task_whose_law_changed_is_not_offered(task: PracticeTask, traffic: Document, writer: Person) -> None:

    assert services.recall(document=traffic, eids=["art_6"], on=date(2026, 12, 1)) == 1
    assert desk(writer).get(reverse("assistant_practice:task", args=[task.pk])).status_code == 404
