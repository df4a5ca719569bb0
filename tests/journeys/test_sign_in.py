"""Signing up and in without a password: a code comes by mail or telephone; officers need a second thing."""

import base64
import hashlib
import hmac
import re
import struct
import time
from collections.abc import Iterator
from typing import Any

import pytest

from . import server as portal
from .addresses import SIGN_IN, SIGN_UP
from .conftest import DESK, Open
from .looking import axe_findings
from .server import Server
from .watching import Watch

HEAD_OF_UNIT = "Lãnh đạo đơn vị"
PERIOD = 30


def code_sent_to(server: Server, recipient: str, *, after: int) -> str:
    """The newest code that the portal has sent, read from its terminal like a demo user does."""
    messages = re.findall(rf"│ Gửi tới {re.escape(recipient)}\n(.*?)└──", server.said()[after:], re.S)
    assert messages, f"nothing was sent to {recipient}"
    found = re.search(r"\b(\d{6})\b", messages[-1])
    assert found, messages[-1]
    return found.group(1)


def app_code(secret: str, period: int) -> str:
    """What an authenticator app shows in that period of 30 seconds (RFC 6238)."""
    digest = hmac.new(base64.b32decode(secret), struct.pack(">Q", period), hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(int.from_bytes(digest[start : start + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06}"


def heading(page: Any) -> str:
    return str(page.locator("h1").inner_text())


def give_code(page: Any, code: str) -> None:
    page.locator("[name=code]").fill(code)
    page.get_by_role("button", name="Xác nhận").click()


def sign_out(page: Any) -> None:
    page.goto("/tai-khoan/dang-xuat/")
    page.locator("main").get_by_role("button", name=re.compile("Đăng xuất")).click()
    page.wait_for_url("**/")


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
@pytest.mark.parametrize(
    ("contact", "recipient"),
    [("ba.sau{}@example.vn", "ba.sau{}@example.vn"), ("0912 345 67{}", "+8491234567{}")],
    ids=["e-mail", "telephone"],
)
def test_person_signs_up_and_later_in_with_a_code(
    open_page: Open, server: Server, contact: str, recipient: str, script: bool
) -> None:
    page, before = open_page(java_script_enabled=script), len(server.said())
    contact, recipient = contact.format(int(script)), recipient.format(int(script))
    page.goto(SIGN_UP)
    page.locator("[name=contact]").fill(contact)
    page.get_by_role("button", name="Gửi mã xác minh").click()
    assert heading(page) == "Nhập mã"
    give_code(page, code_sent_to(server, recipient, after=before))
    page.goto("/tai-khoan/")
    assert heading(page) == "Tài khoản"

    sign_out(page)
    before = len(server.said())
    page.goto(SIGN_IN)
    page.locator("[name=login]").fill(contact)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    code = code_sent_to(server, recipient, after=before)
    give_code(page, f"{(int(code) + 1) % 1_000_000:06}")
    assert "Mã chưa đúng" in page.locator(".errors").inner_text()
    give_code(page, code)
    page.goto("/tai-khoan/")

    assert heading(page) == "Tài khoản"


def test_form_names_what_is_wrong_with_the_contact(page: Any) -> None:
    page.goto(SIGN_UP)
    page.locator("[name=contact]").fill("không phải số")
    page.get_by_role("button", name="Gửi mã xác minh").click()

    page.locator(".errors").wait_for()
    assert page.evaluate("document.activeElement.matches('.errors')")
    assert page.locator("[name=contact]").input_value() == "không phải số"
    assert axe_findings(page) == []


def test_nobody_learns_who_has_an_account(page: Any, server: Server) -> None:
    page.goto(SIGN_IN)
    page.locator("[name=login]").fill("nguoi.la@example.vn")
    page.get_by_role("button", name="Đăng nhập", exact=True).click()

    assert heading(page) == "Nhập mã"
    assert axe_findings(page) == []


def test_wrong_password_of_the_demo_is_named(page: Any, server: Server) -> None:
    login, _password = server.accounts["Người dân"]
    page.goto(SIGN_IN)
    page.locator("[name=login]").fill(login)
    page.locator("[name=password]").fill("sai-mat-khau")
    page.get_by_role("button", name="Đăng nhập", exact=True).click()

    assert "chưa đúng" in page.locator(".errors").inner_text()
    assert page.locator("[name=login]").input_value() == login


# --- officers -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def strict(server: Server) -> Iterator[Server]:
    """The same portal with the second factor switched on, as in a province."""
    running = portal.strict(server)
    running.start()
    yield running
    running.stop()


def enter_password(page: Any, account: tuple[str, str]) -> None:
    page.goto(f"{SIGN_IN}?next=/quan-tri/")
    page.locator("[name=login]").fill(account[0])
    page.locator("[name=password]").fill(account[1])
    page.get_by_role("button", name="Đăng nhập", exact=True).click()


def confirm_it_is_me(page: Any, password: str) -> None:
    """An important change may ask for the password once more."""
    if heading(page) == "Xác nhận lại":
        page.locator("[name=password]").fill(password)
        page.locator("main form button[type=submit]").first.click()


def give_app_code(page: Any, code: str, button: str) -> None:
    page.locator("[name=code]").fill(code)
    page.locator("main").get_by_role("button", name=button, exact=True).click()


def test_officer_needs_an_authenticator_before_the_desk_opens(strict: Server, open_page: Open, watch: Watch) -> None:
    watch.hosts.add(strict.url)
    page = open_page(base_url=strict.url, size=DESK)
    enter_password(page, strict.accounts[HEAD_OF_UNIT])

    assert heading(page) == "Bảo vệ hai lớp"
    assert "lớp xác thực thứ hai" in page.locator("main").inner_text()
    assert axe_findings(page) == []
    page.get_by_role("link", name="Cài ứng dụng").click()
    confirm_it_is_me(page, strict.accounts[HEAD_OF_UNIT][1])
    secret, now = page.locator("main code").inner_text(), int(time.time()) // PERIOD
    give_app_code(page, app_code(secret, now), "Bật")
    page.goto("/quan-tri/")
    assert page.locator(".desk-waiting").is_visible()

    again = open_page(base_url=strict.url, size=DESK)
    enter_password(again, strict.accounts[HEAD_OF_UNIT])
    assert heading(again) == "Lớp xác thực thứ hai"
    again.goto("/quan-tri/")
    assert again.locator(".desk-waiting").count() == 0
    again.goto("/tai-khoan/dang-nhap/lop-hai/")
    give_app_code(again, "000000", "Đăng nhập")
    assert again.locator(".errors").is_visible()
    give_app_code(again, app_code(secret, now + 1), "Đăng nhập")
    again.wait_for_url("**/quan-tri/")

    assert again.locator(".desk-waiting").is_visible()
