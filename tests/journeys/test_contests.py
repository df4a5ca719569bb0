"""Pupils sit a contest: by class code on a phone, through a lost line, by keyboard alone, without script."""

import re
from typing import Any

import pytest

from .conftest import PHONE, Open
from .looking import MEASURED_OVERFLOW, axe_findings
from .server import Server
from .sitting import CLASS_CODE, HOME, contest, prolong, shorten, stored
from .watching import Watch

WITHOUT_A_NUMBER = """() => {
    const { key, waiting } = document.querySelector("exam-paper");
    for (const one of Object.values(waiting)) one.sequence = one.given = null;
    localStorage.setItem(key, JSON.stringify(waiting));
}"""
"""As a script of before kept answers once a stranger had told it the time."""
PAPER = re.compile(r"/vong/1/luot/1/$")


@pytest.fixture(autouse=True)
def running(server: Server) -> str:
    return contest(server)


def enter(page: Any, number: int) -> None:
    """From the code of the class to the first question."""
    page.goto(f"/thi/{CLASS_CODE.lower()}/")
    page.get_by_label("Mã dự thi của bạn").fill(f"ma{number:06}")
    page.get_by_label("Tôi đồng ý").check()
    page.get_by_role("button", name="Vào thi").click()
    page.get_by_role("button", name="Bắt đầu làm bài").click()
    page.wait_for_url(PAPER)


def answer_all(page: Any) -> None:
    """Something for each question."""
    for question in page.locator("fieldset.exam-q").all():
        kind = question.get_attribute("data-kind")
        if kind in ("one", "several", "true_false"):
            question.locator("input").first.check()
        elif kind == "number":
            question.locator("input").fill("12")
            question.locator("input").blur()
        else:
            for place, box in enumerate(question.locator("select").all(), 1):
                box.select_option(index=place)


def hand_in(page: Any) -> None:
    page.get_by_role("button", name="Xem lại rồi nộp bài").click()
    page.get_by_text("Đã lưu 6/6 câu").wait_for()
    page.get_by_label("Bao nhiêu người dự thi vòng này?").fill("120")
    page.get_by_role("button", name="Nộp bài", exact=True).click()
    page.wait_for_url(re.compile("/bien-nhan/"))
    assert "Đã nộp bài" in page.locator("main").inner_text()


def test_a_pupil_sits_a_paper_with_or_without_script(any_page: Any, request: Any, server: Server) -> None:
    page, number = any_page, 1 if request.node.name.endswith("[without script]") else 2
    enter(page, number)
    assert page.evaluate(MEASURED_OVERFLOW) == []
    answer_all(page)
    hand_in(page)
    assert re.search(r"\b[0-9a-f]{64}\b", page.locator("main").inner_text())
    assert len(stored(server, number)) == 6
    page.go_back()
    page.goto(f"{HOME}vong/1/luot/1/")
    page.wait_for_url(re.compile("/bien-nhan/"))


def test_a_line_lost_in_the_middle_loses_nothing(open_page: Open, server: Server, watch: Watch) -> None:
    watch.allowed.append("ERR_INTERNET_DISCONNECTED|failed: .*/thi/luu/|status of 502|answer 502: .*/thi/luu/")
    page = open_page(size=PHONE)
    page.clock.install()
    enter(page, 3)
    first, *others = page.locator("fieldset.exam-q[data-kind=one], fieldset.exam-q[data-kind=true_false]").all()
    first.locator("input").first.check()
    first.get_by_text("Đã lưu", exact=True).wait_for()

    page.route("**/thi/luu/", lambda route: route.abort("internetdisconnected"))
    others[0].locator("input").last.check()
    others[0].get_by_text("đang giữ trên máy này").wait_for()
    page.get_by_text("Mất mạng: 1 câu đang giữ trên máy này").wait_for()
    assert len(stored(server, 3)) == 1
    assert len(tries_in_a_minute(page)) in range(2, 7)  # it goes on asking, ever less often

    page.evaluate(WITHOUT_A_NUMBER)
    page.reload()  # as when the phone was switched off; what was not sent is still there
    assert (
        page.locator(
            "fieldset.exam-q[data-kind=one] input:checked, fieldset.exam-q[data-kind=true_false] input:checked"
        ).count()
        == 2
    )
    page.unroute("**/thi/luu/")
    odd = [lambda route: route.fulfill(status=502, json={"message": "upstream error"}), lambda route: None]
    page.route("**/thi/luu/", lambda route: odd.pop(0)(route) if odd else route.continue_())
    for wait in (0, 5_000):  # a proxy answers, then a line takes the packet and is silent
        with page.expect_request("**/thi/luu/"):
            page.evaluate("dispatchEvent(new Event('online'))")
            page.clock.fast_forward(wait)
    page.clock.fast_forward(9_000)
    page.clock.fast_forward(30_000)
    page.locator("[data-state=waits]").wait_for(state="detached")
    assert len(stored(server, 3)) == 2
    answer_all(page)
    hand_in(page)


def tries_in_a_minute(page: Any) -> list[Any]:
    tries: list[Any] = []
    page.on("request", lambda one: tries.append(one))
    for _second in range(60):
        page.clock.fast_forward(1_000)
        page.wait_for_timeout(10)
    return tries


