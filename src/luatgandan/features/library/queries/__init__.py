"""The questions one may ask the library."""

from .documents import (
    CitedProvision,
    cited_provisions,
    documents,
    fields,
    find_documents,
    get_document,
    law_changes,
    sitemap,
)
from .glossary import find_terms, terms
from .relations import (
    Bearing,
    Warning,
    amendments_of,
    predecessors,
    proposed_relations,
    relations_of,
    successors,
    warnings,
)

__all__ = [
    "Bearing",
    "CitedProvision",
    "Warning",
    "amendments_of",
    "cited_provisions",
    "documents",
    "fields",
    "find_documents",
    "find_terms",
    "get_document",
    "law_changes",
    "predecessors",
    "proposed_relations",
    "relations_of",
    "sitemap",
    "successors",
    "terms",
    "warnings",
]
