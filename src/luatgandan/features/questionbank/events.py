"""Facts about questions of banks. They carry ids only."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ItemMoved:
    """Something was done to a question; the first act of each is that it was written."""

    item_id: int
    act: str
