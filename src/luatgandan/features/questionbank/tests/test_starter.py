"""Our own questions: from TOML to approved items of the shared bank."""

from pathlib import Path
from typing import Any

import pytest

from luatgandan.features.library.models import Citation
from luatgandan.features.library.tests import laws

from ..enums import Kind, State
from ..linting import faults
from ..models import Item, Move
from ..starter import loader
from .conftest import Units

FILE = """
field = "giao-thong"

[[item]]
id = "gt-001"
kind = "one"
stem = "Ai trả tiền qua đò?"
options = ["Người lớn", "Trẻ em đi học"]
key = 0
explanation = "Trẻ em đi học không phải trả."
difficulty = 1
audience = ["citizen", "pupil"]
cites = [["1/2020/QH14", "Điều 2 khoản 2"], ["1/2020/QH14", "điểm a khoản 1 Điều 2"], ["404/2020/QH14", "Điều 1"]]

[[item]]
id = "gt-002"
kind = "several"
stem = "Ai đi đò?"
options = ["Người lớn", "Trẻ em", "Cá"]
key = [0, 1]
explanation = "Cá bơi."
difficulty = 2
audience = ["citizen"]
cites = [["1/2020/QH14", "Điều 1"]]

[[item]]
id = "gt-003"
kind = "true_false"
stem = "Trẻ em đi học phải trả tiền."
key = false
explanation = "Không."
difficulty = 1
audience = ["pupil"]
cites = [["1/2020/QH14", "Điều 2"]]

[[item]]
id = "gt-004"
kind = "order"
stem = "Đi đò theo thứ tự nào?"
options = ["Mặc áo phao", "Lên đò", "Ngồi yên"]
explanation = "Áo phao trước."
difficulty = 2
audience = ["pupil"]
cites = [["1/2020/QH14", "Điều 2"]]

[[item]]
id = "gt-005"
kind = "match"
stem = "Ghép khách với giá."
pairs = [["Người lớn", "50.000 đồng"], ["Trẻ em", "0 đồng"]]
explanation = "Theo bảng giá."
difficulty = 3
audience = ["citizen"]
cites = [["1/2020/QH14", "Điều 2"]]

[[item]]
id = "gt-006"
kind = "number"
stem = "Vé người lớn bao nhiêu nghìn đồng?"
key = 50.5
unit = "nghìn đồng"
explanation = "Theo bảng giá."
difficulty = 1
audience = ["citizen"]
cites = [["1/2020/QH14", "Điều 2"]]
"""


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "giao-thong.toml").write_text(FILE, encoding="utf-8")
    monkeypatch.setattr(loader, "ITEMS", tmp_path)


def test_each_kind_stands_approved_with_its_key_and_what_it_cites(units: Units, files: None) -> None:
    law = laws.make_document("1/2020/QH14")
    laws.store(law, laws.a_law())
    assert loader.load() == 6
    items = {one.code: one for one in Item.objects.select_related("approved", "bank")}
    contents = {code: one.approved.content_of(one.kind) for code, one in items.items() if one.approved}
    assert {one.state for one in items.values()} == {State.APPROVED}
    assert all(one.bank.is_shared for one in items.values())
    assert [faults(one) for one in contents.values()] == [[]] * 6
    assert {code: one.key_words for code, one in contents.items()} == {
        "gt-001": ("Người lớn",),
        "gt-002": ("Người lớn", "Trẻ em"),
        "gt-003": (),
        "gt-004": ("Mặc áo phao", "Lên đò", "Ngồi yên"),
        "gt-005": ("Người lớn 50.000 đồng", "Trẻ em 0 đồng"),
        "gt-006": ("50,5 nghìn đồng",),
    }
    assert contents["gt-003"].key == ("sai",)
    cited = Citation.objects.filter(document=law, object_id=items["gt-001"].pk)
    assert sorted(cited.values_list("eid", "says")) == [("art_2__para_1__point_a", ""), ("art_2__para_2", "")]


def test_loading_again_changes_nothing_and_leaves_what_officers_did(units: Units, files: None) -> None:
    loader.load()
    Item.objects.filter(code="gt-001").update(state=State.RETIRED, difficulty=3)
    before = (Move.objects.count(), list(Item.objects.order_by("pk").values()))
    assert loader.load() == 6
    assert (Move.objects.count(), list(Item.objects.order_by("pk").values())) == before


def test_without_any_unit_nothing_is_loaded(db: Any, files: None) -> None:
    assert loader.load() == 0
    assert Item.objects.count() == 0


def test_kinds_of_the_file_are_kinds_of_the_room() -> None:
    assert {f'kind = "{kind}"' in FILE for kind in Kind} == {True}


def test_laws_that_come_later_are_cited_at_the_next_load_unless_an_officer_was_there(units: Units, files: None) -> None:
    loader.load()
    touched = Item.objects.select_related("latest").get(code="gt-002")
    Item.objects.filter(code="gt-003").update(state=State.RETIRED)
    law = laws.make_document("1/2020/QH14")
    laws.store(law, laws.a_law())
    loader.load()
    items = {one.code: one for one in Item.objects.select_related("approved")}
    first = items["gt-001"].approved
    assert first is not None
    assert (first.number, len(first.basis)) == (2, 2)  # the third of its laws is still unknown
    assert (items["gt-001"].state, items["gt-003"].state) == (State.APPROVED, State.RETIRED)
    assert items["gt-003"].approved == items["gt-003"].latest
    assert Citation.objects.filter(document=law, object_id=items["gt-001"].pk).count() == 2
    assert items["gt-002"].latest_id != touched.latest_id
    moves = Move.objects.count()
    loader.load()
    assert Move.objects.count() == moves
