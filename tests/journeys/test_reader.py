"""A woman of 58 with an old phone, a cracked screen and little time looks for help."""

import json
import re
import sqlite3
from typing import Any

import pytest

from .addresses import CONTACT, DOCUMENT, QUESTION, TOPIC
from .conftest import DESK, PHONE, TABLET, Open
from .server import Server
from .watching import Watch

ANSWER = "Mua đất bằng giấy tay có được làm sổ đỏ không?"
FOCUS = """async () => {
  const part = document.activeElement;
  await Promise.allSettled(document.getAnimations().map(animation => animation.finished));
  const face = part.matches("input[type=radio]") ? part.closest("label").querySelector("span") : part;
  const box = face.getBoundingClientRect();
  const style = getComputedStyle(face);
  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  return {
    text: (part.textContent || part.getAttribute("aria-label") || part.name || "").trim(),
    seen: ring && box.width > 0 && box.bottom > 0 && box.top < innerHeight,
  };
}"""
STEPS_OF_A_KEYBOARD = 14


def heading(page: Any) -> str:
    return str(page.locator("h1").inner_text())


def test_finds_the_answer_in_her_own_words_and_sees_whether_the_law_still_holds(any_page: Any) -> None:
    page = any_page
    page.goto("/")
    page.get_by_label("Câu hỏi của bạn").last.fill("mua dat giay tay")
    page.locator("main").get_by_role("button", name="Tìm").click()
    page.get_by_role("link", name=ANSWER).click()

    assert heading(page) == ANSWER
    for part in ("Trả lời ngắn", "Việc bạn cần làm", "Ai giúp được bạn", "Căn cứ pháp luật"):
        assert page.get_by_role("heading", name=part).is_visible()
    assert 3 <= page.locator("ol.steps > li").count() <= 5
    assert page.locator(".helpers li").count() >= 1

    page.get_by_role("link", name=re.compile("Điều 27, Luật Đất đai 2024")).click()

    assert page.url.endswith(f"{DOCUMENT}#dieu-27-khoan-3-diem-a")
    assert heading(page) == "Luật Đất đai 2024"
    assert page.locator("main .badge").first.inner_text() in ("Còn hiệu lực", "Hết hiệu lực một phần")
    assert page.locator(":target").get_by_role("link", name=ANSWER).is_visible()


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("ly hon", "hon-nhan-gia-dinh/"),
        ("chu no luong", "lao-dong-bao-hiem/"),
        ("bị lừa chuyển khoản", "lua-dao-qua-mang/"),
        ("NHẬU RỒI LÁI XE", "giao-thong/"),
    ],
)
def test_words_of_the_street_find_the_right_topic_first(page: Any, words: str, slug: str) -> None:
    page.goto(f"/tim-kiem/?q={words}")

    assert slug in page.locator(".hit:not(.hit--term) .hit__title a").first.get_attribute("href")


def test_words_that_find_nothing_still_lead_somewhere(page: Any) -> None:
    page.goto("/tim-kiem/?q=zzzzqqqq")

    assert "Chưa tìm thấy" in page.locator("main").inner_text()
    assert page.locator("main").get_by_role("link", name="Gửi câu hỏi cho cán bộ").is_visible()
    assert page.locator(f"main a[href='{TOPIC}']").is_visible()


def test_strange_letters_in_the_box_are_only_words(page: Any) -> None:
    page.goto("/tim-kiem/?q=<script>alert(1)</script>%00'\"")

    assert "<script>alert(1)</script>" in page.locator("main").inner_text()


# --- letters and colours ------------------------------------------------------------------------------------------


def looks(page: Any) -> dict[str, str]:
    return dict(page.evaluate("({...document.documentElement.dataset})"))


def letter_height(page: Any) -> float:
    return float(page.evaluate("parseFloat(getComputedStyle(document.querySelector('main p')).fontSize)"))


