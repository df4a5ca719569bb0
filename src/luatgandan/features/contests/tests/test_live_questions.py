"""Which questions stand before a hall, and until when they may be changed."""

from datetime import timedelta
from typing import Any

import pytest

from luatgandan.features.questionbank.models import Bank
from luatgandan.foundation.organisations.models import Organisation

from ..enums import StageAct, StageState
from ..models import Stage, StageQuestion
from ..papers.values import Quota, Rules
from ..queries.live import usable_items
from ..services import live as services
from ..services.errors import StageError
from .conftest import NOW, MakeStaff
from .making import make_round
from .staging import act, later

A, C, R, B = StageAct.ASK, StageAct.CLOSE, StageAct.REVEAL, StageAct.SHOW_BOARD


def test_questions_are_drawn_dropped_and_fixed_once_it_begins(unit: Organisation, make_staff: MakeStaff) -> None:
    by = make_staff("editor")
    stage = services.make_stage(organisation=unit, by=by, at=NOW, title="Rút thăm")
    draw: dict[str, Any] = {"stage": stage, "field": "", "difficulty": 0, "by": by, "at": NOW}
    assert services.draw_questions(count=2, **draw) == 2
    with pytest.raises(StageError, match="chỉ còn 1 câu"):
        services.draw_questions(count=2, **draw)
    assert services.draw_questions(count=1, **draw) == 1
    assert services.add_questions(stage=stage, items=usable_items(unit, NOW), by=by, at=NOW) == 0
    services.drop_question(stage=stage, question=StageQuestion.objects.get(place=2).pk, by=by)
    assert [one.place for one in stage.questions.all()] == [1, 2]
    act(stage, A, at=NOW)
    with pytest.raises(StageError, match="đã bắt đầu"):
        services.draw_questions(count=1, **draw)
    with pytest.raises(StageError, match="đã hỏi"):
        services.drop_question(stage=stage, question=StageQuestion.objects.get(place=1).pk, by=by)
    act(stage, C, R, A, C, R, B, at=NOW)
    with pytest.raises(StageError, match="Không còn câu hỏi nào"):
        act(stage, A, at=NOW)


def test_what_a_running_round_asks_is_not_put_before_a_hall(stage: Stage, unit: Organisation) -> None:
    make_round(unit, Rules(quotas=(Quota(count=3),)), starts_at=NOW - timedelta(hours=1), ends_at=later(NOW, 9_000))
    assert not usable_items(unit, NOW).exists()
    with pytest.raises(StageError, match="Câu 1 không dùng được nữa"):
        act(stage, A, at=NOW)
    assert Stage.objects.get(pk=stage.pk).state == StageState.LOBBY


def test_banks_for_contests_only_are_kept_from_halls(unit: Organisation) -> None:
    assert usable_items(unit, NOW).count() == 3
    Bank.objects.update(is_for_contests=True)
    assert usable_items(unit, NOW).count() == 0
