"""Live stages at the desk: a stage is made, filled, run, and its results are taken along; strangers are refused."""

from io import BytesIO

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from luatgandan.features.questionbank.models import Item
from luatgandan.foundation.organisations.models import Organisation

from ..enums import Nicknames, StageAct, StageState
from ..models import Player, Stage
from ..queries import live as reads
from ..services.live import answer_live, join_stage
from .conftest import MakeStaff
from .staging import act, right, staged
from .test_desk import QUERIES, at_desk, text

A, C, R, E = StageAct.ASK, StageAct.CLOSE, StageAct.REVEAL, StageAct.END


def url(name: str, *args: object) -> str:
    return reverse(f"contests_live:{name}", args=args)


def test_a_teacher_makes_and_runs_a_stage(unit: Organisation, make_staff: MakeStaff) -> None:
    desk = at_desk(make_staff("contributor"))
    sent = {"organisation": unit.pk, "title": "Lớp 6A", "nicknames": "listed", "seconds": 30, "seats": 45}
    text(desk.post(url("new"), {**sent, "seconds": 1}), 422)
    assert 'value="30"' in text(desk.get(url("new")))
    assert desk.post(url("new"), sent).status_code == 302
    stage = Stage.objects.get()
    own, questions = url("stage", stage.pk), url("questions", stage.pk)
    assert "Ai lái đò?" in text(desk.get(questions))
    assert "Ai lái đò?" not in text(desk.get(questions, {"q": "áo phao"}))
    desk.post(questions, {"chon": [Item.objects.get(code="h-0").pk]})
    text(desk.post(questions, {"count": 0}), 422)
    assert "chỉ còn 2 câu" in text(desk.post(questions, {"count": 9}, follow=True))
    desk.post(questions, {"count": 2})
    desk.post(questions, {"bo": stage.questions.get(place=3).pk})
    assert stage.questions.count() == 2
    page = text(desk.get(own))
    assert "data-next" in page
    assert "/truc-tiep/man-hinh/" in page
    for _time in range(2):  # pressed twice: one question
        desk.post(own, {"act": A, "step": 0})
    stage.refresh_from_db()
    assert (stage.state, stage.step) == (StageState.ASKING, 1)
    assert "sang bước khác" in text(desk.post(own, {"act": C, "step": 0}, follow=True))
    assert desk.post(own, {"act": "boom", "step": 1}).status_code == 404
    assert desk.post(own, {"act": C, "step": "9" * 30}).status_code == 404
    reads.forget(stage.code)
    part = desk.get(own, headers={"X-Part": "1"})
    assert "Đang trả lời" in text(part)
    assert desk.get(own, headers={"X-Part": "1", "If-None-Match": part["ETag"]}).status_code == 304


def test_results_are_taken_along_and_the_stage_is_deleted(unit: Organisation, make_staff: MakeStaff) -> None:
    by, now = make_staff("editor"), timezone.now()
    desk, stage = at_desk(by), staged(unit, by, now, nicknames=Nicknames.TYPED)
    first, second = (join_stage(code=stage.code, nickname=name, at=now) for name in ("-An", "Bình"))
    act(stage, A, at=now)
    asked = Stage.objects.get().asked_id or 0
    letters = right(stage)
    answer_live(code=stage.code, player=second.pk, question=asked, chosen=letters, at=now)
    act(stage, C, R, at=now)
    book = load_workbook(BytesIO(desk.get(url("file", stage.pk, "ket-qua.xlsx")).content))
    key = "".join(letters)
    assert list(book.worksheets[0].values) == [
        ("Hạng", "Tên", "Điểm", "Số câu đúng", f"Câu 1 (đáp án {key})"),
        (1, "Bình", 1100, 1, key),
        (2, "'-An", 0, 0, None),
    ]
    table = desk.get(url("file", stage.pk, "ket-qua.csv")).content.decode()
    assert table.startswith("\ufeffHạng,Tên,")
    assert "2,'-An,0,0," in table
    assert desk.get(url("file", stage.pk, "x.exe")).status_code == 404
    desk.post(url("remove", stage.pk), {"player": first.pk})
    assert Player.objects.get(pk=first.pk).is_removed
    assert "Không lấy lại được" in text(desk.get(url("delete", stage.pk)))
    assert "Đã xóa buổi thi" in text(desk.post(url("delete", stage.pk), follow=True))
    assert not Stage.objects.exists()


def test_strangers_see_nothing_and_an_auditor_only_looks(unit: Organisation, make_staff: MakeStaff) -> None:
    stage = staged(unit, make_staff("contributor"), timezone.now())
    pages = [url(name, stage.pk) for name in ("stage", "questions", "delete")]
    pages.append(url("file", stage.pk, "ket-qua.csv"))
    for role, where in (("contributor", "ward-b"), ("approver", "ward-b")):
        desk = at_desk(make_staff(role, where))
        assert [desk.get(page).status_code for page in pages] == [302] * len(pages)  # the desk sends strangers home
        assert stage.title not in text(desk.get(url("list")))
    auditor = at_desk(make_staff("auditor"))
    assert "data-next" not in text(auditor.get(pages[0]))
    assert [auditor.get(page).status_code for page in pages[1:]] == [302] * 3
    auditor.post(pages[0], {"act": A, "step": 0})
    assert Stage.objects.get().state == StageState.LOBBY
    assert Client().get(pages[0]).status_code == 302


def test_a_list_has_the_same_queries_for_one_and_thirty(unit: Organisation, make_staff: MakeStaff) -> None:
    by = make_staff("editor")
    desk, counted = at_desk(by), []
    desk.get(url("list"))  # what is asked once in a process
    for amount in (1, 29):
        for _stage in range(amount):
            staged(unit, by, timezone.now())
        with CaptureQueriesContext(connection) as queries:
            text(desk.get(url("list")))
        counted.append(len(queries))
    assert counted[0] == counted[1] <= QUERIES


def test_the_door_is_closed_and_opened_at_the_desk(unit: Organisation, make_staff: MakeStaff) -> None:
    stage = staged(unit, make_staff("contributor"), timezone.now())
    desk = at_desk(make_staff("editor"))
    assert "Đóng cửa phòng" in text(desk.get(url("stage", stage.pk)))
    assert "Mở cửa phòng" in text(desk.post(url("door", stage.pk), {"cua": "dong"}, follow=True))
    at_desk(make_staff("auditor")).post(url("door", stage.pk), {"cua": "mo"})
    stage.refresh_from_db()
    assert not stage.is_open
    desk.post(url("door", stage.pk), {"cua": "mo"})
    stage.refresh_from_db()
    assert stage.is_open
