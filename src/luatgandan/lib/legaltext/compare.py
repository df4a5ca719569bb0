"""Comparing texts in time: which units really changed, which articles answer to each other, which words differ.

Words are syllables as written (Vietnamese puts spaces between syllables) with their punctuation apart.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby

from .tree import Node

_TOKENS = re.compile(r"(?:[^\W_]+(?:[-./][^\W_]+)*|\S|^\s)\s*")  # a word or a sign, with the space behind it
_SYLLABLES = re.compile(r"[^\W_]+")
LARGEST_BLOCK = 1_000_000  # pairs of words compared in one block; beyond it the block counts as rewritten
SAME_NUMBER = 0.35  # articles of one number answer to each other above this likeness
OTHER_NUMBER = 0.3  # the others above this one
NUMBER_BONUS = 0.2  # how much more alike another article must be to take the place of the one with the same number
SHINGLE = 3
COMMON = 40  # shingles that stand in more articles than this tell nothing apart


class Mark(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words with one mark."""

    mark: Mark
    text: str


class Fate(StrEnum):
    """What became of an article."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Article:
    """An article to compare: its number, name, flat text, and its eId."""

    number: str
    heading: str
    text: str
    eid: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two articles that answer to each other, or one alone. `likeness` is 0-1."""

    old: Article | None
    new: Article | None
    likeness: float = 0.0

    @property
    def fate(self) -> Fate:
        """What became of the old article."""
        if self.old is None or self.new is None:
            return Fate.ADDED if self.old is None else Fate.GONE
        same = (_plain(self.old.text), _plain(self.old.heading)) == (_plain(self.new.text), _plain(self.new.heading))
        return Fate.SAME if same else Fate.CHANGED

    @property
    def is_renumbered(self) -> bool:
        """Whether it stands under another number."""
        return bool(self.old and self.new and self.old.number != self.new.number)


def _plain(text: str) -> str:
    return " ".join(text.split())


# --- Which units changed ----------------------------------------------------------------------------------------


def changed_eids(old: Node | None, new: Node | None) -> tuple[str, ...]:
    """eIds of the smallest units that read otherwise, in reading order; a unit that came or went is named itself.

    A unit whose own words changed (the lead-in of a clause) stands for all inside it.
    """
    if old is None or new is None:
        return tuple(unit.eid for unit in (old or new,) if unit and unit.eid)
    return tuple(dict.fromkeys(_changed(old, new)))


def _changed(old: Node, new: Node) -> Iterator[str]:
    if _own(old) != _own(new):
        yield new.eid
        return
    before = {child.eid: child for child in old.children if child.eid}
    after = {child.eid: child for child in new.children if child.eid}
    for eid in dict.fromkeys((*after, *before)):
        if eid in before and eid in after:
            yield from _changed(before[eid], after[eid])
        else:
            yield eid


def _own(unit: Node) -> tuple[object, ...]:
    """All that a unit says itself: its words, and inner text that has no address of its own."""
    loose = tuple(_whole(child) for child in unit.children if not child.eid)
    return (_plain(unit.heading), _plain(unit.text), unit.rows, loose)


def _whole(unit: Node) -> tuple[object, ...]:
    inner = tuple(_whole(child) for child in unit.children)
    return (unit.level, unit.number, _plain(unit.heading), _plain(unit.text), unit.rows, inner)


# --- Which words differ -----------------------------------------------------------------------------------------


def compare_words(old: str, new: str) -> tuple[Piece, ...]:
    """Both texts as one, with the words that went and came marked; paragraphs are compared first, then their words."""
    return tuple(_joined(_by_paragraph(old.splitlines(keepends=True), new.splitlines(keepends=True))))


def _by_paragraph(old: list[str], new: list[str]) -> Iterator[Piece]:
    matcher = SequenceMatcher(None, [_plain(line) for line in old], [_plain(line) for line in new], autojunk=False)
    for name, a, b, c, d in matcher.get_opcodes():
        if name == "equal":
            yield Piece(Mark.SAME, "".join(new[c:d]))
        else:
            yield from _by_word("".join(old[a:b]), "".join(new[c:d]))


def _by_word(old: str, new: str) -> Iterator[Piece]:
    before, after = _TOKENS.findall(old), _TOKENS.findall(new)
    if len(before) * len(after) > LARGEST_BLOCK:
        yield from _told(old, new)
        return
    matcher = SequenceMatcher(None, [one.strip() for one in before], [one.strip() for one in after], autojunk=False)
    for name, a, b, c, d in matcher.get_opcodes():
        if name == "equal":
            yield Piece(Mark.SAME, "".join(after[c:d]))
        else:
            yield from _told("".join(before[a:b]), "".join(after[c:d]))


