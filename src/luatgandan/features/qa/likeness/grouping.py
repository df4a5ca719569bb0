"""Groups of questions about the same thing: each group of many proposes a topic for dissemination."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from luatgandan.lib.vietnamese.terms import Vector, rarity, terms_of, vector, written

LEAST = 0.3
SMALLEST = 3
WORDS = 3


@dataclass(frozen=True, slots=True)
class Cluster:
    """Questions like the first of them, and the words they share."""

    ids: tuple[int, ...]
    words: tuple[str, ...]


def clusters(rows: Sequence[tuple[int, str]], *, least: float = LEAST, smallest: int = SMALLEST) -> list[Cluster]:
    """Groups of at least `smallest` texts, the largest first; `rows` are (id, text). Others stay alone."""
    counts = [terms_of(text) for _id, text in rows]
    rare = rarity(counts)
    groups: dict[int, list[int]] = defaultdict(list)
    leaders: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for index, count in enumerate(counts):
        weights = vector(count, rare)
        leader = _leader(weights, leaders, least)
        groups[index if leader is None else leader].append(index)
        if leader is None:
            for term, weight in weights.items():
                leaders[term].append((index, weight))
    large = sorted(
        (group for group in groups.values() if len(group) >= smallest), key=lambda group: (-len(group), group)
    )
    return [_cluster(group, rows, counts) for group in large]


def _leader(weights: Vector, leaders: dict[str, list[tuple[int, float]]], least: float) -> int | None:
    """The first text of the group this one is closest to."""
    scores: dict[int, float] = defaultdict(float)
    for term, weight in weights.items():
        for index, other in leaders.get(term, ()):
            scores[index] += weight * other
    best = max(scores, key=lambda index: (scores[index], -index), default=None)
    return best if best is not None and scores[best] >= least else None


def _cluster(group: list[int], rows: Sequence[tuple[int, str]], counts: Sequence[Counter[str]]) -> Cluster:
    shared = Counter(term for index in group for term in counts[index] if " " in term)
    texts = [rows[index][1] for index in group]
    words = sorted(shared, key=lambda term: (-shared[term], term))[:WORDS]
    return Cluster(tuple(rows[index][0] for index in group), tuple(written(term, texts) for term in words))
