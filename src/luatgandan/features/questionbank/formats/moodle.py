"""Moodle XML: multichoice, truefalse, ordering, matching, numerical; other types are told row by row.

Words with pictures, sounds or Khmer are HTML, with the files in base64 beside them; all others are plain.
"""

import binascii
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from fractions import Fraction
from typing import BinaryIO
from urllib.parse import unquote
from xml.etree.ElementTree import Element, SubElement, tostring

from django.utils.translation import gettext as _

from ..enums import Kind
from .marks import KHMER, Marks, add_found, media_of, read_html, show, spoken
from .markup import parse, words
from .media import Album
from .rows import ItemFileError, Row, RowError, row_of
from .tags import filing, tags_of
from .values import (
    LEFT,
    RIGHT,
    TRUE,
    Content,
    Entry,
    Medium,
    choosing,
    counting,
    deciding,
    khmer_words,
    matching,
    ordering,
)

HEAD = b"<?xml version='1.0' encoding='utf-8'?>\n<quiz>"
PLUGIN_FILE = "@@PLUGINFILE@@/"

TYPES = {
    Kind.ONE: "multichoice", Kind.SEVERAL: "multichoice", Kind.TRUE_FALSE: "truefalse", Kind.ORDER: "ordering",
    Kind.MATCH: "matching", Kind.NUMBER: "numerical",
}  # fmt: skip


def write(entries: Iterable[Entry], file: BinaryIO) -> None:
    """One `<quiz>` with all questions; one of them at a time is in memory, with its files."""
    file.write(HEAD)
    for one in entries:
        file.write(tostring(_question(one), encoding="unicode").encode())
    file.write(b"</quiz>")


def _question(entry: Entry) -> Element:
    content, khmer = entry.content, entry.khmer
    told = khmer.get("options", {})
    node = Element("question", type=TYPES[content.kind])
    _text(SubElement(node, "name"), entry.code or content.stem[:80])
    stem = SubElement(node, "questiontext")
    _rich(stem, content.stem, khmer.get("stem", ""), entry, list(media_of(content.media)))
    _rich(SubElement(node, "generalfeedback"), content.explanation, khmer.get("explanation", ""), entry)
    SubElement(node, "idnumber").text = entry.code
    if content.kind in (Kind.ONE, Kind.SEVERAL):
        SubElement(node, "single").text = "true" if content.kind == Kind.ONE else "false"
        SubElement(node, "shuffleanswers").text = "true"
    for fraction, text in _answers(content):
        key = next((one.id for one in content.options if one.text == text), "")
        pictures = list(media_of(content.media, key)) if key else []
        _rich(SubElement(node, "answer", fraction=fraction), text, told.get(key, ""), entry, pictures)
    sides = {(one.side, one.text): told.get(one.id, "") for one in content.options}
    for left, right in _pairs(content):
        pair = SubElement(node, "subquestion")
        _rich(pair, left, sides.get((LEFT, left), ""), entry)
        _rich(SubElement(pair, "answer"), right, sides.get((RIGHT, right), ""), entry)
    tags = SubElement(node, "tags")
    for one in tags_of(entry):
        _text(SubElement(tags, "tag"), one)
    return node


def _text(node: Element, text: str) -> None:
    SubElement(node, "text").text = text


