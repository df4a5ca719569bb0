"""A saved page as Lines: parse leniently, find the document, walk it."""

import re
from email import message_from_bytes, policy

from lxml import etree
from lxml import html as lxml_html

from ..errors import EmptyFileError
from ..plain import decode
from ..reading import Format, Reading
from ..tidy import tidy
from .blocks import Blocks
from .container import document_of

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_HEAD = 4096


def read_html(data: bytes) -> Reading:
    """Raises EmptyFileError when the page has no text."""
    text = _CONTROL.sub(" ", decode(_unpack(data), declared=_declared(data)))
    root = _parse(text)
    if root is None:
        raise EmptyFileError
    lines = tuple(Blocks().lines(document_of(root)))
    if not lines:
        raise EmptyFileError
    title = tidy(" ".join(root.xpath("//head/title//text()")))
    return Reading(Format.HTML, lines, title=title, meta={"title": title} if title else {})


def _parse(text: str) -> etree._Element | None:
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = lxml_html.document_fromstring(text.encode("utf-8", "surrogatepass"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    return root


def _declared(data: bytes) -> str:
    found = _CHARSET.search(data[:_HEAD])
    return found.group(1).decode("ascii", "replace") if found else ""


def _unpack(data: bytes) -> bytes:
    """The page out of a web archive (MHTML); other bytes as they are."""
    head = data[:_HEAD].lstrip().lower()
    if not (head.startswith((b"from:", b"mime-version:", b"date:", b"subject:")) and b"multipart/related" in head):
        return data
    for part in message_from_bytes(data, policy=policy.default).walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            return payload if isinstance(payload, bytes) else data
    return data
