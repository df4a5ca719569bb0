"""Prompts and sentences of a model, the register of AI use, the practice room."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from luatgandan.backends.llm import LlmUnavailableError
from luatgandan.backends.llm.fake import FakeLlm
from luatgandan.features.library.models import Document
from luatgandan.foundation.accounts.models import Person
from luatgandan.foundation.organisations.models import Organisation

from .. import services
from ..drafting.binding import check
from ..drafting.planting import Planted, grade, plant
from ..drafting.values import Line
from ..enums import DraftKind, Fault, Origin
from ..models import AiUse, Attempt, Draft, PracticeTask, Prompt, PromptVersion
from ..queries import prompts as prompt_queries
from ..queries.drafts import latest_version, lines_of, material_of, sheet_of, units_at
from ..queries.practice import practice_data, sentences_of_task, training
from ..services import drafts, practice, prompting
from ..services.drafts import DraftError, NotYoursError
from ..starter import load
from .conftest import MakeStaff
from .lawbook import NOW, desk

TODAY = date(2026, 11, 22)
Units = dict[str, Organisation]
TRUE = "Không đội mũ bảo hiểm thì phạt tiền từ 400.000 đồng đến 600.000 đồng."
FALSE = "Không đội mũ bảo hiểm thì phạt tiền 5.000.000 đồng."


@pytest.fixture
def draft(traffic: Document, units: Units, writer: Person) -> Draft:
    return drafts.make_draft(
        kind=DraftKind.LEAFLET, title="Mũ", organisation=units["ward-a"], keys=[(traffic.pk, "art_7")], day=TODAY,
        by=writer, at=NOW,
    )  # fmt: skip


@pytest.fixture
def prompt(db: None) -> Prompt:
    found = Prompt.objects.create(title="Tờ gấp", kind=DraftKind.LEAFLET)
    PromptVersion.objects.create(prompt=found, number=1, text="Viết ngắn.", made_at=NOW)
    return found


def with_model(monkeypatch: pytest.MonkeyPatch, model: FakeLlm | None) -> None:
    monkeypatch.setattr(prompting, "get_llm", lambda: model)
    monkeypatch.setattr(prompt_queries, "get_llm", lambda: model)


def test_a_model_writes_and_only_what_the_law_proves_is_bound(
    monkeypatch: pytest.MonkeyPatch, draft: Draft, prompt: Prompt, writer: Person
) -> None:
    point = next(
        number for number, one in enumerate(units_of_article(draft), start=1) if one.eid == "art_7__para_2__point_h"
    )
    model = FakeLlm(answer=f"[E{point}] {TRUE}\n[E{point}] {FALSE}\n[E99] {TRUE}\nLời không có mã.")
    with_model(monkeypatch, model)
    browser, here = desk(writer), reverse("assistant_drafts:draft", args=[draft.pk])
    assert "Nhờ máy viết thêm" in browser.get(here).content.decode()
    browser.post(here, {"seen": 1, "compose": 1, "prompt": prompt.pk})
    sheet = sheet_of(draft)
    written = [row for row in sheet.rows if row.line.origin == Origin.MODEL]
    assert [(row.line.text, row.is_proven, bool(row.unit)) for row in written] == [
        (TRUE, True, True), (FALSE, False, False), (TRUE, False, False),
    ]  # fmt: skip
    assert sheet.version.prompt == prompt.versions.get()
    assert "Viết ngắn." in model.heard[0].text
    assert writer.username not in "".join(one.text for one in model.heard)
    page = browser.get(here).content.decode()
    assert page.count("Máy viết (AI)</span>") == 3
    assert "chưa có căn cứ" in page
    draft.refresh_from_db()
    assert draft.has_model_lines
    index = next(at for at, row in enumerate(sheet.rows) if row.line.text == FALSE)
    drafts.change_line(draft=draft, seen=2, index=index, text=TRUE, by=writer, at=NOW)
    assert lines_of(latest_version(draft))[index].origin == Origin.MIXED


def units_of_article(draft: Draft) -> list[Any]:
    return list(prompting.given_units(draft).values())


@pytest.mark.parametrize(
    ("model", "said"),
    [
        (None, "Chưa cài mô hình"),
        (FakeLlm(answer="x", error=LlmUnavailableError("no")), "không trả lời"),
        (FakeLlm(answer="Không theo mẫu."), "không viết được câu nào"),
    ],
)
def test_without_a_good_model_the_draft_stays_as_it_was(
    monkeypatch: pytest.MonkeyPatch, draft: Draft, prompt: Prompt, writer: Person, model: FakeLlm | None, said: str
) -> None:
    with_model(monkeypatch, model)
    with pytest.raises(DraftError, match=said):
        prompting.compose_draft(draft=draft, seen=1, prompt=str(prompt.pk), by=writer, at=NOW)
    assert latest_version(draft).number == 1


def test_what_a_model_says_without_proof_never_leaves_the_desk(
    monkeypatch: pytest.MonkeyPatch, draft: Draft, prompt: Prompt, writer: Person
) -> None:
    with_model(monkeypatch, FakeLlm(answer=f"[E1] {FALSE}"))
    prompting.compose_draft(draft=draft, seen=1, prompt=str(prompt.pk), by=writer, at=NOW)
    lines = [one for one in lines_of(latest_version(draft)) if one.role != "blank"]
    drafts.add_version(draft, lines, by=writer, at=NOW, note="bỏ chỗ trống")
    page = desk(writer).post(
        reverse("assistant_drafts:draft", args=[draft.pk]),
        {"seen": 3, "hand_over": 1, "stands_for_own": "on"},
        follow=True,
    )
    assert "1 câu máy viết chưa có căn cứ" in page.content.decode()


def test_prompts_are_shared_versioned_and_reported(units: Units, writer: Person, make_staff: MakeStaff) -> None:
    keeper = desk(make_staff("editor"))
    values = {"title": "Tóm tắt", "kind": "summary", "text": "Viết gọn.", "is_active": "on"}
    keeper.post(reverse("assistant_prompts:add"), values)
    prompt = Prompt.objects.get()
    own = reverse("assistant_prompts:prompt", args=[prompt.pk])
    keeper.post(own, values)
    keeper.post(own, {**values, "text": "Viết gọn hơn.", "note": "Dài quá"})
    assert [one.number for one in prompt.versions.all()] == [2, 1]
    assert "Đã có lời nhắc" in keeper.post(reverse("assistant_prompts:add"), values).content.decode()
    reader = desk(writer)
    assert "Viết gọn hơn." in reader.get(own).content.decode()
    assert reader.post(own, values).status_code in (302, 403)
    assert prompt.versions.count() == 2
    report = reverse("assistant_prompts:report", args=[prompt.versions.first().pk])  # type: ignore[union-attr]
    assert "số định danh" in reader.post(report, {"words": "Số căn cước 092085001234", "reason": "Lộ"}).content.decode()
    reader.post(report, {"words": FALSE, "reason": "Sai mức phạt"})
    assert "Sai mức phạt" in reader.get(own).content.decode()
    assert prompt_queries.prompts().get().bad == 1


def entry(unit: Organisation, **values: Any) -> dict[str, Any]:
    return {
        "organisation": unit.pk, "tool": "Máy dịch", "purpose": "Dịch tờ gấp", "data_class": "public", "risk": "low",
        "owner": "Trưởng phòng", "safeguards": "Người biết tiếng Khmer đọc lại.", "review_on": "2027-01-01",
        "is_active": "on", **values,
    }  # fmt: skip


def test_the_register_is_kept_at_the_desk_and_read_by_everybody(
    client: Client, units: Units, make_staff: MakeStaff
) -> None:
    keeper = desk(make_staff("approver", "ward-a"))
    add = reverse("assistant_register:add")
    secret = keeper.post(add, entry(units["ward-a"], data_class="secret")).content.decode()
    assert "Bí mật nhà nước không được đưa" in secret
    keeper.post(add, entry(units["ward-b"]))
    assert AiUse.objects.count() == 0
    keeper.post(add, entry(units["ward-a"], counts_drafts="on"))
    use = AiUse.objects.get()
    public = client.get("/so-dang-ky-ai/").content.decode()
    assert "Máy dịch" in public
    assert "Bài soạn có câu do máy viết" in public
    keeper.post(reverse("assistant_register:use", args=[use.pk]), entry(units["ward-a"], tool="Máy dịch 2"))
    assert "Máy dịch 2" in client.get("/so-dang-ky-ai/").content.decode()
    other = desk(make_staff("approver", "ward-b"))
    assert other.post(reverse("assistant_register:use", args=[use.pk]), entry(units["ward-b"])).status_code in (
        302,
        403,
    )
    assert "Máy dịch" not in other.get(reverse("assistant_register:list")).content.decode()
    editor = desk(make_staff("editor", "ward-a"))
    assert editor.get(reverse("assistant_register:list")).status_code in (302, 403)
    use.refresh_from_db()
    assert (use.tool, use.organisation) == ("Máy dịch 2", units["ward-a"])


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


def test_half_a_point_for_seeing_that_but_not_what_is_wrong() -> None:
    rows = [
        Planted(text="a", cited="b", fault=fault) for fault in (Fault.NONE, Fault.NUMBER, Fault.NEGATION, Fault.NONE)
    ]
    score, graded = grade(rows, [Fault.NONE, Fault.NUMBER, Fault.INVENTED, Fault.ARTICLE])
    assert ([one.points for one in graded], score) == ([1.0, 1.0, 0.5, 0.0], 62)
    assert grade(rows, [one.fault for one in rows])[0] == 100


@pytest.fixture
def task(traffic: Document, units: Units, make_staff: MakeStaff) -> PracticeTask:
    keys = [(traffic.pk, "art_6"), (traffic.pk, "art_7")]
    return practice.make_task(title="Mũ?", keys=keys, day=TODAY, by=make_staff("editor"), at=NOW)


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


def test_starter_content_is_loaded_once_and_left_to_the_officers(units: Units) -> None:
    count = load()
    assert count == len(DraftKind) + PracticeTask.objects.count() + AiUse.objects.count()
    assert AiUse.objects.count() == 2
    for one in PracticeTask.objects.all():
        faults = [sentence.fault for sentence in sentences_of_task(one)]
        assert Fault.NONE in faults
        assert len(set(faults)) >= 3
    Prompt.objects.update(quality="Đã thử")
    assert load() == count
    assert set(Prompt.objects.values_list("quality", flat=True)) == {"Đã thử"}


@pytest.mark.parametrize("count", [1, 30])
def test_lists_ask_as_often_for_many(
    task: PracticeTask, units: Units, writer: Person, make_staff: MakeStaff, client: Client, count: int,
    django_assert_max_num_queries: Any,
) -> None:  # fmt: skip
    for number in range(count):
        Attempt.objects.create(task=task, person=writer, marks=[], score=number, made_at=NOW)
        AiUse.objects.create(**{**entry(units["ward-a"]), "organisation": units["ward-a"], "is_active": True})
        made = Prompt.objects.create(title=f"Lời {number}", kind="quiz")
        PromptVersion.objects.create(prompt=made, number=1, text="x", made_at=NOW, author=writer)
    browser = desk(make_staff("unit_head"))
    found = []
    for name in ("practice", "prompts", "register"):
        with django_assert_max_num_queries(40) as asked:
            assert browser.get(reverse(f"assistant_{name}:list")).status_code == 200
        found.append(len(asked))
    with django_assert_max_num_queries(20) as asked:
        client.get("/so-dang-ky-ai/")
    found.append(len(asked))
    assert COUNTS.setdefault("all", found) == found


COUNTS: dict[str, list[int]] = {}
