"""Gradient boosted regression trees as arrays: all trees over all rows, one level of depth a step, with numpy alone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Places = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Forest:
    """Nodes of all trees one after another; a leaf points at itself and holds a value."""

    feature: Places
    threshold: Floats  # goes left when the feature is at most this
    children: Places  # (nodes, 2): right, left
    value: Floats
    roots: Places
    depth: int

    def scores(self, rows: Floats) -> Floats:
        """The sum of all trees for each row: (rows, features) → (rows,)."""
        flat = np.ascontiguousarray(rows, np.float32).ravel()
        start = (np.arange(len(rows), dtype=np.int32) * rows.shape[1])[:, None]
        node = np.repeat(self.roots[None, :], len(rows), axis=0)
        children = self.children.ravel()
        for _ in range(self.depth):
            asked = self.feature.take(node)
            asked += start
            is_left = flat.take(asked) <= self.threshold.take(node)
            node *= 2
            node += is_left
            node = children.take(node)
        found: Floats = self.value.take(node).sum(axis=1)
        return found

    @classmethod
    def of(cls, trees: list[Mapping[str, Any]], scale: float = 1.0) -> "Forest":
        """From LightGBM's `dump_model()["tree_info"]`; leaf values times `scale`."""
        nodes: list[tuple[int, float, int, int, float]] = []
        roots, depth = [], 0
        for tree in trees:
            root, below = _grow(tree["tree_structure"], nodes, scale)
            roots.append(root)
            depth = max(depth, below)
        feature, threshold, right, left, value = zip(*nodes, strict=True)
        return cls(
            feature=np.array(feature, np.int32),
            threshold=np.array(threshold, np.float32),
            children=np.array([right, left], np.int32).T.copy(),
            value=np.array(value, np.float32),
            roots=np.array(roots, np.int32),
            depth=depth,
        )

    def arrays(self) -> Iterator[tuple[str, NDArray[Any]]]:
        """(name, array) of all parts, for a file."""
        for name in ("feature", "threshold", "children", "value", "roots"):
            yield name, getattr(self, name)
        yield "depth", np.array(self.depth, np.int32)


def _grow(node: Mapping[str, Any], nodes: list[tuple[int, float, int, int, float]], scale: float) -> tuple[int, int]:
    """Adds a node and all below it; its place and how many steps lie below."""
    place = len(nodes)
    if "leaf_value" in node:
        nodes.append((0, 0.0, place, place, node["leaf_value"] * scale))
        return place, 0
    nodes.append((0, 0.0, 0, 0, 0.0))
    left, below_left = _grow(node["left_child"], nodes, scale)
    right, below_right = _grow(node["right_child"], nodes, scale)
    nodes[place] = (node["split_feature"], node["threshold"], right, left, 0.0)
    return place, 1 + max(below_left, below_right)
