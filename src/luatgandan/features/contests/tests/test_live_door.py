"""The door of a hall: codes, nicknames, cookies, closing it, and scripts that guess or fill the room."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from luatgandan.foundation.organisations.models import Organisation

from ..enums import Nicknames, StageAct
from ..models import Player, PlayerAnswer, Stage
from ..models.live import MOST_SEATS
from ..queries import live as reads
from ..rules.nicknames import LISTED
from ..services import live as services
from ..services.seats import read_seat, seat_token
from ..views import live as views
from .conftest import MakeStaff
from .staging import PART, give, move, phone, right, screen_of, seat, staged, text, url

A, C, R, B, E = StageAct.ASK, StageAct.CLOSE, StageAct.REVEAL, StageAct.SHOW_BOARD, StageAct.END


def test_a_cookie_we_did_not_sign_opens_nothing(stage: Stage) -> None:
    pupil = phone(stage)
    name = f"lgd_stage_{stage.code}"
    good = pupil.cookies[name].value
    assert read_seat(good, code=stage.code) == Player.objects.get().pk
    move(stage, A)
    for cookie in ("", "x", good[:-1], good.replace(".", ".1", 1), good * 50, seat_token(code="111111", player=1)):
        thief = Client()
        thief.cookies[name] = cookie
        assert "Chọn tên của bạn" in text(thief.get(url(stage)))
        assert give(thief, stage, "A").status_code == 302
    assert not PlayerAnswer.objects.exists()
    assert Client().get(screen_of(stage)[:-3] + "x/").status_code == 404
    assert Client().get(screen_of(stage)[:-3] + "x/tin/").status_code == 404


def test_the_door_refuses_in_words(unit: Organisation, make_staff: MakeStaff) -> None:
    stage = staged(unit, make_staff("editor"), timezone.now(), nicknames=Nicknames.TYPED, seats=2)
    door = url(stage, "stage_join")
    for typed, told in (
        ("", "Hãy chọn hoặc đặt một tên"), ("   ", "Hãy chọn hoặc đặt một tên"), ("đ.m", "không hợp nơi đông người"),
        ("x" * 150, "từ 2 đến 24 ký tự"), ("x" * 500, "200"), ("😀😀", "chỉ gồm chữ"), ("\x00An", ""),
    ):  # fmt: skip
        assert told in text(Client().post(door, {"nickname": typed}), 422), typed
    first = Client()
    first.post(door, {"nickname": "Sáu"})
    first.post(door, {"nickname": "Bảy"})  # who is in stays who they are
    assert [one.nickname for one in Player.objects.all()] == ["Sáu"]
    assert "Đã có người mang tên này" in text(Client().post(door, {"nickname": "SÁU"}), 422)
    seat_two = Client().post(door, {"nickname": "Bảy"})
    assert seat_two.status_code == 302
    assert "Phòng đã đủ người" in text(Client().post(door, {"nickname": "Tám"}), 422)
    for code in ("", "12345", "abc", "1" * 300, "999999"):
        assert Client().get("/truc-tiep/", {"ma": code}).status_code == 422
    assert Client().get("/truc-tiep/000000/").status_code == 404
    assert Client().get("/truc-tiep/khong-co/").status_code == 404


def test_who_was_removed_is_told_and_shown_nowhere(stage: Stage) -> None:
    pupil = phone(stage)
    move(stage, A)
    give(pupil, stage, right(stage))
    services.remove_player(stage=stage, player=Player.objects.get().pk, by=stage.author)
    assert "đã mời bạn ra" in text(pupil.get(url(stage)))
    assert "đã mời bạn ra" in text(give(pupil, stage, "A", **PART), 422)
    move(stage, C, R, B)
    assert LISTED[0] not in text(Client().get(screen_of(stage)))


def test_many_phones_behind_one_address_get_in(stage: Stage) -> None:
    for number in range(1, 45):
        seat(stage, number, timezone.now())
    phone(stage)
    reads.forget(stage.code)
    assert "45 người" in text(Client().get(screen_of(stage)))


def test_who_tries_code_after_code_is_told_nothing_more(stage: Stage) -> None:
    """Also not which codes there are; people who sit in the hall behind the same address go on."""
    pupil, guesser = phone(stage), Client(REMOTE_ADDR="127.0.0.1")
    for number in range(30):
        page = f"/truc-tiep/{number:06}/"
        assert [guesser.get(page).status_code, guesser.get("/truc-tiep/", {"ma": f"{number:06}"}).status_code] in (
            [404, 422], [429, 429],
        )  # fmt: skip
    told = text(guesser.get("/truc-tiep/", {"ma": stage.code}), 429)
    assert "gõ sai mã quá nhiều lần" in told
    assert guesser.get(url(stage)).status_code == 429
    assert guesser.post(url(stage, "stage_join"), {"nickname": LISTED[1]}).status_code == 429
    assert Player.objects.count() == 1
    assert "Bạn đã vào phòng" in text(pupil.get(url(stage)))
    assert "Chọn tên của bạn" in text(Client(REMOTE_ADDR="203.0.113.9").get(url(stage)))


def test_a_phone_whose_stage_is_gone_guesses_nothing(stage: Stage) -> None:
    pupil = phone(stage)
    services.delete_stage(stage=stage, by=stage.author, at=timezone.now())
    reads.forget(stage.code)
    assert {pupil.get(url(stage), headers=PART).status_code for _poll in range(40)} == {404}
    assert Client().get("/truc-tiep/", {"ma": "000000"}).status_code == 422


def test_unknown_codes_wait_for_nobody_and_are_not_kept(stage: Stage) -> None:
    reads.live(stage.code)
    with reads._lock, CaptureQueriesContext(connection) as queries:  # somebody reads
        assert reads.live("000000") is None
    assert len(queries) == 1
    assert list(reads._kept) == [stage.code]


def test_so_many_come_in_from_one_address(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    assert views.JOINING["amount"] >= 600  # a school stands behind one
    monkeypatch.setitem(views.JOINING, "amount", 2)
    for number in range(2):
        phone(stage, number)
    door = url(stage, "stage_join")
    assert "quá nhiều lượt vào phòng" in text(Client().post(door, {"nickname": LISTED[2]}), 422)
    assert Client(REMOTE_ADDR="203.0.113.9").post(door, {"nickname": LISTED[2]}).status_code == 302


def test_a_closed_door_lets_nobody_new_in(stage: Stage) -> None:
    pupil = phone(stage)
    services.set_door(stage=stage, is_open=False, by=stage.author)
    reads.forget(stage.code)
    page = text(Client().get(url(stage)))
    assert "Phòng đã đóng cửa" in page
    assert 'name="nickname"' not in page
    Client().post(url(stage, "stage_join"), {"nickname": LISTED[1]})
    assert Player.objects.count() == 1
    assert "Bạn đã vào phòng" in text(pupil.get(url(stage)))
    services.set_door(stage=stage, is_open=True, by=stage.author)
    phone(stage, 1)
    assert Player.objects.count() == 2


def test_names_of_the_list_outlast_a_full_room() -> None:
    assert len(LISTED) - MOST_SEATS >= 100
