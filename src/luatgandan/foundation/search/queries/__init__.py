"""The questions one may ask search."""

from .index import Standing, late_changes, needs_rebuild, problem, standing

__all__ = ["Standing", "late_changes", "needs_rebuild", "problem", "standing"]
