"""From articles to the units that answer: every clause and point is weighed with the words that lead to it."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from math import log1p

from luatgandan.lib.legaltext.address import label_of
from luatgandan.lib.legaltext.facts import Fact, facts
from luatgandan.lib.legaltext.flat import flatten, mark
from luatgandan.lib.legaltext.page import path
from luatgandan.lib.legaltext.tree import Level, Node
from luatgandan.lib.vietnamese import fold

from .asks import term_asked
from .facts import marks
from .matching import Wanted, Words, Worth, held, pair_coverage, reader, share, share_of, words_of
from .ranges import is_outside, measures
from .values import MarkKind, Unit
from .vehicles import is_of_others, vehicles_asked

FROM_HEADING, FROM_NAME = 1.0, 0.45  # what a word counts that stands only around the unit
# How much each thing counts; learnt on half of the answerable questions at a time (docs/assistant.md, "Weights").
SCORE, DOCUMENT, HEADING, HEADING_PAIRS, HEADING_BACK, NAME = 0.54, 1.0, 0.17, 0.07, 0.8, 1.39
COVERED, PAIRS, OWN = 0.6, 0.35, 0.1
LENGTH, NUMBER, KIND = 0.35, 0.24, 0.34
# What proves an answer: the words it covers, the more the rarer they are; not a name that holds them; how far the best
# article stands before the sixth. Learnt with one of five sets held out at a time (docs/assistant.md, "Enough").
OF_NAME, AHEAD = 1.3, 0.8
FIRST, RIVALS = 3, 6  # articles: those that an answer quotes, those it is compared with
LONG = 220  # tokens: a longer unit holds any word
INSIDE = (Level.CLAUSE, Level.POINT, Level.ITEM)


@dataclass(frozen=True, kw_only=True)
class Article:
    """An article that search found: its tree as it reads that day; `unit` is the article itself, from which its parts
    take what they share; `score` is what search thinks of it beside the others, `document_score` what it thinks of its
    document (0 to 1); `units` those of `units_of`, where they were read before.
    """

    node: Node
    unit: Unit
    units: tuple[Unit, ...] = ()
    score: float = 1.0
    document_score: float = 1.0


@dataclass(frozen=True, kw_only=True)
class Weighed:
    """A unit with what it was weighed by: `covered` is the share of the question's words it proves (0 to 1)."""

    unit: Unit
    score: float
    covered: float
    pairs: float
    own: float  # share covered by its own words and lead, without heading and name
    named: float  # share that the name of its document holds


def units_of(article: Article) -> tuple[Unit, ...]:
    """The article itself and each clause, point and item in it, with the words that lead to it."""
    return article.units or tuple(_units(article))


def _units(article: Article) -> Iterator[Unit]:
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
    return replace(article.unit, id=f"{article.unit.document}/{node.eid}", eid=node.eid, lead=lead, words=words)


def placed(unit: Unit) -> Unit:
    """The unit with its own address in words and on our pages, both taken from its article's so far."""
    if "__" not in unit.eid:
        return unit
    here = path(unit.eid) or path(unit.eid.rpartition("__")[0])
    base = unit.url.removesuffix(f"{path(unit.place[1])}/")
    return replace(unit, label=label_of(unit.eid), url=f"{base}{here}/" if here and base != unit.url else unit.url)


@dataclass(frozen=True, kw_only=True)
class _Around:
    """What all units of an article share: its worth as a whole, and how much is covered (by all, by their own words;
    pairs) of the words of a unit beside its heading and name; many units hold the same words asked for.
    """

    worth: float
    covers: Callable[[Words], tuple[float, float, float]]
    named: float


@dataclass(frozen=True, kw_only=True)
class _Sought:
    """What all units are read for: the words, what kind of answer is wanted, the numbers of the question."""

    read: Callable[[Iterable[str]], Words]
    kinds: frozenset[MarkKind]
    numbers: frozenset[Fact]
    term: str  # folded: what is asked to be explained


def weigh(articles: Sequence[Article], question: str, wanted: Wanted, worth: Worth) -> list[Weighed]:
    """The units of `articles` that may answer, the best first; a fine for another speed or vehicle is none."""
    numbers = frozenset(one for one in facts(question) if one.kind == "number")
    sought = _Sought(
        read=reader(wanted), kinds=asked_for(fold(question)), numbers=numbers,
        term=fold(term_asked(question)),
    )  # fmt: skip
    measured, vehicles = measures(question), vehicles_asked(question)
    rows = [
        _weighed(unit, sought, around)
        for article in articles
        if not is_of_others(vehicles, article.unit.heading)
        for around in [_around(article, wanted, worth)]
        for unit in units_of(article)
        if not is_outside(measured, unit.words)
    ]
    return sorted(rows, key=lambda one: one.score, reverse=True)


