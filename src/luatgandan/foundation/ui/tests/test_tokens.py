"""Colours: every pair that carries text or an edge is readable in every theme; the dark palette is the same twice."""

import re
from itertools import product
from pathlib import Path

import pytest

CSS = (Path(__file__).parents[1] / "static" / "ui" / "css" / "tokens.css").read_text(encoding="utf-8")
COLOUR = re.compile(r"--([a-z-]+):\s*(#[0-9a-f]{6});")
GROUNDS = ("ground", "surface", "sunken")
STATES = ("good", "warn", "bad", "info", "idle", "held")
TEXT_PAIRS = [
    *product(("ink", "ink-soft", "action", "lacquer-ink", "bad"), GROUNDS),
    *product(("visited",), ("ground", "surface")),
    *((state, f"{state}-wash") for state in STATES),
    *(("ink", f"{state}-wash") for state in STATES),
    *(("ink", wash) for wash in ("gold-wash", "action-wash")),
    *product(("action", "action-strong"), ("action-wash", "ground", "surface")),
    ("on-action", "action"),
    ("on-action", "action-strong"),
    ("on-lacquer", "lacquer"),
    ("on-night", "night"),
    ("on-night-soft", "night"),
]
EDGE_PAIRS = [
    *product(("line-strong", "focus", "action", "bad"), ("ground", "surface")),
    *((state, ground) for state in STATES for ground in ("ground", "surface")),
    ("on-night", "night"),
]


def block(start: str) -> dict[str, str]:
    """The colours set in the rule that begins with `start`."""
    body = CSS[CSS.index(start) + len(start) :]
    return dict(COLOUR.findall(body[: body.index("}")]))


THEMES = {
    "light": block(":root {"),
    "dark": block(':root[data-theme="dark"] {'),
    "high": block(':root[data-contrast="high"] {'),
}


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("front", "back"), TEXT_PAIRS)
def test_text_is_readable(theme: str, front: str, back: str) -> None:
    colours = THEMES[theme]

    assert contrast(colours[front], colours[back]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("front", "back"), EDGE_PAIRS)
def test_edges_are_visible(theme: str, front: str, back: str) -> None:
    colours = THEMES[theme]

    assert contrast(colours[front], colours[back]) >= 3


def test_the_system_dark_palette_is_the_chosen_one() -> None:
    system = block('  :root:not([data-theme="light"]) {')

    assert system == THEMES["dark"]


def test_every_theme_sets_every_colour() -> None:
    assert {name: set(colours) for name, colours in THEMES.items()} == {key: set(THEMES["light"]) for key in THEMES}


def test_contrast_of_black_and_white() -> None:
    assert round(contrast("#000000", "#ffffff"), 2) == 21
