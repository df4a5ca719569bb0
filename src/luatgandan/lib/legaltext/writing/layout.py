"""A document as a row of printed blocks, the same for text, HTML, DOCX and PDF.

Order and placing after Phụ lục I of Nghị định 30/2020/NĐ-CP: issuer and number at the left, national head and date at
the right, kind and title centred, legal bases in italics, then the body; recipients left, signature right.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from ..tree import Header, Level, Node, Parsed, Signature

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
SIGNATURE_LINES = 3
_ON_BEHALF = re.compile(r"\s(?=(?:KT|TL|TUQ|Q)\.)")
_DIVISIONS = {Level.PART: "Phần", Level.CHAPTER: "Chương", Level.SECTION: "Mục", Level.SUBSECTION: "Tiểu mục"}


class Part(StrEnum):
    """How a block is printed."""

    HEAD = "head"  # two columns: `columns`
    KIND = "kind"
    TITLE = "title"
    BASIS = "basis"
    ENACTING = "enacting"
    DIVISION = "division"
    ARTICLE = "article"
    PARAGRAPH = "paragraph"
    TABLE = "table"  # `rows`
    CLOSING = "closing"  # two columns
    ANNEX = "annex"  # begins a page
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Block:
    """One printed block. `depth` is how deep a paragraph stands below its article, `eid` its unit's address."""

    part: Part
    text: str = ""
    columns: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    rows: tuple[tuple[str, ...], ...] = ()
    depth: int = 0
    eid: str = ""


def lay_out(parsed: Parsed) -> Iterator[Block]:
    """The blocks of a document in reading order; nothing of the tree is left out."""
    yield from _head(parsed.header)
    for node in parsed.body:
        yield from _unit(node)
    if parsed.signatures or parsed.recipients:
        yield Block(Part.CLOSING, columns=(_recipients(parsed.recipients), _signatures(parsed.signatures)))
    for annex in parsed.annexes:
        yield from _annex(annex)
    for note in parsed.notes:
        yield Block(Part.NOTE, f"[{note.number}] {note.text}" if note.number else note.text)


def _head(header: Header) -> Iterator[Block]:
    day = header.issued_on
    date = f"ngày {day.day:02d} tháng {day.month:02d} năm {day.year}" if day else "ngày … tháng … năm …"
    left = (*(issuer.upper() for issuer in header.issuers), f"Số: {header.number}" if header.number else "")
    right = (NATION, MOTTO, f"{header.place}, {date}" if header.place else date)
    yield Block(Part.HEAD, columns=(tuple(filter(None, left)), right))
    if header.kind:
        yield Block(Part.KIND, header.kind.upper())
    if header.title:
        yield Block(Part.TITLE, header.title)
    for basis in header.bases:
        yield Block(Part.BASIS, f"{basis};")
    for paragraph in filter(None, header.enacting.split("\n")):
        resolves = paragraph.isupper() and paragraph.endswith(":")  # "QUYẾT ĐỊNH:" stands in the middle
        yield Block(Part.KIND if resolves else Part.ENACTING, paragraph)


def _recipients(recipients: tuple[str, ...]) -> tuple[str, ...]:
    if not recipients:
        return ()
    listed = [f"- {one};" for one in recipients]
    return ("Nơi nhận:", *listed[:-1], listed[-1].rstrip(";") + ".")


def _signatures(signatures: tuple[Signature, ...]) -> tuple[str, ...]:
    """Each signer on lines of their own: on whose behalf, in which post, room for the signature, the name."""
    lines: list[str] = []
    for one in signatures:
        lines += [*_ON_BEHALF.split(one.authority), one.post, *([""] * SIGNATURE_LINES), one.name]
    return tuple(lines)


def _annex(annex: Node) -> Iterator[Block]:
    name = f"PHỤ LỤC {annex.number}".strip() if annex.number or not annex.heading else ""
    yield Block(Part.ANNEX, "\n".join(filter(None, (name, annex.heading))), eid=annex.eid)
    yield from _text(annex, 0)
    for child in annex.children:
        yield from _unit(child)


def _unit(node: Node, depth: int = 0, opening: str = "") -> Iterator[Block]:
    if node.level in _DIVISIONS:
        name = f"{_DIVISIONS[node.level]} {node.number}"
        yield Block(Part.DIVISION, opening + "\n".join(filter(None, (name, node.heading))), eid=node.eid)
        yield from _text(node, depth)
        yield from _children(node, depth)
    elif node.level is Level.ARTICLE:
        yield from _article(node, depth, opening)
    elif node.level is Level.QUOTED:
        yield from _quoted(node, depth)
    elif node.level is Level.TABLE:
        yield Block(Part.TABLE, rows=node.rows, depth=depth)
    else:
        yield from _numbered(node, depth, opening)
        yield from _children(node, depth + 1)


def _article(node: Node, depth: int, opening: str) -> Iterator[Block]:
    """ "Điều 5. Tên điều"; the words follow on the same line where an article has no heading."""
    first, *rest = node.text.split("\n") if not node.heading else ("", *node.text.split("\n"))
    name = f"{opening}Điều {node.number}. {node.heading or first}".rstrip()
    yield Block(Part.ARTICLE, name, depth=depth, eid=node.eid)
    for paragraph in filter(None, rest):
        yield Block(Part.PARAGRAPH, paragraph, depth=depth)
    yield from _children(node, depth)


def _numbered(node: Node, depth: int, opening: str) -> Iterator[Block]:
    first, *rest = node.text.split("\n")
    heading = f"{node.heading} " if node.heading else ""
    yield Block(Part.PARAGRAPH, opening + f"{mark(node)} {heading}{first}".strip(), depth=depth, eid=node.eid)
    for paragraph in rest:
        yield Block(Part.PARAGRAPH, paragraph, depth=depth)


def mark(node: Node) -> str:
    """The mark a unit is printed with: "1.", "a)", "-"."""
    if not node.number or node.level is Level.TEXT:
        return ""
    if node.level is Level.CLAUSE or "." in node.number:
        return f"{node.number}." if node.number[0].isdigit() else f"{node.number})"
    if node.level is Level.ITEM and not node.number[0].isalnum():
        return node.number
    return f"{node.number})"


def _text(node: Node, depth: int) -> Iterator[Block]:
    for paragraph in filter(None, node.text.split("\n")):
        yield Block(Part.PARAGRAPH, paragraph, depth=depth)


def _children(node: Node, depth: int) -> Iterator[Block]:
    for child in node.children:
        yield from _unit(child, depth)


def _quoted(node: Node, depth: int) -> Iterator[Block]:
    """New text with its quotation marks around it."""
    blocks = [
        block
        for place, child in enumerate(node.children)
        for block in _unit(child, depth + 1, node.number if not place else "")
    ]
    if blocks and node.number:
        last = blocks[-1]
        closing = "”" if node.number in "“„" else node.number
        if last.part is Part.TABLE:
            blocks.append(Block(Part.PARAGRAPH, closing, depth=depth + 1))
        else:
            blocks[-1] = Block(last.part, last.text + closing, last.columns, last.rows, last.depth, last.eid)
    yield from blocks
