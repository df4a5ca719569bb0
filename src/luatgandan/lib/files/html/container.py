"""Which element of a page holds the document.

The deepest element that has nearly all headings of articles, or without articles the one with the most text in its own
paragraphs; then upwards until the head of the document (name of the country) is inside too.
"""

import re
from collections import Counter
from itertools import islice

from lxml import etree

_ARTICLE = re.compile(r"\s*(?:“|\")?Điều\s+\d+[a-zđ]?\s*[.:]", re.IGNORECASE)
_HEAD = re.compile(r"CỘNG\s+HÒ?[AÀ]\s*XÃ\s+HỘI|CỘNG\s+HOÀ\s+XÃ|ĐẢNG CỘNG SẢN VIỆT NAM", re.IGNORECASE)
_DROPPED = {
    "script",
    "style",
    "noscript",
    "template",
    "iframe",
    "object",
    "svg",
    "form",
    "button",
    "select",
    "nav",
    "aside",
}
_KEPT_FORMS = {"form"}  # ASP.NET pages stand inside one form as a whole
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BLOCKS = {"p", "div", "li", "td", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre"}
_NEARLY_ALL, _FEWEST, _CLIMB = 0.9, 3, 2.0
_MOST_PROBES, _MOST_CLIMBS = 2_000, 12  # hostile pages nest thousands of tags


def document_of(root: etree._Element) -> etree._Element:
    """The element that holds the document, cleared of what is not text."""
    _strip(root)
    body = root.find("body")
    body = root if body is None else body
    articles = [node for node in body.iter(*_BLOCKS) if _ARTICLE.match(_opening(node))]
    found = _common(articles) if len(articles) >= _FEWEST else _densest(body)
    return _with_head(found if found is not None else body, body)


def _strip(root: etree._Element) -> None:
    for node in list(root.iter()):
        if not isinstance(node.tag, str):
            continue
        is_dropped = node.tag in _DROPPED and node.tag not in _KEPT_FORMS
        if (is_dropped or _HIDDEN.search(node.get("style", ""))) and node.getparent() is not None:
            node.drop_tree()


def _opening(node: etree._Element) -> str:
    """The first letters of an element, without reading all of it."""
    text = ""
    for part in node.itertext():
        text += part
        if len(text.strip()) > 20:
            break
    return text


def _common(nodes: list[etree._Element]) -> etree._Element | None:
    """The deepest element above nearly all of `nodes`."""
    counts: Counter[etree._Element] = Counter()
    nodes = nodes if len(nodes) <= _MOST_PROBES else [*nodes[: _MOST_PROBES // 2], *nodes[-_MOST_PROBES // 2 :]]
    for node in nodes:
        counts.update(node.iterancestors())
        counts[node] += 1
    needed = max(1, int(len(nodes) * _NEARLY_ALL))
    candidates = [node for node, count in counts.items() if count >= needed]
    return max(candidates, key=lambda node: sum(1 for _ in node.iterancestors()), default=None)


def _densest(body: etree._Element) -> etree._Element | None:
    """The element whose own paragraphs hold the most text (a child's text counts half for its grandparent)."""
    scores: dict[etree._Element, float] = {}
    for node in body.iter("p", "div", "td", "pre", "li"):
        length = _own_length(node)
        if length < 25:
            continue
        for ancestor, share in zip(node.iterancestors(), (1.0, 0.5), strict=False):
            scores[ancestor] = scores.get(ancestor, 0) + length * share
    return max(scores, key=lambda node: scores[node], default=None)


def _own_length(node: etree._Element) -> int:
    """Letters of an element that stand in no block of their own, down to formatting inside formatting."""
    length = len((node.text or "").strip())
    for child in node:
        if child.tag not in _BLOCKS:
            length += len((child.text or "").strip()) + sum(len((inner.text or "").strip()) for inner in child)
        length += len((child.tail or "").strip())
    return length


def _with_head(found: etree._Element, body: etree._Element) -> etree._Element:
    """`found`, or the nearest ancestor that has the head of the document and not much besides."""
    own = found.text_content()
    if _HEAD.search(own[:20_000]):
        return found
    most = _CLIMB * len(own) + 5_000
    for ancestor in islice(found.iterancestors(), _MOST_CLIMBS):
        text = ancestor.text_content()
        if len(text) > most or ancestor is body.getparent():
            return found
        if _HEAD.search(text[: 20_000 + len(text) - len(own)]):
            return ancestor
    return found
