"""The tables of the library."""

from .citations import Citation, Review
from .documents import Document
from .glossary import DefinedTerm, Term
from .relations import Change, Relation
from .text import Edition, Provision, ProvisionVersion, SourceFile

__all__ = [
    "Change",
    "Citation",
    "DefinedTerm",
    "Document",
    "Edition",
    "Provision",
    "ProvisionVersion",
    "Relation",
    "Review",
    "SourceFile",
    "Term",
]
