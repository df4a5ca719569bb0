"""Printed blocks as paragraphs and tables of Word."""

import re
from collections.abc import Callable, Sequence
from xml.sax.saxutils import escape

from ..layout import MOTTO, NATION, Block, Part
from .fixed import WORD

DOCUMENT_START = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f'<w:document xmlns:w="{WORD}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>'
)
DOCUMENT_END = (
    '<w:sectPr><w:headerReference w:type="default" r:id="rId2"/><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1134" w:right="851" w:bottom="1134" w:left="1701" w:header="567" w:footer="567" w:gutter="0"/>'
    "<w:titlePg/></w:sectPr></w:body></w:document>"
)
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WIDTH = 9354  # twentieths of a point between the margins
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_STYLES = {
    Part.KIND: "Kind",
    Part.TITLE: "About",
    Part.BASIS: "Basis",
    Part.DIVISION: "Heading1",
    Part.ARTICLE: "Heading2",
    Part.NOTE: "Note",
}


def block(one: Block) -> str:
    """One printed block as the XML of its paragraphs or its table."""
    special: dict[Part, Callable[[Block], str]] = {
        Part.HEAD: _head,
        Part.CLOSING: _closing,
        Part.TABLE: _table,
        Part.ANNEX: _annex,
    }
    if one.part in special:
        return special[one.part](one)
    style = _STYLES.get(one.part, "Normal")
    return "".join(paragraph(line, style) for line in one.text.split("\n"))


def paragraph(text: str, style: str = "Normal", *, letters: str = "", before: str = "") -> str:
    """A paragraph; `letters` are run properties, `before` paragraph properties."""
    words = escape(_FORBIDDEN.sub("", text))
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{before}</w:pPr><w:r><w:rPr>{letters}</w:rPr>'
        f'<w:t xml:space="preserve">{words}</w:t></w:r></w:p>'
    )


def _head(one: Block) -> str:
    left = "".join(paragraph(line, "Head", letters=_weight(line)) for line in one.columns[0])
    right = "".join(paragraph(line, "Head", letters=_weight(line)) for line in one.columns[1])
    return _two_columns(left, right) + paragraph("")


def _weight(line: str) -> str:
    if line in (NATION, MOTTO) or line.isupper():
        return "<w:b/>" + ('<w:u w:val="single"/>' if line == MOTTO else "")
    return "<w:i/>" if "ngày" in line else ""


def _closing(one: Block) -> str:
    left = "".join(
        paragraph(line, "Recipients", letters="<w:b/><w:i/>" if not place else "")
        for place, line in enumerate(one.columns[0])
    )
    right = "".join(paragraph(line, "Head", letters="<w:b/>") for line in one.columns[1])
    return paragraph("") + _two_columns(left, right)


def _two_columns(left: str, right: str) -> str:
    widths = (_WIDTH * 2 // 5, _WIDTH * 3 // 5)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    insides = (inside or paragraph("", "Head") for inside in (left, right))
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{inside}</w:tc>'
        for width, inside in zip(widths, insides, strict=True)
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{_WIDTH}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid><w:tr>{cells}</w:tr></w:tbl>"
    )


def _table(one: Block) -> str:
    columns = max((len(row) for row in one.rows), default=0)
    if not columns:
        return ""
    width = _WIDTH // columns
    grid = f'<w:gridCol w:w="{width}"/>' * columns
    rows = "".join(_row(row, columns, width) for row in one.rows)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{_WIDTH}" w:type="dxa"/><w:tblBorders>{_BORDERS}</w:tblBorders></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>{paragraph('')}"
    )


def _row(row: Sequence[str], columns: int, width: int) -> str:
    cells = [*row, *[""] * (columns - len(row))]
    return "<w:tr>" + "".join(_cell(cell, width) for cell in cells) + "</w:tr>"


def _cell(text: str, width: int) -> str:
    inside = "".join(paragraph(line, "Cell") for line in text.split("\n"))
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{inside}</w:tc>'


def _annex(one: Block) -> str:
    lines = one.text.split("\n") if one.text else [""]
    return "".join(
        paragraph(line, "Heading1", before="<w:pageBreakBefore/>" if not place else "")
        for place, line in enumerate(lines)
    )
