"""Numbers of documents: their forms, the keys they are found by, and what people type."""

import csv
from pathlib import Path
from time import process_time

import pytest

from luatgandan.lib.legaltext import document_slug, number_key
from luatgandan.lib.legaltext.numbers import Style, find_numbers, parse_number

STARTER = Path(__file__).parents[3] / "features" / "library" / "starter" / "documents.tsv"


@pytest.mark.parametrize(
    ("written", "style", "year", "kind", "issuers"),
    [
        ("168/2024/NĐ-CP", Style.NORMATIVE, 2024, "NĐ", ("CP",)),
        ("168/2024/ND-CP", Style.NORMATIVE, 2024, "NĐ", ("CP",)),
        ("Số: 17/2025/TT-BTP", Style.NORMATIVE, 2025, "TT", ("BTP",)),
        ("91/2025/QH15", Style.NORMATIVE, 2025, "", ("QH15",)),
        ("01/2022/UBTVQH15", Style.NORMATIVE, 2022, "", ("UBTVQH15",)),
        ("05/2003/PL-UBTVQH11", Style.NORMATIVE, 2003, "PL", ("UBTVQH11",)),
        ("27/2025/QĐ-TTg", Style.NORMATIVE, 2025, "QĐ", ("TTg",)),
        ("66.1/2025/NQ-CP", Style.NORMATIVE, 2025, "NQ", ("CP",)),
        ("12/2024/NQ-HĐND", Style.NORMATIVE, 2024, "NQ", ("HĐND",)),
        ("17/2015/TTLT-BTP-BQP", Style.JOINT, 2015, "TTLT", ("BTP", "BQP")),
        ("01/2014/NQLT/CP-UBTƯMTTQVN", Style.JOINT, 2014, "NQLT", ("CP", "UBTƯMTTQVN")),
        ("766/QĐ-TTg", Style.ADMINISTRATIVE, None, "QĐ", ("TTg",)),
        ("71/NQ-CP", Style.ADMINISTRATIVE, None, "NQ", ("CP",)),
        ("02037/QĐ-UBND", Style.ADMINISTRATIVE, None, "QĐ", ("UBND",)),
        ("54/KH-UBND", Style.ADMINISTRATIVE, None, "KH", ("UBND",)),
        ("408/TB-VPCP", Style.ADMINISTRATIVE, None, "TB", ("VPCP",)),
        ("610/TL-BTC", Style.ADMINISTRATIVE, None, "TL", ("BTC",)),
        ("26/VBHN-NHNN", Style.CONSOLIDATED, None, "VBHN", ("NHNN",)),
        ("66-NQ/TW", Style.PARTY, None, "NQ", ("TW",)),
        ("22-KH/TU", Style.PARTY, None, "KH", ("TU",)),
        ("1866/BTP-PLHSHC", Style.LETTER, None, "", ("BTP", "PLHSHC")),
        ("5511/BKHCN-CĐSQG", Style.LETTER, None, "", ("BKHCN", "CĐSQG")),
        ("163/SL", Style.OLD, None, "SL", ()),
        ("17-LCT/HĐNN8", Style.OLD, None, "LCT", ("HĐNN8",)),
        ("217/CP", Style.OLD, None, "", ("CP",)),
        ("17-HĐBT", Style.OLD, None, "", ("HĐBT",)),
    ],
)
def test_forms(written: str, style: Style, year: int | None, kind: str, issuers: tuple[str, ...]) -> None:
    number = parse_number(written)
    assert number is not None
    assert (number.style, number.year, number.kind, number.issuers) == (style, year, kind, issuers)


def test_leading_zeros_are_shown_but_not_searched() -> None:
    number = parse_number("02037/QĐ-UBND")
    assert number is not None
    assert (number.text, number.number, number.key) == ("02037/QĐ-UBND", "02037", "2037-qd-ubnd")
    assert number_key("2037/qd-ubnd") == number.key


@pytest.mark.parametrize("written", ["", "abc", "15", "Hiến pháp 2013", "12/05/2024", "/NĐ-CP", "1/" * 5000])
def test_what_is_no_number(written: str) -> None:
    assert parse_number(written) is None


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("nd 168 2024", "168-2024-nd-cp"),
        ("168/2024/ND-CP", "168-2024-nd-cp"),
        ("168/2024/NĐ-CP", "168-2024-nd-cp"),
        ("NĐ168", "168-2024-nd-cp"),
        ("nghị định 168", "168-2024-nd-cp"),
        ("nghi dinh so 168 nam 2024", "168-2024-nd-cp"),
        ("nd cp 168 2024", "168-2024-nd-cp"),
        ("điều 6 khoản 3 nghị định 168/2024", "168-2024-nd-cp"),
        ("168/2024", "168-2024-nd-cp"),
        ("luật 31/2024", "31-2024-qh15"),
        ("31/2024/qh15", "31-2024-qh15"),
        ("766 qđ ttg", "766-qd-ttg"),
        ("quyết định 766", "766-qd-ttg"),
        ("2037/QĐ-UBND", "2037-qd-ubnd"),
        ("02037/QD-UBND", "2037-qd-ubnd"),
        ("công văn 1866", "1866-btp-plhshc"),
        ("1866/BTP-PLHSHC", "1866-btp-plhshc"),
        ("66-NQ/TW", "66-nq-tw"),
        ("nghị quyết 66 tw", "66-nq-tw"),
        ("thông tư 17 btp 2025", "17-2025-tt-btp"),
        ("nq 66.1/2025", "66-1-2025-nq-cp"),
        ("vbhn 26 nhnn", "26-vbhn-nhnn"),
        ("ttlt 17/2015", "17-2015-ttlt-btp-bqp"),
    ],
)
def test_what_people_type_finds_the_document(typed: str, key: str) -> None:
    found = find_numbers(typed)
    assert found
    assert found[0].matches(key)
    assert key.startswith(found[0].starts)


@pytest.mark.parametrize("typed", ["", "15", "ly hon", "dieu 6", "luat dat dai 2024", "khoản 3 điều 5"])
def test_what_people_type_without_a_number(typed: str) -> None:
    assert find_numbers(typed) == []


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("nd 168 2024", "168-2023-nd-cp"),
        ("nd 16", "168-2024-nd-cp"),
        ("qd 168", "168-2024-nd-cp"),
        ("luật 31", "31-nq-cp"),
    ],
)
def test_other_documents_do_not_match(typed: str, key: str) -> None:
    assert not any(one.matches(key) for one in find_numbers(typed))


def test_addresses_of_starter_records_never_change() -> None:
    with STARTER.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    slugs = [document_slug(row["kind"], row["number"]) for row in rows]
    assert len(slugs) == len(set(slugs))
    assert {"nd-168-2024-nd-cp", "luat-31-2024-qh15", "hien-phap-2013", "bo-luat-91-2015-qh13"} <= set(slugs)


def test_hostile_numbers_take_no_time() -> None:
    started = process_time()
    for text in ("1/" * 100_000, "nd " * 50_000, "1" * 200_000, "168/2024/" * 20_000, "a-" * 100_000):
        parse_number(text)
        find_numbers(text)
    assert process_time() - started < 5
