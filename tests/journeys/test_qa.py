"""People ask officials: on a phone, without an account, with and without script; and read what others were answered."""

from typing import Any

from .asking import ASK, STORY, ask
from .looking import MEASURED_OVERFLOW, axe_findings
from .server import Server


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
