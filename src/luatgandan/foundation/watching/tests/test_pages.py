"""Citizens read in plain words what works, and nothing technical; the log tells nothing of who asked what."""

import logging
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from django.test import Client

from luatgandan.lib import logs

from .conftest import Part

pytestmark = pytest.mark.django_db
PHONE, MAIL, WORDS = "0912345678", "lan.nguyen@example.vn", "chồng đánh vợ ở nhà trọ"


def test_what_is_well_is_told(client: Client, kettle: Part) -> None:
    page = client.get("/tinh-trang/")
    assert "no-store" in page["Cache-Control"]
    assert "Trà đang nguội." not in page.content.decode()
    assert page.content.decode().count("Bình thường") >= len(["database", "cache", "storage", "kettle"])


def test_a_broken_part_is_told_by_what_readers_notice(client: Client, kettle: Part) -> None:
    kettle.problem = "ổ cắm 3 hỏng ở /srv/luatgandan"
    page = client.get("/tinh-trang/").content.decode()
    assert "Có phần đang trục trặc." in page
    assert "Trà đang nguội." in page
    assert "ổ cắm" not in page


def test_the_page_is_there_in_every_language(client: Client) -> None:
    assert [client.get(f"{prefix}/tinh-trang/").status_code for prefix in ("", "/km", "/en")] == [200, 200, 200]


class Walk(logging.Handler):
    """Every record of the whole house as it would be written."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines += [formatter.format(record) for formatter in (logs.PlainFormatter(), logs.JsonFormatter())]


@pytest.fixture
def walk() -> Iterator[Walk]:
    """A handler at every logger that has handlers of its own or passes nothing on, and at the root."""
    handler = Walk()
    named = [one for one in logging.root.manager.loggerDict.values() if isinstance(one, logging.Logger)]
    ends = [logging.root, *(one for one in named if not one.propagate)]
    levels = [(one, one.level) for one in [logging.root, *named]]
    for one in ends:
        one.addHandler(handler)
    for one, _level in levels:
        one.setLevel(logging.INFO)
    yield handler
    for one in ends:
        one.removeHandler(handler)
    for one, level in levels:
        one.setLevel(level)


def test_the_log_tells_nothing_of_who_asked_what(client: Client, walk: Walk) -> None:
    """Visits of a citizen, right and wrong ones; none ends in a line of the log with these words."""
    client.raise_request_exception = False
    client.get("/tim-kiem/", {"q": f"{WORDS} {PHONE}"})
    client.get(f"/khong-co/{quote(WORDS)}/{PHONE}/")
    client.get("/api/v1/search", {"q": WORDS, "limit": "nhieu"})
    client.post("/hoi-dap/gui/", {"title": WORDS, "email": MAIL, "phone": PHONE})
    client.post("/tai-khoan/dang-nhap/", {"login": PHONE})
    client.post("/tai-khoan/dang-nhap/", {"login": MAIL, "password": WORDS})
    client.post("/tinh-trang/", {"q": WORDS})
    client.get("/tro-ly/", {"cau-hoi": f"{WORDS} {MAIL}"})
    logging.getLogger("luatgandan.proof").info("gọi %s", PHONE)
    text = "\n".join(walk.lines)
    assert "gọi •••" in text
    assert "Not Found" in text
    assert [word for word in (PHONE, MAIL, WORDS, quote(WORDS), "đánh vợ") if word in text] == []
