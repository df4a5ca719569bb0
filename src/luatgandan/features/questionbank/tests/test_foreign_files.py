"""Files as others make them: nothing slips into a bank that its author did not mean, and no key slips out."""

import json
from collections.abc import Iterable
from dataclasses import replace

import pytest

from ..formats.files import FORMATS, read_rows
from ..formats.media import prepare
from ..formats.rows import Row
from ..formats.values import Content, Entry, Option, matching, option_id, ordering
from ..linting import faults
from .conftest import FERRY
from .files import picture


def contents(rows: Iterable[Row]) -> list[Content]:
    """What was read, every row of it."""
    found = [row.entry.content for row in rows if row.entry]
    assert [row.problem for row in rows] == [""] * len(found)
    return found


def told_of(content: bytes, name: str) -> list[str]:
    """What keeps each row out."""
    rows = read_rows(content, name)
    return [row.problem or " ".join(map(str, faults(row.entry.content))) for row in rows if row.entry or row.problem]


def renamed(content: Content, names: list[str]) -> Content:
    """The same question as somebody writes it who tells the key by the ids of its options."""
    new = dict(zip([one.id for one in content.options], names, strict=True))
    key = tuple(">".join(new[part] for part in one.split(">")) for one in content.key)
    return replace(content, options=tuple(replace(one, id=new[one.id]) for one in content.options), key=key)


@pytest.mark.parametrize(
    ("content", "names"),
    [
        (FERRY, ["dap-an-dung", "sai-1", "sai-2"]),
        (FERRY, ["a" * 5_000, "a b<\"'>", ""]),
        (matching("Ghép", [("Người lớn", "Một"), ("Trẻ em", "Hai")]), ["l1", "l2", "r1", "r2"]),
        (ordering("Xếp", ["Mặc áo phao", "Lên đò", "Ngồi yên"]), ["b1", "b2", "b3"]),
    ],
    ids=["key told", "no ids at all", "match", "order"],
)
def test_ids_of_a_file_reach_nobody(content: Content, names: list[str]) -> None:
    (read,) = contents(read_rows(FORMATS["json"].to_bytes([Entry(content=renamed(content, names))]), "a.json"))
    assert read == content
    assert {one.id for one in read.options} == {option_id(one.text, one.side) for one in read.options}


def test_the_order_of_a_file_does_not_tell_the_right_one() -> None:
    steps = ordering("Xếp", ["Mặc áo phao", "Lên đò", "Ngồi yên"])
    in_order = replace(steps, options=tuple(Option(id=one, text=steps.text(one)) for one in steps.key))
    assert contents(read_rows(FORMATS["json"].to_bytes([Entry(content=in_order)]), "a.json")) == [steps]


def test_pictures_and_khmer_follow_their_option_to_its_new_id() -> None:
    file = prepare(picture(), "a.png")
    named = renamed(FERRY, ["dung", "sai", ""])
    shown = (file.medium(alt="Bến đò"), file.medium(alt="Phao", option="sai"))
    entry = Entry(
        content=replace(named, media=shown), khmer={"stem": "ក", "explanation": "", "options": {"dung": "ខ"}},
        files={file.sha256: file},
    )  # fmt: skip
    (row,) = read_rows(FORMATS["package"].to_bytes([entry]), "a.zip")
    assert row.entry is not None
    assert [one.option for one in row.entry.content.media] == ["", FERRY.options[1].id]
    assert row.entry.khmer["options"] == {FERRY.options[0].id: "ខ"}


def test_one_id_for_two_options_is_refused() -> None:
    document = json.loads(FORMATS["json"].to_bytes([Entry(content=renamed(FERRY, ["a", "b", "c"]))]))
    document["items"][0]["content"]["options"][1]["id"] = "a"
    assert told_of(json.dumps(document).encode(), "a.json") == ["Hai phương án trùng mã (id) trong tệp."]
