"""Legal text: addresses of provisions and numbers of documents (structure and citations come with the library)."""

from .address import Address, BadAddress
from .numbers import document_slug

__all__ = ["Address", "BadAddress", "document_slug"]
