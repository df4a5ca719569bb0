"""Gradient boosted regression trees as arrays, all trees over all rows at once, with numpy alone.

A row does not walk down: every split of every tree is asked at once, and each that sends the row to the right takes the
leaves on its left away; the first leaf left is the row's (QuickScorer, Lucchese et al., SIGIR 2015).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Places = NDArray[np.int32]
LEAVES = 16  # at most, of a tree: the bits of a mask
BLOCK = 60  # rows that are scored together: as many documents as a search looks at closely
_Masks = NDArray[np.uint16]
_FIRST = np.array([(mask & -mask).bit_length() - 1 for mask in range(1 << LEAVES)], np.int8)  # bit that is set


@dataclass(frozen=True)
class Forest:
    """Nodes of all trees one after another; a leaf points at itself and holds a value."""

    feature: Places
    threshold: Floats  # goes left when the feature is at most this
    children: Places  # (nodes, 2): right, left
    value: Floats
    roots: Places

    def scores(self, rows: Floats) -> Floats:
        """The sum of all trees for each row: (rows, features) → (rows,)."""
        blocks = [self._of_block(rows[start : start + BLOCK]) for start in range(0, len(rows), BLOCK)]
        return np.concatenate([np.zeros(0, np.float32), *blocks])

    def _of_block(self, rows: Floats) -> Floats:
        splits = self._splits
        columns = np.zeros((rows.shape[1], BLOCK), np.float32)
        columns[:, : len(rows)] = rows.T
        goes_right = columns.take(splits.feature, axis=0) > splits.threshold
        gone = np.bitwise_or.reduce((goes_right * splits.left).reshape(LEAVES - 1, len(self.roots), BLOCK), axis=0)
        leaf = _FIRST.take(np.invert(gone[:, : len(rows)])) + np.arange(0, splits.values.size, LEAVES)[:, None]
        found: Floats = splits.values.take(leaf).sum(axis=0)
        return found

    @cached_property
    def _splits(self) -> "_Splits":
        """The same trees as `scores` reads them."""
        shape = (LEAVES - 1, len(self.roots))
        feature, left = np.zeros(shape, np.int32), np.zeros(shape, np.uint16)
        threshold = np.full(shape, np.inf, np.float32)
        values = np.zeros((len(self.roots), LEAVES), np.float32)
        for tree, root in enumerate(self.roots.tolist()):
            splits, leaves = self._below(root)
            values[tree, : len(leaves)] = self.value[leaves]
            for at, (node, mask) in enumerate(splits):
                feature[at, tree], threshold[at, tree], left[at, tree] = self.feature[node], self.threshold[node], mask
        return _Splits(feature.ravel(), _repeated(threshold), _repeated(left), values)

    def _below(self, node: int, first: int = 0) -> tuple[list[tuple[int, int]], list[int]]:
        """The splits from a node down, each with a bit for every leaf on its left; and the leaves, left to right.

        `first`: how many leaves stand to the left of all these.
        """
        right, left = self.children[node].tolist()
        if left == node:
            return [], [node]
        splits, leaves = self._below(left, first)
        more, others = self._below(right, first + len(leaves))
        mask = (1 << len(leaves)) - 1 << first
        return [(node, mask), *splits, *more], leaves + others

    @classmethod
    def of(cls, trees: list[Mapping[str, Any]]) -> "Forest":
        """From LightGBM's `dump_model()["tree_info"]`, of at most LEAVES leaves each."""
        nodes: list[tuple[int, float, int, int, float]] = []
        roots = [_grow(tree["tree_structure"], nodes) for tree in trees]
        feature, threshold, right, left, value = zip(*nodes, strict=True)
        return cls(
            feature=np.array(feature, np.int32),
            threshold=np.array(threshold, np.float32),
            children=np.array([right, left], np.int32).T.copy(),
            value=np.array(value, np.float32),
            roots=np.array(roots, np.int32),
        )

    def asking(self, places: Sequence[int]) -> "Forest":
        """The same trees where column `n` stands in place `places[n]`."""
        return replace(self, feature=np.asarray(places, np.int32)[self.feature])

    def joined(self, other: "Forest") -> "Forest":
        """The trees of both, which ask for the same columns."""
        shift = len(self.feature)
        return Forest(
            feature=np.concatenate((self.feature, other.feature)),
            threshold=np.concatenate((self.threshold, other.threshold)),
            children=np.concatenate((self.children, other.children + shift)),
            value=np.concatenate((self.value, other.value)),
            roots=np.concatenate((self.roots, other.roots + shift)),
        )

    def arrays(self) -> Iterator[tuple[str, NDArray[Any]]]:
        """(name, array) of all parts, for a file."""
        for name in ("feature", "threshold", "children", "value", "roots"):
            yield name, getattr(self, name)


@dataclass(frozen=True, slots=True)
class _Splits:
    """Splits of all trees, the first of each tree, then the second of each, filled up to LEAVES - 1 with idle ones."""

    feature: Places
    threshold: Floats  # (splits, BLOCK): the same for each row of a block, for numpy goes through like arrays faster
    left: _Masks  # (splits, BLOCK): the leaves that are gone where a row goes to the right
    values: Floats  # (trees, LEAVES)


def _repeated(numbers: NDArray[Any]) -> NDArray[Any]:
    """A line of each number."""
    return np.repeat(numbers.reshape(-1, 1), BLOCK, axis=1)


def _grow(node: Mapping[str, Any], nodes: list[tuple[int, float, int, int, float]]) -> int:
    """Adds a node and all below it; its place."""
    place = len(nodes)
    if "leaf_value" in node:
        nodes.append((0, 0.0, place, place, node["leaf_value"]))
        return place
    nodes.append((0, 0.0, 0, 0, 0.0))
    left, right = _grow(node["left_child"], nodes), _grow(node["right_child"], nodes)
    nodes[place] = (node["split_feature"], node["threshold"], right, left, 0.0)
    return place
