"""What a text is about, as weighted terms: syllables and pairs of syllables without marks (a pair is mostly a word)."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from math import log, sqrt
from types import MappingProxyType

from .fold import clean, fold

_SYLLABLE = re.compile(r"[^\W\d_]+")
# Folded syllables that every question has; a pair of two of them says nothing either.
_EMPTY_WORDS = """
toi em chau minh ban ong ba anh chi la co thi va cua cho xin hoi duoc khong nhu the nao gi o dau bao nhieu phai bi da
khi neu mot cac nhung nay do ai vay a voi tu den ra vao di ve hay hoac ma de con nen rang se dang cung deu lai roi muon
can lam sao luc bay gio truoc sau trong ngoai tren duoi theo kinh gui tai
"""
_EMPTY = frozenset(_EMPTY_WORDS.split())
SINGLE = 0.5  # a syllable alone says half of what a pair says
Vector = Mapping[str, float]


def terms_of(text: str) -> Counter[str]:
    """How often each term stands in a text."""
    syllables = _SYLLABLE.findall(fold(text))
    pairs = [f"{one} {two}" for one, two in pairwise(syllables) if not {one, two} <= _EMPTY]
    return Counter([*(one for one in syllables if one not in _EMPTY), *pairs])


def written(term: str, texts: Iterable[str]) -> str:
    """The term with its marks, as it stands in the first text that has it with marks."""
    for text in texts:
        syllables: list[str] = _SYLLABLE.findall(clean(text).lower())
        forms = [*syllables, *(" ".join(pair) for pair in pairwise(syllables))]
        found = next((form for form in forms if fold(form) == term and form != term), None)
        if found:
            return found
    return term


class Rarity(dict[str, float]):
    """How much each term tells; one that nobody has tells as much as the rarest."""

    def __init__(self, weights: Mapping[str, float] = MappingProxyType({})) -> None:
        super().__init__(weights)
        self.most = max(self.values(), default=1.0)

    def __missing__(self, _term: str) -> float:
        return self.most


def rarity(counts: Sequence[Counter[str]]) -> Rarity:
    """How much each term tells: the fewer texts have it, the more."""
    having = Counter(term for count in counts for term in count)
    return Rarity({term: log((1 + len(counts)) / (1 + texts)) + 1 for term, texts in having.items()})


def vector(count: Counter[str], rare: Rarity) -> Vector:
    """Weights of length one."""
    weights = {term: (1 + log(times)) * rare[term] * (1 if " " in term else SINGLE) for term, times in count.items()}
    length = sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {term: weight / length for term, weight in weights.items()}


def closeness(one: Vector, two: Vector) -> float:
    """The cosine of two vectors: 0 nothing in common, 1 the same."""
    if len(one) > len(two):
        one, two = two, one
    return sum(weight * two[term] for term, weight in one.items() if term in two)
