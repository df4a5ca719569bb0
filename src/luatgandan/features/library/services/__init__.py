"""The acts of the library."""

from .citing import Cited, cite
from .relations import Related, decide_relation, record_relation, refresh_around, relate, resolve_targets
from .starter import load_documents, load_glossary
from .validity import refresh_validity

__all__ = [
    "Cited",
    "Related",
    "cite",
    "decide_relation",
    "load_documents",
    "load_glossary",
    "record_relation",
    "refresh_around",
    "refresh_validity",
    "relate",
    "resolve_targets",
]
