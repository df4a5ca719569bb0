"""The body of a .docx as Lines, in reading order; notes come last."""

from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from lxml import etree

from luatgandan.lib.legaltext.lines import Line

from ..errors import EmptyFileError
from ..numbering import Numbering
from ..reading import Format, Reading
from ..tables import Cell, table_lines
from ..tidy import alignment, as_note, tidy
from .numbering import lists_of
from .package import MC, Package, W
from .runs import BREAK, Piece, Runs
from .styles import Look, Styles, look_of

_CONTAINERS = {f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")} | {
    f"{MC}AlternateContent",
    f"{MC}Choice",
}
_CORE = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"


def read_docx(data: bytes | BinaryIO) -> Reading:
    """Raises subclasses of UnreadableFileError."""
    package = Package(data)
    reader = _Reader(package)
    lines = tuple(reader.lines())
    if not lines:
        raise EmptyFileError
    meta = _meta(package)
    return Reading(Format.DOCX, lines, title=meta.get("title", ""), meta=meta)


class _Reader:
    def __init__(self, package: Package) -> None:
        self._package = package
        self._styles = Styles(package.xml("word/styles.xml"))
        self._numbering = Numbering(lists_of(package.xml("word/numbering.xml")))
        self._notes: dict[tuple[str, str], int] = {}
        self._depth = 0  # tables that are open
        self._runs = Runs(self._styles, self._notes)

    def lines(self) -> Iterator[Line]:
        root = self._package.xml("word/document.xml")
        body = root.find(f"{W}body") if root is not None else None
        if body is not None:
            yield from self._blocks(body)
        yield from self._note_lines()

    def _blocks(self, node: etree._Element) -> Iterator[Line]:
        for child in node:
            if child.tag == f"{W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{W}tbl":
                yield from self._table(child)
            elif child.tag in _CONTAINERS:
                yield from self._blocks(child)

    def _paragraph(self, node: etree._Element) -> Iterator[Line]:
        properties = node.find(f"{W}pPr")
        style = properties.find(f"{W}pStyle") if properties is not None else None
        named = self._styles.look(style.get(f"{W}val") if style is not None else None).over(self._styles.defaults)
        look = look_of(None, properties).over(named)
        boxes: list[etree._Element] = []
        pieces = list(self._runs.pieces(node, replace(look, is_hidden=None), boxes.append))
        label = self._label(look)
        yield from labelled(split_lines(pieces, alignment(look.align).value), label, self._depth > 0)
        for box in boxes:
            yield from self._blocks(box)

    def _label(self, look: Look) -> str:
        """The number that Word would write."""
        if look.num_id in (None, "0"):
            return ""
        return tidy(self._numbering.label(look.num_id or "", look.level or 0))

    def _table(self, node: etree._Element) -> Iterator[Line]:
        rows: list[list[Cell]] = []
        self._depth += 1
        for row in _children(node, f"{W}tr"):
            if row.find(f"{W}trPr/{W}del") is not None:
                continue
            rows.append([[] if _is_continued(cell) else list(self._blocks(cell)) for cell in _children(row, f"{W}tc")])
        self._depth -= 1
        yield from table_lines(rows, is_bordered=_is_bordered(node))

    def _note_lines(self) -> Iterator[Line]:
        parts = {kind: self._package.xml(f"word/{kind}s.xml") for kind in ("footnote", "endnote")}
        for (kind, identity), number in sorted(self._notes.items(), key=lambda item: item[1]):
            root = parts[kind]
            if root is None:
                continue
            for note in root.iterfind(f"{W}{kind}"):
                if note.get(f"{W}id") == identity:
                    mark = f"[{number}] "
                    for line in self._blocks(note):
                        yield as_note(replace(line, text=mark + line.text))
                        mark = ""


def _children(node: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Children with this tag, also inside content controls and tracked insertions."""
    for child in node:
        if child.tag == tag:
            yield child
        elif child.tag in _CONTAINERS:
            yield from _children(child, tag)


def _is_continued(cell: etree._Element) -> bool:
    """True for a cell that only continues the one above; Word shows and counts nothing in it."""
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    return merge is not None and merge.get(f"{W}val") != "restart"


def _is_bordered(table: etree._Element) -> bool | None:
    """True for visible borders between cells, None where only a style could tell."""
    borders = table.find(f"{W}tblPr/{W}tblBorders")
    if borders is None:
        return None
    inside = [borders.find(f"{W}{name}") for name in ("insideH", "insideV")]
    return any(side is not None and side.get(f"{W}val") not in ("nil", "none") for side in inside)


def split_lines(pieces: list[Piece], align: str) -> Iterator[Line]:
    """Lines of a paragraph's pieces, one for each part between hard breaks; bold when most letters are."""
    part: list[Piece] = []
    for piece in [*pieces, Piece(BREAK)]:
        first, *others = piece.text.split(BREAK)
        part.append(replace(piece, text=first))
        for other in others:
            if line := _line(part, align):
                yield line
            part = [replace(piece, text=other)]


def labelled(lines: Iterator[Line], label: str, is_in_table: bool) -> Iterator[Line]:
    """The lines of a paragraph with its generated number; of an empty one in a table the number alone."""
    for line in lines:
        yield replace(line, text=f"{label} {line.text}") if label else line
        label = ""
        is_in_table = False
    if label and is_in_table:
        yield Line(text=label)


def _line(pieces: list[Piece], align: str) -> Line | None:
    text = tidy("".join(piece.text for piece in pieces))
    if not text:
        return None
    letters = sum(len(piece.text.strip()) for piece in pieces) or 1
    bold = sum(len(piece.text.strip()) for piece in pieces if piece.is_bold)
    italic = sum(len(piece.text.strip()) for piece in pieces if piece.is_italic)
    return Line(text=text, align=alignment(align), is_bold=2 * bold > letters, is_italic=2 * italic > letters)


def _meta(package: Package) -> dict[str, str]:
    root = package.xml("docProps/core.xml")
    if root is None:
        return {}
    names = {"title": f"{_CORE}title", "author": f"{_CORE}creator", "created": f"{_TERMS}created"}
    found = {name: tidy(root.findtext(tag) or "") for name, tag in names.items()}
    return {name: value for name, value in found.items() if value}
