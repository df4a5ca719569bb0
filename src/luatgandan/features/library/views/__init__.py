"""Reading the library."""

from .documents import compare, document, documents, relations
from .glossary import glossary
from .provisions import history, leaflet, preview, provision

__all__ = [
    "compare",
    "document",
    "documents",
    "glossary",
    "history",
    "leaflet",
    "preview",
    "provision",
    "relations",
]
