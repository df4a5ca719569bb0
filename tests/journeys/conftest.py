"""One real server and one real browser for the journeys of one process; each test has its own reader."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from luatgandan.foundation.ui.services import fonts

from ..browser import INSTALL, launch, program
from . import server as portal
from .looking import Look, look_at
from .watching import Watch

PHONE, TABLET, DESK = (
    {"width": 360, "height": 740},
    {"width": 768, "height": 1024},
    {"width": 1280, "height": 800},
)
Open = Callable[..., Any]
LookAt = Callable[[str], Look]
TABLE = "table"
SAID = 6_000  # letters of what the portal wrote beside a failed request
"""A test that records a property of this name has it printed at the end, whichever process ran the test."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Every test here needs a browser; without one all are skipped, and the reason says what to do."""
    here = [item for item in items if item.path.is_relative_to(Path(__file__).parent)]
    for item in here:
        item.add_marker(pytest.mark.browser)
        if not program():
            item.add_marker(pytest.mark.skip(reason=f"NO BROWSER: install one with: {INSTALL}"))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """The tables that tests recorded; and loudly, that nothing was tried in a browser."""
    for report in terminalreporter.getreports("passed"):
        for table in (text for name, text in report.user_properties if name == TABLE):
            terminalreporter.write_line(f"\n{table}")
    if not program():
        terminalreporter.write_line(
            f"!!! Không có Chromium: mọi kiểm thử trình duyệt bị BỎ QUA. Cài bằng: {INSTALL}", red=True, bold=True
        )


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[portal.Server]:
    """The portal with its starter content, as a stranger gets it from `make run`."""
    running = portal.prepared(tmp_path_factory.mktemp("portal"), Path(settings.HOME) / "portal")
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def letters(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a device that brings Khmer letters of its own, as Android does."""
    folder = tmp_path_factory.mktemp("device") / "fonts"
    folder.mkdir()
    for source in {fonts.source_of(face) for face in fonts.FACES if face.is_khmer}:
        (folder / source.name).symlink_to(source)
    return {**os.environ, "XDG_DATA_HOME": str(folder.parent)}


def patient(click: Callable[..., None]) -> Callable[..., None]:
    """A click after which the page it leads to is there whole: a reader looks first, too."""

    def clicked(locator: Any, **options: Any) -> None:
        click(locator, **options)
        locator.page.wait_for_load_state("domcontentloaded")

    return clicked


@pytest.fixture(scope="session")
def browser(letters: dict[str, str]) -> Iterator[Any]:
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright, pytest.MonkeyPatch.context() as patch:
        patch.setattr(sync_api.Locator, "click", patient(sync_api.Locator.click))
        running = launch(playwright, env=letters)
        yield running
        running.close()


@pytest.fixture
def watch(server: portal.Server) -> Iterator[Watch]:
    """Fails the test at its end on console errors, CSP violations, exceptions, failed requests and foreign hosts."""
    watching, before = Watch(hosts={server.url}), len(server.said())
    yield watching
    assert watching.faults() == [], server.said()[before:][-SAID:]


@pytest.fixture
def open_page(server: portal.Server, browser: Any, watch: Watch) -> Iterator[Open]:
    """A new reader: `open_page(size=PHONE, path="/", java_script_enabled=False, color_scheme="dark", …)`."""
    contexts = []

    def open_page(path: str = "", *, size: dict[str, int] = PHONE, **options: Any) -> Any:
        options = {"base_url": server.url, "locale": "vi-VN", "reduced_motion": "reduce", **options}
        context = browser.new_context(viewport=size, **options)
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        watch.over(page)
        if path:
            page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def page(open_page: Open) -> Any:
    """A reader with a small phone."""
    return open_page()


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def any_page(open_page: Open, request: pytest.FixtureRequest) -> Any:
    """The same reader with and without JavaScript."""
    return open_page(java_script_enabled=request.param)


@pytest.fixture(scope="session")
def states() -> dict[str, Any]:
    """Who has signed in before: cookies by role, so that each signs in only once."""
    return {}


@pytest.fixture
def signed_in(server: portal.Server, open_page: Open, states: dict[str, Any]) -> Open:
    """A page at a desk with twelve tabs, signed in as one of the demo's people."""

    def signed_in(role: str, path: str = "", **options: Any) -> Any:
        if role not in states:
            page = open_page("/tai-khoan/dang-nhap/", size=DESK)
            login, password = server.accounts[role]
            page.fill("[name=login]", login)
            page.fill("[name=password]", password)
            page.get_by_role("button", name="Đăng nhập", exact=True).click()
            page.locator("h1").filter(has_not_text="Đăng nhập").wait_for()
            states[role] = page.context.storage_state()
            page.context.close()
        return open_page(path, size=DESK, storage_state=states[role], **options)

    return signed_in


@pytest.fixture(scope="session")
def look(server: portal.Server, browser: Any) -> LookAt:
    """What one visit to a public page shows: every page is loaded once, then many tests ask about it."""
    looks: dict[str, Look] = {}

    def look(path: str) -> Look:
        if path not in looks:
            looks[path] = look_at(browser, server.url, path)
        return looks[path]

    return look
