"""A document as Akoma Ntoso 3.0 XML (OASIS LegalDocML), valid against the official schema."""

from .document import to_akn
from .meta import Expression

__all__ = ["Expression", "to_akn"]