def _told(gone: str, came: str) -> Iterator[Piece]:
    """What went, then what came; the space behind an exchanged phrase and the line end belong to neither."""
    space = ""
    if came and (gone or came.endswith("\n")):
        space = came[len(came.rstrip()) :]
        gone, came = gone.rstrip(), came.rstrip()
    marked = (Piece(Mark.GONE, gone), Piece(Mark.NEW, came), Piece(Mark.SAME, space))
    yield from (piece for piece in marked if piece.text)


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Runs of one mark together."""
    for mark, run in groupby(pieces, key=lambda piece: piece.mark):
        yield Piece(mark, "".join(piece.text for piece in run))


def shortened(pieces: Iterable[Piece], around: int = 300) -> tuple[Piece, ...]:
    """The same with long unchanged runs cut to whole words within `around` characters of a change, […] between."""
    return tuple(_shortened(tuple(pieces), around))


def _shortened(pieces: tuple[Piece, ...], around: int) -> Iterator[Piece]:
    last = len(pieces) - 1
    for place, one in enumerate(pieces):
        if one.mark is not Mark.SAME or len(one.text) <= 3 * around or not last:
            yield one
            continue
        head = one.text[:around].rpartition(" ")[0] if place else ""
        tail = one.text[-around:].partition(" ")[2] if place < last else ""
        yield Piece(Mark.SAME, f"{head} […] {tail}" if head else f"[…] {tail}")


# --- Which articles answer to each other ------------------------------------------------------------------------


def align(old: Sequence[Article], new: Sequence[Article]) -> list[Pair]:
    """Pairs in the order of `new`; an old article without an answer stands after its neighbour.

    The most alike answer to each other, with a bonus for the same number. Candidates are found by shared runs of three
    syllables: time grows with the words, not with the square of the articles.
    """
    likenesses = _likenesses(old, new)
    partner: dict[int, int] = {}  # new -> old
    taken: set[int] = set()
    for likeness, a, b in sorted(likenesses, key=lambda one: _rank(one, old, new)):
        least = SAME_NUMBER if old[a].number == new[b].number else OTHER_NUMBER
        if likeness >= least and a not in taken and b not in partner:
            partner[b] = a
            taken.add(a)
    scores = {(a, b): likeness for likeness, a, b in likenesses}
    return _in_order(old, new, partner, scores)


def _rank(one: tuple[float, int, int], old: Sequence[Article], new: Sequence[Article]) -> tuple[float, int, int]:
    likeness, a, b = one
    bonus = NUMBER_BONUS if old[a].number == new[b].number else 0.0
    return (-likeness - bonus, a, b)


def _likenesses(old: Sequence[Article], new: Sequence[Article]) -> list[tuple[float, int, int]]:
    """(likeness, old, new) of all pairs that share an uncommon run of words, and of those with one number."""
    before, after = [_shingles(one) for one in old], [_shingles(one) for one in new]
    where: dict[str, list[int]] = defaultdict(list)
    for place, shingles in enumerate(before):
        for shingle in shingles:
            where[shingle].append(place)
    found = []
    numbers = {one.number: place for place, one in enumerate(old)}
    for b, shingles in enumerate(after):
        shared: Counter[int] = Counter()
        for shingle in shingles:
            places = where.get(shingle, ())
            if len(places) <= COMMON:
                shared.update(places)
        if (same := numbers.get(new[b].number)) is not None:
            shared[same] = len(before[same] & shingles)
        found += [(_likeness(old[a], new[b], count, before[a], shingles), a, b) for a, count in shared.items()]
    return found


def _likeness(old: Article, new: Article, shared: int, before: set[str], after: set[str]) -> float:
    """Dice's coefficient of shared runs; a name of its own that stayed says as much as a third of the text."""
    dice = 2 * shared / ((len(before) + len(after)) or 1)
    if old.heading and _plain(old.heading).casefold() == _plain(new.heading).casefold():
        return (2 * dice + 1) / 3
    return dice


def _shingles(article: Article) -> set[str]:
    words = [word.casefold() for word in _SYLLABLES.findall(f"{article.heading} {article.text}")]
    return {" ".join(words[place : place + SHINGLE]) for place in range(max(1, len(words) - SHINGLE + 1))}


def _in_order(
    old: Sequence[Article], new: Sequence[Article], partner: dict[int, int], scores: dict[tuple[int, int], float]
) -> list[Pair]:
    answered = {a: b for b, a in partner.items()}
    left: dict[int, list[Pair]] = defaultdict(list)  # after which new article (-1: before all)
    place = -1
    for a, one in enumerate(old):
        if a in answered:
            place = answered[a]
        else:
            left[place].append(Pair(one, None))
    pairs = list(left[-1])
    for b, one in enumerate(new):
        match = partner.get(b)
        pairs.append(Pair(None, one) if match is None else Pair(old[match], one, round(scores[match, b], 3)))
        pairs += left[b]
    return pairs
