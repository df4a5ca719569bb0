"""A live stage with made-up questions and people in the hall, for tests."""

from datetime import datetime, timedelta
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from luatgandan.features.questionbank.enums import Kind
from luatgandan.features.questionbank.formats.values import choosing, deciding
from luatgandan.features.questionbank.models import Bank
from luatgandan.foundation.organisations.models import Organisation

from ..enums import Nicknames, StageAct
from ..models import Player, Stage
from ..queries.live import forget, usable_items
from ..rules.live import key_of
from ..rules.nicknames import LISTED
from ..services.live import add_questions, join_stage, make_stage, take_stage_step
from ..services.seats import screen_token
from .making import fill_with

PART = {"X-Part": "1"}
WHY = "Vì điều luật nói vậy, chưa ai được biết"
CONTENTS = (
    choosing(Kind.ONE, "Ai lái đò?", ["Người có bằng", "Ai cũng được", "Trẻ em"], [0], explanation=WHY),
    deciding("Đi đò phải mặc áo phao.", True, explanation=WHY),
    choosing(Kind.SEVERAL, "Ai được giảm vé?", ["Trẻ em", "Người cao tuổi", "Du khách"], [0, 1], explanation=WHY),
)


def fill_for_hall(organisation: Organisation) -> Bank:
    """Three approved questions, one of each kind a hall answers."""
    return fill_with(organisation, CONTENTS, "h")


def staged(organisation: Organisation, by: Any, at: datetime, **words: Any) -> Stage:
    """A stage with all the questions of the unit's bank."""
    given = {"title": "Ví dụ minh họa", "nicknames": Nicknames.LISTED, "seconds": 20, "seats": 50, **words}
    stage = make_stage(organisation=organisation, by=by, at=at, **given)
    items = usable_items(organisation, at)
    add_questions(stage=stage, items=items, by=by, at=at)
    return stage


def seat(stage: Stage, number: int, at: datetime) -> Player:
    """Somebody comes in under the name of this number in the list."""
    return join_stage(code=stage.code, nickname=LISTED[number], at=at)


def act(stage: Stage, *acts: StageAct, at: datetime) -> Stage:
    """Do these acts one after another, as the author."""
    for one in acts:
        stage = take_stage_step(stage=stage, act=one, step=Stage.objects.get(pk=stage.pk).step, by=stage.author, at=at)
    return stage


def right(stage: Stage) -> list[str]:
    """The letters that answer the question that stands."""
    asked = Stage.objects.select_related("asked").get(pk=stage.pk).asked
    assert asked is not None
    return list(key_of(asked.question, asked.order))


def later(at: datetime, seconds: float) -> datetime:
    """So many seconds after."""
    return at + timedelta(seconds=seconds)


def url(stage: Stage, name: str = "stage") -> str:
    """A page of phones."""
    return reverse(f"contests:{name}", args=[stage.code])


def screen_of(stage: Stage) -> str:
    """The big screen."""
    return reverse("contests:screen", args=[screen_token(stage.code)])


def phone(stage: Stage, number: int = 0) -> Client:
    """The browser of somebody who came in."""
    client = Client()
    assert client.post(url(stage, "stage_join"), {"nickname": LISTED[number]}).status_code == 302
    return client


def move(stage: Stage, *acts: StageAct) -> None:
    """Do these acts now; what was read before is forgotten."""
    act(stage, *acts, at=timezone.now())
    forget(stage.code)


def text(response: Any, status: int = 200) -> str:
    """What a page says."""
    assert response.status_code == status, response.content.decode()[:300]
    return str(response.content.decode())


def give(client: Client, stage: Stage, chosen: Any, **headers: str) -> Any:
    """Answer the question that stands."""
    asked = Stage.objects.get(pk=stage.pk).asked_id
    return client.post(url(stage, "stage_answer"), {"cau": asked or 0, "chon": chosen}, headers=headers)
