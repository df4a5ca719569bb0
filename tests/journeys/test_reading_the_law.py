"""People read the law: a citizen on a small phone, a lawyer at a desk, a teacher who prints a sheet."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from .conftest import DESK, PHONE, TABLET, Open
from .looking import Look, axe_findings, structured
from .server import Server

# A law of our own, long enough to scroll, with everything a page must show; its second text holds from 2025.
STORE = '''
import json
from datetime import date
from django.utils import timezone
from luatgandan.features.library.models import DefinedTerm, Document
from luatgandan.features.library.services.mentions import record_mentions
from luatgandan.features.library.services.texts import Source, store_text
from luatgandan.foundation.modules.services import content_changed
from luatgandan.lib.legaltext.lines import Line
from luatgandan.lib.legaltext.structure import parse

HEAD = """QUỐC HỘI
Luật số: 77/2024/QH15
LUẬT
ĐÒ NGANG
Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;
Quốc hội ban hành Luật Đò ngang.
Chương I
QUY ĐỊNH CHUNG
Điều 1. Giải thích từ ngữ
Trong Luật này, các từ ngữ dưới đây được hiểu như sau:
1. Khách đi đò là người trả tiền để qua sông bằng đò.
2. Chủ đò là người được cấp giấy phép đưa khách qua sông.
Điều 2. Giá đò
1. Khách đi đò trả tiền như sau:
a) Người lớn: %s đồng;
b) Xe máy: 10.000 đồng.
2. Trẻ em đi học không phải trả tiền.
Chương II
AN TOÀN"""
RULES = "1. Chủ đò phải nhắc khách mặc áo phao.\\n2. Việc thu tiền theo quy định tại khoản 1 Điều 2 của Luật này."
MORE = [f"Điều {n}. Quy tắc thứ {n}\\n{RULES}" for n in range(3, 43)]

document, _ = Document.objects.get_or_create(
    number="77/2024/QH15", issuer="Quốc hội", issued_on=date(2024, 6, 1),
    defaults=dict(slug="luat-77-2024-qh15", number_key="77-2024-qh15", kind="luat", title="Đò ngang",
                  short_name="Luật Đò ngang", effective_on=date(2024, 7, 1), stated_validity="in_force"))
for fee, day in (("5.000", None), ("7.000", date(2025, 7, 1))):
    text = "\\n".join([HEAD % fee, *MORE])
    parsed = parse([Line(line) for line in text.split("\\n")])
    stored = store_text(document=document, parsed=parsed, source=Source(at=timezone.now(), valid_from=day))
    record_mentions(versions=list(stored.edition.versions.select_related("provision__document").order_by("provision__position")))
DefinedTerm.objects.get_or_create(document=document, eid="art_1__para_1", key="khach di do",
    defaults=dict(term="Khách đi đò", meaning="người trả tiền để qua sông bằng đò."))
content_changed()
print(json.dumps(len(parsed.articles)))
'''
LAW = "/van-ban/luat-77-2024-qh15/"
POINT = f"{LAW}dieu-2/khoan-1/diem-a/"
PAGES = {
    "document": LAW,
    "document on a day": f"{LAW}?at=2024-12-31",
    "article": f"{LAW}dieu-2/",
    "point": POINT,
    "history": f"{LAW}dieu-2/lich-su/",
    "leaflet": f"{LAW}dieu-2/to-roi/",
    "relations": "/van-ban/bo-luat-100-2015-qh13/quan-he/",
    "comparison": "/so-sanh/?van_ban=77/2024/QH15&ngay=2024-08-01",
    "comparing": "/so-sanh/",
    "documents": "/van-ban/?state=in_force&kind=luat",
    "missing article": f"{LAW}dieu-99/",
    "khmer article": f"/km{LAW}dieu-2/",
    "english document": f"/en{LAW}",
}


@pytest.fixture(scope="module", autouse=True)
def law(server: Server) -> int:
    """The law stands in the library; how many articles it has."""
    count = int(server.ask(STORE))
    assert count == 42
    return count


@pytest.mark.parametrize("kind", PAGES)
def test_pages_of_the_law_have_no_barriers(look: Callable[[str], Look], kind: str) -> None:
    seen = look(PAGES[kind])

    assert seen.status == (404 if kind.startswith("missing") else 200)
    assert {view: found for view, found in seen.axe.items() if found} == {}
    assert {view: found for view, found in seen.overflow.items() if found} == {}
    assert seen.faults == []


def test_a_citizen_looks_up_a_number_and_reads_the_point(any_page: Any) -> None:
    page = any_page
    page.goto("/van-ban/")
    page.get_by_label("Số, ký hiệu hoặc tên văn bản").fill("luat 77 2024")
    page.locator("main").get_by_role("button", name="Tìm", exact=True).click()

    assert page.locator("h1").inner_text() == "Luật Đò ngang"
    assert page.locator("main .badge").first.inner_text() == "Còn hiệu lực"
    page.get_by_role("link", name="Mục lục").click()
    page.locator(".contents").get_by_role("link", name="Điều 2. Giá đò").click()
    assert page.locator(":target .law__heading").inner_text() == "Điều 2. Giá đò"
    assert not page.locator(".contents").is_visible()
    page.locator("#dieu-2").get_by_role("link", name="Điều 2.").click()
    page.locator("#dieu-2-khoan-1-diem-a").get_by_role("link", name="a)").click()
    assert page.url.endswith(POINT)
    asked = page.locator(".asked").inner_text()
    assert "Khách đi đò trả tiền như sau" in asked
    assert "7.000 đồng" in asked
    assert "7.000 đồng" in page.locator(".law .is-asked").inner_text()


def test_she_sees_what_the_law_said_on_an_earlier_day(any_page: Any) -> None:
    page = any_page
    page.goto(f"{LAW}dieu-2/")
    page.get_by_label("Xem luật của ngày").fill("2025-06-30")
    page.get_by_role("button", name="Xem", exact=True).click()

    assert "5.000 đồng" in page.locator(".law").inner_text()
    assert page.get_by_role("heading", name="Đây là luật của ngày 30/06/2025").is_visible()
    page.get_by_role("link", name="Đọc bản hôm nay").click()
    assert "7.000 đồng" in page.locator(".law").inner_text()
    page.get_by_role("link", name="Xem lịch sử của điều này").click()
    assert "5.000" in page.locator("del").nth(1).inner_text()
    assert "7.000" in page.locator("ins").nth(1).inner_text()


def test_a_defined_word_is_explained_on_the_spot_without_script(open_page: Open) -> None:
    page = open_page(f"{LAW}dieu-2/", java_script_enabled=False)
    page.locator(".law__term").first.click()

    meaning = page.locator(".term:target")
    assert "người trả tiền để qua sông" in meaning.inner_text()
    assert meaning.bounding_box()["y"] > PHONE["height"] / 3
    meaning.get_by_role("link", name="Về chỗ đang đọc").click()
    assert page.locator(".law__term:target").is_visible()


def test_a_reference_shows_its_words_beside_it(open_page: Open) -> None:
    page = open_page(f"{LAW}dieu-3/", size=DESK)
    reference = page.locator(".law__link").first
    reference.hover()

    bubble = page.get_by_role("tooltip")
    bubble.wait_for()
    assert "Khách đi đò trả tiền như sau" in bubble.inner_text()
    assert reference.get_attribute("aria-describedby") == "xem-truoc"
    assert axe_findings(page) == []
    page.keyboard.press("Escape")
    assert bubble.count() == 0


def test_a_reference_is_shown_to_the_keyboard_too(open_page: Open) -> None:
    page = open_page(LAW, size=DESK)
    page.locator("#dieu-3-khoan-2 .law__link").first.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    page.get_by_role("tooltip").wait_for()
    assert "Khách đi đò trả tiền như sau" in page.get_by_role("tooltip").inner_text()


def test_a_lawyer_copies_the_citation(open_page: Open) -> None:
    page = open_page(POINT, size=DESK, permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Chép trích dẫn").click()
    page.locator(".toast").wait_for()

    read = """async type => { const [item] = await navigator.clipboard.read();
      return (await item.getType(type)).text() }"""
    words = "điểm a khoản 1 Điều 2 Luật Đò ngang số 77/2024/QH15 ngày 01/06/2024 của Quốc hội"
    assert page.evaluate(read, "text/plain") == words
    assert re.search(rf'<a href="[^"]*{POINT}">{words}</a>', page.evaluate(read, "text/html"))


def test_a_teacher_prints_one_sheet_with_a_code(open_page: Open, tmp_path: Any) -> None:
    page = open_page(f"{LAW}dieu-2/to-roi/", size=TABLET)
    code = page.locator(".law-qr").bounding_box()
    page.emulate_media(media="print")
    file = page.pdf(format="A4")

    assert min(code["width"], code["height"]) >= 90
    assert file.count(b"/Type /Page\n") + file.count(b"/Type /Page ") <= 1 or file.count(b"/Type /Page") <= 2


def test_contents_follow_at_the_side_of_a_wide_screen(open_page: Open) -> None:
    page = open_page(LAW, size=DESK)
    page.locator("#dieu-40").scroll_into_view_if_needed()
    assert page.locator(".contents").bounding_box()["y"] >= 0
    assert page.locator(".contents").get_by_text("Chương II").is_visible()


def test_contents_show_where_the_reader_is(open_page: Open) -> None:
    page = open_page(LAW, size=DESK)
    here = page.locator(".contents [aria-current=location]")
    for article in (3, 30, 12):
        page.locator(f"#dieu-{article}").evaluate("place => place.scrollIntoView()")
        here.filter(has_text=f"Điều {article}.").wait_for()
        assert here.count() == 1
        frame, row = page.locator(".contents").bounding_box(), here.bounding_box()
        assert frame["y"] <= row["y"] < frame["y"] + frame["height"]


def test_contents_open_at_the_readers_place_on_a_phone(open_page: Open) -> None:
    page = open_page(LAW)
    page.locator("#dieu-30").evaluate("place => place.scrollIntoView()")
    here = page.locator(".contents [aria-current=location]").filter(has_text="Điều 30.")
    here.wait_for(state="attached")
    page.evaluate("location.hash = '#muc-luc'")
    here.wait_for()
    assert 0 <= here.bounding_box()["y"] < PHONE["height"]


def test_machines_understand_the_article(look: Callable[[str], Look]) -> None:
    (fact,) = [one for one in structured(look(f"{LAW}dieu-2/")) if one["@type"] == "Legislation"]
    assert fact["isPartOf"]["legislationLegalForce"] == "https://schema.org/InForce"


def test_files_are_there_to_take_away(open_page: Open) -> None:
    page = open_page(LAW)
    with page.expect_download() as download:
        page.locator(".downloads").get_by_text("JSON").click()
    assert json.loads(download.value.path().read_text(encoding="utf-8"))["header"]["number"] == "77/2024/QH15"


@pytest.mark.parametrize("size", [PHONE, TABLET, DESK], ids=["phone", "tablet", "desk"])
def test_letters_of_the_law_are_never_tiny(open_page: Open, size: dict[str, int]) -> None:
    page = open_page(f"{LAW}dieu-2/", size=size)
    sizes = page.evaluate("[...document.querySelectorAll('.law p')].map(p => parseFloat(getComputedStyle(p).fontSize))")
    assert min(sizes) >= 18
