"""Pages of entrants without script: joining, sitting a paper, handing in, the receipt; strangers see nothing."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from luatgandan.features.questionbank.enums import Kind

from ..enums import LogKind, State
from ..models import Attempt, Contest, Entrant, LogEntry, Response, Round
from ..queries import paper_of
from ..rules.codes import login_digest
from .conftest import Units
from .making import make_entrant
from .pages import CODE, HOME, PAPER, answers_of, change, citizen, pupil, right_fields, round, seated, text, texts, ward

__all__ = ["citizen", "pupil", "round", "seated", "texts", "ward"]
pytestmark = pytest.mark.django_db


def test_a_whole_paper_without_script(seated: Client) -> None:
    attempt = Attempt.objects.get()
    page = seated.get(PAPER)
    assert page.status_code == 200
    assert page["Cache-Control"].count("no-store") == 1
    saved = seated.post(PAPER, {**answers_of(text(page)), **right_fields(attempt), "act": "review"})
    assert (saved.status_code, saved["Location"]) == (302, f"{PAPER}nop/")
    assert "Đã lưu 6/6 câu" in text(seated.get(f"{PAPER}nop/"))

    assert seated.post(f"{PAPER}nop/", {}).status_code == 422  # the question after the questions is asked
    assert seated.post(f"{PAPER}nop/", {"prediction": "120"})["Location"] == f"{PAPER}bien-nhan/"
    attempt.refresh_from_db()
    assert (attempt.score, attempt.prediction, attempt.is_all_right) == (6_000, 120, True)
    told = text(seated.get(f"{PAPER}bien-nhan/"))
    assert attempt.receipt in told
    assert "6/6" in told
    assert "vẫn đúng như lúc nộp" in told


@pytest.mark.parametrize(("seconds_after", "taken"), [(0, 120), (120, None)], ids=["within the grace", "after it"])
def test_a_number_is_taken_as_long_as_answers_are(seated: Client, seconds_after: int, taken: int | None) -> None:
    attempt = Attempt.objects.get()
    ends_at = timezone.now() - timedelta(seconds=seconds_after + 1)
    Attempt.objects.update(started_at=ends_at - timedelta(minutes=5), ends_at=ends_at)
    assert attempt.round.rules.grace_seconds == 120
    assert seated.post(f"{PAPER}nop/", {"prediction": "120"})["Location"] == f"{PAPER}bien-nhan/"
    attempt.refresh_from_db()
    assert (attempt.submitted_at, attempt.prediction) == (ends_at, taken)


def test_the_page_says_that_a_number_is_kept_with_the_paper_only(seated: Client) -> None:
    assert "Hết giờ mà chưa nộp thì bài không có số dự đoán" in text(seated.get(f"{PAPER}nop/"))


def test_what_is_not_right_is_told_and_the_rest_is_saved(seated: Client) -> None:
    attempt = Attempt.objects.get()
    kinds = {question.content.kind: place for place, (_slot, question) in enumerate(paper_of(attempt))}
    fields = right_fields(attempt)
    order, number = kinds[Kind.ORDER], kinds[Kind.NUMBER]
    fields |= {name: "1" for name in fields if name.startswith(f"c{order}-")} | {f"c{number}": "năm"}
    answer = seated.post(PAPER, {**fields, "seen": "0", "act": "review"})
    assert answer.status_code == 422
    assert f"Câu {order + 1}: hãy dùng mỗi số thứ tự một lần" in text(answer)
    assert f"Câu {number + 1}: hãy ghi một số" in text(answer)
    assert set(Response.objects.values_list("slot", flat=True)) == set(range(6)) - {order, number}
    assert f'name="c{number}" value="năm"' in text(answer)
    typed = text(answer).partition(f'id="c{order}"')[2].partition("</fieldset>")[0]
    assert typed.count("<option selected>1</option>") == 3


def test_an_old_page_does_not_put_back_what_was_changed_elsewhere(seated: Client) -> None:
    attempt = Attempt.objects.get()
    place = next(at for at, (_slot, one) in enumerate(paper_of(attempt)) if one.content.kind == Kind.TRUE_FALSE)
    seated.post(PAPER, {f"c{place}": "dung", "seen": "0"})
    seated.post(PAPER, {f"c{place}": "sai", "seen": "1"})
    stale = seated.post(PAPER, {f"c{place}": "dung", "seen": "0"})
    assert f"Câu {place + 1}: Đã có câu trả lời mới hơn" in text(stale)
    assert Response.objects.get().answer == ["sai"]
    assert LogEntry.objects.filter(kind=LogKind.REFUSED).count() == 1


def test_an_answer_is_taken_back_without_script(seated: Client) -> None:
    attempt = Attempt.objects.get()
    place = next(at for at, (_slot, one) in enumerate(paper_of(attempt)) if one.content.kind == Kind.NUMBER)
    seated.post(PAPER, {f"c{place}": "7", "seen": "0"})
    seated.post(PAPER, {f"c{place}": "", "seen": "1"})
    assert Response.objects.get().answer == []


def test_after_handing_in_the_paper_is_shut(seated: Client) -> None:
    seated.post(f"{PAPER}nop/", {"prediction": "1"})
    for path in (PAPER, f"{PAPER}nop/"):
        assert seated.get(path)["Location"] == f"{PAPER}bien-nhan/"
    assert seated.post(f"{PAPER}nop/", {"prediction": "2"}).status_code == 302
    assert Attempt.objects.get().prediction == 1
    again = seated.post(f"{HOME}vong/1/bat-dau/")
    assert "hết 1 lượt" in text(again)


def test_the_paper_of_somebody_else_does_not_exist(seated: Client, round: Round, make_staff: Any) -> None:
    stranger, officer, neighbour = Client(), Client(), Client()
    officer.force_login(make_staff("approver"))
    other = make_entrant(round.contest, 2, login_digest=login_digest("OTHERXX"))
    neighbour.post(f"{HOME}ma-rieng/", {"code": "OTHERXX", "agrees": "on"})
    assert other.code in text(neighbour.get(f"{HOME}cua-toi/"))
    for client in (stranger, officer, neighbour):
        for path in (PAPER, f"{PAPER}nop/", f"{PAPER}bien-nhan/"):
            assert client.get(path).status_code == 404
        assert client.post(f"{PAPER}nop/", {"prediction": "1"}).status_code == 404
    assert Attempt.objects.get().submitted_at is None


# With an account


@pytest.mark.parametrize("path", ["/cuoc-thi/", HOME, "/thi/", "/on-tap/", "/cuoc-thi/vi-du/cua-toi/"])
@pytest.mark.parametrize("language", ["", "/km", "/en"])
def test_pages_for_everybody_open(round: Round, client: Client, path: str, language: str) -> None:
    assert client.get(language + path, follow=True).status_code == 200


def test_the_page_of_a_contest_says_how_it_is_sat_and_what_was_sealed(round: Round, client: Client) -> None:
    page = text(client.get(HOME))
    assert round.commitment in page
    assert round.seed not in page
    for told in ("Mỗi lượt 6 câu, làm trong 15 phút", "Số người dự thi vòng này".lower()[1:], "Vòng 1 đang mở"):
        assert told in page


def test_the_list_has_pages_of_what_is_over_and_may_be_of_one_unit(
    round: Round, client: Client, units: Units, django_assert_num_queries: Any
) -> None:
    past = {"starts_at": round.starts_at - timedelta(days=9), "ends_at": round.starts_at - timedelta(days=8)}
    for number in range(25):
        contest = Contest.objects.create(
            organisation=units["ward-b"], slug=f"cu-{number}", title=f"Cuộc thi cũ {number}", state=State.PUBLISHED,
            published_at=timezone.now(), changed_at=timezone.now(),
        )  # fmt: skip
        contest.rounds.create(number=1, **past)
    client.get("/cuoc-thi/")
    with django_assert_num_queries(7):
        first = text(client.get("/cuoc-thi/"))
    second = text(client.get("/cuoc-thi/?trang=2"))
    assert (first.count("/cuoc-thi/cu-"), second.count("/cuoc-thi/cu-")) == (20, 5)
    assert (f'href="{HOME}"' in first, f'href="{HOME}"' in second) == (True, False)
    one = text(client.get("/cuoc-thi/?don_vi=ward-b&trang=2"))
    assert (one.count("/cuoc-thi/cu-"), "don_vi=ward-b&amp;trang=1" in one) == (5, True)
    assert "/cuoc-thi/cu-" not in text(client.get("/cuoc-thi/?don_vi=ward-a"))


def test_drafts_are_not_there(round: Round, client: Client) -> None:
    change(round.contest, state="draft")
    for path in (HOME, f"{HOME}dang-ky/", f"{HOME}cua-toi/", f"{HOME}luyen-tap/"):
        assert client.get(path).status_code == 404
    assert "vi-du" not in text(client.get("/cuoc-thi/"))


def test_the_first_page_of_a_paper_notes_when_it_was_given_out(seated: Client) -> None:
    assert Attempt.objects.get().shown_at is None
    seated.get(PAPER)
    first = Attempt.objects.get()
    assert first.shown_at is not None
    assert first.ends_at - first.begins_at == first.round.rules.lasts()
    seated.get(PAPER)
    seated.get(f"{PAPER}nop/")
    assert Attempt.objects.get().shown_at == first.shown_at


def test_rules_that_know_no_showing_count_from_the_press(pupil: Entrant, client: Client) -> None:
    Round.objects.update(rules_data={**Round.objects.get().rules_data, "showing_seconds": 0})
    client.post(f"{HOME}ma-rieng/", {"code": CODE, "agrees": "on"})
    assert "tính từ lúc bấm “Bắt đầu làm bài”" in client.get(f"{HOME}cua-toi/").content.decode()
