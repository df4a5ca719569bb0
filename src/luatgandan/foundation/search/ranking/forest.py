"""Gradient boosted regression trees as arrays, all trees over all rows at once, with numpy alone.

A row does not walk down: every split of every tree is asked at once, and each that sends the row to the right takes the
leaves on its left away; the first leaf left is the row's (QuickScorer, Lucchese et al., SIGIR 2015).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Places = NDArray[np.int32]
LEAVES = 16  # at most, of a tree: the bits of a mask
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
        columns = np.ascontiguousarray(rows.T)
        gone = np.zeros((len(self.roots), len(rows)), np.uint16)
        for split in self._splits:  # one of each tree: what is walked through together stays near the processor
            gone |= (columns.take(split.feature, axis=0) > split.threshold) * split.left
        leaf = _FIRST.take(np.invert(gone)) + np.arange(0, self._values.size, LEAVES)[:, None]
        found: Floats = self._values.take(leaf).sum(axis=0)
        return found

    @cached_property
    def _splits(self) -> "list[_Split]":
        """The first split of each tree, then the second of each, filled up to LEAVES - 1 with idle ones."""
        shape = (LEAVES - 1, len(self.roots))
        feature, threshold = np.zeros(shape, np.int32), np.full(shape, np.inf, np.float32)
        left = np.zeros(shape, np.uint16)
        for tree, root in enumerate(self.roots.tolist()):
            for at, (node, mask) in enumerate(self._below(root)[0]):
                feature[at, tree], threshold[at, tree], left[at, tree] = self.feature[node], self.threshold[node], mask
        return [_Split(*arrays) for arrays in zip(feature, threshold[..., None], left[..., None], strict=True)]

    @cached_property
    def _values(self) -> Floats:
        """What the leaves of each tree hold, left to right: (trees, LEAVES)."""
        values = np.zeros((len(self.roots), LEAVES), np.float32)
        for tree, root in enumerate(self.roots.tolist()):
            leaves = self._below(root)[1]
            values[tree, : len(leaves)] = self.value[leaves]
        return values

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


class _Split(NamedTuple):
    """One split of every tree, ready to be held against many rows."""

    feature: Places
    threshold: Floats  # (trees, 1)
    left: NDArray[np.uint16]  # (trees, 1): the leaves that are gone where a row goes to the right


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
