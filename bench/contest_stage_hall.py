"""Inside the portal that is measured: a stage with people, whoever runs it, and what the database holds afterwards."""

import json
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from luatgandan.features.contests.enums import StageAct
from luatgandan.features.contests.models import PlayerAnswer, Stage
from luatgandan.features.contests.rules.nicknames import LISTED
from luatgandan.features.contests.services import live
from luatgandan.features.contests.services.seats import screen_token, seat_token
from luatgandan.foundation.accounts.models import Person
from luatgandan.foundation.organisations.models import Organisation


def prepare(people: int, questions: int, seconds: int) -> dict[str, Any]:
    """A stage with its questions and everybody in the hall."""
    by, now = Person.objects.create_superuser("san-khau", "s@example.invalid", "x"), timezone.now()
    stage = live.make_stage(
        organisation=Organisation.objects.get(code=settings.ROOT_ORGANISATION), by=by, at=now, title="Đo",
        seconds=seconds, seats=people,
    )  # fmt: skip
    live.draw_questions(stage=stage, count=questions, field="", difficulty=0, by=by, at=now)
    players = [live.join_stage(code=stage.code, nickname=name, at=now) for name in LISTED[:people]]
    entries = [
        {
            "code": one.nickname, "player": one.pk,
            "cookie": f"lgd_stage_{stage.code}={seat_token(code=stage.code, player=one.pk)}",
        }
        for one in players
    ]  # fmt: skip
    hints = reverse("contests:screen_hints", args=[screen_token(stage.code)])
    return {"stage": stage.pk, "code": stage.code, "entries": entries, "hints": hints}


def drive(pk: int, after: float, between: float) -> None:
    """All questions one after another, as somebody at the desk would."""
    stage = Stage.objects.get(pk=pk)
    time.sleep(after)
    for _question in range(stage.questions.count()):
        _act(stage, StageAct.ASK)
        time.sleep(stage.seconds + 1)
        _act(stage, StageAct.REVEAL)
        time.sleep(between)
    _act(stage, StageAct.END)


def _act(stage: Stage, act: StageAct) -> None:
    step = Stage.objects.get(pk=stage.pk).step
    live.take_stage_step(stage=stage, act=act, step=step, by=stage.author, at=timezone.now())


def reconcile(pk: int, log: str) -> dict[str, Any]:
    """What phones were told against what the database holds."""
    told = json.loads(Path(log).read_text(encoding="utf-8"))
    rows = PlayerAnswer.objects.filter(player__stage=pk).values_list("player", "question", "chosen")
    stored = {(player, question): chosen for player, question, chosen in rows}
    lost = [one for one in told if stored.get((one["player"], one["question"])) != one["chosen"]]
    return {"told": len(told), "stored": len(stored), "lost": len(lost), "doubled": len(rows) - len(stored)}
