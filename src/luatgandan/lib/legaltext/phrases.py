"""Some words of a unit for others, as "thay cụm từ … bằng cụm từ …" orders."""

import re
from dataclasses import replace
from functools import lru_cache

from .tree import Node


def stands_in(text: str, words: str) -> bool:
    """Whether the phrase stands in the text; never in the middle of a word or number."""
    return _pattern(words).search(text) is not None


def holds(unit: Node, words: str) -> bool:
    """Whether the phrase stands in the words of the unit or anything inside it; their numbers are no words."""
    cells = (cell for row in unit.rows for cell in row)
    here = any(stands_in(text, words) for text in (unit.heading, unit.text, *cells))
    return here or any(holds(child, words) for child in unit.children)


def replaced(unit: Node, old: str, new: str) -> Node:
    """The unit with `new` for `old` in it and all inside it; "" takes the phrase out."""
    return replace(
        unit,
        heading=_put(unit.heading, old, new),
        text=_put(unit.text, old, new),
        rows=tuple(tuple(_put(cell, old, new) for cell in row) for row in unit.rows),
        children=tuple(replaced(child, old, new) for child in unit.children),
    )


def _put(text: str, old: str, new: str) -> str:
    changed, count = _pattern(old).subn(lambda _found: new, text)
    return _tidy(changed) if count else text


@lru_cache(maxsize=256)
def _pattern(words: str) -> re.Pattern[str]:
    inner = r"\s+".join(re.escape(word) for word in words.split())
    before = r"(?<!\w)" if words[:1].isalnum() else ""
    after = r"(?!\w)" if words[-1:].isalnum() else ""
    return re.compile(f"{before}{inner}{after}" if inner else r"(?!)")


def _tidy(text: str) -> str:
    """No double spaces where words were taken out."""
    return re.sub(r" +([,.;:])", r"\1", re.sub(r" {2,}", " ", text)).strip()
