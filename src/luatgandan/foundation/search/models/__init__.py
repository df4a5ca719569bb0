"""What search keeps in the database."""

from .alerts import FoundItem, NewItem, SavedSearch
from .counts import SearchCount
from .index import Change, IndexState

__all__ = ["Change", "FoundItem", "IndexState", "NewItem", "SavedSearch", "SearchCount"]
