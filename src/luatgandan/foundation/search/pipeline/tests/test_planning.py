"""From analysis to clauses: marks, numbers, days, filters and the bound of cost."""

from datetime import date

import pytest

from luatgandan.backends.search import Clause, Field, Plan
from luatgandan.foundation.search.pipeline.analysis import analyse
from luatgandan.foundation.search.pipeline.planning import Weights, plan
from luatgandan.foundation.search.pipeline.values import SearchQuery

from .house import GLOSSARY, TODAY, engine, found, titles
from .odd_texts import ODD, by_chance


def planned(text: str, weights: Weights | None = None, *, common: int = 10, **query: object) -> Plan:
    """A plan where every term occurs `common` times in 1,000 entries."""
    return plan(
        analyse(text, glossary=GLOSSARY, today=TODAY), SearchQuery(text=text, **query), weights or Weights(),  # type: ignore[arg-type]
        frequencies=lambda field, terms: dict.fromkeys(terms, common), entries=1_000, today=TODAY, facets=("kind",),
    )  # fmt: skip


def terms(made: Plan, *fields: Field) -> dict[str, float]:
    return {one.term: one.weight for one in made.clauses if one.field in fields}


# --- marks, in pairs: what is found, and what must not be


def test_typed_marks_find_only_what_has_them() -> None:
    assert set(titles("đường")) == {"Điều 6. Nồng độ cồn", "Điều 6. Đường ngang mới"}
    assert set(titles("dương")) == {"Điều 7. Chất cấm"}


def test_missing_marks_find_all() -> None:
    assert set(titles("duong")) == {*titles("đường"), *titles("dương")}


def test_a_syllable_without_marks_among_marked_ones_prefers_none_and_finds_others_lower() -> None:
    weights = terms(planned("nồng độ con"), Field.BODY_MARKED)
    assert weights["con"] == Weights().body
    assert terms(planned("nồng độ con"), Field.BODY) == {"con": Weights().body * Weights().mixed}
    assert set(weights) == {"nồng", "độ", "con"}


def test_a_query_without_marks_looks_up_folded_fields_only() -> None:
    made = planned("nong do con")
    assert not any(one.field in (Field.BODY_MARKED, Field.TITLE_MARKED, Field.PATH_MARKED) for one in made.clauses)
    assert set(terms(made, Field.BODY)) == {"nong", "do", "con"} - {"do"}


# --- what was named


@pytest.mark.parametrize("text", ["d6 nd168", "điều 6 nghị định 168/2024/NĐ-CP", "Điều 6 NĐ 168 2024"])
def test_an_address_finds_its_article_first(text: str) -> None:
    assert titles(text)[0] == "Điều 6. Nồng độ cồn"


def test_the_same_article_of_another_document_comes_after_the_document_that_was_named() -> None:
    ranked = titles("điều 99 nghị định 168")
    assert ranked[0] == "Nghị định xử phạt giao thông"
    assert titles("điều 6 luật đất đai")[:2] == ["Điều 6. Tách thửa đất", "Luật Đất đai"]


@pytest.mark.parametrize("text", ["168/2024/ND-CP", "nđ168", "nghị định 168 năm 2024"])
def test_a_number_finds_its_document_first(text: str) -> None:
    assert titles(text)[0] == "Nghị định xử phạt giao thông"


@pytest.mark.parametrize("text", ["Luật Đất đai", "luat dat dai", "LĐĐ"])
def test_a_name_finds_its_document_first(text: str) -> None:
    assert titles(text)[0] == "Luật Đất đai"


def test_a_legal_term_is_looked_up_beside_the_everyday_word() -> None:
    assert titles("sổ đỏ")[0] == "Điều 5. Người sử dụng đất"
    pairs = terms(planned("sổ đỏ"), Field.PAIRS)
    assert pairs["so_do"] == Weights().pairs
    assert pairs["chung_nhan"] == Weights().pairs * Weights().expansion


