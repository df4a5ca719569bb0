"""People look for the law in their own words: with a phone, a keyboard, a screen reader, without script."""

import json
import re
import urllib.error
import urllib.request
from typing import Any
from urllib.parse import quote

import pytest

from luatgandan.foundation.search.pipeline.tests.odd_texts import TYPED

from .conftest import DESK, PHONE, Open
from .looking import COLOURS, MEASURED_OVERFLOW, axe_findings
from .server import Server

ANSWER = "Mua đất bằng giấy tay có được làm sổ đỏ không?"
LAND_LAW = "/van-ban/luat-31-2024-qh15/"
ENDLESS = "a" * 190
LINK_OF_THE_LETTER = """
import json
from luatgandan.foundation.search.models import SavedSearch
print(json.dumps(SavedSearch.objects.filter(email="lanh@example.vn").latest("pk").confirm_url))
"""


def box(page: Any) -> Any:
    return page.locator("main input[type=search]")


def options(page: Any) -> Any:
    return page.locator("main [role=option]")


def type_slowly(page: Any, text: str) -> None:
    box(page).press_sequentially(text, delay=20)


# --- finding ---------------------------------------------------------------------------------------------------------


def test_finds_the_answer_in_words_without_marks(any_page: Any) -> None:
    page = any_page
    page.goto("/")
    page.get_by_label("Câu hỏi của bạn").last.fill("mua dat giay tay co lam so do duoc khong")
    page.locator("main").get_by_role("button", name="Tìm").click()

    answer = page.locator(".hit").filter(has=page.get_by_role("link", name=ANSWER, exact=True))
    assert answer.locator(".hit__where").inner_text().startswith("Câu hỏi có trả lời")
    assert answer.locator("mark").count() > 0
    answer.get_by_role("link", name=ANSWER).click()
    assert page.locator("h1").inner_text() == ANSWER


def test_words_added_by_us_are_said_and_can_be_refused(any_page: Any) -> None:
    page = any_page
    page.goto("/tim-kiem/?q=sổ đỏ")

    assert "Giấy chứng nhận quyền sử dụng đất" in page.locator(".understood").inner_text()
    page.get_by_role("link", name="Chỉ tìm chữ bạn gõ").click()
    assert "Đang tìm đúng chữ bạn gõ." in page.locator(".understood").inner_text()


@pytest.mark.parametrize("where", [f"?q={ENDLESS}", f"?q=dat&co-quan={ENDLESS}", f"luu/?q={ENDLESS}&loai={ENDLESS}"])
def test_a_word_without_end_stays_on_the_page(open_page: Open, where: str) -> None:
    page = open_page(f"/tim-kiem/{where}", size=PHONE)

    assert ENDLESS[:20] in page.locator("main").inner_text()
    assert page.evaluate(MEASURED_OVERFLOW) == []


@pytest.mark.parametrize("typed", ["31/2024/QH15", "luat 31 2024 qh15"])
def test_a_number_opens_the_document_and_leaves_a_way_back(any_page: Any, typed: str) -> None:
    page = any_page
    page.goto(f"/tim-kiem/?q={quote(typed)}")

    assert LAND_LAW in page.url
    assert page.locator("h1").inner_text() == "Luật Đất đai 2024"
    page.get_by_role("link", name="Không phải? Xem tất cả kết quả").click()
    assert "khong-nhay=1" in page.url
    assert page.locator(".hit").count() > 0
    assert box(page).input_value() == typed


# --- narrowing -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_results_are_narrowed_and_widened_again(open_page: Open, size: dict[str, int], script: bool) -> None:
    page = open_page("/tim-kiem/?q=đất đai", size=size, java_script_enabled=script)
    if size is PHONE:
        page.get_by_role("link", name="Lọc kết quả").click()
    page.locator("#loc").get_by_label(re.compile("^Văn bản")).check()
    page.locator("#loc").get_by_role("button", name="Lọc").click()

    assert "loai=document" in page.url
    kinds = page.locator(".hit > .hit__where b").all_inner_texts()
    assert set(kinds) == {"Văn bản"}
    page.locator(".chosen").get_by_role("link", name=re.compile("Loại kết quả")).click()
    assert "loai" not in page.url


