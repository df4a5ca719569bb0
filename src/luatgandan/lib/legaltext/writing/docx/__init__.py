"""A document as a Word file (Office Open XML, ISO/IEC 29500), written by hand: no more than a page of law needs."""

from .package import to_docx

__all__ = ["to_docx"]
