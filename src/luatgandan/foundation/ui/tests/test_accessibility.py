"""The gallery under axe in a real browser: no finding in any theme, at any width. Needs no server and no database."""

import mimetypes
from collections.abc import Iterator
from typing import Any

import pytest
from django.template import engines
from django.template.loader import render_to_string
from django.test import RequestFactory
from django_cotton.compiler_regex import CottonCompiler
from tests.browser import launch, program
from tests.journeys.looking import axe_findings

from luatgandan.foundation.ui import services, views
from luatgandan.foundation.ui.context_processors import ui
from luatgandan.foundation.ui.services import assets

sync_api = pytest.importorskip("playwright.sync_api")
pytest.importorskip("axe_playwright_python")
HOST = "http://gallery.test"
pytestmark = [pytest.mark.browser, pytest.mark.skipif(not program(), reason="no Chromium")]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    services.build_assets()
    with sync_api.sync_playwright() as playwright:
        running = launch(playwright)
        yield running
        running.close()


def open_gallery(browser: Any, html: str, **options: Any) -> Any:
    """A page whose requests are answered from memory and from the static files."""

    def answer(route: Any) -> None:
        path = route.request.url.removeprefix(HOST).partition("?")[0]
        if path == "/goi-y":
            route.fulfill(json=[{"label": "Luật Đất đai", "url": "/luat"}, {"label": "Đất nông nghiệp", "url": "/dat"}])
            return
        if not path.startswith("/static/ui/"):
            route.fulfill(body=html, content_type="text/html; charset=utf-8")
            return
        file = assets.STATIC / path.removeprefix("/static/ui/")
        route.fulfill(path=str(file), content_type=mimetypes.guess_type(file.name)[0] or "font/woff2")

    page = browser.new_context(**options).new_page()
    page.route("**/*", answer)
    page.goto(f"{HOST}/_ui/")
    return page


def gallery_html(rf: RequestFactory, cookie: str = "") -> str:
    request = rf.get("/_ui/")
    request.COOKIES["lgd_prefs"] = cookie
    return render_to_string("ui/gallery.html", {**ui(request), **views.gallery_context()})


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("cookie", ["theme=light", "theme=dark", "contrast=high", "text=xlarge"])
def test_gallery_has_no_finding(browser: Any, rf: RequestFactory, cookie: str, width: int) -> None:
    page = open_gallery(browser, gallery_html(rf, cookie), viewport={"width": width, "height": 800})

    assert axe_findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_choice_in_the_panel_applies_at_once_and_stays(browser: Any, rf: RequestFactory) -> None:
    page = open_gallery(browser, gallery_html(rf), viewport={"width": 1280, "height": 800})

    page.click("settings-link a")
    page.check("input[name=theme][value=dark]", force=True)
    page.check("input[name=text][value=large]", force=True)
    page.keyboard.press("Escape")

    assert page.evaluate("document.cookie") == "lgd_prefs=theme=dark&text=large"
    assert page.evaluate("({...document.documentElement.dataset})") == {"theme": "dark", "text": "large"}
    assert page.evaluate("document.activeElement.closest('settings-link') !== null")


def test_dialog_takes_and_gives_back_the_focus(browser: Any, rf: RequestFactory) -> None:
    page = open_gallery(browser, gallery_html(rf), viewport={"width": 360, "height": 740})

    page.click("a[data-opens]")
    assert page.evaluate("document.querySelector('dialog').open")
    page.keyboard.press("Escape")

    assert page.evaluate("document.activeElement.matches('a[data-opens]')")


def test_without_script_a_dialog_opens_by_its_address(browser: Any, rf: RequestFactory) -> None:
    page = open_gallery(browser, gallery_html(rf), java_script_enabled=False)

    page.goto(f"{HOST}/_ui/#hop-thoai")

    assert page.locator("#hop-thoai").is_visible()


def test_a_vietnamese_page_never_loads_the_khmer_text_font(browser: Any, rf: RequestFactory) -> None:
    html = gallery_html(rf).replace('<p lang="km">', "<p hidden>")
    page = open_gallery(browser, html, viewport={"width": 360, "height": 740})

    page.wait_for_function("document.fonts.status === 'loaded'")
    loaded = page.evaluate("[...document.fonts].filter((f) => f.status === 'loaded').map((f) => f.family)")

    assert {name.strip('"') for name in loaded} <= {
        "Be Vietnam Pro",
        "Khmer Name",
        "BVP Arial",
        "BVP DejaVu",
        "BVP Roboto",
    }


def with_component(rf: RequestFactory, source: str) -> str:
    """The gallery with one more component at the end of its page."""
    markup = engines["django"].from_string(CottonCompiler().process(source)).render({})
    return gallery_html(rf).replace("</main>", f'<div id="probe">{markup}</div></main>')


def test_suggestions_are_chosen_with_the_keyboard(browser: Any, rf: RequestFactory) -> None:
    html = with_component(rf, '<c-search-box id="tim-thu" action="/tim/" suggest="/goi-y" label="Tìm" />')
    page = open_gallery(browser, html)

    page.fill("#tim-thu", "dat")
    page.wait_for_selector("#probe [role=option]")
    page.press("#tim-thu", "ArrowDown")
    page.press("#tim-thu", "ArrowDown")

    assert page.get_attribute("#tim-thu", "aria-expanded") == "true"
    assert page.inner_text("#probe [aria-selected=true]") == "Đất nông nghiệp"
    assert page.get_attribute("#tim-thu", "aria-activedescendant") == "tim-thu-list-1"
    page.press("#tim-thu", "Escape")
    assert not page.is_visible("#probe [role=listbox]")


def test_timer_counts_down_and_tells_the_page(browser: Any, rf: RequestFactory) -> None:
    page = open_gallery(browser, with_component(rf, '<c-timer seconds="2" label="Còn" />'))
    page.evaluate("document.addEventListener('timeup', () => document.body.dataset.over = 'yes')")

    page.wait_for_function("document.body.dataset.over === 'yes'", timeout=6000)

    assert page.inner_text("#probe time") == "0:00"
    assert page.inner_text("#probe [aria-live]") == "Hết giờ"


def test_toast_speaks_politely(browser: Any, rf: RequestFactory) -> None:
    page = open_gallery(browser, gallery_html(rf))

    page.evaluate("document.dispatchEvent(new CustomEvent('toast', {detail: {text: 'Đã chép.'}}))")

    assert page.inner_text("#toasts[aria-live=polite] .toast") == "Đã chép."


def test_share_tools_show_only_what_the_browser_can_do(browser: Any, rf: RequestFactory) -> None:
    page = open_gallery(browser, gallery_html(rf))

    assert page.locator("#share-tools [data-act=print]").is_visible()
    assert page.locator("#share-tools [data-act=share]").is_visible() == page.evaluate("'share' in navigator")


def test_link_of_the_error_summary_goes_to_its_field(browser: Any, rf: RequestFactory) -> None:
    page = open_gallery(browser, gallery_html(rf))

    page.click(".errors a[href='#id_answer_by']")

    assert page.evaluate("document.activeElement.name") == "answer_by"
