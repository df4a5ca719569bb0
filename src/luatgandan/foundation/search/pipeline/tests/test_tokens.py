"""Text as tokens: one form for all spellings, marks kept beside, nothing lost."""

from itertools import pairwise

import pytest

from luatgandan.backends.search.base import MARKED, Field
from luatgandan.foundation.search.pipeline import khmer
from luatgandan.foundation.search.pipeline.names import names_of, number_names, typed_name
from luatgandan.foundation.search.pipeline.tokens import fields_of, tokenise
from luatgandan.lib.legaltext.numbers import find_numbers

from .odd_texts import ODD, by_chance


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Hoà giải", "hòa giải"),
        ("Thuỷ lợi, kĩ thuật", "thủy lợi kỹ thuật"),
        ("và/hoặc KT-XH", "và hoặc kt xh"),
        ("Nghị định 168/2024/NĐ-CP.", "nghị định 168-2024-nd-cp 168 2024 nđ cp"),
        ("Luật số 31/2024/QH15;", "luật số 31-2024-qh15 31 2024 qh15"),
        ("Quyết định 0766/QĐ-TTg", "quyết định 766-qd-ttg 0766 qđ ttg"),
        ("phạt 1.000.000đ", "phạt 1000000 đồng"),
        ("phạt 1.000.000 đồng", "phạt 1000000 đồng"),
        ("0,25mg và 0.25", "0.25 mg và 0.25"),
        ("ngày 01/7/2025", "ngày 2025-07-01 1 7 2025"),
        ("Điều 5a khoản 08", "điều 5a khoản 8"),
        ("đất,nhà (ở)", "đất nhà ở"),
        ("e\u0302\u0301ch", "ếch"),
    ],
)
def test_tokens(text: str, marked: str) -> None:
    assert tokenise(text)[0].split() == marked.split()


def test_folded_tokens_stand_beside_the_marked_ones() -> None:
    marked, folded = tokenise("Đường bộ: 168/2024/NĐ-CP, thuỷ nội địa")
    assert folded == "duong bo 168-2024-nd-cp 168 2024 nd cp thuy noi dia"
    assert len(marked.split()) == len(folded.split())


@pytest.mark.parametrize("text", [*ODD, *by_chance(300)])
def test_any_text_gives_aligned_tokens_without_spaces(text: str) -> None:
    marked, folded = (tokens.split(" ") if tokens else [] for tokens in tokenise(text))
    assert len(marked) == len(folded)
    assert all(0 < len(token) <= 70 and token == token.strip() for token in marked)
    again, _ = tokenise(text)
    assert again.split() == marked


@pytest.mark.parametrize("text", ["Luật Đất đai năm 2024", "Điều 12. Hoà giải ở cơ sở; 5.000.000 đồng", "ខ្ញុំចង់ដឹង"])
def test_tokens_of_tokens_are_the_same(text: str) -> None:
    once, _ = tokenise(text)
    assert tokenise(once)[0].split() == once.split()


def test_pairs_never_cross_texts() -> None:
    fields = fields_of(names=["nd-168", "nd-168"], title="Tách thửa", path="Luật Đất đai", body="Thửa đất")
    assert fields[Field.PAIRS] == "tach_thua luat_dat dat_dai thua_dat"
    assert fields[Field.NAMES] == "nd-168"
    assert all(len(fields[one].split()) == len(fields[other].split()) for one, other in MARKED.items())


@pytest.mark.parametrize(
    "text", ["", "đất", "Điều 12. – Nghị định 168/2024/NĐ-CP: 5.000.000đ, ngày 1/2/2024…", "ខ្ញុំចង់ដឹង luật", "? ! … –"]
)
def test_pairs_are_the_neighbours_of_the_folded_tokens(text: str) -> None:
    fields = fields_of(body=text)
    assert fields.get(Field.PAIRS, "") == " ".join(map("_".join, pairwise(fields.get(Field.BODY, "").split())))


def test_empty_fields_are_left_out() -> None:
    assert fields_of(title="Đất") == {Field.TITLE: "dat", Field.TITLE_MARKED: "đất"}


def test_khmer_is_cut_into_words() -> None:
    marked, folded = tokenise("ច្បាប់ដីធ្លី luật 5")
    assert marked == folded.replace("luat", "luật")
    assert marked.split()[-2:] == ["luật", "5"]
    assert "".join(marked.split()[:-2]) == "ច្បាប់ដីធ្លី"
    assert len(marked.split()) > 3


def test_khmer_without_a_dictionary_is_cut_into_clusters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(khmer, "METHOD", "clusters")
    assert khmer.words("ច្បាប់") == ["ច្បា", "ប់"]


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("nd 168 2024", "168/2024/NĐ-CP"), ("nđ168", "168/2024/NĐ-CP"), ("168/2024/ND-CP", "168/2024/NĐ-CP"),
        ("nghị định 168/2024", "168/2024/NĐ-CP"), ("nd cp 168 2024", "168/2024/NĐ-CP"),
        ("luật 31/2024", "31/2024/QH15"),
        ("31/2024/qh15", "31/2024/QH15"), ("766 qđ ttg", "766/QĐ-TTg"), ("thông tư 02/2025/TT-BTP", "02/2025/TT-BTP"),
        ("ttlt 17 2015", "17/2015/TTLT-BTP-BQP"), ("66-nq/tw", "66-NQ/TW"), ("vbhn 2", "02/VBHN-VPQH"),
        ("quyết định 1/2025/qđ-ubnd", "01/2025/QĐ-UBND"), ("163/sl", "163/SL"), ("1866/btp-plhshc", "1866/BTP-PLHSHC"),
    ],
)  # fmt: skip
def test_a_typed_number_is_one_of_the_names_of_its_document(typed: str, number: str) -> None:
    assert typed_name(find_numbers(typed)[0]) in list(number_names(number))


def test_an_article_never_bears_the_name_of_its_document() -> None:
    document = names_of(number="168/2024/NĐ-CP", others=["Nghị định về giao thông"], eid="")
    article = names_of(number="168/2024/NĐ-CP", others=["Nghị định về giao thông"], eid="art_6__para_3")
    assert {"nd-168", "168-2024-nd-cp", "nghi_dinh_ve_giao_thong"} <= set(document)
    assert {"in:nd-168", "in:168-2024-nd-cp", "art_6", "art_6__para_3"} <= set(article)
    assert not set(document) & set(article)
