"""Drafts without a model: every kind has its skeleton, every sentence of it is proven by the place it is bound to."""

from dataclasses import replace
from datetime import date

import pytest

from luatgandan.features.library.models import Document

from ..drafting.binding import bind, check
from ..drafting.skeletons import RADIO_SYLLABLES, skeleton, spoken
from ..drafting.values import Line, Material
from ..enums import DraftKind, LineRole, Origin
from ..pipeline.evidence import placed, units_of
from ..pipeline.values import Unit
from ..queries.drafts import material_of, units_at
from ..templatetags.assistant_desk import CHECKS
from .lawbook import motorbikes

TODAY = date(2026, 11, 22)


@pytest.fixture
def material(traffic: Document) -> Material:
    return material_of([(traffic.pk, "art_7")], TODAY)


@pytest.fixture
def law(traffic: Document) -> dict[str, Unit]:
    return units_at([(traffic.pk, f"art_{number}") for number in (3, 6, 7)], TODAY)


def units() -> list[Unit]:
    return [placed(one) for one in units_of(motorbikes())]


@pytest.mark.parametrize("kind", DraftKind)
def test_all_that_a_skeleton_says_is_proven_and_bound(
    kind: DraftKind, material: Material, law: dict[str, Unit]
) -> None:
    lines = skeleton(kind, material)
    claims = [check(one, law) for one in lines if one.is_claim]
    assert claims
    assert [(one.line.text, one.failed) for one in claims if not one.is_proven] == []
    assert all(one.unit and one.unit.text[one.line.start : one.line.end].strip() for one in claims)
    assert lines[0].role == (LineRole.QUESTION if kind == DraftKind.QUESTIONS else LineRole.HEADING)
    assert lines[-1].part == "basis"


@pytest.mark.parametrize("kind", DraftKind)
def test_lines_are_stored_and_read_back(kind: DraftKind, material: Material) -> None:
    for line in skeleton(kind, material):
        assert Line.from_dict(line.to_dict()) == line


@pytest.mark.parametrize("kind", DraftKind)
def test_of_a_chosen_part_nothing_else_of_its_article_is_told(kind: DraftKind, traffic: Document) -> None:
    lines = skeleton(kind, material_of([(traffic.pk, "art_7__para_2__point_h")], TODAY))
    told = {one.evidence for one in lines if one.evidence and "art_7" in one.evidence and one.role != LineRole.CHOICE}
    assert told <= {f"{traffic.pk}/art_7__para_2__point_h"}
    assert lines[-1].text == "Điểm h khoản 2 Điều 7 Nghị định 2/2026/NĐ-CP (2/2026/NĐ-CP)"


def test_two_parts_of_an_article_stand_in_their_order_with_what_leads_to_them(traffic: Document) -> None:
    material = material_of([(traffic.pk, "art_7__para_9"), (traffic.pk, "art_7__para_2")], TODAY)
    assert [one.eid for one in material.places] == ["art_7__para_2", "art_7__para_9"]
    quoted = [one.text for one in skeleton(DraftKind.LEAFLET, material) if one.part == "points"][1:]
    assert "Phạt tiền từ 400.000 đồng đến 600.000 đồng" in quoted[0]
    assert not any("4.000.000" in text for text in quoted)


def test_a_part_that_the_article_does_not_have_is_no_material(traffic: Document) -> None:
    assert not material_of([(traffic.pk, "art_7__para_99")], TODAY).places


def test_a_summary_has_amounts_periods_conditions_and_terms(material: Material) -> None:
    lines = skeleton(DraftKind.SUMMARY, material)
    by_part = {part: [one.text for one in lines if one.part == part][1:] for part in ("money", "time", "terms")}
    assert by_part["money"][0] == (
        "Phạt tiền từ 400.000 đồng đến 600.000 đồng đối với người điều khiển xe thực hiện một trong các hành vi "
        "vi phạm sau đây: h) Không đội mũ bảo hiểm, trừ trường hợp chở người bệnh đi cấp cứu"
    )
    assert by_part["time"] == ["Thời hiệu xử phạt là 01 năm kể từ ngày chấm dứt hành vi."]
    assert [text.partition(" là ")[0] for text in by_part["terms"]] == [
        "Xe mô tô", "Xe gắn máy", "Đèn tín hiệu giao thông", "Mũ bảo hiểm",
    ]  # fmt: skip


