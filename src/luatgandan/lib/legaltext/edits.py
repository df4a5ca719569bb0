"""Editing a provision as amending documents order it: a unit put in place, taken out, moved, or other words in it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from .address import label_of, number_of, number_order
from .phrases import replaced
from .provisions import CONTAINERS, own_words, provision_of
from .structure.eids import identify
from .tree import Level, Node

GONE = "(được bãi bỏ)"
MOVED = "(được đánh số lại thành "


class UnitNotFoundError(LookupError):
    """The article has no such unit."""


class WordsNotFoundError(LookupError):
    """The words to replace do not stand there."""


def parent_of(eid: str) -> str:
    """The eId of the unit around: `art_6__para_3__point_a` gives `art_6__para_3`, `art_6` nothing."""
    return eid.rpartition("__")[0]


def find_unit(unit: Node, eid: str) -> Node | None:
    """The unit of this eId in `unit`, itself included."""
    return next((one for one in unit.walk() if one.eid == eid), None)


def named(unit: Node, eid: str) -> Node:
    """The unit with this eId, and its inside named after it."""
    bare = replace(unit, children=())
    return replace(bare, eid=eid, children=identify(unit.children, eid))


def put_unit(article: Node, eid: str, unit: Node) -> Node:
    """`unit` in the place that `eid` names: instead of what stands there, or new between its neighbours.

    Raises UnitNotFoundError when there is nothing to put it into.
    """
    unit = named(unit, eid)
    if article.eid == eid:
        return unit
    if find_unit(article, eid):
        return _mapped(article, eid, lambda _old: unit)
    if not find_unit(article, parent_of(eid)):
        raise UnitNotFoundError(eid)
    return _mapped(article, parent_of(eid), lambda around: _with_child(around, unit))


def remove_unit(article: Node, eid: str) -> Node:
    """The unit without its words; its number stays, as consolidated texts show it. Raises UnitNotFoundError."""
    gone = replace(_found(article, eid), heading="", text=GONE, children=(), rows=())
    return _mapped(article, eid, lambda _unit: gone)


def replace_words(article: Node, eid: str, pairs: Iterable[tuple[str, str]]) -> Node:
    """Each first phrase of `pairs` replaced by its second in the unit and all inside it.

    Raises UnitNotFoundError, and WordsNotFoundError for a phrase that stands nowhere.
    """
    unit = _found(article, eid)
    for old, new in pairs:
        changed = replaced(unit, old, new)
        if changed == unit:
            raise WordsNotFoundError(old)
        unit = changed
    result = unit
    return _mapped(article, eid, lambda _old: result)


def _mapped(unit: Node, eid: str, change: Callable[[Node], Node]) -> Node:
    if unit.eid == eid:
        return change(unit)
    return replace(unit, children=tuple(_mapped(child, eid, change) for child in unit.children))


def _with_child(around: Node, unit: Node) -> Node:
    """`around` with `unit` after the last child of its level that comes before it in numbering."""
    children = list(around.children)
    same = [place for place, child in enumerate(children) if child.level is unit.level]
    before = [place for place in same if number_order(children[place].number) < number_order(unit.number)]
    place = before[-1] + 1 if before else next(iter(same), len(children))
    return replace(around, children=(*children[:place], unit, *children[place:]))


def renumber(article: Node, pairs: Sequence[tuple[str, str]]) -> Node:
    """The units of the first eIds under the second ones, all at once; the old numbers stay and tell the new ones.

    Raises UnitNotFoundError, and AlreadyThereError for a number that a unit has which does not move.
    """
    if pairs == [(article.eid, pairs[0][1])]:
        return replace(article, text=_moved_to(pairs[0][1]), children=(), rows=())
    moved = [_taken(article, old, new, pairs) for old, new in pairs]
    for old, new in pairs:
        stub = replace(_found(article, old), heading="", text=_moved_to(new), children=(), rows=())
        article = put_unit(article, old, stub)
    for (_old, new), unit in zip(pairs, moved, strict=True):
        article = put_unit(article, new, unit)
    return article


def _taken(article: Node, old: str, new: str, pairs: Sequence[tuple[str, str]]) -> Node:
    """The unit `old` with its new number."""
    there = find_unit(article, new)
    if there and not _is_vacant(there) and new not in dict(pairs):
        raise AlreadyThereError(new)
    return replace(_found(article, old), number=number_of(new))


def _moved_to(eid: str) -> str:
    return f"{MOVED}{label_of(eid)})"


def _is_vacant(unit: Node) -> bool:
    """Whether only the number is left, so that another unit may have it."""
    return unit.text.startswith(MOVED)


def _found(article: Node, eid: str) -> Node:
    unit = find_unit(article, eid)
    if unit is None:
        raise UnitNotFoundError(eid)
    return unit


@dataclass(frozen=True, slots=True)
class Order:
    """What an amending document orders for one unit. `action` is "amend", "add", "replace", "repeal", "words" or
    "renumber".

    `content` are the new units as quoted (a `TEXT` unit gives new words of the unit itself and leaves its inside),
    `words` pairs of phrases, old and new; for "renumber" of eIds, old and new.
    """

    action: str
    eid: str
    content: tuple[Node, ...] = ()
    words: tuple[tuple[str, str], ...] = ()


class NothingToPutError(LookupError):
    """The order gives no new text."""


class AlreadyThereError(LookupError):
    """What should be added stands there already."""


def carry_out(article: Node | None, order: Order) -> tuple[Node, bool]:
    """The provision after `order`, and whether it is repealed as a whole; None where it does not exist yet.

    Of a chapter or annex only its own words are meant, not the articles in it.

    Raises UnitNotFoundError, WordsNotFoundError, NothingToPutError or AlreadyThereError.
    """
    if order.action == "repeal":
        return _repealed(_standing(article, order), order.eid)
    if order.action == "words":
        return replace_words(_standing(article, order), order.eid, order.words), False
    if order.action == "renumber":
        return renumber(_standing(article, order), list(order.words)), False
    if not order.content:
        raise NothingToPutError(order.eid)
    there = find_unit(article, order.eid) if article else None
    if order.action == "add" and there and not _is_vacant(there):
        raise AlreadyThereError(order.eid)
    if provision_of(order.eid) == order.eid:
        return _whole(article, order), False
    return _put_all(_standing(article, order), order), False


def _standing(article: Node | None, order: Order) -> Node:
    if article is None:
        raise UnitNotFoundError(order.eid)
    return article


def _repealed(article: Node, eid: str) -> tuple[Node, bool]:
    if article.eid == eid:
        return replace(article, text="", children=(), rows=()), True
    return remove_unit(article, eid), False


def _whole(article: Node | None, order: Order) -> Node:
    """A new article (chapter, annex), or other words for one; where only its clauses are quoted, its name stays."""
    first = order.content[0]
    if first.level is Level.ARTICLE or first.level in CONTAINERS:
        return own_words(named(first, order.eid))
    if article is None:
        raise UnitNotFoundError(order.eid)
    if first.level is Level.TEXT:
        return replace(article, text=first.text)
    return replace(article, text="", children=identify(order.content, order.eid))


def _put_all(article: Node, order: Order) -> Node:
    """The quoted units in their places: the first where the order says, others beside it by their numbers."""
    first, *others = order.content
    if first.level is Level.TEXT:
        article = _mapped_unit(article, order.eid, first)
    else:
        article = put_unit(article, order.eid, first)
    for unit in others:
        eid = identify([unit], parent_of(order.eid))[0].eid
        article = put_unit(article, eid, unit)
    return article


def _mapped_unit(article: Node, eid: str, words: Node) -> Node:
    if not find_unit(article, eid):
        raise UnitNotFoundError(eid)
    return _mapped(article, eid, lambda unit: replace(unit, text=words.text))
