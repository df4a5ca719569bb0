"""Moodle XML: multichoice, truefalse, ordering, matching, numerical; other types are told row by row."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from xml.etree.ElementTree import Element, SubElement

from django.utils.translation import gettext as _

from ..enums import Kind
from .markup import parse, words, written
from .rows import ItemFileError, Row, row_of
from .tags import filing, tags_of
from .values import RIGHT, TRUE, Content, Entry, choosing, counting, deciding, matching, ordering

TYPES = {
    Kind.ONE: "multichoice", Kind.SEVERAL: "multichoice", Kind.TRUE_FALSE: "truefalse", Kind.ORDER: "ordering",
    Kind.MATCH: "matching", Kind.NUMBER: "numerical",
}  # fmt: skip


def write(entries: Iterable[Entry]) -> bytes:
    """One `<quiz>` with all questions."""
    root = Element("quiz")
    for one in entries:
        _question(root, one)
    return written(root)


def _question(root: Element, entry: Entry) -> None:
    content = entry.content
    node = SubElement(root, "question", type=TYPES[content.kind])
    _text(SubElement(node, "name"), entry.code or content.stem[:80])
    _text(SubElement(node, "questiontext", format="plain_text"), content.stem)
    _text(SubElement(node, "generalfeedback", format="plain_text"), content.explanation)
    SubElement(node, "idnumber").text = entry.code
    if content.kind in (Kind.ONE, Kind.SEVERAL):
        SubElement(node, "single").text = "true" if content.kind == Kind.ONE else "false"
        SubElement(node, "shuffleanswers").text = "true"
    for fraction, text in _answers(content):
        _text(SubElement(node, "answer", fraction=fraction, format="plain_text"), text)
    for left, right in _pairs(content):
        pair = SubElement(node, "subquestion", format="plain_text")
        SubElement(pair, "text").text = left
        _text(SubElement(pair, "answer"), right)
    tags = SubElement(node, "tags")
    for one in tags_of(entry):
        _text(SubElement(tags, "tag"), one)


def _text(node: Element, text: str) -> None:
    SubElement(node, "text").text = text


def _answers(content: Content) -> Iterator[tuple[str, str]]:
    if content.kind == Kind.TRUE_FALSE:
        is_true = content.key == (TRUE,)
        yield from (("100" if is_true else "0", "true"), ("0" if is_true else "100", "false"))
    elif content.kind == Kind.NUMBER:
        yield "100", content.key[0].replace(",", ".")
    elif content.kind == Kind.ORDER:
        yield from (("100", one) for one in content.key_words)
    elif content.kind != Kind.MATCH:
        share = f"{float(Fraction(100, len(content.key))):.7g}"
        wrong = "0" if content.kind == Kind.ONE else "-100"
        yield from ((share if one.id in content.key else wrong, one.text) for one in content.options)


def _pairs(content: Content) -> list[tuple[str, str]]:
    if content.kind != Kind.MATCH:
        return []
    mates = {right for _left, right in content.pairs}
    return [*content.pairs, *(("", one.text) for one in content.of_side(RIGHT) if one.text not in mates)]


def read(content: bytes) -> Iterator[Row]:
    """Questions of a Moodle export. Raises ItemFileError."""
    root = parse(content)
    if root.tag != "quiz":
        raise ItemFileError(_("Tệp XML này không phải của Moodle: cần thẻ <quiz>."))
    nodes = [node for node in root.iter("question") if node.get("type") != "category"]
    for number, node in enumerate(nodes, 1):
        yield row_of(number, _entry, node)


def _entry(node: Element) -> Entry:
    about = filing(words(tag) for tag in node.iterfind("tags/tag"))
    kind, unit = about.pop("kind"), about.pop("unit")
    return Entry(content=_content(node, kind, unit), code=words(node.find("idnumber")), **about)


def _content(node: Element, kind: str, unit: str) -> Content:
    stem, why = words(node.find("questiontext")), words(node.find("generalfeedback"))
    answers = [(float(one.get("fraction") or 0), words(one.find("text"))) for one in node.iterfind("answer")]
    type_ = node.get("type")
    if type_ == "truefalse":
        return deciding(stem, any(share > 0 and text.lower() == "true" for share, text in answers), why)
    if type_ == "numerical":
        return counting(stem, answers[0][1].replace(".", ","), unit, why)
    if type_ == "ordering":
        return ordering(stem, [text for _share, text in answers], explanation=why)
    if type_ == "matching":
        pairs = [(words(one.find("text")), words(one.find("answer"))) for one in node.iterfind("subquestion")]
        others = [right for left, right in pairs if not left]
        return matching(stem, [one for one in pairs if one[0]], others=others, explanation=why)
    if type_ != "multichoice":
        raise ValueError(_("Không nhận loại câu hỏi “%s” của Moodle.") % type_)
    right = [place for place, (share, _text) in enumerate(answers) if share > 0]
    is_several = kind == Kind.SEVERAL or words(node.find("single")).lower() == "false"
    texts = [text for _share, text in answers]
    return choosing(Kind.SEVERAL if is_several else Kind.ONE, stem, texts, right, explanation=why)
