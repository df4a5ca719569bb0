"""The big screen of a hall, and the hints it listens to."""

import re

import pytest
from django.http import StreamingHttpResponse
from django.test import Client
from django.urls import reverse

from ..enums import StageAct
from ..models import Stage
from ..queries import live as reads
from ..rules.nicknames import LISTED
from ..services.live import set_door
from ..services.seats import screen_token
from ..views import hints
from .staging import PART, give, move, phone, right, screen_of, text

A, C, R, B, E = StageAct.ASK, StageAct.CLOSE, StageAct.REVEAL, StageAct.SHOW_BOARD, StageAct.END


def test_the_screen_shows_code_count_and_the_best_in_every_state(stage: Stage) -> None:
    shown = f"{stage.code[:3]} {stage.code[3:]}"
    page = text(Client().get(screen_of(stage)))
    assert shown in page
    assert 'class="law-qr"' in page
    assert "0 người" in page
    assert 'class="top' not in page  # the screen is for the question alone
    assert "og:url" not in page  # who has the address of the screen may show it
    pupil = phone(stage)
    move(stage, A)
    give(pupil, stage, right(stage))
    reads.forget(stage.code)
    page = text(Client().get(screen_of(stage)))
    assert "1/1 đã trả lời" in page
    assert "live-option__count" not in page  # nobody follows the crowd
    move(stage, C)
    assert "live-option__count" in text(Client().get(screen_of(stage)))
    move(stage, R, B)
    assert LISTED[0] in text(Client().get(screen_of(stage)))
    move(stage, E)
    page = text(Client().get(screen_of(stage)))
    assert "Kết quả" in page
    assert LISTED[0] in page


def test_a_stream_says_only_that_something_is_new(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hints, "LOOK", 0)
    monkeypatch.setattr(hints, "LASTS", 3)
    address = reverse("contests:screen_hints", args=[screen_token(stage.code)])
    response = Client().get(address)
    assert isinstance(response, StreamingHttpResponse)
    events = list(response.streaming_content)
    assert events[0] == b"retry: 1000\n\n"
    assert events[1:] == [b"event: news\ndata: 0-lobby-0-0-open\n\n", b":\n\n", b":\n\n"]


def test_a_closed_door_takes_code_and_address_off_the_screen(stage: Stage) -> None:
    shown, ways = f"{stage.code[:3]} {stage.code[3:]}", []
    for is_open in (True, False):
        set_door(stage=stage, is_open=is_open, by=stage.author)
        reads.forget(stage.code)
        response = Client().get(screen_of(stage))
        ways.append((response["ETag"], shown in text(response), 'class="law-qr"' in text(response)))
    (open_tag, *is_shown), (closed_tag, *is_hidden) = ways
    assert (is_shown, is_hidden, open_tag == closed_tag) == ([True, True], [False, False], False)
    assert "Cửa phòng đã đóng" in text(Client().get(screen_of(stage)))
    move(stage, A)
    assert shown not in text(Client().get(screen_of(stage)))


def test_screens_never_take_all_threads(stage: Stage) -> None:
    address = reverse("contests:screen_hints", args=[screen_token(stage.code)])
    held = [Client().get(address) for _screen in range(2)]
    assert [one.status_code for one in held] == [200, 200]
    assert Client().get(address).status_code == 204
    for one in held:
        one.close()
    again = Client().get(address)
    assert again.status_code == 200
    again.close()


def test_while_answers_come_in_only_counts_are_new(stage: Stage) -> None:
    """The script swaps what is marked as a count as long as the part says it is the same: films go on."""
    pupil, parts = phone(stage), []
    move(stage, A)
    for _answers in range(2):
        reads.forget(stage.code)
        parts.append(text(Client().get(screen_of(stage), headers=PART)))
        give(pupil, stage, right(stage))
    assert "0/1 đã trả lời" in parts[0]
    assert "1/1 đã trả lời" in parts[1]
    same = [re.findall(r'data-same="([^"]+)"', part) for part in parts]
    assert same[0] == same[1] == ["1-asking"]
    rest = [re.sub(r'data-now="\d+"|<p[^>]* data-count>.*?</p>|<p data-count>.*?</p>', "", part) for part in parts]
    assert rest[0] == rest[1]
    move(stage, C)
    assert 'data-same="2-closed"' in text(Client().get(screen_of(stage), headers=PART))
    move(stage, R, B)
    assert "data-same" not in text(Client().get(screen_of(stage), headers=PART))
