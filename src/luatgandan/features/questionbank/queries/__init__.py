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
    units_and_counts,
)
from .media import Shown, kept_files, media_file, shown_media

__all__ = [
    "Basis",
    "Shown",
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
    "kept_files",
    "known_texts",
    "media_file",
    "places_in",
    "places_of",
    "places_of_version",
    "shown_media",
    "state_counts",
    "units_and_counts",
]
