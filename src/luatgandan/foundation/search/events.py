"""Facts of search."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ChangesNoted:
    """Something people can find changed and waits to be put into the index."""


@dataclass(frozen=True)
class IndexLost:
    """There is no index that can be read; it must be built anew."""


@dataclass(frozen=True)
class SavedSearchUnconfirmed:
    """An address asks to be told of new results; its holder must say yes first."""

    saved_search_id: int
