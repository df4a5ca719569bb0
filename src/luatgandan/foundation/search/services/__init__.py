"""The acts of search."""

from .alerting import KIND, forget_old, run_saved_search, run_saved_searches
from .checking import Report, check_at_night, check_index
from .counting import count_click, count_search, write_counts
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
from .saving import (
    TooManySavedSearchesError,
    confirm_saved_search,
    delete_saved_search,
    forget_person,
    pause_saved_search,
    save_search,
    send_confirmation,
    unsubscribe,
)

__all__ = [
    "KIND",
    "IndexIsHeldError",
    "Report",
    "TooManySavedSearchesError",
    "apply_groups",
    "ask_for_indexing",
    "check_at_night",
    "check_index",
    "confirm_saved_search",
    "count_click",
    "count_search",
    "delete_saved_search",
    "follow_calendar",
    "forget_old",
    "forget_person",
    "index_changes",
    "note_changes",
    "note_source",
    "pause_saved_search",
    "ready_index",
    "rebuild_index",
    "rebuild_lost_index",
    "run_saved_search",
    "run_saved_searches",
    "save_search",
    "send_confirmation",
    "tend_index",
    "unsubscribe",
    "write_counts",
]
