"""Names of a hall: chosen from a list, or made up and looked at; none twice."""

import pytest

from luatgandan.foundation.organisations.models import Organisation

from ..enums import Nicknames
from ..models import Stage
from ..rules import nicknames
from ..services import live as services
from .conftest import NOW, MakeStaff
from .staging import staged

GOOD = ["An", "Sáu Lúa", "Lớp 6A2", "សុខា", "Trần V. A.", "cac", "Lớn", "Bưởi", "Mặt Trời"]
BAD = ["", "A", "x" * 500, "😀😀", "An😀", "...", "1234", "An 0912345678", "An\u200bBình", "địt", "Đ.m", "Đ M",
       "con Chó nhỏ", "óc chó", "f u c k", "<b>An</b>", "an@x.vn", "=1+1"]  # fmt: skip


@pytest.mark.parametrize("typed", GOOD)
def test_plain_names_are_taken(unit: Organisation, make_staff: MakeStaff, typed: str) -> None:
    stage = staged(unit, make_staff("editor"), NOW, nicknames=Nicknames.TYPED)
    assert services.join_stage(code=stage.code, nickname=typed, at=NOW).nickname == typed
    with pytest.raises(services.StageError, match="Đã có người mang tên này"):
        services.join_stage(code=stage.code, nickname=typed.upper(), at=NOW)


@pytest.mark.parametrize("typed", BAD)
def test_names_for_nobody_are_refused_in_words(typed: str) -> None:
    assert nicknames.why_not(typed)


def test_names_of_the_list_are_fit_and_apart(stage: Stage) -> None:
    assert [name for name in nicknames.LISTED if nicknames.why_not(name)] == []
    assert len({nicknames.key_of(name) for name in nicknames.LISTED}) == len(nicknames.LISTED) == 600
    taken = {nicknames.key_of(name) for name in nicknames.LISTED[:-1]}
    assert nicknames.offered(taken, start=17) == [nicknames.LISTED[-1]]
    assert len(set(nicknames.offered((), start=599))) == 6
    with pytest.raises(services.StageError, match="trong danh sách"):
        services.join_stage(code=stage.code, nickname="Tên tự đặt", at=NOW)
