"""Units joined to citations: which article a clause belongs to, which document an article.

Smallest first ("điểm a khoản 2 Điều 5") a larger unit takes in all smaller ones that wait for one; largest first
("Điều 5, khoản 2, điểm a") a smaller unit goes below the one before. Between the two the closer link decides.
"""

from dataclasses import dataclass, field, replace
from enum import IntEnum

from .patterns import Patterns
from .tokens import Document, Token, Unit, Value
from .values import Rank

_MOST = 300  # units in one citation
_LOOK_AHEAD = 40  # tokens; keeps reading linear on a hostile list


class Link(IntEnum):
    """How closely two tokens stand together, the closest first."""

    DIRECT = 0
    COMMA = 1
    AND = 2
    SEMICOLON = 3
    RANGE = 4
    NONE = 9


_LINKS = {
    "comma": Link.COMMA,
    "and": Link.AND,
    "semicolon": Link.SEMICOLON,
    "range": Link.RANGE,
}


@dataclass(slots=True)
class Item:
    """One unit being cited: its numbers by rank; `start` and `end` of the words that name it alone."""

    parts: dict[Rank, Value]
    start: int
    end: int
    this: frozenset[Rank] = frozenset()

    @property
    def top(self) -> Rank:
        """The largest unit given."""
        return max(self.parts)

    @property
    def lowest(self) -> Rank:
        """The unit cited."""
        return min(self.parts)


@dataclass(slots=True)
class Group:
    """Items that share a document."""

    items: list[Item] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)
    end: int = 0
    is_down: bool = False
    document: Document | None = None  # the document when it stands before its units
    waiting: list[Item] = field(default_factory=list)  # smaller units of all of "các Điều 2, Điều 3"
    is_attached: bool = False  # of rules that came with the document: "Điều 1 Quy chế ban hành kèm theo Quyết định …"
    is_closed: bool = False  # ends with "Điều này": of the present document, whatever follows

    @property
    def is_full(self) -> bool:
        """Whether no more may be added: no law cites so much at once, and reading must stay linear."""
        return len(self.items) >= _MOST


def link(text: str, before: Token, after: Token, words: Patterns) -> Link:
    """How two neighbouring tokens are linked."""
    if after.start - before.end > 120:
        return Link.NONE
    is_mixed = isinstance(before, Unit) != isinstance(after, Unit)
    gap = text[before.end : after.start]
    for name, pattern in words.separators:
        if pattern.fullmatch(gap):
            if (
                name in ("dash", "bracket", "with")
                and not is_mixed
                and not (name == "with" and isinstance(after, Document))
            ):
                return Link.NONE
            return _LINKS.get(name, Link.DIRECT)
    return Link.NONE


def items_of(unit: Unit) -> list[Item]:
    """One item for each number of a unit."""
    if not unit.values:
        this = frozenset({unit.rank}) if unit.is_this else frozenset()
        return [Item({unit.rank: Value("", unit.start, unit.end)}, unit.start, unit.end, this)]
    return [Item({unit.rank: value}, value.start, value.end) for value in unit.values]


