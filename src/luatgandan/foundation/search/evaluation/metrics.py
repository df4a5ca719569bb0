"""How good an order of ids is, against those that answer."""

import math
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

DEPTHS = (1, 5, 10, 20, 100)
DEEP = 10


def recall(order: Sequence[str], relevant: AbstractSet[str], depth: int) -> float:
    """The share of what answers among the first `depth`."""
    return len(relevant & set(order[:depth])) / len(relevant)


def reciprocal_rank(order: Sequence[str], relevant: AbstractSet[str]) -> float:
    """1 / the place of the first that answers; 0 when it is not among the first ten."""
    return next((1 / place for place, one in enumerate(order[:DEEP], start=1) if one in relevant), 0.0)


def gain(order: Sequence[str], relevant: AbstractSet[str]) -> float:
    """nDCG of the first ten, with gains of 0 and 1."""
    found = sum(1 / math.log2(place + 1) for place, one in enumerate(order[:DEEP], start=1) if one in relevant)
    return found / sum(1 / math.log2(place + 1) for place in range(1, min(len(relevant), DEEP) + 1))


def figures(orders: Sequence[Sequence[str]], relevant: Sequence[AbstractSet[str]]) -> dict[str, float]:
    """The means over all questions."""
    pairs = list(zip(orders, relevant, strict=True))
    found = {f"R@{depth}": sum(recall(*pair, depth) for pair in pairs) for depth in DEPTHS}
    found[f"MRR@{DEEP}"] = sum(reciprocal_rank(*pair) for pair in pairs)
    found[f"nDCG@{DEEP}"] = sum(gain(*pair) for pair in pairs)
    return {name: round(total / max(1, len(pairs)), 4) for name, total in found.items()}


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` of all do not exceed; 0 of none."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)] if ordered else 0.0
