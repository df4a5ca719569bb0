"""The text of a document on a day as one parsed document, for files to take away."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from importlib.util import find_spec

from django.conf import settings
from django.core.cache import cache
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from luatgandan import __version__
from luatgandan.lib.downloads import DOCX
from luatgandan.lib.legaltext.akn import Expression, to_akn
from luatgandan.lib.legaltext.edits import GONE
from luatgandan.lib.legaltext.tree import Header, Level, Node, Parsed, Signature
from luatgandan.lib.legaltext.writing import to_docx, to_json, to_pdf, to_text

from ..models import Document, Edition
from .reading import Unit, read_document

KEPT_SECONDS = 7 * 86_400


@dataclass(frozen=True, kw_only=True)
class Format:
    """A file to take away; `about` says for what it is good, `write` makes it of a document as it reads on a day.

    `tells_day`: the file names the day, so that the same words on another day are another file.
    """

    extension: str
    media_type: str
    label: str | Promise
    about: str | Promise
    write: Callable[[Parsed, date], bytes]
    tells_day: bool = False


def _json(parsed: Parsed, day: date) -> bytes:
    return json.dumps({**to_json(parsed), "valid_on": day.isoformat()}, ensure_ascii=False, indent=1).encode()


def _akn(parsed: Parsed, day: date) -> bytes:
    return to_akn(parsed, Expression(valid_on=day, made_on=day, site=str(settings.SITE_URL)))


PDF = Format(
    extension="pdf",
    media_type="application/pdf",
    label="PDF",
    about=_("để in, đúng thể thức văn bản"),
    write=lambda parsed, day: to_pdf(parsed),
)
FORMATS = (
    Format(
        extension="docx",
        media_type=DOCX,
        label="Word (DOCX)",
        about=_("để soạn thảo"),
        write=lambda parsed, day: to_docx(parsed),
    ),
    Format(
        extension="txt",
        media_type="text/plain",
        label=_("Chữ thường (TXT)"),
        about=_("đọc được trên mọi máy"),
        write=lambda parsed, day: to_text(parsed).encode(),
    ),
    Format(
        extension="xml",
        media_type="application/akn+xml",
        label="Akoma Ntoso (XML)",
        about=_("chuẩn quốc tế của văn bản luật"),
        write=_akn,
        tells_day=True,
    ),
    Format(
        extension="json",
        media_type="application/json",
        label="JSON",
        about=_("cho người viết phần mềm"),
        write=_json,
        tells_day=True,
    ),
)


def formats() -> list[Format]:
    """The formats that can be made here: PDF needs an optional program library."""
    return [*([PDF] if find_spec("weasyprint") else []), *FORMATS]


def format_of(extension: str) -> Format | None:
    """The format with this ending, where it can be made here."""
    return next((one for one in formats() if one.extension == extension), None)


def tag_of(wanted: Format, parsed: Parsed, day: date) -> str:
    """What tells one file from another (for ETag): all that it is made from, and by which version of the program."""
    said = (__version__, wanted.extension, day.isoformat() if wanted.tells_day else "", to_json(parsed))
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()[:32]


def file_of(wanted: Format, parsed: Parsed, day: date, *, tag: str) -> bytes:
    """The file, made once for the same words: a PDF of a long law takes seconds."""
    key = f"library.export.{tag}"
    content: bytes | None = cache.get(key)
    if content is None:
        content = wanted.write(parsed, day)
        cache.set(key, content, KEPT_SECONDS)
    return content


def parsed_on(document: Document, *, day: date, today: date, tells_gone: bool = True) -> Parsed | None:
    """The document as it reads on `day`, as the parser would have given it; None while its text is not here.

    `tells_gone`: headings of repealed units say so.
    """
    reading = read_document(document, day=day, today=today)
    if not reading.units:
        return None
    units = [_node(unit, tells_gone=tells_gone) for unit in reading.outline]
    return Parsed(
        header=_header(document, reading.edition),
        body=tuple(one for one in units if one.level is not Level.ANNEX),
        annexes=tuple(one for one in units if one.level is Level.ANNEX),
        signatures=tuple(Signature(**one) for one in reading.signatures),
        recipients=tuple(reading.edition.recipients if reading.edition else ()),
    )


def _node(unit: Unit, *, tells_gone: bool) -> Node:
    """A unit with the provisions inside it; loose text has no address outside our tables."""
    node = unit.version.node
    if unit.version.is_repealed and tells_gone:
        node = replace(node, heading=f"{node.heading} {GONE}".lstrip())
    inner = (*node.children, *(_node(child, tells_gone=tells_gone) for child in unit.children))
    return replace(node, children=inner, eid="" if unit.is_loose else node.eid)


def _header(document: Document, edition: Edition | None) -> Header:
    return Header(
        kind=str(document.get_kind_display()),
        number=document.number,
        issuers=(document.issuer,),
        issued_on=document.issued_on,
        title=document.title,
        bases=tuple(edition.bases if edition else ()),
        enacting=edition.enacting if edition else "",
    )
