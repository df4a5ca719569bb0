"""Answers of OAI-PMH 2.0 as XML."""

import json
import re
from datetime import UTC, datetime
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from defusedxml.ElementTree import fromstring

from luatgandan.foundation.modules.registry import SharedThing

from .asking import Ask, OaiError

OAI = "http://www.openarchives.org/OAI/2.0/"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
OWN = "urn:luatgandan:values:1"
FORMATS = {  # prefix: (namespace, schema); the schema of our own is below the address of the house
    "oai_dc": ("http://www.openarchives.org/OAI/2.0/oai_dc/", "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"),
    "luatgandan": (OWN, "luatgandan.xsd"),
    "akn": (AKN, "http://docs.oasis-open.org/legaldocml/akn-core/v1.0/os/part2-specs/schemas/akomantoso30.xsd"),
}
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
register_namespace("akn", AKN)


def moment(at: datetime) -> str:
    """A second in UTC as the protocol writes it."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def envelope(*, base: str, at: datetime, ask: Ask | None = None, asked: dict[str, str] | None = None) -> Element:
    """The beginning of every answer; `asked` are the arguments as they came, of requests that were understood."""
    root = Element("OAI-PMH", {"xmlns": OAI, "xmlns:xsi": XSI,
                               "xsi:schemaLocation": f"{OAI} {OAI}OAI-PMH.xsd"})  # fmt: skip
    _put(root, "responseDate", moment(at))
    request = _put(root, "request", base)
    for name, words in (asked or {}).items() if ask else ():
        request.set(name, _clean(words))
    return root


def to_bytes(root: Element) -> bytes:
    """The answer as it goes out."""
    return tostring(root, encoding="utf-8", xml_declaration=True)


def add_error(root: Element, problem: OaiError) -> None:
    """What is wrong with the request."""
    _put(root, "error", str(problem)).set("code", problem.code)


def add_identify(root: Element, *, name: str, base: str, mail: str, earliest: datetime) -> None:
    """Who this house is."""
    body = SubElement(root, "Identify")
    for tag, words in (
        ("repositoryName", name),
        ("baseURL", base),
        ("protocolVersion", "2.0"),
        ("adminEmail", mail),
        ("earliestDatestamp", moment(earliest)),
        ("deletedRecord", "persistent"),
        ("granularity", "YYYY-MM-DDThh:mm:ssZ"),
    ):
        _put(body, tag, words)


def add_formats(root: Element, *, prefixes: list[str], base: str) -> None:
    """In which formats things are given."""
    body = SubElement(root, "ListMetadataFormats")
    for prefix in prefixes:
        namespace, schema = FORMATS[prefix]
        one = SubElement(body, "metadataFormat")
        _put(one, "metadataPrefix", prefix)
        _put(one, "schema", schema if "://" in schema else f"{base}{schema}")
        _put(one, "metadataNamespace", namespace)


def add_sets(root: Element, sets: list[tuple[str, str]]) -> None:
    """The sets as (name, title) pairs."""
    body = SubElement(root, "ListSets")
    for name, title in sets:
        one = SubElement(body, "set")
        _put(one, "setSpec", name)
        _put(one, "setName", title)


def add_header(parent: Element, *, identifier: str, at: datetime, source: str, is_deleted: bool) -> None:
    """What is said of a thing before its content."""
    header = SubElement(parent, "header", {"status": "deleted"} if is_deleted else {})
    _put(header, "identifier", identifier)
    _put(header, "datestamp", moment(at))
    _put(header, "setSpec", source)


def add_token(body: Element, *, token: str, count: int) -> None:
    """Where to go on; an empty one ends a list that came in pages."""
    _put(body, "resumptionToken", token).set("completeListSize", str(count))


def add_metadata(record: Element, thing: SharedThing, prefix: str) -> None:
    """The content of a thing in one format. Raises OaiError when it is not to be had in it."""
    body = {"oai_dc": _dublin, "luatgandan": _own, "akn": _akn}[prefix](thing)
    SubElement(record, "metadata").append(body)


def prefixes_of(thing: SharedThing) -> list[str]:
    """The formats of a thing."""
    return [prefix for prefix in FORMATS if prefix != "akn" or thing.akn]


def _dublin(thing: SharedThing) -> Element:
    namespace, schema = FORMATS["oai_dc"]
    body = Element("oai_dc:dc", {"xmlns:oai_dc": namespace, "xmlns:dc": "http://purl.org/dc/elements/1.1/",
                                 "xsi:schemaLocation": f"{namespace} {schema}"})  # fmt: skip
    for name, words in thing.dublin:
        _put(body, f"dc:{name}", words)
    return body


def _own(thing: SharedThing) -> Element:
    body = Element("values", {"xmlns": OWN})
    body.text = _clean(json.dumps(thing.data(), ensure_ascii=False))
    return body


def _akn(thing: SharedThing) -> Element:
    content = thing.akn() if thing.akn else b""
    if not content:
        raise OaiError("cannotDisseminateFormat", "not to be had as Akoma Ntoso")
    body: Element = fromstring(content)
    return body


def _put(parent: Element, tag: str, words: str) -> Element:
    child = SubElement(parent, tag)
    child.text = _clean(words)
    return child


def _clean(words: str) -> str:
    return _UNWRITABLE.sub("", words)
