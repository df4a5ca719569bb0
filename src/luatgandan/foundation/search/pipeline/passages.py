"""What can be found, cut into passages: one entry of the index each.

An article of ordinary length is one passage; a longer text is cut between its lines, for what answers is seldom more
than a few of them, and a long text would win or lose by its length alone.
"""

import re
from collections.abc import Iterator
from datetime import date
from hashlib import blake2b
from typing import Any

from luatgandan.backends.search.base import Entry
from luatgandan.foundation.modules.registry import SearchItem

from .names import names_of
from .standing import standing
from .tokens import ANALYSIS_VERSION, fields_of

WHOLE = 600  # syllables: a text up to this length stays whole
AIM = 300  # of the passages of a longer one
LAST_DAY = 9_999_999
ASKED = "asked"  # begins the marks of passages that hold what people ask
# A facet no reader sees: who browses without words sees each thing once, and no article beside its document.
PART, FIRST, ALONE = "part", "first", "alone"
_SENTENCE = re.compile(r"(?<=[.;:!?។])\s+")
_DAYS = ("effective_on", "ended_on", "partly_since", "suspended_from", "suspended_to")


def entries_of(item: SearchItem) -> Iterator[Entry]:
    """The passages of `item`; at least one, even without text."""
    names = names_of(number=item.number, others=item.names, eid=item.eid)
    path = " \n".join(item.path)
    digest = blake2b(f"{ANALYSIS_VERSION}\0{WHOLE}\0{AIM}\0{item!r}".encode(), digest_size=12).hexdigest()
    facets, numbers, stored = _facets(item), _numbers(item), _stored(item)
    for mark, body, text in _passages(item):
        yield Entry(
            id=f"{item.id}#{mark}",
            group=item.group or item.id,
            fields=fields_of(names=names, title=item.title, path=path, body=body),
            facets=facets | {PART: (FIRST,) if item.eid else (FIRST, ALONE)} if mark == "0" else facets,
            numbers=numbers,
            stored=stored | {"text": text},
            digest=digest,
        )


def _passages(item: SearchItem) -> Iterator[tuple[str, str, str]]:
    """(mark, what is looked in, what is shown): pieces of the text; what people ask, which shows the text."""
    for number, text in enumerate(cut(item.text)):
        yield str(number), text, text
    for number, asked in enumerate(cut("\n".join(item.asked)) if item.asked else ()):
        yield f"{ASKED}{number}", asked, item.text


def cut(text: str) -> list[str]:
    """`text` in passages of about AIM syllables, cut between lines, else between sentences, else between words."""
    if text.count(" ") < WHOLE:
        return [text]
    found: list[str] = []
    current: list[str] = []
    size = 0
    for piece in _pieces(text):
        length = piece.count(" ") + 1
        if current and size + length > AIM:
            found.append("\n".join(current))
            current, size = [], 0
        current.append(piece)
        size += length
    return [*found, "\n".join(current)] if current else found


def _pieces(text: str) -> Iterator[str]:
    """Lines; of lines that are too long their sentences; of sentences that are too long their words by the hundred."""
    for line in filter(None, map(str.strip, text.split("\n"))):
        if line.count(" ") < AIM:
            yield line
            continue
        for sentence in _SENTENCE.split(line):
            words = sentence.split(" ")
            yield from (" ".join(words[start : start + AIM]) for start in range(0, len(words), AIM))


def _facets(item: SearchItem) -> dict[str, tuple[str, ...]]:
    issued = item.issued_on or item.effective_on
    values = {
        "kind": (item.kind,),
        "document_kind": (item.document_kind,),
        "issuer": (item.issuer,),
        "field": (item.field,),
        "year": (str(issued.year) if issued else "",),
        "state": (item.state,),
        "audience": item.audience,
        "language": (item.language,),
        "format": (item.format,),
    }
    return {name: kept for name, found in values.items() if (kept := tuple(filter(None, found)))}


def _numbers(item: SearchItem) -> dict[str, int]:
    return {
        "valid_from": _ordinal(item.valid_from, 0),
        "valid_to": _ordinal(item.valid_to, LAST_DAY),
        "effective_on": _ordinal(item.effective_on, 0),
        "ended_on": _ordinal(item.ended_on, LAST_DAY),
        "issued_on": _ordinal(item.issued_on, 0),
        "cited": item.cited,
        "parts": item.parts,
        "standing": standing(item.document_kind),
    }


def _ordinal(day: date | None, otherwise: int) -> int:
    return day.toordinal() if day else otherwise


def _stored(item: SearchItem) -> dict[str, Any]:
    """What a result shows but its text; `id` is that of the item, whose passages are shown as one."""
    span = {name: day.isoformat() if (day := getattr(item, name)) else "" for name in _DAYS}
    return {
        "id": item.id,
        "kind": item.kind,
        "title": item.title,
        "url": item.url,
        "path": list(item.path),
        "number": item.number,
        "eid": item.eid,
        "language": item.language,
        "text": "",
        "span": span | {"stated": item.stated},
        "state": item.state,
        "weight": item.weight,
    }
