"""Reading the banks."""

from .basis import Basis, basis_of, cited, places_in, places_of, places_of_version
from .items import desk_items, desk_tasks, drawable, flagged, flagged_keys, known_texts, state_counts, units_in

__all__ = [
    "Basis",
    "basis_of",
    "cited",
    "desk_items",
    "desk_tasks",
    "drawable",
    "flagged",
    "flagged_keys",
    "known_texts",
    "places_in",
    "places_of",
    "places_of_version",
    "state_counts",
    "units_in",
]
