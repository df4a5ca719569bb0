"""Marks put back on words typed without them, as words of the language follow one another.

A model of pairs of words with absolute discounting (Kneser and Ney 1995); `luatgandan tune_marks` learns the packaged
one from texts of law and from what the house wrote itself. What is not sure stays as it was typed.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import resources
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .fold import clean, fold
from .syllables import is_syllable
from .tones import one_spelling

PACKAGED = "marks.npz"
SURE = 0.9  # of the probability: a word that has less stays as typed
CHANGED, ADDED = 1e-5, 1e-2  # how likely it is that marks were typed wrong; that they were left out beside marked words
_EDGE, _NUMBER = "", "0"  # stand for the beginning or the end of a sentence, and for all numbers
_DISCOUNT = 0.75
_AS_TYPED = np.array([-1])
_WRITINGS = 12  # of the ways to write a syllable, the commonest
_FOREIGN = 200  # times a word must be met that is no syllable of Vietnamese
_WORD = re.compile(r"[^\W_]+")
_STOPS = re.compile(r"[.,;:!?()\[\]{}<>=\"“”|/\n]+")

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Marks:
    """`pairs`: the numbers of two words that stand side by side, first × len(words) + second, rising."""

    words: tuple[str, ...]  # the first is the edge of a sentence
    common: Floats  # how many words it follows, as a share
    left: Floats  # after each word: the probability left for words not met there
    pairs: NDArray[np.uint32]
    shares: Floats  # of each pair, after its first word

    def put(self, typed: Sequence[str], *, sure: float = SURE) -> list[str | None]:
        """How each word (lower case) is written; None where that is not sure."""
        if not typed:
            return []
        is_plain = all(word == fold(word) for word in typed)
        steps = [np.array([0]), *(self._writings(word) for word in typed), np.array([0])]
        weights = [self._likely(word, step, is_plain) for word, step in zip(typed, steps[1:-1], strict=True)]
        chances = [self._after(first, second) for first, second in pairwise(steps)]
        ahead, back = _forwards(chances, weights), _backwards(chances, weights)
        found = []
        for word, step, chance in zip(typed, steps[1:-1], map(np.multiply, ahead, back), strict=True):
            best = int(np.argmax(chance))
            is_sure = chance[best] >= sure * chance.sum()
            found.append(self._written(word, step[best]) if is_sure else None)
        return found

    def _written(self, typed: str, number: int) -> str:
        return typed if typed.isdecimal() or number < 0 else self.words[number]

    def _writings(self, typed: str) -> NDArray[np.int64]:
        """The numbers of the words that are written so but for marks; -1: as typed, a word nobody wrote."""
        if typed != fold(typed) and typed not in self._known and is_syllable(typed):
            return _AS_TYPED
        return self._by_letters.get(_NUMBER if typed.isdecimal() else fold(typed), _AS_TYPED)

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(self.words)

    @cached_property
    def _by_letters(self) -> dict[str, NDArray[np.int64]]:
        found: dict[str, list[int]] = {}
        for number in np.argsort(-self.common[1:], kind="stable") + 1:
            found.setdefault(fold(self.words[number]), []).append(int(number))
        return {letters: np.array(numbers[:_WRITINGS]) for letters, numbers in found.items()}

    def _likely(self, typed: str, step: NDArray[np.int64], is_plain: bool) -> Floats:
        """How far each way to write a word fits what was typed; in a `is_plain` sentence no word has marks."""
        other = 1.0 if is_plain else ADDED if typed == fold(typed) else CHANGED
        return np.array([1.0 if self._written(typed, one) == typed else other for one in step], np.float32)

    def _after(self, first: NDArray[np.int64], second: NDArray[np.int64]) -> Floats:
        """The probability of each of `second` after each of `first`: (first, second)."""
        keys = first[:, None] * len(self.words) + second[None, :]
        at = np.minimum(np.searchsorted(self.pairs, keys.ravel()), len(self.pairs) - 1).reshape(keys.shape)
        is_known = (first[:, None] >= 0) & (second[None, :] >= 0)
        met: Floats = np.where((self.pairs[at] == keys) & is_known, self.shares[at], np.float32(0))
        return met + self.left[first][:, None] * self.common[second][None, :]

    def save(self, path: Path) -> None:
        """Write the model."""
        words = np.frombuffer("\n".join(self.words).encode(), np.uint8)
        halves = {name: getattr(self, name).astype(np.float16) for name in ("left", "shares")}
        with path.open("wb") as file:
            np.savez_compressed(file, words=words, common=self.common, pairs=self.pairs, **halves)


def _forwards(chances: Sequence[Floats], weights: Sequence[Floats]) -> list[Floats]:
    """For each word, how likely each writing is after what stands before it."""
    found, now = [], np.ones(1, np.float32)
    for chance, weight in zip(chances[:-1], weights, strict=True):
        now = (now @ chance) * weight
        now = now / now.sum()
        found.append(now)
    return found


def _backwards(chances: Sequence[Floats], weights: Sequence[Floats]) -> list[Floats]:
    """For each word, how likely what follows is after each of its writings."""
    found, now = [], np.ones(1, np.float32)
    for chance, weight in zip(reversed(chances[1:]), [np.ones(1, np.float32), *reversed(weights[1:])], strict=True):
        now = chance @ (now * weight)
        now = now / now.sum()
        found.append(now)
    return found[::-1]


def sentences(text: str) -> Iterator[list[str]]:
    """The words of each stretch of `text` without a stop, in lower case and one spelling."""
    for stretch in _STOPS.split(clean(text).lower()):
        if words := [one_spelling(word) for word in _WORD.findall(stretch)]:
            yield words


def learn(sentences: Iterable[Sequence[str]], *, kept: int) -> Marks:
    """The model of `sentences` (words in lower case) with the `kept` pairs that say most."""
    words, pairs = Counter[str](), Counter[tuple[str, str]]()
    for sentence in sentences:
        told = [_NUMBER if word.isdecimal() else word for word in sentence]
        words.update(told)
        pairs.update(pairwise((_EDGE, *told, _EDGE)))
    known = [_EDGE, *sorted(word for word, count in words.items() if _is_kept(word, count))]
    return _model(known, pairs, kept)


def _is_kept(word: str, count: int) -> bool:
    return word == _NUMBER or (word.isalpha() and count >= (2 if is_syllable(word) else _FOREIGN))


def _model(known: Sequence[str], pairs: Counter[tuple[str, str]], kept: int) -> Marks:
    size, number = len(known), {word: at for at, word in enumerate(known)}
    rows = [(number[a] * size + number[b], count) for (a, b), count in pairs.items() if a in number and b in number]
    keys, counts = (np.array(column) for column in zip(*sorted(rows), strict=True))
    first, second = keys // size, keys % size
    after = np.bincount(first, counts, minlength=size)
    common = (np.bincount(second, minlength=size) + 0.5) / (len(keys) + 0.5 * size)
    shares = np.maximum(counts - _DISCOUNT, 0) / after[first]
    left = np.bincount(first, minlength=size) * _DISCOUNT / np.maximum(after, 1)
    left[after == 0] = 1
    tells = counts * np.log1p(shares / (left[first] * common[second]))
    most = np.sort(np.argsort(-tells, kind="stable")[:kept])
    return Marks(
        tuple(known), common.astype(np.float32), left.astype(np.float32),
        keys[most].astype(np.uint32), shares[most].astype(np.float32),
    )  # fmt: skip


@lru_cache(maxsize=1)
def packaged() -> Marks:
    """The packaged model, read once."""
    with np.load(Path(str(resources.files(__package__) / PACKAGED)), allow_pickle=False) as file:
        words = tuple(file["words"].tobytes().decode().split("\n"))
        left, shares = (file[name].astype(np.float32) for name in ("left", "shares"))
        return Marks(words, file["common"], left, file["pairs"], shares)
