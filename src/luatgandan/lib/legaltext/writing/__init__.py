"""A document written out: plain text, JSON, HTML, DOCX and PDF in the layout of Nghị định 30/2020/NĐ-CP."""

from .docx import to_docx
from .json import SCHEMA, from_json, to_json
from .layout import Block, Part, lay_out
from .pdf import PdfUnavailableError, html_to_pdf, to_html, to_pdf
from .text import to_text

__all__ = [
    "SCHEMA",
    "Block",
    "Part",
    "PdfUnavailableError",
    "from_json",
    "html_to_pdf",
    "lay_out",
    "to_docx",
    "to_html",
    "to_json",
    "to_pdf",
    "to_text",
]
