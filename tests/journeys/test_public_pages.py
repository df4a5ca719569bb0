"""Whoever opens a public page, with whatever eyes, hands, telephone and money for data, can use it."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from .addresses import (
    CLEARED,
    KINDS,
    LIBRARY,
    MISSING,
    QUESTION,
    SAMPLE,
    SENT_TO_FRIENDS,
    SHELF,
    TOPIC,
    UNLISTED,
    VIETNAMESE,
    WRITTEN_BY_EDITORS,
)
from .conftest import DESK, PHONE, TABLE, Open
from .looking import FACTS, SETTLED, WEIGHED, Look, structured
from .server import Server

MOST_BYTES = 100 * 1024
A_HAIR = 0.001
"""Layout shift nobody sees: Khmer letters have no stand-in of exactly their width."""
A_MOMENT = 250
"""Milliseconds between fonts of two scripts."""
LookAt = Callable[[str], Look]
every_kind = pytest.mark.parametrize("kind", KINDS)


@every_kind
def test_page_answers_and_the_browser_has_nothing_to_complain_about(look: LookAt, kind: str) -> None:
    seen = look(KINDS[kind])

    assert seen.status == (404 if kind in MISSING else 200)
    assert seen.faults == []
    assert seen.facts["inline"] == []
    assert seen.facts["ids"] == []


@every_kind
@pytest.mark.parametrize("view", ["light 360", "dark 360", "light 1280"])
def test_reader_with_a_screen_reader_meets_no_barrier(look: LookAt, kind: str, view: str) -> None:
    assert look(KINDS[kind]).axe[view] == []


@every_kind
@pytest.mark.parametrize("view", ["360", "360 xlarge"])
def test_small_phone_never_scrolls_sideways(look: LookAt, kind: str, view: str) -> None:
    assert look(KINDS[kind]).overflow[view] == []


@every_kind
def test_page_says_what_it_is(look: LookAt, kind: str) -> None:
    facts = look(KINDS[kind]).facts

    assert len(facts["h1"]) == 1
    assert facts["h1"][0]
    assert "Luật Gần Dân" in facts["title"]
    assert len(facts["description"]) >= 30


def test_no_two_pages_share_a_title(look: LookAt) -> None:
    kinds_by_title = defaultdict(list)
    for kind, path in VIETNAMESE.items():
        if "?" in path and kind not in UNLISTED:
            continue  # the same page with a choice made
        kinds_by_title[look(path).facts["title"]].append(kind)

    assert [kinds for kinds in kinds_by_title.values() if len(kinds) > 1] == []


@every_kind
def test_voice_reads_every_part_in_its_own_language(look: LookAt, kind: str) -> None:
    facts = look(KINDS[kind]).facts
    language = kind.partition(" ")[0] if kind[:3] in ("km ", "en ") else "vi"

    assert facts["lang"] == language
    assert facts["untranslated"] == []


@pytest.mark.parametrize("kind", [kind for kind in KINDS if not kind.endswith(tuple(UNLISTED))])
def test_search_engine_finds_one_address_per_page(look: LookAt, server: Server, kind: str) -> None:
    assert look(KINDS[kind]).facts["canonical"] == server.url + KINDS[kind].partition("?")[0]


@pytest.mark.parametrize("kind", sorted(UNLISTED))
def test_search_engine_does_not_keep_passing_pages(look: LookAt, kind: str) -> None:
    assert look(KINDS[kind]).facts["robots"] == "noindex"


@every_kind
def test_link_sent_by_zalo_shows_title_words_and_picture(look: LookAt, server: Server, kind: str) -> None:
    og = look(KINDS[kind]).facts["og"]

    assert og["title"]
    assert len(og["description"]) >= 30
    assert og["image"].startswith(server.url)
    assert og["url"].startswith(server.url)


@pytest.mark.parametrize("kind", sorted(SENT_TO_FRIENDS))
def test_link_sent_by_zalo_is_called_like_the_page(look: LookAt, kind: str) -> None:
    facts = look(KINDS[kind]).facts

    assert facts["og"]["title"] == facts["h1"][0]


def test_picture_sent_by_zalo_is_there(look: LookAt, browser: Any) -> None:
    context = browser.new_context()
    answer = context.request.get(look("/").facts["og"]["image"])
    context.close()

    assert (answer.status, answer.headers["content-type"]) == (200, "image/png")


@pytest.mark.parametrize("kind", ["home", "section", *sorted(WRITTEN_BY_EDITORS)])
def test_machine_reads_what_the_page_is_about(look: LookAt, server: Server, kind: str) -> None:
    described = structured(look(KINDS[kind]))

    assert described
    assert {one["@context"] for one in described} == {"https://schema.org"}
    assert all(one["@type"] and one["name"] and one["url"].startswith(server.url) for one in described)


def test_machine_finds_question_and_answer(look: LookAt) -> None:
    (one,) = structured(look(QUESTION))

    assert one["@type"] == "QAPage"
    assert one["mainEntity"]["acceptedAnswer"]["text"]


@pytest.mark.parametrize("kind", ["topic", "question", "news article", "campaign", "document", "ward", "organisation"])
def test_reader_sees_where_she_is_and_the_way_back(look: LookAt, kind: str) -> None:
    seen = look(KINDS[kind])

    assert seen.path.rstrip("/").rpartition("/")[0] + "/" in [crumb["href"] for crumb in seen.facts["crumbs"]]


@every_kind
def test_page_costs_at_most_100_kb(look: LookAt, kind: str) -> None:
    assert sum(look(KINDS[kind]).weight.values()) <= MOST_BYTES


def test_weights_of_all_pages(look: LookAt, record_property: Callable[[str, object], None]) -> None:
    rows = [(kind, look(path).weight) for kind, path in KINDS.items()]

    record_property(TABLE, table_of_weights(rows))
    assert all(weight["HTML"] and weight["CSS"] for _kind, weight in rows)


def table_of_weights(rows: list[tuple[str, dict[str, int]]]) -> str:
    lines = [f"{'page (KB over the wire, cold)':<32}" + "".join(f"{name:>8}" for name in (*WEIGHED.values(), "sum"))]
    for kind, weight in rows:
        numbers = [*weight.values(), sum(weight.values())]
        lines.append(f"{kind:<32}" + "".join(f"{number / 1024:>8.1f}" for number in numbers))
    return "\n".join(lines)


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
