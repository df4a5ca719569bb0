"""XML from strangers: nothing is fetched, nothing is expanded, and a broken file says so."""

from xml.etree.ElementTree import Element, ParseError, tostring

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils.translation import gettext as _

from luatgandan.lib.vietnamese import clean

from .rows import ItemFileError


def parse(content: bytes) -> Element:
    """The root of a document. Raises ItemFileError."""
    try:
        root: Element = fromstring(content, forbid_dtd=True)
    except DefusedXmlException as error:
        raise ItemFileError(_("Tệp XML có khai báo DTD hoặc thực thể, không nhận vì có thể gây hại.")) from error
    except (ParseError, ValueError, LookupError) as error:
        raise ItemFileError(_("Tệp XML bị hỏng. Hãy xuất lại từ chương trình gốc.")) from error
    return root


def name_of(node: Element) -> str:
    """The name of a node without its namespace."""
    return node.tag.rpartition("}")[2]


def words(node: Element | None) -> str:
    """All words inside a node, marks of HTML left out."""
    if node is None:
        return ""
    text = "".join(node.itertext())
    if "<" in text and ">" in text:
        text = _without_marks(text)
    return clean(text)


def _without_marks(text: str) -> str:
    """Moodle keeps HTML as escaped text."""
    try:
        return "".join(fromstring(f"<p>{text}</p>", forbid_dtd=True).itertext())
    except (ParseError, ValueError, DefusedXmlException):
        return text


def written(root: Element) -> bytes:
    """The document as bytes."""
    return tostring(root, encoding="utf-8", xml_declaration=True)
