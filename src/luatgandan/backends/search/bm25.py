"""BM25 with the constants of Tantivy (Lucene's), for engines that compute it themselves."""

import math
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Number = TypeVar("Number", float, NDArray[np.float64])
K1, B = 1.2, 0.75


def rarity(holders: int, entries: int) -> float:
    """How much a term tells that occurs in `holders` of `entries`."""
    return math.log(1 + (entries - holders + 0.5) / (holders + 0.5))


def bm25(count: Number, length: Number, average: float) -> Number:
    """What `count` occurrences in a field of `length` tokens are worth, before rarity and weight."""
    return count * (K1 + 1) / (count + K1 * (1 - B + B * length / average))