def test_everyday_words_count_like_typed_ones_and_abbreviations_a_little_less() -> None:
    weights = terms(planned("sổ đỏ bhxh"), Field.PAIRS)
    assert weights["so_do"] == weights["chung_nhan"] == Weights().pairs
    assert weights["bao_hiem"] == Weights().pairs * Weights().abbreviation < Weights().pairs


def test_a_question_about_a_fine_looks_for_decrees_on_fines() -> None:
    assert {"xu_phat", "phat_tien"} <= set(terms(planned("vượt đèn đỏ phạt bao nhiêu"), Field.PAIRS))
    assert not {"xu_phat", "phat_tien"} & set(terms(planned("thủ tục ly hôn"), Field.PAIRS))


# --- days and filters


def test_the_wording_of_today_is_searched_and_of_another_day_when_asked() -> None:
    assert "Điều 6. Đường ngang" not in titles("đường ngang")
    assert "Điều 6. Đường ngang mới" in titles("đường ngang")
    assert "Điều 6. Đường ngang" in titles("đường ngang năm 2023")
    assert "Điều 6. Đường ngang mới" not in titles("đường ngang năm 2023")
    assert "Điều 6. Đường ngang" in titles("đường ngang", at=date(2023, 1, 1))
    assert "Điều 6. Đường ngang mới" in titles("đường ngang năm 2023", at=TODAY)


def test_facets_and_the_document_searched_in() -> None:
    assert titles("phạt tiền", within="document:3") == ["Điều 6. Đường ngang mới", "Nghị định xử phạt bến cảng"]
    assert titles("phạt tiền", facets={"audience": ("nguoi-dan",)}) == ["Điều 6. Đường ngang mới"]
    assert titles("phạt tiền", facets={"kind": ("topic",)}) == []


# --- cost


def test_the_plan_is_bounded_and_keeps_the_rarest() -> None:
    text = "nồng độ cồn xe máy phạt tiền bao nhiêu khi điều khiển trên đường bộ ở tỉnh khác ban đêm mùa mưa " * 3
    made = plan(
        analyse(text, glossary=GLOSSARY, today=TODAY), SearchQuery(text=text), Weights(clauses=12),
        frequencies=lambda field, terms: {term: 1 if term == "nong_do" else 50 for term in terms},
        entries=1_000, today=TODAY,
    )  # fmt: skip
    assert len(made.clauses) == 12
    assert made.clauses[0] == Clause(field=Field.PAIRS, term="nong_do", weight=Weights().pairs)


def test_what_occurs_nowhere_is_not_asked_for() -> None:
    assert planned("nồng độ cồn", common=0).clauses == ()


def test_common_syllables_are_looked_up_in_bodies_only_when_nothing_else_is_left() -> None:
    assert terms(planned("đường bộ", common=900), Field.BODY_MARKED) == {}
    assert terms(planned("đường", common=900), Field.BODY_MARKED) == {"đường": Weights().body}


def test_words_that_only_ask_make_no_clauses_of_their_own() -> None:
    made = planned("cho tôi hỏi ly hôn như thế nào")
    assert set(terms(made, Field.BODY_MARKED)) == {"ly", "hôn"}
    assert set(terms(made, Field.PAIRS)) == {"hoi_ly", "ly_hon", "hon_nhu"}


def test_only_words_that_ask_still_make_a_plan() -> None:
    assert found("như thế nào") == []
    assert planned("").clauses == ()


def test_the_core_counts_the_rare_words() -> None:
    assert planned("nồng độ cồn", common=60).core == planned("nồng độ cồn", common=60).clauses[:1]


@pytest.mark.parametrize("text", [*ODD, *by_chance(40)])
def test_any_text_can_be_searched(text: str) -> None:
    house = engine()
    made = plan(
        analyse(text, glossary=GLOSSARY, today=TODAY), SearchQuery(text=text), Weights(),
        frequencies=house.document_frequencies, entries=12, today=TODAY, facets=("kind",),
    )  # fmt: skip
    assert len(made.clauses) <= 40
    assert house.search(made).total >= 0


def test_weights_come_from_a_profile() -> None:
    assert Weights.of({"pairs": 2, "clauses": 50.0, "unheard": 1}) == Weights(pairs=2, clauses=50)
