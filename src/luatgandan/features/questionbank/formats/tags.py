"""Filing as short words ("linh-vuc:giao-thong"), for formats of others that only know tags."""

from collections.abc import Iterable, Iterator
from typing import Any

from .values import Entry

_CITE = "|"


def tags_of(entry: Entry) -> Iterator[str]:
    """The filing of a question, one thing a tag."""
    yield f"loai:{entry.content.kind}"
    if entry.field:
        yield f"linh-vuc:{entry.field}"
    if entry.difficulty:
        yield f"do-kho:{entry.difficulty}"
    yield from (f"danh-cho:{one}" for one in entry.audience)
    if entry.content.unit:
        yield f"don-vi:{entry.content.unit}"
    yield from (f"can-cu:{number}{_CITE}{where}" for number, where in entry.cites)


def filing(tags: Iterable[str]) -> dict[str, Any]:
    """What tags say: fields of an `Entry`, and `kind` and `unit` of its content."""
    found: dict[str, list[str]] = {}
    for tag in tags:
        name, _sign, value = tag.strip().partition(":")
        found.setdefault(name, []).append(value)
    difficulty = found.get("do-kho", ["0"])[0]
    cites = (one.partition(_CITE) for one in found.get("can-cu", ()))
    return {
        "kind": found.get("loai", [""])[0], "unit": found.get("don-vi", [""])[0],
        "field": found.get("linh-vuc", [""])[0], "difficulty": int(difficulty) if difficulty.isdecimal() else 0,
        "audience": tuple(found.get("danh-cho", ())), "cites": tuple((one[0], one[2]) for one in cites),
    }  # fmt: skip
