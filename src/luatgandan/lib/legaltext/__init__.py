"""Legal text: addresses of provisions and numbers of documents (structure and citations come with the library)."""

from .address import Address, BadAddressError
from .numbers import document_slug, number_key

__all__ = ["Address", "BadAddressError", "document_slug", "number_key"]
