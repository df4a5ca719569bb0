"""Tantivy, a search engine inside the process, with its index in a folder."""

from .engine import TantivySearch

__all__ = ["TantivySearch"]
