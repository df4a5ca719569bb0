"""The gallery under axe in a real browser: no finding in any theme, at any width. Needs no server and no database."""

import mimetypes
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from luatgandan.foundation.ui import services, views
from luatgandan.foundation.ui.context_processors import ui
from luatgandan.foundation.ui.services import assets

sync_api = pytest.importorskip("playwright.sync_api")
axe = pytest.importorskip("axe_playwright_python.sync_playwright")
CHROMIUM = Path("/usr/bin/chromium")
HOST = "http://gallery.test"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
pytestmark = [pytest.mark.browser, pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium")]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    services.build_assets()
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield chromium
        chromium.close()


def open_gallery(browser: Any, html: str, **options: Any) -> Any:
    """A page whose requests are answered from memory and from the static files."""

    def answer(route: Any) -> None:
        path = route.request.url.removeprefix(HOST).partition("?")[0]
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

    report = axe.Axe().run(page, options={"runOnly": RULES}).response

    findings = [(rule["id"], rule["nodes"][0]["html"][:120]) for rule in report["violations"]]
    assert findings == []
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

    assert {name.strip('"') for name in loaded} <= {"Be Vietnam Pro", "Khmer Name", "BVP Arial", "BVP Roboto"}