def choose(page: Any, *labels: str) -> None:
    """Pick in the display settings; with script they open in place, without it on a page of their own."""
    page.get_by_text("Hiển thị", exact=True).first.click()
    for label in labels:
        page.locator("[data-settings]:visible label", has_text=re.compile(f"^{label}$")).click()
    save = page.get_by_role("button", name="Giữ cách hiển thị này")
    if save.is_visible():
        save.click()


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_bigger_letters_and_a_dark_ground_stay(open_page: Open, script: bool, size: dict[str, int]) -> None:
    page = open_page(TOPIC, java_script_enabled=script, size=size)
    chosen = {"theme": "dark", "text": "xlarge"}
    plain = open_page(TOPIC, size=size)
    choose(page, "Tối", "Rất lớn")

    # what a reader without script sees is asked with a script of ours: same cookies, same page
    page.goto(QUESTION)
    page.reload()
    cookies = page.context.cookies()
    seen = open_page(size=size, storage_state={"cookies": cookies, "origins": []})
    seen.goto(TOPIC)

    assert looks(seen) == chosen
    assert letter_height(seen) >= letter_height(plain) * 1.2
    assert page.locator("html").get_attribute("data-theme") == "dark"


@pytest.mark.parametrize("contrast", ["Cao"])
def test_high_contrast_is_one_choice_away(page: Any, contrast: str) -> None:
    page.goto(TOPIC)
    choose(page, contrast)
    page.goto(QUESTION)

    assert looks(page) == {"contrast": "high"}
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") in ("rgb(0, 0, 0)", "rgb(255, 255, 255)")


def test_phone_set_to_dark_is_obeyed(open_page: Open) -> None:
    grounds = {
        scheme: open_page("/", color_scheme=scheme).evaluate("getComputedStyle(document.body).backgroundColor")
        for scheme in ("light", "dark")
    }

    assert grounds == {"light": "rgb(251, 248, 242)", "dark": "rgb(18, 23, 30)"}


# --- without a mouse ----------------------------------------------------------------------------------------------


def test_first_key_offers_to_skip_the_menus(page: Any) -> None:
    page.goto(QUESTION)
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUS) == {"text": "Đến nội dung chính", "seen": True}
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "noi-dung"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize("size", [PHONE, TABLET, DESK], ids=["phone", "tablet", "desk"])
def test_keyboard_user_always_sees_where_she_is(open_page: Open, size: dict[str, int]) -> None:
    page = open_page("/", size=size)
    blind = []
    for _step in range(STEPS_OF_A_KEYBOARD):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        if not focus["seen"]:
            blind.append(focus["text"])

    assert blind == []


