"""Phones of a hall: answering, no leak before the reveal, cheap polls, bad input."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from ..enums import StageAct
from ..models import Player, PlayerAnswer, Stage
from ..queries import live as reads
from ..services import live as services
from .conftest import MakeStaff
from .staging import PART, WHY, act, give, move, phone, right, screen_of, text, url

A, C, R, B, E = StageAct.ASK, StageAct.CLOSE, StageAct.REVEAL, StageAct.SHOW_BOARD, StageAct.END


def test_a_phone_without_script_goes_through_a_question(stage: Stage) -> None:
    pupil = Client()
    page = text(pupil.get("/truc-tiep/", {"ma": f" {stage.code[:3]} {stage.code[3:]} "}, follow=True))
    name = re.findall(r'name="nickname" value="([^"]+)"', page)[0]
    page = text(pupil.post(url(stage, "stage_join"), {"nickname": name}, follow=True))
    assert "Bạn đã vào phòng" in page
    assert f'<noscript><meta http-equiv="refresh" content="3; url=/truc-tiep/{stage.code}/">' in page
    move(stage, A)
    assert "Ai lái đò?" in text(pupil.get(url(stage)))
    chosen = right(stage)
    page = text(give(pupil, stage, chosen).client.get(url(stage)))
    assert f"Đã nhận câu trả lời {chosen[0]}" in page
    move(stage, C)
    assert "Hết giờ" in text(pupil.get(url(stage)))
    move(stage, R)
    page = text(pupil.get(url(stage)))
    assert "Đúng: thêm 1" in page
    assert WHY in page
    move(stage, B)
    assert "Bạn đứng thứ 1 trong 1 người" in text(pupil.get(url(stage)))
    move(stage, E)
    page = text(pupil.get(url(stage)))
    assert "Buổi thi đã kết thúc" in page
    assert "noscript" not in page


def test_nothing_tells_the_key_before_the_reveal(stage: Stage, make_staff: MakeStaff) -> None:
    """Right and wrong look alike on phone, screen and the operator's page, as pages and as parts, before the reveal."""
    wise, other, desk = phone(stage, 0), phone(stage, 1), Client()
    desk.force_login(make_staff("editor"))
    own = reverse("contests_live:stage", args=[stage.pk])
    screen = screen_of(stage)
    for acts in ((A,), (C,)):
        move(stage, *acts)
        if acts == (A,):
            give(wise, stage, right(stage))
            give(other, stage, next(letter for letter in "ABC" if [letter] != right(stage)))
            reads.forget(stage.code)
        for client, path in ((wise, url(stage)), (other, url(stage)), (Client(), screen), (desk, own)):
            for headers in ({}, PART):
                page = text(client.get(path, headers=headers))
                found = [
                    one
                    for one in (WHY, "Đáp án", "live-option--right", "live-verdict", '"key"', "điểm</strong>")
                    if one in page
                ]
                assert not found, (acts, path, found)
        pages = [text(one.get(url(stage), headers=PART)) for one in (wise, other)]
        assert len({_alike(page) for page in pages}) == 1
    move(stage, R)
    for client, path in ((wise, url(stage)), (Client(), screen), (desk, own)):
        assert WHY in text(client.get(path)) or client is desk
    assert "✓ Đáp án" in text(desk.get(own))


def _alike(page: str) -> str:
    """Without what each person chose and is called."""
    page = re.sub(r'data-now="\d+"|value="[A-Za-z0-9]{64}"|aria-pressed="\w+"|<p class="live-who">.*?</p>', "", page)
    return re.sub(r"(câu trả lời|Bạn đã chọn) [A-H]+", "", page)


def test_a_poll_costs_no_query_and_no_words_while_nothing_is_new(stage: Stage) -> None:
    pupil = phone(stage)
    tag = pupil.get(url(stage), headers=PART)["ETag"]
    for known in (tag, f"W/{tag}"):
        with CaptureQueriesContext(connection) as queries:
            answer = pupil.get(url(stage), headers={**PART, "If-None-Match": known})
        assert (answer.status_code, answer.content, len(queries)) == (304, b"", 0)
    move(stage, A)
    answer = pupil.get(url(stage), headers={**PART, "If-None-Match": tag})
    assert answer.status_code == 200
    assert answer["ETag"] != tag
    assert "<html" not in answer.content.decode()


