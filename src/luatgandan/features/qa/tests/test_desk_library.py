"""Ready-made answers at the desk: kept by units, brought in from files, put into an answer; proposals beside them."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from luatgandan.features.library.models import Document
from luatgandan.features.library.tests import laws
from luatgandan.foundation.modules import registry
from luatgandan.foundation.modules.registry import AnswerProposer, Module, ProposedAnswer

from .. import services
from ..models import Answer, AnswerTemplate, Question
from ..rules import Caller
from .browser import at_desk, text, url
from .conftest import NOW, MakeStaff, Units

TYPED = {"seen": 0, "short": "Lời đã gõ.", "explanation": "", "steps": "", "office": "", "day_of_law": "2026-11-16"}
ROWS = [
    {"Câu hỏi": "Thủ tục cấp sổ đỏ lần đầu?", "Trả lời": "Nộp hồ sơ tại Trung tâm Phục vụ hành chính công."},
    {"Câu hỏi": "?", "Trả lời": ""},
]


def ready(units: Units, **values: Any) -> AnswerTemplate:
    kept = {"title": "Gương xe máy", "short": "Xe máy phải có gương.", "steps": ["Gắn gương"], "field": "khac"}
    return AnswerTemplate.objects.create(organisation=units["ward-a"], **{**kept, **values})


@pytest.fixture
def accepted(question: Question, officer: Caller) -> Question:
    services.accept_question(question=question, by=officer, at=NOW)
    return question


@pytest.fixture
def law(db: None) -> Document:
    return laws.stored_law()


@pytest.fixture
def proposer() -> Any:
    def propose(*, question: str, at: Any) -> ProposedAnswer | None:
        return ProposedAnswer(short=f"Về: {question[:20]}", cited=()) if "gương" in question else None

    before = dict(registry._modules)
    for name in ("assistant", "test_proposer"):
        registry.register(Module(name=name, title="", offers=()))
    registry.register(Module(name="test_proposer", title="", offers=(AnswerProposer(propose=propose),)))
    yield
    registry._modules.clear()
    registry._modules.update(before)


def test_a_ready_made_answer_is_kept_changed_and_deleted(units: Units, officer: Caller) -> None:
    desk = at_desk(officer)
    values = {"title": "Gương xe", "field": "giao-thong", "organisation": units["ward-a"].pk, "short": "Phải có gương.",
              "explanation": "", "steps": "Mua gương\n\nGắn gương", "office": "Công an"}  # fmt: skip
    assert desk.post(reverse("qa_library:add"), {**values, "short": ""}).status_code == 422
    assert desk.post(reverse("qa_library:add"), values).status_code == 302
    kept = AnswerTemplate.objects.get()
    assert kept.steps == ["Mua gương", "Gắn gương"]
    assert "Gương xe" in text(desk.get(reverse("qa_library:list"), {"q": "gương"}))
    assert "Gương xe" not in text(desk.get(reverse("qa_library:list"), {"linh_vuc": "khac"}))
    edit = reverse("qa_library:edit", args=[kept.pk])
    assert "Mua gương\nGắn gương" in text(desk.get(edit))
    desk.post(edit, {**values, "title": "Gương xe máy"})
    assert AnswerTemplate.objects.get().title == "Gương xe máy"
    desk.post(edit, {"delete": "1"})
    assert not AnswerTemplate.objects.exists()


def test_others_read_it_and_change_nothing(units: Units, law: Document, make_staff: MakeStaff) -> None:
    kept = ready(units, basis=[{"document": law.pk, "eid": "art_1"}])
    edit = reverse("qa_library:edit", args=[kept.pk])
    for who in (make_staff("editor", "ward-b"), make_staff("auditor", "root")):
        desk = at_desk(who)
        assert edit in text(desk.get(reverse("qa_library:list")))
        read = text(desk.get(edit))
        assert all(words in read for words in ("Xe máy phải có gương.", "Gắn gương", "Điều 1", "không sửa ở đây"))
        assert "<textarea" not in read
        assert desk.post(edit, {"delete": "1"}).status_code == 302
        assert desk.get(reverse("qa_library:add")).status_code == (302 if who.person.username[:3] == "aud" else 200)
    desk = at_desk(make_staff("editor", "ward-b"))
    values = {"title": "Của phường khác", "field": "khac", "organisation": units["ward-a"].pk, "short": "…"}
    assert desk.post(reverse("qa_library:add"), values).status_code == 422
    assert AnswerTemplate.objects.get() == kept


def test_a_ready_made_answer_carries_its_articles_into_the_answer(
    accepted: Question, units: Units, law: Document, officer: Caller
) -> None:
    desk, key = at_desk(officer), f"{law.pk}/art_1"
    values = {"title": "Giá đò", "field": "khac", "organisation": units["ward-a"].pk, "short": "Xem luật."}
    found = text(desk.post(reverse("qa_library:add"), {**values, "tim": "1", "tim_gi": f"Điều 1 {law.number}"}))
    assert f'name="chon" value="{key}"' in found
    assert "Xem luật." in found
    assert f'name="a" value="{key}"' in text(desk.post(reverse("qa_library:add"), {**values, "chon": key}))
    assert not AnswerTemplate.objects.exists()
    gone = desk.post(reverse("qa_library:add"), {**values, "a": f"{law.pk}/art_99"})
    assert "Thư viện không có Điều 99" in text(gone)
    desk.post(reverse("qa_library:add"), {**values, "a": key})
    kept = AnswerTemplate.objects.get()
    assert kept.basis == [{"document": law.pk, "eid": "art_1"}]
    AnswerTemplate.objects.update(basis=[*kept.basis, {"document": law.pk, "eid": "art_99"}])
    assert "1 căn cứ không còn đọc được" in text(desk.get(reverse("qa_library:edit", args=[kept.pk])))
    page = text(desk.post(url("write", accepted), {**TYPED, "mau": str(kept.pk)}))
    assert f'<input type="hidden" name="a" value="{key}">' in page


def test_a_file_is_shown_row_by_row_and_written_once(units: Units, officer: Caller, make_staff: MakeStaff) -> None:
    desk = at_desk(officer)
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS).encode()
    values = {"unit": units["ward-a"].pk, "field": "dat-dai-nha-o"}
    bad = desk.post(reverse("qa_library:upload"), {**values, "file": SimpleUploadedFile("a.exe", b"MZ")})
    assert "Chỉ nhập được tệp" in text(bad)
    sent = desk.post(reverse("qa_library:upload"), {**values, "file": SimpleUploadedFile("hoi-dap.jsonl", lines)})
    page = text(desk.get(sent["Location"]))
    assert "Sẽ thêm 1 câu" in page
    assert "không nhập" in page
    assert not AnswerTemplate.objects.exists()
    assert at_desk(make_staff("editor")).post(sent["Location"])["Location"] == reverse("qa_library:upload")
    for _time in range(2):
        desk.post(sent["Location"])
    assert [one.title for one in AnswerTemplate.objects.all()] == ["Thủ tục cấp sổ đỏ lần đầu?"]


def test_a_ready_made_answer_goes_in_below_what_was_typed(accepted: Question, units: Units, officer: Caller) -> None:
    kept, desk = ready(units), at_desk(officer)
    assert f'name="mau" value="{kept.pk}"' in text(desk.get(url("write", accepted)))
    page = text(desk.post(url("write", accepted), {**TYPED, "mau": str(kept.pk)}))
    assert "Lời đã gõ.\nXe máy phải có gương." in page
    assert "Gắn gương" in page
    assert not Answer.objects.exists()


@pytest.mark.usefixtures("proposer")
def test_a_proposal_is_a_marked_draft_and_never_sent_by_itself(accepted: Question, officer: Caller) -> None:
    desk = at_desk(officer)
    page = text(desk.post(url("write", accepted), {**TYPED, "tro_ly": "1"}))
    assert "Lời đã gõ.\nVề: Xe máy không gương" in page
    assert 'name="is_from_model" value="True"' in page
    assert not Answer.objects.exists()
    desk.post(url("write", accepted), {**TYPED, "is_from_model": "True"})
    assert Answer.objects.get().is_from_model
    assert "Bắt đầu từ bản nháp của trợ lý" in text(desk.get(url("question", accepted)))


@pytest.mark.usefixtures("proposer")
def test_without_proof_nothing_is_proposed(accepted: Question, officer: Caller) -> None:
    Question.objects.filter(pk=accepted.pk).update(title="Câu khác", text="Câu khác")
    page = text(at_desk(officer).post(url("write", accepted), {**TYPED, "tro_ly": "1"}))
    assert "Trợ lý không tìm được căn cứ đủ chắc" in page
    assert "Lời đã gõ." in page


def test_the_form_is_gone_where_nothing_may_be_written(question: Question, officer: Caller) -> None:
    page = text(at_desk(officer).get(url("write", question)))
    assert "bạn không làm được việc này bây giờ" in page
    assert "<textarea" not in page
