"""The acts of the library."""

from .citing import Cited, cite
from .starter import load_documents, load_glossary

__all__ = ["Cited", "cite", "load_documents", "load_glossary"]
