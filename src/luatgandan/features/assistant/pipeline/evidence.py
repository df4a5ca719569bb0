"""From articles to the units that answer: every clause and point is weighed with the words that lead to it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from luatgandan.lib.legaltext.address import label_of
from luatgandan.lib.legaltext.flat import flatten, mark
from luatgandan.lib.legaltext.page import path
from luatgandan.lib.legaltext.tree import Level, Node
from luatgandan.lib.vietnamese import fold

from .facts import Fact, facts, marks
from .matching import Wanted, Worth, coverage, pair_coverage, share_of, words_of
from .values import MarkKind, Unit

FROM_HEADING, FROM_NAME = 1.0, 0.45  # what a word counts that stands only around the unit
# How much each thing counts; chosen on the answerable questions of the shared data (docs/assistant.md, "Weights").
HEADING, HEADING_PAIRS, HEADING_BACK = 0.3, 0.5, 0.15
COVERED, PAIRS, OWN = 0.6, 0.35, 0.1
RANK, LENGTH, NUMBER, KIND = 0.11, 0.35, 0.1, 0.1
LONG = 220  # tokens: a longer unit holds any word
INSIDE = (Level.CLAUSE, Level.POINT, Level.ITEM)


@dataclass(frozen=True, kw_only=True)
class Article:
    """An article that search found: its tree as it reads that day, where it stands, its place among those found."""

    node: Node
    document: int
    number: str
    name: str
    url: str
    state: str
    rank: int
    unit: Unit  # the article itself, from which its parts take what they share


@dataclass(frozen=True, kw_only=True)
class Weighed:
    """A unit with what it was weighed by: `covered` is the share of the question's words it proves (0 to 1)."""

    unit: Unit
    score: float
    covered: float
    pairs: float
    own: float  # share covered by its own words and lead, without heading and name
    rank: int


def units_of(article: Article) -> Iterator[Unit]:
    """The article itself and each clause, point and item in it, with the words that lead to it."""
    yield replace(article.unit, words=flatten(article.node).text)
    yield from _inside(article, article.node, (article.node.text,) if article.node.text else ())


def _inside(article: Article, node: Node, lead: tuple[str, ...]) -> Iterator[Unit]:
    for child in node.children:
        if child.level is Level.QUOTED or child.level not in INSIDE:
            continue
        before = f"{mark(child)} " if mark(child) else ""
        if child.eid:
            yield _unit(article, child, lead, before)
        yield from _inside(article, child, (*lead, f"{before}{child.text}") if child.text else lead)


def _unit(article: Article, node: Node, lead: tuple[str, ...], before: str) -> Unit:
    words = f"{before}{flatten(node).text}"
    return replace(article.unit, id=f"{article.document}/{node.eid}", eid=node.eid, lead=lead, words=words)


def placed(unit: Unit) -> Unit:
    """The unit with its own address in words and on our pages, both taken from its article's so far."""
    if "__" not in unit.eid:
        return unit
    article = unit.eid.partition("__")[0]
    here = path(unit.eid) or path(unit.eid.rpartition("__")[0])
    base = unit.url.removesuffix(f"{path(article)}/")
    return replace(unit, label=label_of(unit.eid), url=f"{base}{here}/" if here and base != unit.url else unit.url)


def weigh(articles: Sequence[Article], question: str, wanted: Wanted, worth: Worth) -> list[Weighed]:
    """All units of `articles`, the best first."""
    asks, asked = asked_for(fold(question)), frozenset(one for one in facts(question) if one.kind == "number")
    rows = [
        _weighed(article, unit, wanted, _heading(article, wanted, worth) + _fits(unit, asks) - _lacks(unit, asked))
        for article in articles
        for unit in units_of(article)
    ]
    return sorted(rows, key=lambda one: one.score, reverse=True)


def _heading(article: Article, wanted: Wanted, worth: Worth) -> float:
    """What speaks for the article as a whole: its heading says what is asked, and search put it first."""
    words = words_of(article.unit.heading)
    worths = HEADING * coverage(wanted, [(words, 1.0)]) + HEADING_PAIRS * pair_coverage(wanted, words)
    return worths + HEADING_BACK * share_of(words, wanted, worth) - RANK * article.rank**0.5


def _weighed(article: Article, unit: Unit, wanted: Wanted, prior: float) -> Weighed:
    around = words_of("\n".join((*unit.lead, unit.words)))
    rows = [(around, 1.0), (words_of(unit.heading), FROM_HEADING), (words_of(unit.name), FROM_NAME)]
    covered, inner = coverage(wanted, rows), coverage(wanted, rows[:1])
    pairs = pair_coverage(wanted, words_of(f"{unit.heading} {' '.join(unit.lead)} {unit.words}"))
    length = len(unit.words.split())
    score = prior + COVERED * covered + PAIRS * pairs + OWN * inner
    score -= LENGTH * (min(1.0, length / LONG) + (length > LONG))
    return Weighed(unit=unit, score=score, covered=covered, pairs=pairs, own=inner, rank=article.rank)


def _fits(unit: Unit, asks: frozenset[MarkKind]) -> float:
    """A question about money, time or age is answered by words that hold some."""
    if not asks:
        return 0.0
    kinds = {one.kind for one in marks("\n".join((*unit.lead, unit.words)))}
    return KIND if asks & kinds else -KIND


ASKED = {
    MarkKind.AMOUNT: re.compile("phat (?:bao nhieu|may)|bao nhieu tien|muc phat|le phi|phat tien|bi phat"),
    MarkKind.PERIOD: re.compile("bao lau|(?:may|bao nhieu) (?:ngay|thang|nam)|thoi han"),
    MarkKind.AGE: re.compile("(?:bao nhieu|may|do) tuoi|tuoi nao"),
}


def asked_for(folded: str) -> frozenset[MarkKind]:
    """What a question wants to hear: an amount, a period, an age."""
    return frozenset(kind for kind, pattern in ASKED.items() if pattern.search(folded))


def _lacks(unit: Unit, asked: frozenset[Fact]) -> float:
    """Numbers of the question (speeds, ages, sums) that do not occur in the unit speak against it."""
    return NUMBER * len(asked - facts(unit.text)) if asked else 0.0


def distinct(weighed: Iterable[Weighed], *, most: int) -> list[Weighed]:
    """The best unit of each of the best articles."""
    best: dict[tuple[int, str], Weighed] = {}
    for one in weighed:
        best.setdefault((one.unit.document, one.unit.eid.partition("__")[0]), one)
        if len(best) == most:
            break
    return list(best.values())
