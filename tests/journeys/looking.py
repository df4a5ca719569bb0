"""One visit to a public page and all that is measured on it."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .watching import Watch

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WEIGHED = {"Document": "HTML", "Stylesheet": "CSS", "Script": "JS", "Font": "fonts"}
COLOURS = ["color-contrast", "link-in-text-block"]
"""What another theme can break: the markup is the same."""
AXE = """async rules => {
  const report = await axe.run(document, {runOnly: rules, resultTypes: ["violations"], preload: false});
  const say = (found, node) => `${found.id}: ${node.target} ${node.html.slice(0, 160)}`;
  return report.violations.flatMap(found => found.nodes.map(node => say(found, node))) }"""
SETTLED = """async () => { for (let frames = 0; frames < 2; frames++) await new Promise(requestAnimationFrame);
  await Promise.allSettled(document.getAnimations().map(animation => animation.finished)) }"""
FACTS = (Path(__file__).parent / "facts.js").read_text(encoding="utf-8")
MOST_BYTES = 100 * 1024
"""What a public page may weigh."""
TALL = {"width": 360, "height": 740}
WIDE = {"width": 1280, "height": 800}


@dataclass(frozen=True, kw_only=True)
class Look:
    """What a visit showed; `axe` holds the findings by view, `weight` bytes over the wire by kind."""

    path: str
    status: int
    faults: list[str]
    axe: dict[str, list[str]]
    weight: dict[str, int]
    overflow: dict[str, list[str]]
    facts: dict[str, Any]


def axe_script() -> str:
    """The code of axe-core."""
    from axe_playwright_python.base import AXE_SCRIPT  # noqa: PLC0415 - absent where there is no browser to test with

    return str(AXE_SCRIPT)


def axe_findings(page: Any, rules: list[str] = RULES) -> list[str]:
    """What axe objects to on the page as it stands."""
    page.evaluate(SETTLED)  # colours that are still changing are nobody's fault
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe_script())
    return list(page.evaluate(AXE, rules))


def assert_no_barrier(desk: Any) -> None:
    """A screen of the desk as it stands: wide, in the dark and on a phone."""
    assert desk.locator("h1").count() == 1
    assert desk.evaluate(MEASURED_OVERFLOW) == []
    assert axe_findings(desk) == []
    desk.emulate_media(color_scheme="dark")
    assert axe_findings(desk, COLOURS) == []
    desk.emulate_media(color_scheme="light")
    desk.set_viewport_size(TALL)
    assert desk.evaluate(MEASURED_OVERFLOW) == []
    assert axe_findings(desk) == []


def look_at(browser: Any, url: str, path: str) -> Look:
    """Load the page once with an empty cache, then turn it to every view."""
    context = browser.new_context(viewport=TALL, base_url=url, locale="vi-VN", reduced_motion="reduce")
    page = context.new_page()
    watch = Watch(hosts={url}, allowed=[f"40[34].*{path}"])
    watch.over(page)
    weight = _weigh(context.new_cdp_session(page))
    answer = page.goto(path, wait_until="load")
    page.evaluate("document.fonts.ready.then(() => true)")
    look = Look(
        path=path,
        status=answer.status,
        faults=watch.faults(),
        weight=weight,
        facts=page.evaluate(FACTS),
        overflow=_overflow(page),
        axe=_axe(page),
    )
    context.close()
    return look


def _weigh(session: Any) -> dict[str, int]:
    """Bytes as transferred, headers included, counted while the page loads."""
    weight = dict.fromkeys(WEIGHED.values(), 0)
    kinds: dict[str, str] = {}

    def finished(event: dict[str, Any]) -> None:
        if kind := WEIGHED.get(kinds.get(event["requestId"], "")):
            weight[kind] += int(event["encodedDataLength"])

    session.on("Network.responseReceived", lambda event: kinds.update({event["requestId"]: event["type"]}))
    session.on("Network.loadingFinished", finished)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    return weight


def _axe(page: Any) -> dict[str, list[str]]:
    found = {"light 360": axe_findings(page)}
    page.emulate_media(color_scheme="dark")
    found["dark 360"] = axe_findings(page, COLOURS)
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(WIDE)
    found["light 1280"] = axe_findings(page)
    return found


MEASURED_OVERFLOW = """() => {
  const wide = document.documentElement.clientWidth;
  const end = part => Math.round(part.getBoundingClientRect().right);
  if (document.documentElement.scrollWidth <= wide) return [];
  const parts = [...document.querySelectorAll("body *")].filter(part => part.checkVisibility() && end(part) > wide);
  return ["scrolls sideways", ...parts.slice(0, 5).map(part => `${part.tagName}.${part.className} ${end(part)}`)] }"""


def _overflow(page: Any) -> dict[str, list[str]]:
    found = {"360": page.evaluate(MEASURED_OVERFLOW)}
    page.evaluate("document.documentElement.dataset.text = 'xlarge'")
    found["360 xlarge"] = page.evaluate(MEASURED_OVERFLOW)
    page.evaluate("delete document.documentElement.dataset.text")
    return found


def structured(look: Look) -> list[dict[str, Any]]:
    """The page's JSON-LD, parsed."""
    return [json.loads(text) for text in look.facts["jsonLd"]]