def test_questions_are_asked_in_the_words_of_the_law(material: Material) -> None:
    asked = [one.text for one in skeleton(DraftKind.QUESTIONS, material) if one.role == LineRole.QUESTION]
    assert "“Mũ bảo hiểm” là gì?" in asked
    assert "Không chấp hành hiệu lệnh của đèn tín hiệu giao thông thì bị phạt bao nhiêu tiền?" in asked


def test_wrong_choices_are_numbers_of_the_same_law_and_never_right(material: Material, law: dict[str, Unit]) -> None:
    lines = skeleton(DraftKind.QUIZ, material)
    items = {one.part for one in lines if one.part.startswith("item")}
    assert len(items) >= 4
    for part in items:
        stem, *choices = (one for one in lines if one.part == part and one.role != LineRole.HEADING)
        assert [one.role for one in choices].count(LineRole.KEY) == 1
        assert len(choices) >= 3
        for one in choices:
            assert one.text.casefold() in law[one.evidence].text.casefold()
            assert (one.text in law[stem.evidence].text) == (one.role == LineRole.KEY) or "[…]” Lời" in stem.text


def test_the_radio_script_can_be_read_in_three_minutes(traffic: Document) -> None:
    keys = [(traffic.pk, f"art_{number}") for number in (3, 6, 7)]
    lines = skeleton(DraftKind.RADIO, material_of(keys, TODAY))
    assert 100 < spoken(lines) <= RADIO_SYLLABLES


QUOTE = "Không đội mũ bảo hiểm, trừ trường hợp chở người bệnh đi cấp cứu"
OWN = "Người đi xe không đội mũ bảo hiểm bị phạt tiền từ 400.000 đồng đến 600.000 đồng."


def test_a_sentence_is_bound_to_the_place_that_proves_it() -> None:
    quote = bind(Line(text=QUOTE, origin=Origin.PERSON), units())
    assert (quote.origin, quote.evidence) == (Origin.LAW, "1/art_7__para_2__point_h")
    own = bind(Line(text=OWN.replace(" bị", ""), origin=Origin.PERSON), units())
    assert (own.origin, own.evidence) == (Origin.PERSON, "1/art_7__para_2__point_h")
    unit = next(one for one in units() if one.id == own.evidence)
    assert unit.text[own.start : own.end]


def test_a_false_number_is_marked_and_the_sentence_unproven() -> None:
    known = {one.id: one for one in units()}
    line = bind(Line(text=OWN.replace("600.000", "900.000"), origin=Origin.MODEL), units())
    told = check(replace(line, evidence="1/art_7__para_2__point_h"), known)
    assert not told.is_proven
    assert [line.text[start:end] for start, end in told.strange] == ["900.000"]


@pytest.mark.parametrize("text", ["", "…", "[…]", "((", "a" * 5000, "\\d+", "Điều 99"])
def test_odd_words_are_unproven_and_nothing_breaks(text: str) -> None:
    line = bind(Line(text=text, origin=Origin.PERSON, evidence="9/art_1"), units())
    assert line.origin == Origin.PERSON
    assert not check(replace(line, evidence="9/art_1"), {}).is_proven


@pytest.mark.parametrize(("text", "is_claim"), [("Nhớ điều này", False), ("Phạt 900.000 đồng", True)])
def test_a_heading_that_holds_a_number_must_be_proven(text: str, is_claim: bool) -> None:
    line = bind(Line(text=text, role=LineRole.HEADING, origin=Origin.PERSON), units())
    assert check(line, {one.id: one for one in units()}).is_proven == (not is_claim)


def test_each_check_that_may_fail_has_its_words() -> None:
    line = Line(text="Phạt 5 đồng", origin=Origin.MODEL, evidence=units()[0].id)
    names = {one.name for one in check(line, {one.id: one for one in units()}).checks}
    assert names <= set(CHECKS)
