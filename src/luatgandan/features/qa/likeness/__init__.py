"""Questions that are like others: who answered those, which are the same, which answers disagree, what many ask."""

from .conflicts import Conflict, ConflictKind, conflicts
from .grouping import Cluster, clusters
from .nearness import Near, nearest
from .routing import Suggestion, suggested

__all__ = ["Cluster", "Conflict", "ConflictKind", "Near", "Suggestion", "clusters", "conflicts", "nearest", "suggested"]
