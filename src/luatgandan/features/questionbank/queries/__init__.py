"""Reading the banks."""

from .basis import Basis, basis_of, cited, places_in, places_of, places_of_version
from .exporting import entries_of
from .items import (
    desk_banks,
    desk_items,
    desk_tasks,
    drawable,
    exportable_items,
    flagged,
    flagged_keys,
    known_texts,
    state_counts,
    units_in,
)

__all__ = [
    "Basis",
    "basis_of",
    "cited",
    "desk_banks",
    "desk_items",
    "desk_tasks",
    "drawable",
    "entries_of",
    "exportable_items",
    "flagged",
    "flagged_keys",
    "known_texts",
    "places_in",
    "places_of",
    "places_of_version",
    "state_counts",
    "units_in",
]