def test_law_of_another_day_stays_chosen_on_the_way_to_the_law(any_page: Any) -> None:
    page = any_page
    page.goto("/tim-kiem/?q=đất đai&loai=document")
    page.locator(".search-tools__day summary").click()
    page.get_by_label("Chọn ngày khác").fill("2021-05-01")
    page.locator(".search-tools__day").get_by_role("button", name="Xem").click()

    assert "Theo luật ngày 01/05/2021" in page.locator(".search-tools").inner_text()
    assert "at=2021-05-01" in page.locator(".hit__title a").first.get_attribute("href")


def test_further_pages_keep_what_was_chosen(any_page: Any) -> None:
    page = any_page
    page.goto("/tim-kiem/?q=luật&loai=document")
    page.get_by_role("navigation", name="Các trang kết quả").get_by_role("link", name="Sau").click()

    assert "loai=document" in page.url
    assert "trang=2" in page.url
    assert page.locator(".hit").count() > 0


# --- suggestions -----------------------------------------------------------------------------------------------------


def test_suggestions_are_read_and_chosen_with_the_keyboard(page: Any) -> None:
    page.goto("/tim-kiem/")
    type_slowly(page, "luat dat")
    options(page).first.wait_for()

    assert box(page).get_attribute("aria-expanded") == "true"
    assert re.search(r"\d+ gợi ý", page.locator("main suggest-list [role=status]").inner_text())
    assert axe_findings(page) == []
    page.keyboard.press("ArrowDown")
    chosen = page.locator("main [role=option][aria-selected=true]")
    assert chosen.get_attribute("id") == box(page).get_attribute("aria-activedescendant")
    assert box(page).input_value() == "luat dat"
    page.keyboard.press("ArrowUp")
    assert box(page).get_attribute("aria-activedescendant") is None
    page.keyboard.press("Escape")
    assert box(page).get_attribute("aria-expanded") == "false"
    assert box(page).input_value() == "luat dat"
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim-kiem/?q=luat+dat")


def test_a_suggested_document_opens_at_once(page: Any) -> None:
    page.goto("/tim-kiem/")
    type_slowly(page, "luat dat dai 2024")
    options(page).filter(has_text="Luật Đất đai 2024").first.click()

    page.wait_for_url(f"**{LAND_LAW}")


def test_nothing_is_asked_while_a_word_is_being_composed(page: Any) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/goi-y/" in request.url else None)
    page.goto("/km/tim-kiem/")
    session = page.context.new_cdp_session(page)
    box(page).focus()
    session.send("Input.imeSetComposition", {"text": "ដីធ", "selectionStart": 3, "selectionEnd": 3})
    page.wait_for_timeout(500)
    assert asked == []

    session.send("Input.insertText", {"text": "ដីធ្លី"})
    page.wait_for_timeout(800)
    assert len(asked) == 1


def test_the_box_of_the_header_suggests_too(open_page: Open) -> None:
    page = open_page("/van-ban/", size=DESK)
    header = page.locator("header input[type=search]")
    header.press_sequentially("luat dat", delay=20)

    page.locator("header [role=option]").first.wait_for()
    header.press("Escape")
    header.press("Enter")
    page.wait_for_url("**/tim-kiem/?q=luat+dat")


# --- nothing found, odd words ---------------------------------------------------------------------------------------


def test_nothing_found_helps_further(any_page: Any) -> None:
    page = any_page
    page.goto("/tim-kiem/?q=zzzzqqqq")

    words = page.locator("main").inner_text()
    assert "Chưa tìm thấy gì cho “zzzzqqqq”" in words
    assert page.get_by_role("link", name="Gửi câu hỏi cho cán bộ").is_visible()
    assert page.get_by_role("heading", name="Hoặc chọn việc bạn đang gặp").is_visible()


@pytest.mark.parametrize("name", TYPED)
def test_odd_words_give_a_page_that_helps(page: Any, name: str) -> None:
    answer = page.goto(f"/tim-kiem/?q={quote(TYPED[name])}")

    assert answer.status == 200
    assert box(page).is_visible()
    assert page.locator(".hit, .search-ask").count() > 0


