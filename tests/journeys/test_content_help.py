"""Officers write from the law: every screen of content help, for everybody, and the way of one draft."""

import re

import pytest

from .addresses import SHELF
from .conftest import Open
from .looking import assert_no_barrier, axe_findings
from .server import Server
from .watching import Watch

EDITOR, ADMINISTRATOR, HEAD = "Biên tập viên", "Quản trị viên", "Lãnh đạo đơn vị"
ADD = "/quan-tri/soan/bai/moi/"
ARRANGE = """
import json
from django.utils import timezone
from luatgandan.features.assistant.enums import DraftKind, Fault
from luatgandan.features.assistant.models import AiUse, PracticeTask, Prompt
from luatgandan.features.assistant.queries.practice import sentences_of_task
from luatgandan.features.assistant.services import drafts, practice
from luatgandan.features.library.models import Document
from luatgandan.foundation.accounts.models import Person
from luatgandan.foundation.organisations.models import Organisation

now = timezone.now()
editor = Person.objects.get(username="demo-editor")
law = Document.objects.get(number="78/2024/QH15")
unit = editor.role_assignments.get(role="editor").organisation
keys = [(law.pk, "art_1"), (law.pk, "art_2")]
made = {}
for kind in DraftKind:
    draft = drafts.make_draft(
        kind=kind, title=f"Bến đò: {kind.label}", organisation=unit, keys=keys, day=timezone.localdate(), by=editor,
        at=now,
    )
    made[str(kind)] = draft.pk
drafts.change_line(draft=draft, seen=1, index=1, text="Người lớn trả 9.000 đồng.", by=editor, at=now)
task = PracticeTask.objects.first()
marks = [Fault.NONE] * len(sentences_of_task(task))
made["attempt"] = practice.do_task(task=task, marks=marks, by=editor, at=now).pk
made |= {"task": task.pk, "prompt": Prompt.objects.first().pk, "use": AiUse.objects.first().pk}
made["version"] = Prompt.objects.first().versions.first().pk
print(json.dumps(made))
"""
SCREENS = {
    "drafts": (EDITOR, "/quan-tri/soan/bai/"),
    "new draft": (EDITOR, f"{ADD}?q=Điều 2 Luật 78/2024/QH15"),
    "summary": (EDITOR, "/quan-tri/soan/bai/{summary}/"),
    "leaflet": (EDITOR, "/quan-tri/soan/bai/{leaflet}/"),
    "questions": (EDITOR, "/quan-tri/soan/bai/{questions}/"),
    "situation": (EDITOR, "/quan-tri/soan/bai/{situation}/"),
    "quiz": (EDITOR, "/quan-tri/soan/bai/{quiz}/"),
    "radio": (EDITOR, "/quan-tri/soan/bai/{radio}/"),
    "slides with a false number": (EDITOR, "/quan-tri/soan/bai/{slides}/"),
    "line": (EDITOR, "/quan-tri/soan/bai/{slides}/cau/1/"),
    "new line": (EDITOR, "/quan-tri/soan/bai/{slides}/cau/1/?them=1"),
    "history": (EDITOR, "/quan-tri/soan/bai/{slides}/lich-su/"),
    "practice room": (EDITOR, "/quan-tri/soan/luyen/"),
    "practice room of a head": (HEAD, "/quan-tri/soan/luyen/"),
    "task": (EDITOR, "/quan-tri/soan/luyen/{task}/"),
    "result": (EDITOR, "/quan-tri/soan/luyen/ket-qua/{attempt}/"),
    "new task": (ADMINISTRATOR, "/quan-tri/soan/luyen/moi/"),
    "prompts": (EDITOR, "/quan-tri/soan/loi-nhac/"),
    "prompt": (EDITOR, "/quan-tri/soan/loi-nhac/{prompt}/"),
    "new prompt": (ADMINISTRATOR, "/quan-tri/soan/loi-nhac/moi/"),
    "report of a sentence": (EDITOR, "/quan-tri/soan/loi-nhac/bao-cao/{version}/"),
    "register": (ADMINISTRATOR, "/quan-tri/soan/so-ai/"),
    "entry": (ADMINISTRATOR, "/quan-tri/soan/so-ai/{use}/"),
    "report on askings": (EDITOR, "/quan-tri/tro-ly/"),
}


@pytest.fixture(scope="module")
def written(server: Server) -> dict[str, int]:
    """Primary keys of a draft of every kind, of a task with a result, and of starter content."""
    server.ask(SHELF)
    return dict(server.ask(ARRANGE))


@pytest.mark.parametrize("screen", SCREENS)
def test_the_screens_meet_no_barrier(signed_in: Open, written: dict[str, int], screen: str) -> None:
    role, path = SCREENS[screen]
    assert_no_barrier(signed_in(role, path.format(**written)))


def test_from_a_clause_to_a_draft_that_is_refused_while_blanks_are_open(
    signed_in: Open, written: dict[str, int]
) -> None:
    desk = signed_in(EDITOR, ADD)
    desk.locator("#id_q").press_sequentially("Điều 2 Luật 78/2024/QH15")
    desk.get_by_role("button", name=re.compile("^Chọn Điều 2")).click()
    desk.locator(".desk-parts summary").click()
    desk.get_by_role("button", name="Khoản 2 Điều 2", exact=True).click()
    desk.locator("[name=title]").fill("Trẻ em qua đò")
    desk.locator("[name=kind]").select_option("leaflet")
    desk.locator("[name=organisation]").select_option(index=1)
    desk.get_by_role("button", name="Lập khung bài").click()
    assert "Trẻ em đi học không phải trả tiền" in desk.locator(".desk-lines").inner_text()
    assert "Người lớn" not in desk.locator(".desk-lines").inner_text()
    desk.get_by_role("button", name="Chuyển và gửi kiểm tra").click()
    assert "chỗ chờ người soạn viết" in desk.locator(".messages").inner_text()


def test_what_was_typed_stays_while_articles_are_chosen(signed_in: Open, written: dict[str, int]) -> None:
    desk = signed_in(EDITOR, ADD)
    desk.locator("[name=title]").fill("Bến đò quê em")
    desk.locator("[name=kind]").select_option("radio")
    desk.locator("#id_q").fill("Điều 2 Luật 78/2024/QH15")
    desk.get_by_role("button", name="Tìm điều", exact=True).click()
    desk.get_by_role("button", name=re.compile("^Chọn Điều 2")).click()
    assert desk.locator("[name=title]").input_value() == "Bến đò quê em"
    assert desk.locator("[name=kind]").input_value() == "radio"
    desk.get_by_role("button", name=re.compile("^Bỏ Điều 2")).click()
    assert desk.locator("[name=title]").input_value() == "Bến đò quê em"


def test_a_false_sentence_keeps_its_words_and_says_what_is_wrong(
    signed_in: Open, written: dict[str, int], watch: Watch
) -> None:
    watch.allowed.append("422")
    desk = signed_in(EDITOR, f"/quan-tri/soan/bai/{written['leaflet']}/cau/1/")
    desk.locator("[name=text]").fill("Gọi ông Nguyễn Văn Hùng, số 0912345678.")
    desk.get_by_role("button", name="Lưu câu").click()
    assert "Có thể là dữ liệu cá nhân" in desk.locator("main, .content").first.inner_text()
    assert desk.locator("[name=text]").input_value() == "Gọi ông Nguyễn Văn Hùng, số 0912345678."
    assert axe_findings(desk) == []
