"""Our own line drawings and icons, read once and put into pages inline so that they take the colours of the theme."""

import re
from functools import lru_cache
from pathlib import Path

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

STATIC = Path(__file__).resolve().parents[1] / "static" / "ui"
SYMBOL = re.compile(r'<symbol id="([a-z0-9-]+)">(.*?)</symbol>', re.DOTALL)
DRAWING = re.compile(r'<svg[^>]*viewBox="([\d. -]+)"[^>]*>(.*)</svg>', re.DOTALL)


@lru_cache(maxsize=1)
def _icons() -> dict[str, str]:
    text = (STATIC / "icons.svg").read_text(encoding="utf-8")
    return {name: _tight(body) for name, body in SYMBOL.findall(text)}


@lru_cache(maxsize=1)
def _pictures() -> dict[str, tuple[str, str]]:
    found = {}
    for path in sorted((STATIC / "pictures").glob("*.svg")):
        if match := DRAWING.search(path.read_text(encoding="utf-8")):
            found[path.stem] = (match[1], _tight(match[2]))
    return found


def _tight(markup: str) -> str:
    without_comments = re.sub(r"<!--.*?-->", "", markup, flags=re.DOTALL)
    return re.sub(r">\s+<", "><", re.sub(r"\s+", " ", without_comments)).strip()


def icon_names() -> list[str]:
    """Names of all icons."""
    return list(_icons())


def picture_names() -> list[str]:
    """Names of all drawings."""
    return list(_pictures())


@lru_cache(maxsize=256)
def icon(name: str, modifier: str = "") -> SafeString:
    """An icon as inline SVG, hidden from screen readers (the text beside it speaks); empty when there is none."""
    body = _icons().get(name)
    if body is None:
        return mark_safe("")
    classes = f"icon icon--{modifier}" if modifier else "icon"
    attributes = f'class="{conditional_escape(classes)}" viewBox="0 0 24 24" aria-hidden="true" focusable="false"'
    return mark_safe(f"<svg {attributes}>{body}</svg>")


@lru_cache(maxsize=256)
def picture(name: str, alt: str = "") -> SafeString:
    """A drawing as inline SVG; without `alt` it is decoration. Empty when there is none of that name."""
    drawing = _pictures().get(name)
    if drawing is None:
        return mark_safe("")
    voice = f'role="img" aria-label="{conditional_escape(alt)}"' if alt else 'aria-hidden="true"'
    attributes = f'class="picture picture--{name}" viewBox="{drawing[0]}" {voice} focusable="false"'
    return mark_safe(f"<svg {attributes}>{drawing[1]}</svg>")
