"""Live stages: the only table of what may follow what, what an answer is worth, places, and who may run one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from luatgandan.features.questionbank.enums import Kind
from luatgandan.features.questionbank.formats.values import FALSE, TRUE
from luatgandan.foundation.accounts import rules as accounts
from luatgandan.foundation.accounts.rules import Action, may

from ..enums import StageAct, StageState
from ..models import Stage
from ..papers.values import POINT, SealedQuestion
from .permissions import ROOM

LETTERS = "ABCDEFGH"
PLAYED = (Kind.ONE, Kind.SEVERAL, Kind.TRUE_FALSE)  # what a hall answers with one or two taps
MOST_FOR_SPEED = 100
_PLAYING = (StageState.LOBBY, StageState.ASKING, StageState.CLOSED, StageState.REVEALED, StageState.BOARD)
_ROWS: tuple[tuple[StageAct, tuple[StageState, ...], StageState], ...] = (
    (StageAct.ASK, (StageState.LOBBY, StageState.REVEALED, StageState.BOARD), StageState.ASKING),
    (StageAct.CLOSE, (StageState.ASKING,), StageState.CLOSED),
    (StageAct.REVEAL, (StageState.CLOSED,), StageState.REVEALED),
    (StageAct.SHOW_BOARD, (StageState.REVEALED,), StageState.BOARD),
    (StageAct.END, _PLAYING, StageState.ENDED),
)
TRANSITIONS = {(state, act): to for act, states, to in _ROWS for state in states}
_NEXT = {
    StageState.ASKING: StageAct.CLOSE,
    StageState.CLOSED: StageAct.REVEAL,
    StageState.REVEALED: StageAct.SHOW_BOARD,
}


def standing(state: str, closes_at: datetime | None, at: datetime) -> StageState:
    """Where a stage stands by the server's clock: a question whose time is over is closed. The end is outside."""
    if state == StageState.ASKING and closes_at is not None and at >= closes_at:
        return StageState.CLOSED
    return StageState(state)


def acts_on(state: StageState, *, has_more: bool) -> list[StageAct]:
    """What may be done now, in the order of acts; asking needs a question that was not asked."""
    return [act for act in StageAct if (state, act) in TRANSITIONS and (has_more or act != StageAct.ASK)]


def next_act(state: StageState, *, has_more: bool) -> StageAct | None:
    """What the space bar does."""
    if state == StageState.ENDED:
        return None
    return _NEXT.get(state, StageAct.ASK if has_more else StageAct.END)


def may_run(person: Any, stage: Stage) -> bool:
    """Prepare and run it, remove people, take its results along, delete it."""
    return accounts.may_edit(person, author=stage.author, room=ROOM, organisation=stage.organisation)


def may_see_stage(person: Any, stage: Stage) -> bool:
    """See it at the desk."""
    return may(person, Action.VIEW_DRAFT, room=ROOM, organisation=stage.organisation)


def options_of(question: SealedQuestion, order: Sequence[str]) -> tuple[str, ...]:
    """The ids behind the letters, from A."""
    return (TRUE, FALSE) if question.content.kind == Kind.TRUE_FALSE else tuple(order)


def key_of(question: SealedQuestion, order: Sequence[str]) -> str:
    """The letters that are right, in their order."""
    options = options_of(question, order)
    return "".join(letter for letter, one in zip(LETTERS, options, strict=False) if one in question.content.key)


def read_chosen(chosen: Iterable[str], *, question: SealedQuestion, order: Sequence[str]) -> str:
    """What was chosen as letters in their order; empty when it cannot be an answer to this question."""
    known = LETTERS[: len(options_of(question, order))]
    found = set(chosen)
    if not found or not found <= set(known) or (len(found) > 1 and question.content.kind != Kind.SEVERAL):
        return ""
    return "".join(letter for letter in known if letter in found)


def speed_ceiling(questions: int) -> int:
    """The most that speed gives at one question: so little that all of it together is less than one right answer."""
    return min(MOST_FOR_SPEED, (POINT - 1) // max(1, questions))


def points_for(*, is_right: bool, left: float, ceiling: int) -> int:
    """What an answer is worth; `left` is the share of the time that was left, from 0 to 1."""
    return POINT + int(ceiling * min(1.0, max(0.0, left))) if is_right else 0


@dataclass(frozen=True, kw_only=True)
class Line:
    """One player on the board; people with the same points share a place."""

    player: int
    nickname: str
    points: int
    right: int
    place: int


def board_of(rows: Iterable[tuple[int, str, int, int]]) -> list[Line]:
    """Places from (player, nickname, points, right ones): 1, 1, 3. Nothing but points decides."""
    ordered = sorted(rows, key=lambda row: (-row[2], row[1], row[0]))
    lines: list[Line] = []
    for count, (player, nickname, points, right) in enumerate(ordered, 1):
        place = lines[-1].place if lines and lines[-1].points == points else count
        lines.append(Line(player=player, nickname=nickname, points=points, right=right, place=place))
    return lines
