"""The questions one may ask the library."""

from .around import absolute, doors, everyday_words
from .articles import Article, nearest_places, read_article
from .changes import (
    Preview,
    changes,
    label_of,
    neighbours,
    pending_changes,
    preview,
)
from .citedby import CitedBy, Cites, cited_by, cites_of
from .citing import citation_text
from .comparing import Comparison, Step, compare, history_of
from .diagram import Diagram, RelationGroup, diagram, relation_groups
from .documents import (
    CitedProvision,
    Wanted,
    cited_provisions,
    document_with_number,
    documents,
    documents_like,
    fields,
    find_document,
    find_documents,
    law_changes,
    public_files,
    sitemap,
    years,
)
from .glossary import find_terms, terms
from .machines import legislation
from .pending import Untold, successor_in, untold_changes
from .reading import Reading, Unit, read_document
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
from .validity import Standing, standing

__all__ = [
    "Article",
    "Bearing",
    "CitedBy",
    "CitedProvision",
    "Cites",
    "Comparison",
    "Diagram",
    "Preview",
    "Reading",
    "RelationGroup",
    "Standing",
    "Step",
    "Unit",
    "Untold",
    "Wanted",
    "Warning",
    "absolute",
    "amendments_of",
    "changes",
    "citation_text",
    "cited_by",
    "cited_provisions",
    "cites_of",
    "compare",
    "diagram",
    "document_with_number",
    "documents",
    "documents_like",
    "doors",
    "everyday_words",
    "fields",
    "find_document",
    "find_documents",
    "find_terms",
    "history_of",
    "label_of",
    "law_changes",
    "legislation",
    "nearest_places",
    "neighbours",
    "pending_changes",
    "predecessors",
    "preview",
    "proposed_relations",
    "public_files",
    "read_article",
    "read_document",
    "relation_groups",
    "relations_of",
    "sitemap",
    "standing",
    "successor_in",
    "successors",
    "terms",
    "untold_changes",
    "warnings",
    "years",
]
