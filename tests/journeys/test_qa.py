"""People ask officials: on a phone, without an account, with and without script; and read what others were answered."""

import re
import time
from typing import Any

from .looking import MEASURED_OVERFLOW, axe_findings
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


def ask(page: Any, server: Server, contact: str) -> str:
    """Ask a question; the code of the question."""
    since = len(server.said())
    page.goto(ASK)
    page.get_by_label("Chuyện của bạn").fill(STORY)
    page.get_by_label("Chỉ mình tôi đọc").check()
    page.get_by_label("Số di động hoặc thư điện tử").fill(contact)
    page.get_by_role("button", name="Gửi câu hỏi", exact=True).click()
    page.locator("#id_code").fill(code_sent(server, since))
    assert page.get_by_label("Chuyện của bạn").input_value() == STORY
    page.get_by_role("button", name="Gửi câu hỏi", exact=True).first.click()
    page.wait_for_url(re.compile("/da-gui/"))
    return str(page.locator(".qa-code").inner_text())


def test_citizen_asks_gets_a_code_and_sees_where_the_question_stands(
    any_page: Any, server: Server, request: Any
) -> None:
    page = any_page
    number = "nguoi-hoi-1" if "without" in request.node.name else "nguoi-hoi-2"
    code = ask(page, server, f"{number}@example.invalid")
    page.get_by_role("link", name="Xem câu hỏi của tôi").click()
    assert "Đã gửi, chờ tiếp nhận" in page.locator("main").inner_text()
    page.get_by_text("Nhắn thêm", exact=True).first.click()
    page.locator("#say textarea").fill("Xe Wave đời 2015.")
    page.locator("#say button[type=submit]").click()
    page.get_by_text("Đã ghi nhận.").wait_for()
    assert "Xe Wave đời 2015." in page.locator("main").inner_text()
    assert page.evaluate(MEASURED_OVERFLOW) == []

    page.goto("/hoi-dap/theo-doi/")
    page.get_by_label("Mã câu hỏi").fill(code.lower())
    page.get_by_role("button", name="Xem", exact=True).click()
    told = page.locator("main").inner_text()
    assert "Đã gửi, chờ tiếp nhận" in told
    assert "gương" not in told


def test_words_half_written_wait_on_the_phone(page: Any) -> None:
    page.goto(ASK)
    page.get_by_label("Chuyện của bạn").fill(STORY)
    page.goto("/hoi-dap/")
    page.goto(ASK)
    assert page.get_by_label("Chuyện của bạn").input_value() == STORY
    assert "Đã viết 73 trong 10.000" in page.locator("[data-count]").inner_text()


def test_somebody_reads_what_others_were_answered(any_page: Any) -> None:
    page = any_page
    page.goto("/hoi-dap/?linh-vuc=giao-thong")
    first = page.locator("main .links__link").first
    title = first.inner_text()
    first.click()
    assert page.locator("h1").inner_text() == title
    assert page.locator(".citation a").first.get_attribute("href").startswith("/van-ban/")
    assert "Theo luật ngày" in page.locator("main").inner_text()
    assert page.evaluate(MEASURED_OVERFLOW) == []


def test_own_page_and_answers_have_no_barrier(page: Any, server: Server) -> None:
    ask(page, server, "nguoi-hoi-3@example.invalid")
    assert axe_findings(page) == []
    page.get_by_role("link", name="Xem câu hỏi của tôi").click()
    page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true })")
    assert axe_findings(page) == []
    page.goto("/hoi-dap/")
    page.locator("main .links__link").first.click()
    assert axe_findings(page) == []
