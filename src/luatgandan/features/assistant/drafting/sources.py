"""What the chosen articles say, in pieces fit for a draft: the smallest units with the words that lead to them."""

import re
from collections.abc import Collection, Iterable
from dataclasses import replace

from luatgandan.lib.legaltext.tree import Node

from ..pipeline.evidence import Article, placed, units_of
from ..pipeline.extracting import LONGEST
from ..pipeline.facts import marks
from ..pipeline.values import Mark, MarkKind, Unit

_NUMBER = re.compile(r"^(?:\d+[a-zđ]?\.|[a-zđ]{1,2}\)|-)\s*")
_SPACE = re.compile(r"\s+")
# What matters most to people comes first.
WEIGHT = {MarkKind.AMOUNT: 4, MarkKind.PERIOD: 3, MarkKind.AGE: 3, MarkKind.SHARE: 2, MarkKind.CONDITION: 1}


def leaves(article: Article) -> list[Unit]:
    """The units of an article that hold no other unit, in reading order; the article itself when it has no parts."""
    units = list(units_of(article))
    inner = {one.eid.rpartition("__")[0] for one in units}
    return [placed(one) for one in units if one.eid not in inner]


def narrowed(article: Article, eids: Collection[str]) -> Article:
    """The article with only these parts of it and what leads to them; whole where it is itself among them."""
    return article if article.unit.eid in eids else replace(article, node=_kept(article.node, eids), units=())


def _kept(node: Node, eids: Collection[str]) -> Node:
    inner = (one for one in node.children if any(holds(one.eid, eid) for eid in eids))
    return replace(node, children=tuple(one if one.eid in eids else _kept(one, eids) for one in inner))


def holds(outer: str, inner: str) -> bool:
    """Whether a unit is another one or stands inside it, by their eIds."""
    return bool(outer) and f"{inner}__".startswith(f"{outer}__")


def label(unit: Unit) -> str:
    """The address of a unit at the head of a sentence: "Khoản 2 Điều 7"."""
    return f"{unit.label[:1].upper()}{unit.label[1:]}"


def own_words(unit: Unit) -> str:
    """The words of a unit alone, without its number and the sign that ends a list item."""
    return _NUMBER.sub("", _SPACE.sub(" ", unit.words)).rstrip(" ;.")


def said(unit: Unit) -> str:
    """The words of a unit as one quotation with those that lead to it, on one line, without the first number."""
    text = _SPACE.sub(" ", " ".join((*unit.lead[-1:], unit.words)))
    return cut(_NUMBER.sub("", text).rstrip(" ;"))


def cut(text: str, most: int = LONGEST) -> str:
    """`text`, or as much of it as fits, ended where a sentence or an item ends."""
    if len(text) <= most:
        return text
    end = max(text.rfind(". ", 0, most), text.rfind("; ", 0, most))
    return f"{text[: end if end > most // 3 else text.rfind(' ', 0, most)].rstrip(' ;.')} […]"


def kinds(unit: Unit) -> frozenset[MarkKind]:
    """What decides in its own words and in those that lead to it."""
    return frozenset(one.kind for one in marks(said(unit)))


def marks_of(unit: Unit, kind: MarkKind) -> list[Mark]:
    """The marks of one kind in `said(unit)`."""
    return [one for one in marks(said(unit)) if one.kind == kind]


def by_weight(units: Iterable[Unit]) -> list[Unit]:
    """The units that decide most for people first; else in reading order. Mere leads of lists are left out."""
    known = [one for one in units if own_words(one) and not own_words(one).endswith(":")]
    return sorted(known, key=lambda one: -sum(WEIGHT[kind] for kind in kinds(one)))