def test_a_paper_goes_on_on_another_device_and_the_newest_answer_wins(open_page: Open, server: Server) -> None:
    phone, tablet = open_page(size=PHONE), open_page(size=PHONE)
    enter(phone, 4)
    choice = "fieldset.exam-q[data-kind=true_false]"
    phone.locator(f"{choice} input[value=dung]").check()
    phone.locator(choice).get_by_text("Đã lưu").wait_for()
    tablet.goto(f"/thi/{CLASS_CODE}/")
    tablet.get_by_label("Mã dự thi của bạn").fill("MA000004")
    tablet.get_by_role("button", name="Vào thi").click()
    tablet.get_by_role("link", name="Làm tiếp").click()
    assert tablet.locator(f"{choice} input[value=dung]").is_checked()
    tablet.locator(f"{choice} input[value=sai]").check()
    tablet.locator(choice).get_by_text("Đã lưu").wait_for()
    slot = tablet.locator(choice).get_attribute("data-slot")
    assert stored(server, 4) == {slot: ["sai"]}


def test_two_tabs_tell_each_other(open_page: Open, server: Server) -> None:
    page = open_page(size=PHONE)
    enter(page, 5)
    other = page.context.new_page()
    other.goto(page.url)
    choice = "fieldset.exam-q[data-kind=true_false]"
    other.locator(f"{choice} input[value=sai]").check()
    page.get_by_text("vừa được trả lời ở chỗ khác").wait_for()
    assert page.locator(f"{choice} input[value=sai]").is_checked()


def test_a_leap_of_the_phones_clock_moves_nothing(open_page: Open, server: Server) -> None:
    page = open_page(size=PHONE)
    page.add_init_script("const real = Date.now; Date.now = () => real() + 40 * 60 * 1000;")
    enter(page, 6)
    assert re.fullmatch(r"1[45]:\d\d", page.locator("[data-face]").inner_text())
    page.locator("fieldset.exam-q[data-kind=true_false] input").first.check()
    page.get_by_text("Đã lưu 1 câu.").wait_for()


def test_at_the_end_the_paper_hands_itself_in_with_what_was_given(open_page: Open, server: Server) -> None:
    page = open_page(size=PHONE)
    enter(page, 7)
    shorten(server, 7, seconds=6)
    page.reload()
    page.locator("fieldset.exam-q[data-kind=true_false] input").first.check()
    page.wait_for_url(re.compile("/bien-nhan/"))
    assert "hệ thống đã nộp bài thay bạn" in page.locator("main").inner_text()
    assert len(stored(server, 7)) == 1


def test_more_time_reaches_who_only_reads_and_a_number_being_typed_is_kept(open_page: Open, server: Server) -> None:
    page = open_page(size=PHONE)
    enter(page, 17)
    shorten(server, 17, seconds=6)
    page.reload()
    page.locator("fieldset[data-kind=number] input").click()
    prolong(server, 17)
    page.keyboard.type("12")  # and the cursor stays in it
    with page.expect_navigation(url=PAPER):
        pass
    page.get_by_text(re.compile(r"^(9|10):\d\d$")).wait_for()
    assert [*stored(server, 17).values()] == [["12"]]


def test_a_paper_by_keyboard_alone(open_page: Open, server: Server) -> None:
    page = open_page(size=PHONE)
    enter(page, 8)
    keys = page.keyboard
    for kind in ("one", "several", "true_false"):
        page.locator(f"fieldset[data-kind={kind}] input").first.focus()
        keys.press("Space")
    number = page.locator("fieldset[data-kind=number]")
    number.locator("input").focus()
    keys.type("12 triệu")
    keys.press("Tab")
    number.get_by_text("Chưa lưu: hãy ghi một số").wait_for()
    number.locator("input").fill("\u200b១២\u00a0")  # 12 in Khmer, as pasted
    for kind in ("order", "match"):
        page.locator(f"fieldset[data-kind={kind}] select").first.focus()
        for place in range(page.locator(f"fieldset[data-kind={kind}] select").count()):
            for _step in range(place + 1):
                keys.press("ArrowDown")
            keys.press("Tab")
    page.get_by_text("Đã lưu 6 câu.").wait_for()
    page.get_by_role("button", name="Xem lại rồi nộp bài").focus()
    keys.press("Enter")
    page.get_by_label("Bao nhiêu người dự thi vòng này?").fill("9")
    keys.press("Enter")
    page.wait_for_url(re.compile("/bien-nhan/"))
    assert len(stored(server, 8)) == 6


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_of_a_contest_have_no_fault_for_screen_readers(open_page: Open, scheme: str) -> None:
    page = open_page(size=PHONE, color_scheme=scheme)
    enter(page, 9 if scheme == "light" else 10)
    paths = [page.url, f"{page.url}nop/", f"{HOME}cua-toi/", "/cuoc-thi/", HOME, "/thi/", "/on-tap/"]
    for path in paths:
        page.goto(path)
        assert axe_findings(page) == [], path
        assert page.evaluate(MEASURED_OVERFLOW) == [], path


def test_somebody_practises_and_reads_why(any_page: Any) -> None:
    page = any_page
    page.goto("/on-tap/")
    page.locator("main .links__link").last.click()
    answer_all(page)
    page.get_by_role("button", name="Xem đáp án").click()
    assert "Đáp án" in page.locator("main").inner_text()
    page.get_by_role("link", name="Câu tiếp theo").click()
    page.get_by_text("Câu 2 trong").wait_for()
