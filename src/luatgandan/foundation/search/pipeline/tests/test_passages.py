"""Things that can be found, cut into passages."""

import pickle
from dataclasses import replace
from datetime import date

import pytest

from luatgandan.backends.search.base import NUMBERS, Field
from luatgandan.foundation.modules.registry import SearchItem
from luatgandan.foundation.search.pipeline.building import all_entries
from luatgandan.foundation.search.pipeline.passages import AIM, LAST_DAY, WHOLE, cut, entries_of

from .odd_texts import ODD

ITEM = SearchItem(
    id="document:17/art_6", kind="article", title="Điều 6. Nồng độ cồn", url="/van-ban/nd-168/dieu-6",
    text="Phạt tiền.", group="document:17", eid="art_6",
    number="168/2024/NĐ-CP", path=("Nghị định 168", "Chương II"), issuer="Chính phủ",
    issued_on=date(2024, 12, 26), valid_from=date(2025, 1, 1), effective_on=date(2025, 1, 1), audience=("a", "b"),
    stated="in_force", cited=7,
)  # fmt: skip


def test_an_entry_holds_all_that_search_needs() -> None:
    (entry,) = entries_of(ITEM)
    assert (entry.id, entry.group) == ("document:17/art_6#0", "document:17")
    assert entry.fields[Field.TITLE_MARKED] == "điều 6 nồng độ cồn"
    assert entry.fields[Field.PATH] == "nghi dinh 168 chuong ii"
    assert "in:nd-168" in entry.fields[Field.NAMES].split()
    assert (entry.facets["year"], entry.facets["audience"], "field" in entry.facets) == (("2024",), ("a", "b"), False)
    assert entry.numbers["valid_from"] == date(2025, 1, 1).toordinal()
    assert (entry.numbers["valid_to"], entry.numbers["ended_on"], entry.numbers["cited"]) == (LAST_DAY, LAST_DAY, 7)
    assert set(entry.numbers) <= set(NUMBERS)
    assert entry.stored["span"]["effective_on"] == "2025-01-01"
    assert (entry.stored["text"], entry.stored["span"]["stated"]) == ("Phạt tiền.", "in_force")


def test_what_stands_alone_is_its_own_group_and_needs_no_text() -> None:
    (entry,) = entries_of(SearchItem(id="topic:1", kind="topic", title="Ly hôn", url="/ly-hon"))
    assert (entry.id, entry.group, Field.BODY in entry.fields) == ("topic:1#0", "topic:1", False)


def test_what_people_ask_is_a_passage_of_its_own_that_shows_the_law() -> None:
    law, asked = entries_of(replace(ITEM, asked=("uống bia chạy xe", "nhậu rồi lái")))
    assert (asked.id, asked.group, asked.fields[Field.BODY]) == (
        "document:17/art_6#asked0", law.group, "uong bia chay xe nhau roi lai",
    )  # fmt: skip
    assert (asked.stored, asked.fields[Field.TITLE]) == (law.stored, law.fields[Field.TITLE])
    assert ("part" in law.facets, "part" in asked.facets) == (True, False)


def test_a_digest_changes_with_anything() -> None:
    (first,) = entries_of(ITEM)
    assert [one.digest for one in entries_of(ITEM)] == [first.digest]
    for change in (
        {"title": "Điều 6"},
        {"text": "Phạt"},
        {"cited": 8},
        {"valid_to": date(2026, 1, 1)},
        {"weight": 0.5},
    ):
        (other,) = entries_of(replace(ITEM, **change))
        assert other.digest != first.digest


def test_a_long_text_is_cut_between_lines_and_nothing_is_lost() -> None:
    lines = [f"{number}. " + "Tổ chức vi phạm thì bị phạt tiền. " * 12 for number in range(1, 40)]
    text = "\n".join(line.strip() for line in lines)
    parts = cut(text)
    assert "\n".join(parts) == text
    assert len(parts) > 10
    assert all(part.count(" ") < AIM + 110 for part in parts)
    ids = [entry.id for entry in entries_of(replace(ITEM, text=text))]
    assert ids == [f"document:17/art_6#{number}" for number in range(len(parts))]


def test_an_ordinary_article_stays_whole() -> None:
    text = "\n".join(["Tổ chức vi phạm thì bị phạt."] * (WHOLE // 8))
    assert cut(text) == [text]


@pytest.mark.parametrize("text", ["từ " * 5_000, "x" * 9_000, "câu dài. " * 3_000, "\n" * 2_000 + "a b"])
def test_a_text_without_lines_is_cut_all_the_same(text: str) -> None:
    parts = cut(text)
    assert " ".join(" ".join(parts).split()) == " ".join(text.split())
    assert all(len(part.split()) <= WHOLE for part in parts)


@pytest.mark.parametrize("text", ODD)
def test_odd_texts_make_entries_that_can_be_stored(text: str) -> None:
    for entry in entries_of(replace(ITEM, text=text, title=text[:200], names=(text[:50],))):
        assert all(" " not in token for value in entry.fields.values() for token in value.split())


def test_all_processes_together_give_the_same_in_the_same_order() -> None:
    items = [replace(ITEM, id=f"document:17/art_{number}", text=f"Khoản {number}.") for number in range(700)]
    alone = [entry for item in items for entry in entries_of(item)]
    assert list(all_entries(iter(items), processes=2)) == alone
    assert list(all_entries(items[:3], processes=2)) == alone[:3]
    assert pickle.loads(pickle.dumps(alone[0])) == alone[0]
