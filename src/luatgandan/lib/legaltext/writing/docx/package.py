"""The parts of the package and their places in the zip; the same document always gives the same bytes."""

import io
import zipfile

from ...tree import Parsed
from ..layout import lay_out
from .body import DOCUMENT_END, DOCUMENT_START, block
from .fixed import CONTENT_TYPES, HEADER, RELATIONS, RELATIONS_OF_DOCUMENT, STYLES, properties

_MOMENT = (1980, 1, 1, 0, 0, 0)


def to_docx(parsed: Parsed) -> bytes:
    """The document in the layout of Nghị định 30/2020/NĐ-CP: A4, Times New Roman 14, page numbers from page 2."""
    body = "".join(block(one) for one in lay_out(parsed))
    parts = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": RELATIONS,
        "docProps/core.xml": properties(parsed.header),
        "word/_rels/document.xml.rels": RELATIONS_OF_DOCUMENT,
        "word/styles.xml": STYLES,
        "word/header1.xml": HEADER,
        "word/document.xml": DOCUMENT_START + body + DOCUMENT_END,
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _MOMENT), text.encode(), zipfile.ZIP_DEFLATED)
    return packed.getvalue()
