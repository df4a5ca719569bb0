"""Vietnamese text: normal forms and folding for search and comparison."""

from .fold import clean, fold, slug

__all__ = ["clean", "fold", "slug"]
