"""Somebody says that an answer rests on the wrong law: an officer looks at it, and readers see what was found."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from luatgandan.features.library.models import Document
from luatgandan.foundation.audit.models import Entry

from .. import services
from ..enums import Opinion, Verdict
from ..models import Run
from ..queries.runs import desk_tasks
from ..services.drafts import NotYoursError
from ..services.judging import judge_answer
from .conftest import MakeStaff
from .lawbook import NOW, desk


@pytest.fixture
def run(ferry: Document) -> Run:
    return services.ask(text="Người lớn qua đò trả bao nhiêu tiền?", at=NOW)


def test_a_report_waits_at_the_desk_until_it_is_looked_at(client: Client, run: Run, make_staff: MakeStaff) -> None:
    officer, here = make_staff("approver"), reverse("assistant_desk:index")
    assert desk_tasks(officer) == []
    client.post(f"/tro-ly/{run.token}/y-kien/", {"opinion": "wrong_law"})
    assert [one.count for one in desk_tasks(officer)] == [1]
    assert run.proof_url in desk(officer).get(here).content.decode()
    desk(officer).post(here, {"run": run.token, "verdict": "wrong"})
    assert desk_tasks(officer) == []
    page = desk(officer).get(here).content.decode()
    assert ("Không có câu nào chờ." in page, 'name="verdict"' in page) == (True, False)
    for address in (run.get_absolute_url(), run.proof_url):
        assert "Đừng làm theo câu trả lời này" in client.get(address).content.decode()
    assert Entry.objects.filter(action="assistant.judge_answer").count() == 1


def test_what_is_right_is_said_too(client: Client, run: Run, make_staff: MakeStaff) -> None:
    judge_answer(run=run, verdict=Verdict.RIGHT, by=make_staff("approver"), at=NOW)
    page = client.get(run.get_absolute_url()).content.decode()
    assert "căn cứ dẫn đúng luật" in page
    assert "Đừng làm theo" not in page


@pytest.mark.parametrize(("role", "unit"), [("editor", "root"), ("approver", "ward-a"), ("auditor", "root")])
def test_others_see_the_report_and_judge_nothing(run: Run, make_staff: MakeStaff, role: str, unit: str) -> None:
    services.say_opinion(run=run, opinion=Opinion.WRONG_LAW)
    officer, here = make_staff(role, unit), reverse("assistant_desk:index")
    page = desk(officer).get(here).content.decode()
    assert run.proof_url in page
    assert 'name="verdict"' not in page
    desk(officer).post(here, {"run": run.token, "verdict": "right"})
    with pytest.raises(NotYoursError):
        judge_answer(run=run, verdict=Verdict.RIGHT, by=officer, at=NOW)
    run.refresh_from_db()
    assert (run.verdict, desk_tasks(officer)) == ("", [])


def test_gaps_are_told_in_words(ferry: Document, make_staff: MakeStaff) -> None:
    gap = services.ask(text="Điều 12 Nghị định 999/2026/NĐ-CP nói gì?", at=timezone.now())
    page = desk(make_staff("editor")).get(reverse("assistant_desk:index")).content.decode()
    assert gap.gap in page
    assert (bool(gap.gap), gap.why in page) == (True, False)


@pytest.mark.parametrize("sent", [{}, {"run": "x", "verdict": "right"}, {"verdict": "right"}])
def test_odd_posts_change_nothing(run: Run, make_staff: MakeStaff, sent: dict[str, str]) -> None:
    here = reverse("assistant_desk:index")
    page = desk(make_staff("approver")).post(here, sent, follow=True).content.decode()
    assert "không còn" in page
    assert desk(make_staff("approver")).post(here, {"run": run.token, "verdict": "maybe"}).status_code == 302
    run.refresh_from_db()
    assert run.verdict == ""


def test_the_proof_sheet_says_when_the_law_has_changed_since(client: Client, run: Run) -> None:
    assert "Luật đã thay đổi" not in client.get(run.proof_url).content.decode()
    Run.objects.update(recalled_on=date(2026, 11, 22))
    assert "Luật đã thay đổi sau khi trả lời" in client.get(run.proof_url).content.decode()


def test_the_proof_sheet_says_that_an_article_may_read_otherwise(client: Client, run: Run) -> None:
    run.card["units"][0]["untold"] = ["Luật sửa đổi Luật Bến đò"]
    run.save()
    page = client.get(run.proof_url).content.decode()
    assert "Luật sửa đổi Luật Bến đò" in page
    assert "thư viện chưa có lời văn mới" in page
