"""The whole document: meta, preface, preamble, body, conclusions, attachments."""

from lxml import etree

from luatgandan.lib.vietnamese import slug

from ..tree import Header, Node, Parsed
from .meta import Expression, add_meta
from .names import NAMESPACE, add
from .units import HIERARCHY, Units


def to_akn(parsed: Parsed, expression: Expression | None = None) -> bytes:
    """`parsed` as Akoma Ntoso 3.0 in UTF-8."""
    version = expression or Expression()
    root = etree.Element(f"{{{NAMESPACE}}}akomaNtoso", nsmap={None: NAMESPACE})
    act = add(
        root,
        "act",
        name=slug(parsed.header.kind) or "van-ban",
        contains="originalVersion" if version.valid_on is None else "singleVersion",
    )
    add_meta(act, parsed.header, version)
    _preface(act, parsed.header)
    _preamble(act, parsed.header)
    units = Units()
    _body(add(act, "body"), parsed.body, units)
    _conclusions(act, parsed)
    _attachments(act, parsed, version, units)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _preface(act: etree._Element, header: Header) -> None:
    preface = add(act, "preface")
    for issuer in header.issuers:
        add(preface, "p", issuer)
    line = add(preface, "p")
    if header.number:
        add(line, "docNumber", header.number)
    if header.issued_on:
        place = f"{header.place}, " if header.place else ""
        add(line, "docDate", f"{place}ngày {header.issued_on:%d/%m/%Y}", date=header.issued_on.isoformat())
    title = add(add(preface, "longTitle"), "p")
    add(title, "docType", header.kind or "Văn bản").tail = " "
    add(title, "docTitle", header.title or " ")


def _preamble(act: etree._Element, header: Header) -> None:
    if not (header.bases or header.enacting):
        return
    preamble = add(act, "preamble")
    if header.bases:
        citations = add(preamble, "citations", eId="cits")
        for place, basis in enumerate(header.bases, 1):
            add(add(citations, "citation", eId=f"cits__cit_{place}"), "p", basis)
    if header.enacting:
        Units.paragraphs(add(preamble, "formula", name="ban-hanh"), header.enacting)


def _body(body: etree._Element, nodes: tuple[Node, ...], units: Units) -> None:
    for node in nodes:
        if node.level in HIERARCHY:
            body.append(units.unit(node))
        else:
            units.blocks(add(add(body, "hcontainer", name="doan"), "content"), [node], "")
    if not len(body):
        add(add(add(body, "hcontainer", name="doan"), "content"), "p")


def _conclusions(act: etree._Element, parsed: Parsed) -> None:
    if not (parsed.signatures or parsed.recipients or parsed.notes):
        return
    conclusions = add(act, "conclusions")
    for signature in parsed.signatures:
        block = add(conclusions, "p")
        for name, text in (("role", signature.authority), ("role", signature.post), ("person", signature.name)):
            if text:
                add(block, "signature", text) if name == "person" else add(block, "span", text)
    _list(conclusions, "noi-nhan", parsed.recipients)
    _list(conclusions, "chu-thich", [f"[{note.number}] {note.text}" for note in parsed.notes])


def _list(parent: etree._Element, name: str, texts: list[str] | tuple[str, ...]) -> None:
    if texts:
        box = add(parent, "container", name=name)
        for text in texts:
            Units.paragraphs(box, text)


def _attachments(act: etree._Element, parsed: Parsed, expression: Expression, units: Units) -> None:
    if not parsed.annexes:
        return
    attachments = add(act, "attachments")
    for place, annex in enumerate(parsed.annexes, 1):
        attachment = add(attachments, "attachment", eId=annex.eid or f"att_{place}")
        if annex.heading or annex.number:
            add(
                attachment,
                "heading",
                " ".join(part for part in (f"Phụ lục {annex.number}".strip(), annex.heading) if part),
            )
        inside = add(attachment, "doc", name="phu-luc")
        add_meta(inside, parsed.header, expression, f"phu-luc-{place}")
        main = add(inside, "mainBody")
        units.paragraphs(main, annex.text)
        for node in annex.children:
            if node.level in HIERARCHY:
                main.append(units.unit(node))
            else:
                units.blocks(main, [node], annex.eid)
        if not len(main):
            add(main, "p")
