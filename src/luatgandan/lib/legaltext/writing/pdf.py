"""A document as a page to print, and as PDF where WeasyPrint is installed (it needs Pango)."""

import importlib
from collections.abc import Iterator
from html import escape
from typing import Any

from ..tree import Parsed
from .layout import MOTTO, NATION, Block, Part, lay_out

STYLE = """
@page { size: A4; margin: 20mm 15mm 20mm 30mm; @top-center { content: counter(page); font: 13pt "Times New Roman" } }
@page :first { @top-center { content: none } }
body { font: 14pt/1.3 "Times New Roman", "Liberation Serif", "Tinos", serif; color: #000 }
p { margin: 6pt 0 0; text-align: justify; text-indent: 12.7mm }
.columns { display: flex }
.columns > div { width: 40% } .columns > div + div { width: 60% }
.head p { text-align: center; text-indent: 0; margin: 0 }
.head { font-size: 12pt } .head > div + div p { white-space: nowrap } .motto { text-decoration: underline }
.bold { font-weight: bold } .italic { font-style: italic }
h1, h2, .kind, .title { text-align: center; text-indent: 0; font-size: 14pt; font-weight: bold; margin: 12pt 0 6pt }
h3 { text-indent: 12.7mm; font-size: 14pt; margin: 6pt 0 0; break-after: avoid }
table { border-collapse: collapse; width: 100%; font-size: 12pt; margin: 6pt 0 }
td { border: .5pt solid; padding: 2pt 4pt }
.closing { margin-top: 12pt; break-inside: avoid }
.first { font-weight: bold; font-style: italic }
.recipients p { text-indent: 0; text-align: left; margin: 0; font-size: 11pt }
.annex { break-before: page } .note { text-indent: 0; font-size: 11pt }
.d2 { margin-left: 6mm } .d3 { margin-left: 12mm }
"""


class PdfUnavailableError(RuntimeError):
    """WeasyPrint, or the Pango library under it, is not installed here."""


def to_html(parsed: Parsed) -> str:
    """The document as one HTML page with the style of print in it."""
    title = escape(" ".join(part for part in (parsed.header.kind, parsed.header.number) if part) or "Văn bản")
    body = "\n".join(piece for block in lay_out(parsed) for piece in _pieces(block))
    head = f'<meta charset="utf-8"><title>{title}</title><style>{STYLE}</style>'
    return f'<!doctype html>\n<html lang="vi"><head>{head}</head>\n<body>\n{body}\n</body></html>\n'


def to_pdf(parsed: Parsed) -> bytes:
    """The document as PDF. Raises PdfUnavailableError."""
    return html_to_pdf(to_html(parsed))


def html_to_pdf(html: str, style: str = "") -> bytes:
    """A page of ours as PDF with a style sheet for print. Raises PdfUnavailableError."""
    weasyprint = _weasyprint()
    return bytes(weasyprint.HTML(string=html).write_pdf(stylesheets=[weasyprint.CSS(string=style)] if style else None))


def _weasyprint() -> Any:
    """The module, looked for when a PDF is asked for: it is optional, large and slow to load."""
    try:
        return importlib.import_module("weasyprint")
    except (ImportError, OSError) as error:
        raise PdfUnavailableError(
            "Máy chủ chưa cài WeasyPrint và thư viện Pango nên chưa xuất được PDF. "
            "Hãy tải bản DOCX, hoặc in trang này ra PDF."
        ) from error


def _pieces(block: Block) -> Iterator[str]:
    anchor = f' id="{escape(block.eid)}"' if block.eid else ""
    match block.part:
        case Part.HEAD:
            columns = "".join(f"<div>{_lines(column)}</div>" for column in block.columns)
            yield f'<div class="columns head">{columns}</div>'
        case Part.CLOSING:
            left = "".join(f"<p>{escape(line)}</p>" for line in block.columns[0]).replace(
                "<p>Nơi", '<p class="first">Nơi', 1
            )
            right = f'<div class="head bold">{_lines(block.columns[1])}</div>'
            yield f'<div class="columns closing"><div class="recipients">{left}</div>{right}</div>'
        case Part.TABLE:
            yield f"<table>{''.join(map(_row, block.rows))}</table>"
        case Part.DIVISION | Part.ANNEX:
            name = "h2" if block.part is Part.DIVISION else "h1"
            shape = ' class="annex"' if block.part is Part.ANNEX else ""
            yield f"<{name}{anchor}{shape}>{'<br>'.join(map(escape, block.text.splitlines()))}</{name}>"
        case Part.ARTICLE:
            yield f"<h3{anchor}>{escape(block.text)}</h3>"
        case _:
            shape = {Part.BASIS: "italic"}.get(block.part, block.part.value)
            depth = f" d{min(block.depth, 3)}" if block.depth > 1 else ""
            yield "".join(f'<p{anchor} class="{shape}{depth}">{escape(line)}</p>' for line in block.text.split("\n"))


def _lines(lines: tuple[str, ...]) -> str:
    return "".join(f'<p class="{_shape(line)}">{escape(line) or "&nbsp;"}</p>' for line in lines)


def _shape(line: str) -> str:
    if line == MOTTO:
        return "bold motto"
    return "bold" if line == NATION or line.isupper() else "italic" if "ngày" in line else "plain"


def _row(row: tuple[str, ...]) -> str:
    cells = (f"<td>{'<br>'.join(map(escape, cell.split(chr(10))))}</td>" for cell in row)
    return f"<tr>{''.join(cells)}</tr>"
