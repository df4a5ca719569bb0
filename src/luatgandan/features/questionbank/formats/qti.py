"""IMS QTI 2.1: one package with a manifest and an `assessmentItem` for each question; single items are read too."""

import zipfile
import zlib
from collections.abc import Iterable, Iterator
from io import BytesIO
from xml.etree.ElementTree import Element, SubElement

from django.utils.translation import gettext as _

from ..enums import Kind
from .markup import name_of, parse, words, written
from .rows import MOST_ITEMS, ItemFileError, Row, row_of
from .tags import filing, tags_of
from .values import (
    FALSE,
    LEFT,
    PAIR,
    RIGHT,
    TRUE,
    Content,
    Entry,
    choosing,
    counting,
    deciding,
    matching,
    ordering,
)

QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
IMSCP = "http://www.imsglobal.org/xsd/imscp_v1p1"
MANIFEST = "imsmanifest.xml"
LARGEST = 30_000_000
CARDINALITY = {Kind.SEVERAL: "multiple", Kind.MATCH: "multiple", Kind.ORDER: "ordered"}
BASE_TYPE = {Kind.MATCH: "directedPair", Kind.NUMBER: "float"}


def write(entries: Iterable[Entry]) -> bytes:
    """The package as a zip file; filing stands in `toolName`'s neighbour `label`, one tag a line."""
    output, names = BytesIO(), list[str]()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as package:
        for number, entry in enumerate(entries, 1):
            names.append(f"items/q{number:04}.xml")
            package.writestr(names[-1], written(_item(entry, number)))
        package.writestr(MANIFEST, written(_manifest(names)))
    return output.getvalue()


def _manifest(names: list[str]) -> Element:
    root = Element("manifest", xmlns=IMSCP, identifier="luatgandan")
    SubElement(root, "organizations")
    resources = SubElement(root, "resources")
    for number, name in enumerate(names, 1):
        node = SubElement(resources, "resource", identifier=f"r{number}", type="imsqti_item_xmlv2p1", href=name)
        SubElement(node, "file", href=name)
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
    _body(SubElement(root, "itemBody"), content)
    SubElement(
        root, "responseProcessing", template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct"
    )
    if content.explanation:
        feedback = SubElement(root, "modalFeedback", outcomeIdentifier="SCORE", identifier="why", showHide="show")
        feedback.text = content.explanation
    return root


def _key(kind: str, one: str) -> str:
    if kind == Kind.NUMBER:
        return one.replace(",", ".")
    return " ".join(f"o{part}" for part in one.split(PAIR)) if kind != Kind.TRUE_FALSE else one


def _body(body: Element, content: Content) -> None:
    """The interaction that fits the kind, with the stem as its prompt."""
    if content.kind == Kind.NUMBER:
        SubElement(body, "p").text = content.stem
        SubElement(SubElement(body, "p"), "textEntryInteraction", responseIdentifier="RESPONSE")
        return
    if content.kind == Kind.MATCH:
        node = SubElement(body, "matchInteraction", responseIdentifier="RESPONSE", shuffle="true", maxAssociations="0")
        SubElement(node, "prompt").text = content.stem
        for side in (LEFT, RIGHT):
            match_set = SubElement(node, "simpleMatchSet")
            for one in content.of_side(side):
                choice = SubElement(match_set, "simpleAssociableChoice", identifier=f"o{one.id}", matchMax="1")
                choice.text = one.text
        return
    is_order = content.kind == Kind.ORDER
    more: dict[str, str] = {} if is_order else {"maxChoices": "0" if content.kind == Kind.SEVERAL else "1"}
    name = "orderInteraction" if is_order else "choiceInteraction"
    node = SubElement(body, name, responseIdentifier="RESPONSE", shuffle="true", **more)
    SubElement(node, "prompt").text = content.stem
    options = [(f"o{one.id}", one.text) for one in content.options] or [(TRUE, "Đúng"), (FALSE, "Sai")]
    for identifier, text in options:
        SubElement(node, "simpleChoice", identifier=identifier).text = text


def read(content: bytes) -> Iterator[Row]:
    """Questions of a package, or of one item's XML. Raises ItemFileError."""
    documents = _documents(content) if content[:2] == b"PK" else [content]
    for number, document in enumerate(documents, 1):
        root = parse(document)
        if name_of(root) != "assessmentItem":
            raise ItemFileError(_("Tệp XML này không phải câu hỏi QTI 2.1: cần thẻ assessmentItem."))
        yield row_of(number, _entry, root)


def _documents(content: bytes) -> list[bytes]:
    """The items of a package, in the order of their names; a package that unpacks to too much is refused."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            inside = [one for one in package.infolist() if one.filename.endswith(".xml")]
            if sum(one.file_size for one in inside) > LARGEST or len(inside) > MOST_ITEMS + 1:
                raise ItemFileError(_("Gói QTI quá lớn. Hãy chia thành nhiều tệp."))
            names = sorted(one.filename for one in inside if one.filename != MANIFEST)
            return [package.read(name) for name in names]
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError) as error:
        raise ItemFileError(_("Gói QTI bị hỏng hoặc có mật khẩu.")) from error


def _entry(root: Element) -> Entry:
    about = filing((root.get("label") or "").split("\n"))
    kind, unit = about.pop("kind"), about.pop("unit")
    nodes = {name_of(node): node for node in root.iter()}
    keys = [words(node) for node in root.iter() if name_of(node) == "value"]
    title = root.get("title") or ""
    code = "" if title.isdecimal() else title
    why = words(nodes.get("modalFeedback"))
    return Entry(content=_content(nodes, keys, why, kind, unit), code=code, **about)


def _content(nodes: dict[str, Element], keys: list[str], why: str, kind: str, unit: str) -> Content:
    stem = words(nodes.get("prompt"))
    if "textEntryInteraction" in nodes:
        return counting(words(nodes["itemBody"]), keys[0].replace(".", ","), unit, why)
    if "matchInteraction" in nodes:
        return _matched(nodes["matchInteraction"], stem, keys, why)
    holder = nodes.get("orderInteraction", nodes.get("choiceInteraction"))
    if holder is None:
        raise ValueError(_("Không nhận loại tương tác này của QTI."))
    choices = {node.get("identifier") or "": words(node) for node in holder if name_of(node) == "simpleChoice"}
    if "orderInteraction" in nodes:
        return ordering(stem, [choices[one] for one in keys], explanation=why)
    if set(choices) == {TRUE, FALSE}:
        return deciding(stem, keys == [TRUE], why)
    is_several = kind == Kind.SEVERAL or nodes["responseDeclaration"].get("cardinality") == "multiple"
    right = [place for place, one in enumerate(choices) if one in keys]
    kind = Kind.SEVERAL if is_several else Kind.ONE
    return choosing(Kind(kind), stem, list(choices.values()), right, explanation=why)


def _matched(node: Element, stem: str, keys: list[str], why: str) -> Content:
    sets = [one for one in node if name_of(one) == "simpleMatchSet"]
    left, right = ({one.get("identifier") or "": words(one) for one in side} for side in sets)
    mates = dict(one.split() for one in keys)
    pairs = [(left[one], right[other]) for one, other in mates.items()]
    others = [text for one, text in right.items() if one not in mates.values()]
    return matching(stem, pairs, others=others, explanation=why)
