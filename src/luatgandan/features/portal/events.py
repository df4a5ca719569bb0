"""Facts the portal tells the house."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PagePublished:
    """A page went public or changed in public."""

    page_id: int


@dataclass(frozen=True)
class PageWithdrawn:
    """A page is no longer public."""

    page_id: int
