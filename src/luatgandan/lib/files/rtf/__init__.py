"""Rich Text Format, also where Word saved it under the name .doc."""

from .document import read_rtf

__all__ = ["read_rtf"]
