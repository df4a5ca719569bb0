"""Word 97–2003 (.doc, [MS-DOC]): text by its piece table, letters by the font of each run, tables, numbers, notes."""

from .document import read_word97

__all__ = ["read_word97"]
