"""Words in Khmer stand beside the words they translate, in files and in the editor."""

from dataclasses import replace
from typing import Any

import pytest

from ..enums import Kind
from ..formats.files import FORMATS
from ..formats.lettered import khmer_of
from ..formats.media import prepare
from ..formats.values import Content, Entry, matching
from ..models import Item
from ..queries import shown_media
from ..services import RowState, plan_import
from .conftest import FERRY, MakeStaff, Units
from .files import SOUND, picture
from .test_desk import COMMON, STEM, TYPED, at_desk, text, url

ASKED = "ថ្លៃប៉ុន្មាន?"
WORDS = ["មួយ", "ពីរ", "បី", "បួន", "ប្រាំ"]
PAIRS = matching("Ghép", [("Người lớn", "Một"), ("Trẻ em", "Hai")], others=["Ba"])


def lettered(*marks: str) -> list[str]:
    return [f"{mark}. {word}" for mark, word in zip(marks, WORDS, strict=False)]


@pytest.mark.parametrize(
    ("content", "lines", "is_whole"),
    [
        (FERRY, [], True),
        (FERRY, lettered("A", "B", "C"), True),
        (FERRY, lettered("A", "C"), False),
        (FERRY, lettered("A", "B"), False),
        (FERRY, lettered("A", "B", "C", "D"), False),
        (PAIRS, lettered("A", "B", "1", "2", "3"), True),
        (PAIRS, lettered("A", "B", "1", "2"), False),
    ],
)
def test_a_letter_left_out_is_told_and_no_word_slips_to_another_option(
    content: Content, lines: list[str], is_whole: bool
) -> None:
    if not is_whole:
        with pytest.raises(ValueError, match="phương án tiếng Khmer"):
            khmer_of(content, ASKED, lines, "")
        return
    told = khmer_of(content, ASKED, lines, "")["options"]
    sides = [*(one for one in content.options if one.side != "right"), *content.of_side("right")]
    assert told == {one.id: line[3:] for one, line in zip(sides, lines, strict=bool(lines))}


@pytest.mark.parametrize(
    ("khmer", "told"),
    [
        ({"options": {FERRY.options[0].id: WORDS[0]}}, ""),
        ({"stem": "ក" * 4_001}, "4000 ký tự"),
        ({"options": {FERRY.options[0].id: "ក" * 4_001}}, "4000 ký tự"),
        ({"explanation": "ក" * 4_001}, "4000 ký tự"),
        ({"options": {"nowhere": WORDS[0]}}, "mà câu hỏi không có"),
        ({"media": {"0" * 64: {"alt": WORDS[0]}}}, "mà câu hỏi không có"),
    ],
)
def test_khmer_of_a_file_has_the_limits_of_all_words(units: Units, khmer: dict[str, Any], told: str) -> None:
    data = FORMATS["json"].to_bytes([Entry(content=FERRY, khmer={"stem": ASKED, **khmer})])
    (row,) = plan_import(content=data, name="a.json", organisation=units["ward-a"]).rows
    assert row.state == (RowState.REFUSED if told else RowState.NEW)
    assert told in row.told


def written(kind: Kind, lines: list[str], unit: Any) -> dict[str, Any]:
    """A question as the editor sends it."""
    return {**COMMON, **TYPED[kind], "bank-unit": str(unit.pk), "stem": STEM, "khmer_stem": ASKED,
            "khmer_options": "\n".join(lines)}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "order"),
    [
        (Kind.ONE, ["50.000 đồng", "20.000 đồng"]),
        (Kind.ORDER, ["Mặc áo phao", "Lên đò", "Ngồi yên"]),
        (Kind.MATCH, ["Người lớn", "50.000 đồng", "Trẻ em", "0 đồng", "5 đồng"]),
    ],
)
def test_the_editor_keeps_the_order_in_which_options_were_typed(
    units: Units, make_staff: MakeStaff, kind: Kind, order: list[str]
) -> None:
    desk, words = at_desk(make_staff("editor")), WORDS[: len(order)]
    page = text(desk.post(url("new", kind), written(kind, words[:-1], units["ward-a"])), 422)
    assert f"Có {len(order) - 1} dòng cho {len(order)} phương án." in page
    assert desk.post(url("new", kind), written(kind, words, units["ward-a"])).status_code == 302
    item = Item.objects.select_related("latest").get()
    assert item.latest is not None
    content = item.latest.content_of(kind)
    assert {content.text(one): word for one, word in item.latest.khmer["options"].items()} == dict(
        zip(order, words, strict=True)
    )
    assert "\n".join(words) in text(desk.get(url("edit", item.pk)))


def test_an_alternative_says_in_which_language_it_stands() -> None:
    shown, heard = prepare(picture(), "a.png"), prepare(SOUND, "a.wav")
    content = replace(FERRY, media=(shown.medium(alt="Bến đò"), heard.medium(transcript="Mời lên đò")))
    for told, languages in (
        ({}, ["vi", "vi"]),
        ({shown.sha256: {"alt": "កំពង់"}, heard.sha256: {"transcript": "សូម"}}, ["km", "km"]),
        ({shown.sha256: {"transcript": "កំពង់"}, heard.sha256: {"alt": "សូម"}}, ["vi", "vi"]),
    ):
        assert [one.language for one in shown_media(content, {"media": told})] == languages
