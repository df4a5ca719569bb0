"""Legal text: addresses of provisions and numbers of documents (structure and citations come with the library)."""

from .address import Address, BadAddressError
from .numbers import document_slug, find_numbers, number_key, parse_number

__all__ = ["Address", "BadAddressError", "document_slug", "find_numbers", "number_key", "parse_number"]
