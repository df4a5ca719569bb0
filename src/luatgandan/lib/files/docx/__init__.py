"""Word 2007 and later (Office Open XML, ECMA-376): paragraphs, tables, generated numbers, notes, tracked changes."""

from .document import read_docx

__all__ = ["read_docx"]