def _around(article: Article, wanted: Wanted, worth: Worth) -> _Around:
    """What speaks for the article as a whole: search found it, its heading and document say what is asked."""
    heading = words_of(article.unit.heading)
    in_heading, in_name = held(wanted, heading, FROM_HEADING), held(wanted, words_of(article.unit.name))
    named = share(wanted, in_name)
    told = HEADING * share(wanted, in_heading) + HEADING_PAIRS * pair_coverage(wanted, heading)
    back = HEADING_BACK * share_of(heading, wanted, worth)
    around = tuple(max(one, FROM_NAME * two) for one, two in zip(in_heading, in_name, strict=True))

    @cache
    def covers(words: Words) -> tuple[float, float, float]:
        own = held(wanted, words)
        return share(wanted, own, around), share(wanted, own), pair_coverage(wanted, words, heading)

    return _Around(
        worth=SCORE * article.score - DOCUMENT * (1 - article.document_score) + told + back + NAME * named,
        covers=covers,
        named=named,
    )


def _weighed(unit: Unit, sought: _Sought, around: _Around) -> Weighed:
    lines = unit.lines
    words, prior = sought.read(lines), _fits(lines, sought.kinds) - _lacks((unit.heading, *lines), sought.numbers)
    prior += KIND * _explains(lines, sought.term)
    covered, inner, pairs = around.covers(words)
    length = unit.length
    score = around.worth + prior + COVERED * covered + PAIRS * pairs + OWN * inner
    score -= LENGTH * (min(1.0, length / LONG) + (length > LONG))
    return Weighed(unit=unit, score=score, covered=covered, pairs=pairs, own=inner, named=around.named)


def _fits(lines: Iterable[str], asks: frozenset[MarkKind]) -> float:
    """A question about money, time or age is answered by words that hold some."""
    if not asks:
        return 0.0
    return KIND if any(asks & _kinds(line) for line in lines) else -KIND


@lru_cache(maxsize=20_000)
def _kinds(line: str) -> frozenset[MarkKind]:
    return frozenset(one.kind for one in marks(line))


def _explains(lines: Iterable[str], term: str) -> bool:
    return bool(term) and any(f"{term} la " in fold(line) for line in lines)


ASKED = {
    MarkKind.AMOUNT: re.compile("phat (?:bao nhieu|may)|bao nhieu tien|muc phat|le phi|phat tien|bi phat"),
    MarkKind.PERIOD: re.compile("bao lau|(?:may|bao nhieu) (?:ngay|thang|nam)|thoi han"),
    MarkKind.AGE: re.compile("(?:bao nhieu|may|do) tuoi|tuoi nao"),
}


def asked_for(folded: str) -> frozenset[MarkKind]:
    """What a question wants to hear: an amount, a period, an age."""
    return frozenset(kind for kind, pattern in ASKED.items() if pattern.search(folded))


def _lacks(lines: Iterable[str], asked: frozenset[Fact]) -> float:
    """Numbers of the question (speeds, ages, sums) that do not occur in the unit speak against it."""
    return NUMBER * len(asked.difference(*map(_facts, lines))) if asked else 0.0


@lru_cache(maxsize=20_000)
def _facts(line: str) -> frozenset[Fact]:
    return facts(line)


def proof(best: Sequence[Weighed], wanted: Wanted) -> float:
    """How sure it is that one of the first articles answers; `best`: the best unit of each of RIVALS articles."""
    first = best[:FIRST]
    covered, named = (max(getattr(one, name) for one in first) for name in ("covered", "named"))
    return covered * log1p(wanted.total) - OF_NAME * named + AHEAD * (best[0].score - best[-1].score)


def distinct(weighed: Iterable[Weighed], *, most: int) -> list[Weighed]:
    """The best unit of each of the best articles."""
    best: dict[tuple[int, str], Weighed] = {}
    for one in weighed:
        best.setdefault(one.unit.place, one)
        if len(best) == most:
            break
    return list(best.values())
