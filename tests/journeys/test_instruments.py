"""The instruments of these journeys catch what they are there to catch: planted faults are found."""

import time
from typing import Any

import pytest

from .conftest import PHONE
from .looking import FACTS, MEASURED_OVERFLOW, axe_findings
from .server import Server
from .watching import Watch


@pytest.fixture
def watched(server: Server, browser: Any) -> Any:
    """A page with a watch that does not end the test."""
    context = browser.new_context(base_url=server.url, viewport=PHONE)
    page, watching = context.new_page(), Watch(hosts={server.url})
    watching.over(page)
    page.goto("/")
    yield page, watching
    context.close()


@pytest.mark.parametrize(
    ("act", "noted"),
    [
        ("console.error('broken')", "console: broken"),
        ("setTimeout(() => { throw new Error('thrown') })", "exception: thrown"),
        ("fetch('/khong-co/')", "answer 404"),
        ("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">x</p>')", "Content Security Policy"),
        ("Object.assign(document.createElement('img'), {src: 'http://127.0.0.2:9/x.png'})", "another host"),
    ],
)
def test_watch_notes_what_the_browser_complains_about(watched: Any, act: str, noted: str) -> None:
    page, watching = watched
    page.evaluate(f"() => {{ {act} }}")
    deadline = time.monotonic() + 10
    while not any(noted in fault for fault in watching.faults()) and time.monotonic() < deadline:
        page.evaluate("() => new Promise(requestAnimationFrame)")

    assert any(noted in fault for fault in watching.faults())


@pytest.mark.parametrize(
    ("fault", "rule"),
    [
        ("<img src='/static/ui/mark.svg'>", "image-alt"),
        ("<p class='planted'>Chữ này quá nhạt</p>", "color-contrast"),
        ("<input>", "label"),
        ("<h5>x</h5>", "heading-order"),
    ],
)
def test_axe_finds_planted_barriers(watched: Any, fault: str, rule: str) -> None:
    page, _watching = watched
    page.evaluate("html => document.querySelector('main').insertAdjacentHTML('beforeend', html)", fault)
    page.evaluate("document.querySelector('.planted')?.style.setProperty('color', '#e8e4da')")

    assert {finding.partition(":")[0] for finding in axe_findings(page)} == {rule}


def test_wide_parts_and_wrong_voices_are_seen(watched: Any) -> None:
    page, _watching = watched
    page.evaluate(
        """() => {
          document.querySelector("main").insertAdjacentHTML("beforeend", "<p id=wide>x</p><p lang=en></p>");
          document.getElementById("wide").style.width = "500px";
          document.querySelector("main p[lang=en]").textContent = "Người dân được hỏi luật bằng lời thường ngày";
        }"""
    )

    assert "scrolls sideways" in page.evaluate(MEASURED_OVERFLOW)
    assert page.evaluate(FACTS)["untranslated"] == ["en: Người dân được hỏi luật bằng lời thường ngày"]