@pytest.mark.parametrize(
    "rest", ["trang=9999", "at=hom-qua", "nam=xyz", "trong=document:0", "sap-xep=1&nhom=2", "loai=x"]
)
def test_odd_choices_give_a_page_that_helps(page: Any, rest: str) -> None:
    answer = page.goto(f"/tim-kiem/?q=đất đai&{rest}")

    assert answer.status == 200
    assert page.locator(".hit, .search-ask").count() > 0


# --- hearing of what is new -----------------------------------------------------------------------------------------


def test_somebody_without_an_account_follows_a_search_and_stops(any_page: Any, server: Server) -> None:
    page = any_page
    page.goto("/tim-kiem/?q=đất đai")
    page.get_by_role("link", name="Báo cho tôi khi có mới").click()
    page.get_by_role("button", name="Gửi thư xác nhận").click()
    assert "Hãy cho biết địa chỉ thư để nhận báo." in page.locator("main").inner_text()
    page.get_by_label("Thư điện tử của bạn").fill("lanh@example.vn")
    page.get_by_role("button", name="Gửi thư xác nhận").click()
    assert page.locator("h1").inner_text() == "Đã gửi thư xác nhận"

    path = server.ask(LINK_OF_THE_LETTER)
    page.goto(path)
    page.get_by_role("button", name="Đúng, hãy báo cho tôi").click()
    assert page.locator("h1").inner_text() == "Đã xác nhận"
    page.goto(path.replace("xac-nhan", "thoi-nhan"))
    page.get_by_role("button", name="Thôi nhận thư này").click()
    assert page.locator("h1").inner_text() == "Bạn đã thôi nhận thư"


def test_a_signed_in_person_keeps_pauses_and_deletes_searches(signed_in: Any) -> None:
    page = signed_in("Người dân", "/tim-kiem/?q=ly hôn")
    page.get_by_role("link", name="Báo cho tôi khi có mới").click()
    page.get_by_role("button", name="Lưu tìm kiếm này").click()
    assert page.locator("h1").inner_text() == "Tìm kiếm đã lưu"
    assert axe_findings(page) == []
    page.get_by_role("button", name=re.compile("Tạm dừng báo")).first.click()
    assert "Đang tạm dừng báo" in page.locator("main").inner_text()
    page.get_by_role("button", name=re.compile("Xóa")).first.click()
    assert "Bạn chưa lưu tìm kiếm nào" in page.locator("main").inner_text()


# --- programs and staff ---------------------------------------------------------------------------------------------


def read(server: Server, path: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(server.url + path, timeout=20) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refusal:
        return refusal.code, refusal.read().decode()


def test_a_program_gets_the_same_results(server: Server, page: Any) -> None:
    page.goto("/tim-kiem/?q=ly+hon")
    seen = page.locator(".hit__title a").all_inner_texts()

    status, text = read(server, "/api/v1/search?q=ly+hon")

    assert status == 200
    assert [one["title"] for one in json.loads(text)["results"]] == seen


def test_a_browser_can_take_the_portal_as_search_engine(server: Server, page: Any) -> None:
    page.goto("/")
    address = page.locator("link[rel=search]").get_attribute("href")

    status, text = read(server, address)

    assert status == 200
    assert f"{server.url}/tim-kiem/?q={{searchTerms}}" in text


def test_opening_a_result_is_counted_without_script(open_page: Open) -> None:
    page = open_page("/tim-kiem/?q=ly+hon", java_script_enabled=False)
    with page.expect_request("**/tim-kiem/nhan/**") as told:
        page.locator(".hit__title a").first.click()

    assert told.value.method == "POST"
    assert told.value.response().status == 204


def test_an_editor_sees_every_step_of_a_search(signed_in: Any) -> None:
    page = signed_in("Quản trị viên", "/quan-tri/tim-kiem/tung-buoc/?q=so+do+dung+ten+ai")

    for part in ("Lời hỏi", "Đã hiểu", "Kế hoạch tìm", "Kết quả và điểm"):
        assert page.get_by_role("heading", name=part).is_visible()
    assert page.locator("table tbody tr").count() > 0


def test_results_can_be_read_in_the_dark(open_page: Open) -> None:
    page = open_page("/tim-kiem/?q=đất đai&nam=2024", color_scheme="dark")
    page.evaluate("document.querySelectorAll('main details').forEach(part => part.open = true)")

    assert axe_findings(page, COLOURS) == []
