"""Questions with answers as offices keep them in files: read, and planned row by row before anything is written."""

from .planning import Plan, Row, RowState, plan_rows
from .reading import ImportFileError, Pair, read_pairs

__all__ = ["ImportFileError", "Pair", "Plan", "Row", "RowState", "plan_rows", "read_pairs"]
