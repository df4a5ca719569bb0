"""Exports: text, JSON, HTML, DOCX and PDF hold all of the tree and can be read again."""

import importlib.util
import io
import zipfile

import pytest
from jsonschema import Draft202012Validator
from lxml import etree

from luatgandan.lib.files.reader import read_file
from luatgandan.lib.legaltext.lines import Line
from luatgandan.lib.legaltext.structure import parse, parse_text
from luatgandan.lib.legaltext.tree import Header, Level, Node, Parsed
from luatgandan.lib.legaltext.writing import (
    SCHEMA,
    Part,
    PdfUnavailableError,
    from_json,
    lay_out,
    to_docx,
    to_html,
    to_json,
    to_pdf,
    to_text,
)

from .test_akn import AMENDING
from .test_structure_document import DECREE


def shape(parsed: Parsed) -> list[tuple[str, str, str, str]]:
    """What must come back from an export: level, number, heading and words of every unit, quoted new text too."""

    def below(node: Node) -> list[tuple[str, str, str, str]]:
        own = (node.level.name, node.number, node.heading, node.text)
        return [own, *(one for child in node.children for one in below(child))]

    return [one for node in (*parsed.body, *parsed.annexes) for one in below(node)]


@pytest.mark.parametrize("source", [DECREE, AMENDING], ids=["decree", "amending"])
def test_plain_text_parses_into_the_same_tree(source: str) -> None:
    parsed = parse_text(source)
    again = parse_text(to_text(parsed))
    assert shape(again) == shape(parsed)
    assert again.header == parsed.header
    assert again.signatures == parsed.signatures


@pytest.mark.parametrize("source", [DECREE, AMENDING], ids=["decree", "amending"])
def test_docx_is_read_back_into_the_same_tree(source: str) -> None:
    parsed = parse_text(source)
    reading = read_file(to_docx(parsed), "van-ban.docx")
    again = parse(reading.lines)
    assert shape(again) == shape(parsed)
    assert (again.header.number, again.header.kind) == (parsed.header.number, parsed.header.kind)
    assert again.signatures == parsed.signatures
    assert again.recipients == parsed.recipients


def test_docx_is_well_formed_and_always_the_same() -> None:
    parsed = parse([Line("Điều 1. Mức <thu> & phí"), Line("A\tB", rows=(("A", "B\nC"), ("\x00",))), Line("Hết.")])
    first, second = to_docx(parsed), to_docx(parsed)
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        for name in archive.namelist():
            etree.fromstring(archive.read(name))
        words = "".join(etree.fromstring(archive.read("word/document.xml")).itertext())
    assert "Mức <thu> & phí" in words


def test_json_comes_back_and_keeps_to_its_schema() -> None:
    parsed = parse_text(DECREE)
    values = to_json(parsed)
    assert from_json(values) == parsed
    assert set(values) | {"valid_on"} == set(SCHEMA["properties"])
    assert set(values["header"]) == set(SCHEMA["properties"]["header"]["properties"])
    Draft202012Validator(SCHEMA).validate(values)
    assert {level.value for level in Level} == set(SCHEMA["$defs"]["unit"]["properties"]["level"]["enum"])


def test_html_has_an_anchor_for_every_unit_and_no_live_code() -> None:
    parsed = parse_text(DECREE + "Điều 99. <script>alert(1)</script>")
    page = to_html(parsed)
    assert "<script" not in page
    assert all(f'id="{node.eid}"' in page for node in parsed.walk() if node.eid)
    assert '<html lang="vi">' in page


def test_pdf_or_a_plain_reason() -> None:
    parsed = parse_text(DECREE)
    if importlib.util.find_spec("weasyprint"):
        assert to_pdf(parsed).startswith(b"%PDF")
    else:
        with pytest.raises(PdfUnavailableError, match="chưa cài WeasyPrint"):
            to_pdf(parsed)


def test_the_words_of_deciding_stand_in_the_middle() -> None:
    header = Header(kind="Quyết định", enacting="Theo đề nghị của Ban Tổ chức.\nQUYẾT ĐỊNH:")
    assert [(one.part, one.text) for one in lay_out(Parsed(header=header))][2:] == [
        (Part.ENACTING, "Theo đề nghị của Ban Tổ chức."),
        (Part.KIND, "QUYẾT ĐỊNH:"),
    ]
