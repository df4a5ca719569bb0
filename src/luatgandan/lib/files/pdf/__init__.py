"""PDF with a text layer: lines from where the letters stand; heads, stamps, columns, tables and notes told apart."""

from .document import read_pdf

__all__ = ["read_pdf"]
