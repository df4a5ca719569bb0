"""Whoever opens a public page, with whatever eyes, hands, telephone and money for data, can use it."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

import pytest

from .addresses import KINDS, MISSING, QUESTION, SENT_TO_FRIENDS, UNLISTED, VIETNAMESE, WRITTEN_BY_EDITORS
from .conftest import TABLE, LookAt
from .looking import MOST_BYTES, WEIGHED, structured
from .server import Server

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
