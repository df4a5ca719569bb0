"""Search engines. `get_search()` gives the one of settings.SEARCH."""

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from .base import (
    Candidate,
    Clause,
    Details,
    Entry,
    Field,
    Filter,
    Found,
    IndexStatus,
    IndexUnavailableError,
    Occur,
    Plan,
    SearchEngine,
    SearchError,
)

__all__ = [
    "Candidate",
    "Clause",
    "Details",
    "Entry",
    "Field",
    "Filter",
    "Found",
    "IndexStatus",
    "IndexUnavailableError",
    "Occur",
    "Plan",
    "SearchEngine",
    "SearchError",
    "get_search",
]


@lru_cache(maxsize=1)
def get_search() -> SearchEngine:
    """The engine of settings.SEARCH, one per process (it keeps its readers open)."""
    config: dict[str, Any] = settings.SEARCH
    engine: SearchEngine = import_string(config["BACKEND"])(**config.get("OPTIONS", {}))
    return engine
