"""The acts of search."""

from .checking import Report, check_at_night, check_index
from .indexing import apply_groups, index_changes
from .noting import ask_for_indexing, note_changes, note_source
from .rebuilding import (
    IndexIsHeldError,
    follow_calendar,
    ready_index,
    rebuild_index,
    rebuild_lost_index,
    tend_index,
)

__all__ = [
    "IndexIsHeldError",
    "Report",
    "apply_groups",
    "ask_for_indexing",
    "check_at_night",
    "check_index",
    "follow_calendar",
    "index_changes",
    "note_changes",
    "note_source",
    "ready_index",
    "rebuild_index",
    "rebuild_lost_index",
    "tend_index",
]
