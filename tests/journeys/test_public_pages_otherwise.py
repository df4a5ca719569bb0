"""Public pages otherwise: addresses of the map, on a slow line, without script, on paper, by voice in the library."""

from collections.abc import Iterator
from typing import Any

import pytest

from .addresses import CLEARED, LIBRARY, QUESTION, SAMPLE, SHELF, TOPIC, VIETNAMESE
from .conftest import DESK, PHONE, LookAt, Open
from .looking import FACTS, MOST_BYTES, SETTLED
from .server import Server

A_HAIR = 0.001
"""Layout shift nobody sees: Khmer letters have no stand-in of exactly their width."""
A_MOMENT = 250
"""Milliseconds between fonts of two scripts."""


def test_addresses_of_the_sitemap_lead_to_good_pages(look: LookAt, server: Server) -> None:
    paths = server.paths()
    looks = [look(path) for path in paths[:: len(paths) // SAMPLE]]

    faults = {
        seen.path: found
        for seen in looks
        if (found := [*seen.faults, *seen.axe["light 360"], *seen.axe["dark 360"], *seen.overflow["360 xlarge"]])
        or seen.status != 200
        or sum(seen.weight.values()) > MOST_BYTES
    }
    assert len(paths) > 400
    assert faults == {}


SHIFTS = """window.shifts = [];
const rect = ({x, y, width, height}) => [x, y, width, height].map(Math.round).join(" ");
const told = ({node, previousRect, currentRect}) => `${node?.className}: ${rect(previousRect)} → ${rect(currentRect)}`;
const note = shift => window.shifts.push([shift.value, ...shift.sources.map(told)]);
new PerformanceObserver(list => list.getEntries().forEach(note)).observe({type: "layout-shift", buffered: true});
"""
PAINTED = """() => new Promise(done => new PerformanceObserver(done).observe({type: "paint", buffered: true}))"""


class HeldFonts:
    """Keeps the page's fonts back until they are let go, as a slow line does."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.held: list[Any] = []
        self.free: list[str] = []
        page.route("**/*.woff2", self._take)

    def _take(self, route: Any) -> None:
        if any(script in route.request.url for script in self.free):
            route.continue_()
        else:
            self.held.append(route)

    def let_go(self, script: str) -> None:
        """The fonts whose name begins so arrive and are painted; of "" all that are left."""
        self.free.append(f"fonts/{script}")
        waiting, self.held = self.held, []
        for route in waiting:
            self._take(route)
        self.page.wait_for_timeout(A_MOMENT)


@pytest.mark.parametrize("first", ["vi", "km"])
@pytest.mark.parametrize(
    ("path", "most"), [("/", 0), (TOPIC, 0), (QUESTION, 0), ("/km/", A_HAIR)], ids=["home", "topic", "question", "km"]
)
def test_nothing_jumps_while_the_letters_arrive(open_page: Open, path: str, most: float, first: str) -> None:
    page = open_page()
    page.add_init_script(SHIFTS)
    fonts = HeldFonts(page)
    page.goto(path, wait_until="domcontentloaded")
    page.evaluate(PAINTED)
    assert fonts.held
    fonts.let_go(first)
    fonts.let_go("")
    page.evaluate("() => document.fonts.ready.then(() => true)")
    page.evaluate(SETTLED)

    shifts = page.evaluate("window.shifts")
    assert sum(value for value, *_parts in shifts) <= most, shifts


@pytest.mark.parametrize("kind", VIETNAMESE)
def test_page_is_readable_without_script(open_page: Open, watch: Any, kind: str) -> None:
    watch.allowed.append("404")
    page = open_page(VIETNAMESE[kind], java_script_enabled=False)

    assert page.locator("main h1").is_visible()
    page.locator(".menu-sheet summary").click()
    assert page.locator(".menu-sheet a").first.is_visible()
    page.locator(".menu-sheet summary").click()
    assert page.locator("footer a").first.is_visible()


@pytest.mark.parametrize("kind", ["home", "topic", "question", "document"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_printed_page_holds_the_text_and_its_address_only(
    open_page: Open, server: Server, kind: str, size: dict[str, int]
) -> None:
    page = open_page(VIETNAMESE[kind], size=size)
    page.emulate_media(media="print")

    for tool in (".top__tools", "header .search", ".menu-sheet", ".menu-bar", "footer.footer", ".breadcrumb"):
        assert not any(part.is_visible() for part in page.locator(tool).all()), tool
    assert page.locator("h1").is_visible()
    assert server.url + VIETNAMESE[kind] in page.locator(".print-foot").inner_text()
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"


@pytest.fixture(scope="module")
def shelf(server: Server) -> Iterator[None]:
    """The library holds a law with its text and two records, until these tests are over."""
    assert server.ask(SHELF) == 2
    yield
    assert server.ask(CLEARED) == 3


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize("kind", LIBRARY)
def test_voice_reads_every_part_of_the_library_in_its_own_language(open_page: Open, watch: Any, kind: str) -> None:
    watch.allowed.append("404")
    facts = open_page(LIBRARY[kind]).evaluate(FACTS)

    assert facts["lang"] == kind[:2]
    assert facts["h1"] == [facts["h1"][0]]
    assert facts["untranslated"] == []
