"""The tables of the library."""

from .citations import Citation, Review
from .documents import Document
from .glossary import DefinedTerm, Term
from .records import PrivacyDecision, Record, RecordFile, RecordLink, Revision
from .relations import Change, Relation
from .text import Edition, Provision, ProvisionVersion, SourceFile

__all__ = [
    "Change",
    "Citation",
    "DefinedTerm",
    "Document",
    "Edition",
    "PrivacyDecision",
    "Provision",
    "ProvisionVersion",
    "Record",
    "RecordFile",
    "RecordLink",
    "Relation",
    "Review",
    "Revision",
    "SourceFile",
    "Term",
]