class Grouper:
    """Joins units to groups over a list of tokens with their links (`links[i]` stands before token i)."""

    def __init__(self, tokens: list[Token], links: list[Link]) -> None:
        self.tokens, self.links = tokens, links

    def add(self, group: Group, unit: Unit, index: int) -> None:
        """Put the unit, which stands at `index`, into the group."""
        how = self.links[index]
        last = group.units[-1] if group.units else None
        if last is None:
            group.items = items_of(unit)
        elif how is Link.RANGE and unit.rank == last.rank and unit.values and last.values:
            self._extend(group, unit)
        elif unit.rank > last.rank:
            self._up(group, unit, how)
        elif unit.rank == last.rank:
            self._beside(group, unit, index)
        else:
            self._down(group, unit, last, index)
        group.units.append(unit)
        group.end = unit.end
        group.is_closed = unit.is_this

    def _extend(self, group: Group, unit: Unit) -> None:
        item = group.items[-1]
        first, *more = items_of(unit)
        item.parts = {**item.parts, unit.rank: replace(item.parts[unit.rank], through=first.parts[unit.rank].text)}
        item.end = first.end
        group.items += more

    def _up(self, group: Group, unit: Unit, how: Link) -> None:
        if group.is_down and any(unit.rank in item.parts for item in group.items):
            group.items += self._under(items_of(unit), group.items[-1], unit.rank)
            return
        waiting = [item for item in group.items if item.top < unit.rank]
        if not waiting or how > Link.COMMA or len(waiting) * len(unit.values) > _MOST:
            group.items += items_of(unit)
            return
        group.waiting = waiting if unit.is_plural else []
        above = items_of(unit)
        taken = [_joined(item, parent) for parent in above for item in waiting]
        taken[-1].end = unit.end
        group.items = [item for item in group.items if item.top >= unit.rank] + taken

    def _beside(self, group: Group, unit: Unit, index: int) -> None:
        new = items_of(unit)
        if group.waiting and group.waiting[0].top < unit.rank:
            new = [
                replace(_joined(item, parent), start=parent.start, end=parent.end)
                for parent in new
                for item in group.waiting
            ]
        elif group.is_down and not self._climbs(unit, index):
            new = self._under(new, group.items[-1], unit.rank)
        group.items += new

    def _down(self, group: Group, unit: Unit, last: Unit, index: int) -> None:
        how = self.links[index]
        if how is Link.COMMA and last.rank > Rank.ARTICLE >= unit.rank and last.rank is not Rank.ANNEX:
            how = Link.AND  # "Chương II, Điều 9" is a list: articles are not counted by chapters
        parents = [item for item in group.items if item.lowest == last.rank][-len(last.values or [0]) :]
        is_fresh = (
            bool(parents) and group.items[-1].lowest == last.rank and (group.is_down or len(group.items[-1].parts) == 1)
        )
        if (
            how > Link.COMMA
            or not is_fresh
            or last.is_this
            or self._belongs_right(unit, index, last.rank, len(group.units) == 1)
        ):
            group.items += items_of(unit)
            return
        group.items = [item for item in group.items if not any(item is parent for parent in parents)]
        new = items_of(unit)
        joined = [replace(item, parts={**parent.parts, **item.parts}) for parent in parents for item in new]
        joined[0].start = parents[0].start
        group.items += joined
        group.is_down = True

    def _under(self, new: list[Item], sibling: Item, rank: Rank) -> list[Item]:
        above = {one: value for one, value in sibling.parts.items() if one > rank}
        return [replace(item, parts={**above, **item.parts}) for item in new]

    def _climbs(self, unit: Unit, index: int) -> bool:
        """Whether a larger unit directly follows the list that starts with `unit`, at `index`."""
        for ahead in range(index + 1, min(index + _LOOK_AHEAD, len(self.tokens))):
            token = self.tokens[ahead]
            if self.links[ahead] is Link.NONE or not isinstance(token, Unit):
                return False
            if token.rank != unit.rank:
                return token.rank > unit.rank and self.links[ahead] is Link.DIRECT
        return False

    def _belongs_right(self, unit: Unit, index: int, rank: Rank, is_first: bool) -> bool:
        """Whether `unit`, at `index`, has a parent of `rank` of its own behind it, linked closer."""
        how, before = self.links[index], unit.rank
        for ahead in range(index + 1, min(index + _LOOK_AHEAD, len(self.tokens))):
            token, next_link = self.tokens[ahead], self.links[ahead]
            if next_link is Link.NONE or not isinstance(token, Unit):
                return False
            if token.rank >= rank:
                return next_link <= Link.COMMA and (next_link < how or (next_link == how and not is_first))
            if token.rank < before and next_link > Link.COMMA:
                return False
            before = token.rank
        return False

    def document_ahead(self, index: int) -> bool:
        """Whether units from `index` on have a document of their own behind them, or "Điều này" among them."""
        for ahead in range(index, min(index + _LOOK_AHEAD, len(self.tokens))):
            token = self.tokens[ahead]
            if ahead > index and self.links[ahead] is Link.NONE:
                return False
            if isinstance(token, Document):
                return self.links[ahead] <= Link.COMMA
            if token.is_this:
                return True
        return False


def _joined(item: Item, parent: Item) -> Item:
    return Item({**parent.parts, **item.parts}, item.start, item.end, item.this | parent.this)
