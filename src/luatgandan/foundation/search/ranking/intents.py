"""Which kind of answer a passage holds, and which kind of document it stands in.

Someone who asks how much the fine is wants the decree on fines, which hardly ever says "fine" beside the words of the
question, and not the law that was broken.
"""

from collections.abc import Sequence
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from luatgandan.backends.search.words import TokenRows, Words

from .matches import BODY, PATH, TITLE
from .passages import Columns
from .terms import Ints

_TOLD: dict[str, tuple[tuple[str, ...], ...]] = {
    "penalty": (("phat", "tien"), ("phat", "canh"), ("phat", "tu"), ("phat", "cai")),
    "duty": (("nhiem", "vu"), ("trach", "nhiem"), ("quyen", "han")),
    "procedure": (("ho", "so"), ("thu", "tuc"), ("trinh", "tu")),
}
_BORNE: dict[str, tuple[tuple[str, ...], ...]] = {  # by the name of a document
    "penalty": (("xu", "phat"),),
    "amending": (("sua", "doi"), ("bo", "sung")),
    "standard": (("tcvn",), ("qcvn",)),
}


def kinds_told(tokens: TokenRows) -> Columns:
    """How much of each kind of answer a passage holds, and which kind of document it stands in."""
    bounds = tokens.bounds
    cues = _Cues(tokens)
    found: Columns = {}
    for name, phrases in _TOLD.items():
        count = cues.count(phrases, bounds[:, TITLE + 1], bounds[:, -1])
        found[f"tells_{name}"] = np.log1p(count).astype(np.float32)
    for name, phrases in _BORNE.items():
        count = cues.count(phrases, bounds[:, PATH + 1], bounds[:, BODY + 1])
        found[f"bears_{name}"] = (count > 0).astype(np.float32)
    return found


_SYLLABLES = tuple(sorted({one for table in (_TOLD, _BORNE) for cues in table.values() for cue in cues for one in cue}))
_NUMBERS = {one: number for number, one in enumerate(_SYLLABLES, start=1)}


_KNOWN: WeakKeyDictionary[Words, NDArray[np.int8]] = WeakKeyDictionary()


def _numbers_of(words: Words) -> NDArray[np.int8]:
    """Which cue syllable each word is, 0 for none; remembered as long as no words are added."""
    known = _KNOWN.get(words)
    if known is None or len(known) < len(words):
        known = np.zeros(len(words), np.int8)
        for syllable, number in _NUMBERS.items():
            known[words.without_marks(syllable)] = number
        _KNOWN[words] = known
    return known


class _Cues:
    """Where the syllables of all cues stand; there are few."""

    def __init__(self, tokens: TokenRows) -> None:
        at = _numbers_of(tokens.words)[tokens.ids]
        self.places = np.flatnonzero(at)
        self.numbers = at[self.places]
        self.behind = np.zeros_like(self.numbers)  # the cue syllable right behind in its row, 0 for none
        follows = (self.places[1:] == self.places[:-1] + 1) & ~tokens.begins()[self.places[1:]]
        self.behind[:-1] = self.numbers[1:] * follows

    def count(self, phrases: Sequence[Sequence[str]], starts: Ints, ends: Ints) -> Ints:
        """How often any of the phrases, of one or two syllables, stands between `starts` and `ends` of each row."""
        hits = np.zeros(len(self.places), bool)
        for first, *second in phrases:
            hit = self.numbers == _NUMBERS[first]
            hits |= hit & (self.behind == _NUMBERS[second[0]]) if second else hit
        places = self.places[hits]
        return np.searchsorted(places, ends) - np.searchsorted(places, starts)
