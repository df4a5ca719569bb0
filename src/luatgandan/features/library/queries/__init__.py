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

__all__ = [
    "CitedProvision",
    "cited_provisions",
    "documents",
    "fields",
    "find_documents",
    "find_terms",
    "get_document",
    "law_changes",
    "sitemap",
    "terms",
]
