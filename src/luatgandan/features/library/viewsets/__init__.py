"""The library at the staff desk."""

from .records import LibraryGroup

__all__ = ["LibraryGroup"]
