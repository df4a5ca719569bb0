"""The new text that belongs to each change: quoted below the sentence, or an annex of the amending document itself."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..citations import Context, Place, find
from ..tree import Level, Node, Parsed
from .values import Action, Change

_OPENING = re.compile(r"\b(?:đoạn (?:đầu|mở đầu|thứ nhất|dẫn|1)|phần (?:đầu|dẫn)|khổ đầu)\b", re.IGNORECASE)
_NAME = re.compile(r"\btên\s(?:của\s)?(?:gọi\s)?(?=điều|khoản|chương|mục|phần)", re.IGNORECASE)
_OWN_ANNEXES = re.compile(
    r"\s(?:bằng|theo|tại)\s(?:các\s)?(?P<list>phụ lục[^.;“”]{0,200}?)\s(?:\([^()]{0,80}\)\s)?(?:ban hành\s|đính\s)?"
    r"(?:kèm theo|kèm|của)\s(?:luật|nghị|thông|quyết|pháp)[^.;“”]{0,20}\snày",
    re.IGNORECASE,
)
_NEEDING = (Action.AMEND, Action.ADD, Action.REPLACE)
# the steps of a place, innermost first, with the unit that each names
_STEPS = (
    ("point", Level.POINT),
    ("clause", Level.CLAUSE),
    ("article", Level.ARTICLE),
    ("subsection", Level.SUBSECTION),
    ("section", Level.SECTION),
    ("chapter", Level.CHAPTER),
    ("part", Level.PART),
    ("annex", Level.ANNEX),
)


def innermost(place: Place) -> tuple[Level, str]:
    """The level and number of the unit that a place names."""
    named = ((level, getattr(place, name)) for name, level in _STEPS)
    return next((one for one in named if one[1]), (Level.TEXT, ""))


def heading_of(place: Place, quoted: Sequence[Node]) -> Node:
    """A chapter as only its name matters; `quoted` has the new one: none, as a unit or as loose words."""
    level, number = innermost(place)
    first = quoted[0] if quoted else Node(level)
    return Node(level, number, first.heading if first.level is not Level.TEXT else first.text)


def with_content(changes: list[Change], quoted: list[Node], text: str) -> list[Change]:
    """Each change with the quoted units that are its new text."""
    needing = [change for change in changes if change.action in _NEEDING and not change.content]
    if not needing:
        return changes
    if _OPENING.search(text) and len(needing) == 1:
        words = (Node(Level.TEXT, text=quoted[0].text or quoted[0].heading),) if quoted else ()
        return [replace(change, content=words, confidence=0.85) if change in needing else change for change in changes]
    if len(needing) == 1 and quoted and not _has_others(needing[0], quoted):
        return [
            replace(change, content=tuple(quoted), confidence=_fit(change, quoted)) if change in needing else change
            for change in changes
        ]
    return [_matched(change, quoted) if change in needing else change for change in changes]


def with_own_annexes(change: Change, parsed: Parsed, context: Context) -> Change:
    """ "Thay thế Phụ lục II … bằng Phụ lục I ban hành kèm theo Nghị định này": the text is an annex of `parsed`."""
    found = _OWN_ANNEXES.search(change.text)
    if not found or change.content or change.action not in _NEEDING or innermost(change.place)[0] is not Level.ANNEX:
        return change
    olds = _annexes(change.text[: found.start()], context)
    news = _annexes(found["list"], context)
    pairs = dict(zip(olds, news, strict=True)) if len(olds) == len(news) else {}
    own = {Place(annex=node.number).eid: node for node in parsed.annexes}
    node = own.get(pairs.get(change.place.eid, ""))
    if node is None:
        return change
    return replace(change, content=(replace(node, number=change.place.annex),), confidence=0.95)


def _annexes(text: str, context: Context) -> list[str]:
    return [place.eid for mention in find(text, context) for place in mention.places if place.annex]


def _has_others(change: Change, quoted: list[Node]) -> bool:
    """Whether more articles are quoted than the one changed: a sign that a closing mark was lost."""
    articles = [unit for unit in quoted if unit.level is Level.ARTICLE]
    return len(articles) > 1 and any(_is(unit, change.place) for unit in articles)


def _matched(change: Change, quoted: list[Node]) -> Change:
    """The quoted units with the number of the unit changed."""
    own = tuple(unit for unit in _units(quoted) if _is(unit, change.place))
    return replace(change, content=own, confidence=min(change.confidence, 0.95 if own else 0.5))


def _units(quoted: list[Node]) -> Iterator[Node]:
    """Quoted units, and the clauses and points inside quoted ones that only stand around them."""
    for unit in quoted:
        yield from unit.walk()


def _is(unit: Node, place: Place) -> bool:
    level, number = innermost(place)
    return unit.level is level and unit.number.lower() == number.lower()


def _fit(change: Change, quoted: list[Node]) -> float:
    """How sure it is that the one quotation is the new text of the one unit."""
    if _NAME.search(change.text):
        return 0.6
    if _is(quoted[0], change.place):
        return change.confidence
    return min(change.confidence, 0.8 if quoted[0].level is Level.TEXT else 0.7)
