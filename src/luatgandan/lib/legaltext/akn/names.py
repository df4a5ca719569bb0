"""Elements of the Akoma Ntoso namespace, and text that XML allows."""

import re

from lxml import etree

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def element(name: str, text: str = "", /, **attributes: str) -> etree._Element:
    """An element without a parent."""
    made = etree.Element(f"{{{NAMESPACE}}}{name}", {key: safe(value) for key, value in attributes.items()})
    made.text = safe(text) or None
    return made


def add(parent: etree._Element, name: str, text: str = "", /, **attributes: str) -> etree._Element:
    """A new last child of `parent`."""
    child = element(name, text, **attributes)
    parent.append(child)
    return child


def safe(text: str) -> str:
    """`text` without the characters that XML 1.0 §2.2 forbids."""
    return _FORBIDDEN.sub("", text)
