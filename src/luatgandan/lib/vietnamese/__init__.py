"""Vietnamese text: normal forms and folding for search and comparison."""

from .fold import clean, fold, given_name_key, slug

__all__ = ["clean", "fold", "given_name_key", "slug"]
