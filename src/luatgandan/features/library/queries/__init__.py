"""The questions one may ask the library."""

from .changes import (
    Preview,
    changes,
    label_of,
    neighbours,
    pending_changes,
    preview,
)
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
    "Preview",
    "Warning",
    "amendments_of",
    "changes",
    "cited_provisions",
    "documents",
    "fields",
    "find_documents",
    "find_terms",
    "get_document",
    "label_of",
    "law_changes",
    "neighbours",
    "pending_changes",
    "predecessors",
    "preview",
    "proposed_relations",
    "relations_of",
    "sitemap",
    "successors",
    "terms",
    "warnings",
]
