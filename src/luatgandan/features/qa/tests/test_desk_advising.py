"""The desk of advisers: what they see before and after they take a question, and what they never see."""

from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from .. import services
from ..enums import Act, State
from ..models import Answer, Question
from ..queries import asker_view
from ..queries.advising import advisers_tasks
from ..rules import Caller
from .browser import at_desk, text, url
from .conftest import NOW, MakeStaff
from .test_attaching import private_files

__all__ = ["private_files"]
LIST = "qa_advising:list"
TYPED = {"seen": 0, "short": "Phạt tiền.", "explanation": "Vì luật.", "steps": "", "office": "",
         "day_of_law": "2026-11-16"}  # fmt: skip


@pytest.fixture
def adviser(make_staff: MakeStaff) -> Caller:
    return make_staff("adviser")


@pytest.fixture
def opened(question: Question, officer: Caller) -> Question:
    Question.objects.filter(pk=question.pk).update(name="Lâm Thị Hoa", text="Tôi là Lâm Thị Hoa, gọi 0912345678.")
    services.accept_question(question=question, by=officer, at=NOW)
    at_desk(officer).post(url("act", question, "open"), {"reason": "Cần người rành giao thông."})
    question.refresh_from_db()
    return question


def test_who_asked_is_hidden_until_the_adviser_takes_it(opened: Question, adviser: Caller) -> None:
    desk = at_desk(adviser)
    assert opened.title in text(desk.get(reverse(LIST)))
    before = text(desk.get(url("question", opened)))
    assert "Cần người rành giao thông." in before
    assert "0912345678" not in before
    assert "Lâm Thị Hoa" not in before
    assert desk.post(url("act", opened, "take")).status_code == 302
    after = text(desk.get(url("question", opened)))
    assert "Lâm Thị Hoa" in after
    assert "Bạn đang giữ" in text(desk.get(reverse(LIST)))


def test_files_are_read_by_who_has_taken_the_question_and_by_no_other_adviser(
    opened: Question, adviser: Caller, make_staff: MakeStaff
) -> None:
    paper = opened.attachments.create(
        name="don.pdf", content=ContentFile(b"%PDF-", "don.pdf"), sha256="0" * 64, size=5, added_at=NOW
    )
    desk, other = at_desk(adviser), at_desk(make_staff("adviser"))
    assert "don.pdf" not in text(desk.get(url("question", opened)))
    assert desk.get(url("file", opened, paper.pk)).status_code == 302
    desk.post(url("act", opened, "take"))
    assert "don.pdf" in text(desk.get(url("question", opened)))
    assert b"".join(desk.get(url("file", opened, paper.pk)).streaming_content) == b"%PDF-"
    assert other.get(url("file", opened, paper.pk)).status_code == 302
    desk.post(url("act", opened, "put_back"), {"reason": "Bận."})
    assert desk.get(url("file", opened, paper.pk)).status_code == 302


def test_the_first_page_of_the_desk_tells_an_adviser_what_waits(
    opened: Question, adviser: Caller, officer: Caller
) -> None:
    def waiting(person: Caller) -> list[tuple[str, int]]:
        return [(str(one.label), one.count) for one in advisers_tasks(person.person) if one.count]

    assert waiting(adviser) == [("Câu hỏi đang chờ tư vấn viên", 1)]
    at_desk(adviser).post(url("act", opened, "take"))
    Question.objects.update(due_on=date(2020, 1, 1))
    assert waiting(adviser) == [("Câu hỏi bạn nhận đã quá hẹn", 1), ("Câu hỏi bạn đang soạn giúp", 1)]
    assert waiting(officer) == []


def test_an_adviser_writes_and_hands_in(opened: Question, adviser: Caller) -> None:
    desk = at_desk(adviser)
    assert "<textarea" not in text(desk.get(url("write", opened)))
    desk.post(url("act", opened, "take"))
    assert "<textarea" in text(desk.get(url("write", opened)))
    assert desk.post(url("write", opened), TYPED).status_code == 302
    assert Answer.objects.get().author == adviser.person
    assert desk.post(url("act", opened, "hand_in"), {"seen": 1, "note": ""}).status_code == 302
    opened.refresh_from_db()
    assert opened.state == State.CHECKING


def test_the_asker_hears_nothing_of_advisers(opened: Question, adviser: Caller) -> None:
    at_desk(adviser).post(url("act", opened, "take"))
    told = asker_view(opened, today=date(2026, 11, 17)).moves
    assert [move.act for move in told] == [Act.SEND, Act.ACCEPT]


def test_a_declared_conflict_takes_it_out_of_sight(opened: Question, adviser: Caller, officer: Caller) -> None:
    desk = at_desk(adviser)
    assert desk.post(url("act", opened, "conflict"), {"reason": ""}).status_code == 422
    done = desk.post(url("act", opened, "conflict"), {"reason": "Tôi bảo vệ bên kia."})
    assert done["Location"] == reverse(LIST)
    assert opened.title not in text(desk.get(reverse(LIST)))
    assert desk.get(url("question", opened)).status_code == 302
    assert "Tôi bảo vệ bên kia." in text(at_desk(officer).get(url("question", opened)))


def test_what_is_for_the_office_is_closed_to_advisers(opened: Question, adviser: Caller) -> None:
    desk = at_desk(adviser)
    desk.post(url("act", opened, "take"))
    assert [desk.get(url("act", opened, act)).status_code for act in ("mark_duplicate", "transfer", "say")] == [404] * 3
    assert desk.get(url("publish", opened)).status_code == 302
    assert [desk.get(reverse(f"{page}:list")).status_code for page in ("qa_desk", "qa_library", "qa_statistics")] == [
        302, 302, 302,
    ]  # fmt: skip


def test_a_question_that_is_not_open_is_not_seen(question: Question, adviser: Caller, officer: Caller) -> None:
    desk = at_desk(adviser)
    assert question.title not in text(desk.get(reverse(LIST)))
    assert desk.get(url("question", question)).status_code == 302
    assert at_desk(officer).get(reverse(LIST)).status_code == 302
