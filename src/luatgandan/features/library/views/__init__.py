"""Reading the library."""

from .documents import document, documents
from .glossary import glossary

__all__ = ["document", "documents", "glossary"]