@pytest.mark.parametrize("acts", [(A,), (A, C, R), (A, C, R, B), (E,)])
def test_queries_are_the_same_for_one_phone_and_for_a_hundred(stage: Stage, acts: tuple[StageAct, ...]) -> None:
    pupil = phone(stage)
    move(stage, *acts)

    def counted() -> list[int]:
        found = []
        for client, path in ((pupil, url(stage)), (Client(), screen_of(stage))):
            reads.forget(stage.code)
            with CaptureQueriesContext(connection) as queries:
                text(client.get(path, headers=PART))
            found.append(len(queries))
        return found

    counted()  # what is asked once in a process
    before = counted()
    now = timezone.now()
    asked = Stage.objects.get(pk=stage.pk).asked
    Player.objects.bulk_create(
        Player(stage=stage, nickname=f"N{number}", folded=f"n{number}", joined_at=now) for number in range(100)
    )
    if asked:
        PlayerAnswer.objects.bulk_create(
            PlayerAnswer(player=one, question=asked, chosen="A", at=now, points=0)
            for one in Player.objects.filter(nickname__startswith="N")
        )
    assert counted() == before
    assert before[0] <= 8  # whether there is such a stage, five of it, the player, the answer


def test_an_answer_takes_three_queries(stage: Stage) -> None:
    pupil = phone(stage)
    move(stage, A)
    asked, player = Stage.objects.get(pk=stage.pk).asked_id, Player.objects.get()
    with CaptureQueriesContext(connection) as queries:
        services.answer_live(code=stage.code, player=player.pk, question=asked or 0, chosen=["A"], at=timezone.now())
    assert len([one for one in queries if "SAVEPOINT" not in one["sql"]]) == 3
    assert "Đã nhận câu trả lời A" in text(pupil.get(url(stage)))


def test_double_and_late_and_odd_answers_are_told_in_words(stage: Stage) -> None:
    pupil = phone(stage)
    assert "Câu này không còn được hỏi" in text(give(pupil, stage, "A"), 422)
    move(stage, A)
    for _time in range(2):
        assert "Đã nhận câu trả lời B" in text(give(pupil, stage, "B", **PART))
    assert PlayerAnswer.objects.count() == 1
    for chosen in ("Z", "", "A" * 999, "\x00", ["A", "B"]):
        assert "Hãy chọn một phương án" in text(give(pupil, stage, chosen, **PART), 422)
    for question in ("", "-1", "9" * 40, "x", "²"):
        page = text(pupil.post(url(stage, "stage_answer"), {"cau": question, "chon": "A"}, headers=PART), 422)
        assert "Câu này không còn được hỏi" in page
        assert "Ai lái đò?" in page  # the question that stands is there
    move(stage, C)
    assert "Đã hết giờ câu này" in text(give(pupil, stage, "A", **PART), 422)
    assert PlayerAnswer.objects.get().chosen == "B"


def test_a_phone_that_lags_behind_is_brought_to_the_question_that_stands(stage: Stage) -> None:
    pupil = phone(stage)
    move(stage, A)
    old = Stage.objects.get(pk=stage.pk).asked_id
    text(pupil.get(url(stage)))
    before = reads._kept[stage.code]
    act(stage, C, R, A, at=timezone.now())
    reads._kept[stage.code] = before  # as in another process, within the same second
    page = text(pupil.post(url(stage, "stage_answer"), {"cau": old, "chon": "A"}, headers=PART), 422)
    assert "Đi đò phải mặc áo phao." in page


def test_khmer_words_where_the_bank_has_them(stage: Stage) -> None:
    question = stage.questions.get(place=1)
    question.data["khmer"] = {"stem": "អ្នកណាបើកទូក?", "options": {}, "explanation": "ព្រោះច្បាប់"}
    question.save()
    pupil, address = phone(stage), url(stage)
    move(stage, A)
    page = text(pupil.get(f"/km{address}"))
    assert "<h1>អ្នកណាបើកទូក?</h1>" in page
    assert "ព្រោះច្បាប់" not in page
    move(stage, C, R)
    assert "ព្រោះច្បាប់" in text(pupil.get(f"/km{address}"))
    assert WHY in text(pupil.get(address))
