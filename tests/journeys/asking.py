"""Asking officials a question in the browser, as far as the code that comes back."""

import re
import time
from typing import Any

from .server import Server

ASK = "/hoi-dap/gui/"
STORY = "Con tôi chạy xe máy không có gương, công an giữ lại. Phạt bao nhiêu tiền?"


def code_sent(server: Server, since: int) -> str:
    """The code of the newest message that the portal wrote."""
    for _wait in range(50):
        if found := re.findall(r"(\d{6}) là mã xác nhận để gửi câu hỏi", server.said()[since:]):
            return str(found[-1])
        time.sleep(0.1)
    raise AssertionError(server.said()[since:])


def write(page: Any, contact: str, text: str = STORY) -> None:
    """Fill in the form of a question that only its asker will read."""
    page.goto(ASK)
    page.get_by_label("Chuyện của bạn").fill(text)
    page.get_by_label("Chỉ mình tôi đọc").check()
    page.get_by_label("Số di động hoặc thư điện tử").fill(contact)


def press(page: Any) -> None:
    """Send what the form holds; the page that answers is there."""
    with page.expect_navigation():
        page.get_by_role("button", name="Gửi câu hỏi", exact=True).first.click()


def words_of(page: Any) -> str:
    """The story as the form holds it."""
    return str(page.get_by_label("Chuyện của bạn").input_value())


def ask(page: Any, server: Server, contact: str) -> str:
    """Ask a question; the code of the question."""
    since = len(server.said())
    write(page, contact)
    press(page)
    page.locator("#id_code").fill(code_sent(server, since))
    assert words_of(page) == STORY
    press(page)
    page.wait_for_url(re.compile("/da-gui/"))
    return str(page.locator(".qa-code").inner_text())
