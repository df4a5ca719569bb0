"""The tables of the library."""

from .citations import Citation, Review
from .corrections import Correction, Transcript
from .details import DETAILS, Detail, Shape
from .documents import Document
from .glossary import DefinedTerm, Term
from .records import PrivacyDecision, Record, RecordFile, RecordLink, Revision
from .relations import Change, Relation
from .text import Edition, Provision, ProvisionVersion, SourceFile

__all__ = [
    "DETAILS",
    "Change",
    "Citation",
    "Correction",
    "DefinedTerm",
    "Detail",
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
    "Shape",
    "SourceFile",
    "Term",
    "Transcript",
]