def test_menu_opens_and_leads_by_keyboard(page: Any) -> None:
    page.goto("/")
    page.locator(".menu-sheet summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Chủ đề đời sống"
    page.keyboard.press("Enter")
    page.wait_for_url("**/chu-de/")

    assert heading(page)


def test_search_by_keyboard(page: Any) -> None:
    page.goto("/")
    page.locator("main input[type=search]").focus()
    page.keyboard.type("ly hon")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim-kiem/?q=ly+hon")

    page.locator(".hit").first.wait_for()


def test_settings_panel_closes_and_gives_the_focus_back(page: Any) -> None:
    page.goto("/")
    page.locator("settings-link a").focus()
    page.keyboard.press("Enter")
    assert page.locator("#hien-thi").is_visible()
    page.keyboard.press("Escape")

    assert not page.locator("#hien-thi").is_visible()
    assert page.evaluate("document.activeElement.closest('settings-link') !== null")


# --- languages ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "name"), [("km", "ភាសាខ្មែរ"), ("en", "English")])
def test_neighbour_switches_to_her_language_and_stays_on_the_page(any_page: Any, language: str, name: str) -> None:
    page = any_page
    page.goto(QUESTION)
    page.get_by_role("link", name=name, exact=True).click()

    assert page.url.endswith(f"/{language}{QUESTION}")
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("article h1").inner_text() == ANSWER
    assert page.locator(".notice").is_visible()  # no translation passes for reviewed

    page.locator(".breadcrumb a:visible").click()
    assert page.url.endswith(f"/{language}{TOPIC}")


def test_khmer_stands_in_its_own_letters_with_room_between_the_lines(open_page: Open) -> None:
    page = open_page("/km/")
    page.evaluate("() => document.fonts.ready.then(() => true)")

    height = page.evaluate("(s => parseFloat(s.lineHeight) / parseFloat(s.fontSize))(getComputedStyle(document.body))")
    loaded = page.evaluate("[...document.fonts].filter(font => font.status === 'loaded').map(font => font.family)")
    assert round(height, 3) >= 1.8
    assert any("Khmer" in family for family in loaded)


# --- places -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Ninh Kiều", "Phường Ninh Kiều"),
        ("ninh kieu", "Phường Ninh Kiều"),
        ("xa my tu", "Xã Mỹ Tú"),
        ("huyện Vĩnh Châu", "Phường Vĩnh Châu"),
        ("vinh chau", "Phường Vĩnh Châu"),
    ],
)
def test_old_names_of_districts_and_communes_still_find(any_page: Any, typed: str, found: str) -> None:
    page = any_page
    page.goto("/xa-phuong/")
    page.locator("main input[type=search]").fill(typed)
    page.locator("main form.search button[type=submit]").click()
    page.locator("main").get_by_role("link", name=found, exact=True).first.click()

    assert heading(page) == found


def test_suggestions_appear_while_typing(page: Any) -> None:
    page.goto("/xa-phuong/")
    page.locator("main input[type=search]").press_sequentially("ninh k")

    page.get_by_role("option", name=re.compile("Ninh Kiều")).first.wait_for()


# --- lost and writing to us ---------------------------------------------------------------------------------------


def test_bad_address_says_so_and_helps(any_page: Any, watch: Watch) -> None:
    watch.allowed.append("404")
    page = any_page
    answer = page.goto("/chu-de/khong-co-dau/")

    assert answer.status == 404
    assert heading(page) == "Không có trang này"
    page.get_by_label("Tìm bằng lời của bạn").last.fill("ly hon")
    page.locator("main").get_by_role("button", name="Tìm").click()
    page.locator(".hit").first.wait_for()


def test_empty_message_gets_a_summary_that_takes_the_focus_and_loses_nothing(page: Any) -> None:
    page.goto(CONTACT)
    page.get_by_label(re.compile("Tên gọi")).fill("Cô Lành")
    page.get_by_role("button", name="Gửi câu hỏi").click()
    page.locator(".errors").wait_for()

    assert page.evaluate("document.activeElement.matches('.errors')")
    assert page.get_by_label(re.compile("Tên gọi")).input_value() == "Cô Lành"
    page.locator(".errors a").click()
    assert page.evaluate("document.activeElement.name") == "noi_dung"
    assert page.locator("[name=noi_dung]").get_attribute("aria-invalid") == "true"
    described = page.locator("[name=noi_dung]").get_attribute("aria-describedby").split()
    assert all(page.locator(f"#{name}").count() == 1 for name in described)


def test_message_reaches_the_officers(any_page: Any, server: Server) -> None:
    page = any_page
    text = f"Xin hỏi thủ tục sang tên sổ đỏ {id(page)}"
    page.goto(CONTACT)
    page.locator("[name=noi_dung]").fill(text)
    page.get_by_role("button", name="Gửi câu hỏi").click()

    assert heading(page) == "Cảm ơn bạn"
    assert page.locator(".banner--success").is_visible()
    with sqlite3.connect(f"file:{server.home}/luatgandan.sqlite3?mode=ro", uri=True) as database:
        rows = database.execute("SELECT form_data FROM wagtailforms_formsubmission").fetchall()
    assert text in [json.loads(data)["noi_dung"] for (data,) in rows]