def _rich(node: Element, text: str, khmer: str, entry: Entry, media: Iterable[Medium] = ()) -> None:
    """Words with what is shown beside them."""
    shown = list(media)
    if not khmer and not shown:
        node.set("format", "plain_text")
        _text(node, text)
        return
    node.set("format", "html")
    html = Element("div")
    spoken(SubElement(html, "p"), text, khmer, "lang")
    for one in shown:
        captions = f"{PLUGIN_FILE}{one.captions}.vtt" if one.captions else ""
        show(html, one, f"{PLUGIN_FILE}{one.sha256}.{one.suffix}", captions)
    _text(node, tostring(html, encoding="unicode", method="html"))
    for name in [name for one in shown for name in (one.sha256, one.captions) if name]:
        file = entry.files[name]
        SubElement(node, "file", name=f"{name}.{file.suffix}", path="/", encoding="base64").text = b64encode(
            file.content
        ).decode()


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
    stem, why = _marks(node.find("questiontext")), _marks(node.find("generalfeedback"))
    answers = [(float(one.get("fraction") or 0), one, _marks(one)) for one in node.iterfind("answer")]
    pairs = [(_marks(one), _marks(one.find("answer"))) for one in node.iterfind("subquestion")]
    content = _content(node, stem.words(), [(share, marks.words()) for share, _n, marks in answers], pairs, kind, unit)
    album, ids = Album(), {one.text: one.id for one in content.options}
    add_found(album, stem.found, _reader(node.find("questiontext")))
    for _share, holder, marks in answers:
        add_found(album, marks.found, _reader(holder), option=ids.get(marks.words(), ""))
    sides = [("", marks) for _share, _node, marks in answers]
    sides += [(side, marks) for pair in pairs for side, marks in zip((LEFT, RIGHT), pair, strict=True)]
    khmer = khmer_words(
        stem.words(KHMER),
        ((one.words(), side, one.words(KHMER)) for side, one in sides if one.words() in ids),
        why.words(KHMER),
    )
    content = replace(content, explanation=why.words(), media=tuple(album.media))
    return Entry(content=content, code=words(node.find("idnumber")), khmer=khmer, files=album.files, **about)


def _marks(node: Element | None) -> Marks:
    """The words of a node: HTML, unless it says that they are plain."""
    text = (node.findtext("text") or "") if node is not None else ""
    if node is not None and node.get("format") == "plain_text":
        marks = Marks()
        marks.handle_data(text)
        return marks
    return read_html(text)


def _reader(node: Element | None) -> Callable[[str], bytes]:
    """The bytes of a file that the words of a node show: it stands in the node. Raises RowError."""
    there = (
        {f"{PLUGIN_FILE}{one.get('name')}": one.text or "" for one in node.iterfind("file")} if node is not None else {}
    )

    def read(source: str) -> bytes:
        found = there.get(unquote(source))
        if found is None:
            raise RowError(_("Tệp XML thiếu hình, âm thanh, phim “%s”.") % source[-80:])
        try:
            return b64decode(found, validate=False)
        except (binascii.Error, ValueError) as error:
            raise RowError(_("Hình, âm thanh, phim “%s” trong tệp XML bị hỏng.") % source[-80:]) from error

    return read


def _content(
    node: Element, stem: str, answers: list[tuple[float, str]], pairs: list[tuple[Marks, Marks]], kind: str, unit: str
) -> Content:
    type_ = node.get("type")
    if type_ == "truefalse":
        return deciding(stem, any(share > 0 and text.lower() == "true" for share, text in answers))
    if type_ == "numerical":
        if any(words(one) not in ("", "0") for one in node.iterfind("answer/tolerance")):
            raise RowError(_("Số có sai số hoặc khoảng thì chưa nhận được: ở đây đáp án là đúng một số."))
        right_one = next((text for share, text in answers if share > 0), "")
        return counting(stem, right_one.replace(".", ","), unit)
    if type_ == "ordering":
        return ordering(stem, [text for _share, text in answers])
    if type_ == "matching":
        told = [(left.words(), right.words()) for left, right in pairs]
        return matching(stem, [one for one in told if one[0]], others=[right for left, right in told if not left])
    if type_ != "multichoice":
        raise RowError(_("Không nhận loại câu hỏi “%s” của Moodle.") % type_)
    right = [place for place, (share, _text) in enumerate(answers) if share > 0]
    is_several = kind == Kind.SEVERAL or words(node.find("single")).lower() == "false"
    texts = [text for _share, text in answers]
    return choosing(Kind.SEVERAL if is_several else Kind.ONE, stem, texts, right)
