"""A document as plain text: one paragraph a line, so that it parses again into the same tree."""

from collections.abc import Iterator

from ..tree import Parsed
from .layout import Block, Part, lay_out


def to_text(parsed: Parsed) -> str:
    """The document as plain text in NFC, lines ended by a newline."""
    return "\n".join(line for block in lay_out(parsed) for line in _lines(block)) + "\n"


def _lines(block: Block) -> Iterator[str]:
    if block.part is Part.TABLE:
        yield from ("\t".join(cell.replace("\n", " ") for cell in row) for row in block.rows)
        return
    if block.part in (Part.HEAD, Part.CLOSING):
        yield from (line for column in block.columns for line in column if line)
        return
    if block.part in (Part.KIND, Part.DIVISION, Part.ANNEX):
        yield ""
    yield from block.text.split("\n")
