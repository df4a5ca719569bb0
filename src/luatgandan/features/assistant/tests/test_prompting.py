"""Prompts and sentences of a model in drafts."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from luatgandan.backends.llm import LlmUnavailableError
from luatgandan.backends.llm.fake import FakeLlm
from luatgandan.features.library.models import Document
from luatgandan.foundation.accounts.models import Person

from ..enums import DraftKind, Origin
from ..models import Draft, Prompt, PromptVersion
from ..queries import prompts as prompt_queries
from ..queries.drafts import latest_version, lines_of, sheet_of
from ..services import drafts, prompting
from ..services.drafts import DraftError
from .conftest import MakeStaff, Units
from .lawbook import NOW, desk

TODAY = date(2026, 11, 22)
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
    report = reverse("assistant_prompts:report", args=[prompt.versions.get(number=1).pk])
    assert "số định danh" in reader.post(report, {"words": "Số căn cước 092085001234", "reason": "Lộ"}).content.decode()
    reader.post(report, {"words": FALSE, "reason": "Sai mức phạt"})
    assert "Sai mức phạt" in reader.get(own).content.decode()
    assert prompt_queries.prompts().get().bad == 1
