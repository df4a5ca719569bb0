"""IMS QTI 2.1: one package with a manifest, an `assessmentItem` for each question, and their pictures and sounds.

Single items are read too; what they point at is missing then.
"""

import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO
from xml.etree.ElementTree import Element, SubElement

from django.utils.translation import gettext as _

from ..enums import Kind
from .marks import KHMER, Marks, add_found, media_of, spoken
from .markup import name_of, parse, words, written
from .media import MEDIA_TYPES, Album
from .packages import Package, open_package
from .rows import ItemFileError, Row, RowError, row_of
from .tags import filing, tags_of
from .values import (
    FALSE,
    LEFT,
    PAIR,
    PICTURE,
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

QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
IMSCP = "http://www.imsglobal.org/xsd/imscp_v1p1"
MANIFEST = "imsmanifest.xml"
AROUND = ("manifest", "assessmentTest", "assessmentSection")  # what packages have beside their questions
FOLDER = "media"
XML_LANG = "xml:lang"
CHOICES = ("simpleChoice", "simpleAssociableChoice")
Beside = Callable[[str], bytes]
CARDINALITY = {Kind.SEVERAL: "multiple", Kind.MATCH: "multiple", Kind.ORDER: "ordered"}
BASE_TYPE = {Kind.MATCH: "directedPair", Kind.NUMBER: "float"}


def write(entries: Iterable[Entry], file: BinaryIO) -> None:
    """The package as a zip file; filing stands in `toolName`'s neighbour `label`, one tag a line.

    One picture, sound or film at a time is in memory.
    """
    names, paths = dict[str, list[str]](), dict[str, str]()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for number, entry in enumerate(entries, 1):
            name = f"items/q{number:04}.xml"
            package.writestr(name, written(_item(entry, number)))
            for sha256 in entry.files.keys() - paths.keys():
                one = entry.files[sha256]
                paths[sha256] = f"{FOLDER}/{sha256}.{one.suffix}"
                package.writestr(paths[sha256], one.content)
            names[name] = [paths[sha256] for sha256 in entry.files]
        package.writestr(MANIFEST, written(_manifest(names)))


def _manifest(names: dict[str, list[str]]) -> Element:
    root = Element("manifest", xmlns=IMSCP, identifier="luatgandan")
    SubElement(root, "organizations")
    resources = SubElement(root, "resources")
    for number, (name, files) in enumerate(names.items(), 1):
        node = SubElement(resources, "resource", identifier=f"r{number}", type="imsqti_item_xmlv2p1", href=name)
        for href in (name, *files):
            SubElement(node, "file", href=href)
    return root


def _item(entry: Entry, number: int) -> Element:
    content = entry.content
    root = Element(
        "assessmentItem", xmlns=QTI, identifier=f"q{number:04}", title=entry.code or f"{number}", adaptive="false",
        timeDependent="false", label="\n".join(tags_of(entry)),
    )  # fmt: skip
    declared = SubElement(
        root, "responseDeclaration", identifier="RESPONSE",
        cardinality=CARDINALITY.get(content.kind, "single"), baseType=BASE_TYPE.get(content.kind, "identifier"),
    )  # fmt: skip
    right = SubElement(declared, "correctResponse")
    for one in content.key:
        SubElement(right, "value").text = _key(content.kind, one)
    SubElement(root, "outcomeDeclaration", identifier="SCORE", cardinality="single", baseType="float")
    _body(SubElement(root, "itemBody"), entry)
    SubElement(
        root, "responseProcessing", template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct"
    )
    if content.explanation or entry.khmer.get("explanation"):
        feedback = SubElement(root, "modalFeedback", outcomeIdentifier="SCORE", identifier="why", showHide="show")
        spoken(feedback, content.explanation, entry.khmer.get("explanation", ""), XML_LANG)
    return root


def _key(kind: str, one: str) -> str:
    if kind == Kind.NUMBER:
        return one.replace(",", ".")
    return " ".join(f"o{part}" for part in one.split(PAIR)) if kind != Kind.TRUE_FALSE else one


def _body(body: Element, entry: Entry) -> None:
    """The interaction that fits the kind, with the stem as its prompt, and what is shown before it."""
    content, told = entry.content, entry.khmer.get("options", {})
    for medium in media_of(content.media):
        _show(SubElement(body, "div"), medium)
    if content.kind == Kind.NUMBER:
        spoken(SubElement(body, "p"), content.stem, entry.khmer.get("stem", ""), XML_LANG)
        SubElement(SubElement(body, "p"), "textEntryInteraction", responseIdentifier="RESPONSE")
        return
    name, more = _INTERACTIONS[content.kind]
    node = SubElement(body, name, responseIdentifier="RESPONSE", shuffle="true", **more)
    spoken(SubElement(node, "prompt"), content.stem, entry.khmer.get("stem", ""), XML_LANG)
    if content.kind == Kind.MATCH:
        for side in (LEFT, RIGHT):
            match_set = SubElement(node, "simpleMatchSet")
            for one in content.of_side(side):
                choice = SubElement(match_set, "simpleAssociableChoice", identifier=f"o{one.id}", matchMax="1")
                spoken(choice, one.text, told.get(one.id, ""), XML_LANG)
        return
    for one in content.options:
        choice = SubElement(node, "simpleChoice", identifier=f"o{one.id}")
        spoken(choice, one.text, told.get(one.id, ""), XML_LANG)
        for medium in media_of(content.media, one.id):
            _show(choice, medium)
    if content.kind == Kind.TRUE_FALSE:
        for identifier, text in ((TRUE, "Đúng"), (FALSE, "Sai")):
            SubElement(node, "simpleChoice", identifier=identifier).text = text


_INTERACTIONS: dict[Kind, tuple[str, dict[str, str]]] = {
    Kind.ONE: ("choiceInteraction", {"maxChoices": "1"}),
    Kind.SEVERAL: ("choiceInteraction", {"maxChoices": "0"}),
    Kind.TRUE_FALSE: ("choiceInteraction", {"maxChoices": "1"}),
    Kind.ORDER: ("orderInteraction", {}),
    Kind.MATCH: ("matchInteraction", {"maxAssociations": "0"}),
}


def _show(node: Element, medium: Medium) -> None:
    """QTI 2.1 has `img` for pictures, and `object` for all that plays; captions are an object inside it."""
    path = f"../{FOLDER}/{medium.sha256}.{medium.suffix}"
    if medium.kind == PICTURE:
        SubElement(node, "img", src=path, alt=medium.alt, width=f"{medium.width}", height=f"{medium.height}")
        return
    played = SubElement(node, "object", data=path, type=MEDIA_TYPES[medium.suffix])
    if not medium.captions:
        played.text = medium.transcript
        return
    track = SubElement(
        played, "object", data=f"../{FOLDER}/{medium.captions}.vtt", type=MEDIA_TYPES["vtt"].partition(";")[0]
    )
    track.tail = medium.transcript


def read(content: bytes) -> Iterator[Row]:
    """Questions of a package, or of one item's XML. Raises ItemFileError."""
    if content[:2] != b"PK":
        yield row_of(1, _entry, parse(content), _nothing_beside)
        return
    with open_package(content) as package:
        roots = ((name, parse(package.read(name))) for name in sorted(package.names) if name.endswith(".xml"))
        items = ((name, root) for name, root in roots if name_of(root) not in AROUND)
        for number, (name, root) in enumerate(items, 1):
            yield row_of(number, _entry, root, _beside(package, name))


def _beside(package: Package, name: str) -> Beside:
    return lambda source: package.beside(name, source)


def _nothing_beside(source: str) -> bytes:
    raise ItemFileError(_("Câu này cần hình, âm thanh, phim mà tệp không có."))


def _entry(root: Element, beside: Beside) -> Entry:
    if name_of(root) != "assessmentItem":
        raise RowError(_("Tệp XML này không phải câu hỏi QTI 2.1: cần thẻ assessmentItem."))
    about = filing((root.get("label") or "").split("\n"))
    kind, unit = about.pop("kind"), about.pop("unit")
    nodes = {name_of(node): node for node in root.iter()}
    title = root.get("title") or ""
    body = Marks().walk(nodes["itemBody"], but=CHOICES)
    stem = Marks().walk(nodes["prompt"]) if "prompt" in nodes else body
    why = Marks().walk(nodes["modalFeedback"]) if "modalFeedback" in nodes else Marks()
    choices = _choices(nodes)
    content = _content(nodes, stem.words(), choices, kind, unit)
    album, ids = Album(), {one.text: one.id for one in content.options}
    for marks, option in [(body, ""), *((one.marks, ids.get(one.words, "")) for one in choices.values())]:
        add_found(album, marks.found, beside, option=option)
    khmer = khmer_words(
        stem.words(KHMER),
        ((one.words, one.side, one.marks.words(KHMER)) for one in choices.values() if one.words in ids),
        why.words(KHMER),
    )
    content = replace(content, explanation=why.words(), media=tuple(album.media))
    return Entry(content=content, code="" if title.isdecimal() else title, khmer=khmer, files=album.files, **about)


@dataclass(frozen=True)
class _Choice:
    """One thing to choose, order or match."""

    side: str
    marks: Marks

    @property
    def words(self) -> str:
        """In Vietnamese."""
        return self.marks.words()


def _choices(nodes: dict[str, Element]) -> dict[str, _Choice]:
    """By their identifiers, in the order of the file."""
    if "matchInteraction" in nodes:
        sets = [one for one in nodes["matchInteraction"] if name_of(one) == "simpleMatchSet"]
        sides = list(zip((LEFT, RIGHT), sets, strict=True))
    else:
        holder = nodes.get("orderInteraction", nodes.get("choiceInteraction"))
        sides = [("", holder)] if holder is not None else []
    return {
        node.get("identifier") or "": _Choice(side, Marks().walk(node))
        for side, holder in sides
        for node in holder
        if name_of(node) in CHOICES
    }


def _content(nodes: dict[str, Element], stem: str, choices: dict[str, _Choice], kind: str, unit: str) -> Content:
    keys = [words(node) for node in nodes["correctResponse"]]
    if "textEntryInteraction" in nodes:
        return counting(stem, keys[0].replace(".", ","), unit)
    if "matchInteraction" in nodes:
        mates = dict(one.split() for one in keys)
        pairs = [(choices[one].words, choices[other].words) for one, other in mates.items()]
        taken = {*mates, *mates.values()}
        return matching(stem, pairs, others=[one.words for name, one in choices.items() if name not in taken])
    if "orderInteraction" in nodes:
        return ordering(stem, [choices[one].words for one in keys])
    if "choiceInteraction" not in nodes:
        raise RowError(_("Không nhận loại tương tác này của QTI."))
    if set(choices) == {TRUE, FALSE}:
        return deciding(stem, keys == [TRUE])
    is_several = kind == Kind.SEVERAL or nodes["responseDeclaration"].get("cardinality") == "multiple"
    right = [place for place, one in enumerate(choices) if one in keys]
    texts = [one.words for one in choices.values()]
    return choosing(Kind.SEVERAL if is_several else Kind.ONE, stem, texts, right)
