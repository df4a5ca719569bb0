"""One way for every act: lock, look into the table, change, add the move, renew the promise, log, say so."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone

from luatgandan.foundation.audit.services import record as log
from luatgandan.lib.events import publish

from ..enums import Act, State
from ..events import QuestionMoved
from ..models import Answer, Move, Question
from ..queries.clock import clock_on
from ..queries.desk import latest_answer
from ..rules import Caller, is_asker, may_do, transition
from .errors import NotAllowedError, WrongStateError
from .showing import hide

GONE = (State.REFUSED, State.REDIRECTED, State.DUPLICATE, State.WITHDRAWN)  # nothing of it stays public


@dataclass(kw_only=True)
class Work:
    """One act in the making: the locked question, its newest answer, who acts and when."""

    question: Question
    answer: Answer | None
    caller: Caller
    act: Act
    at: datetime
    before: str = field(init=False)

    def __post_init__(self) -> None:
        self.before = self.question.state


def begin(*, question: Question, act: Act, by: Caller, at: datetime) -> Work:
    """Lock the question for one act; inside a transaction. Raises WrongStateError, NotAllowedError."""
    now = Question.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=question.pk)
    answer = latest_answer(now)
    if transition(now.state, act) is None:
        raise WrongStateError(now)
    if not may_do(by, act, now, answer):
        raise NotAllowedError
    return Work(question=now, answer=answer, caller=by, act=act, at=at)


def finish(work: Work, *, reason: str = "", note: str = "", days: int = 0) -> Move:
    """Write the new state with its move; everything that follows from it hears of it after commit."""
    question = work.question
    step = transition(work.before, work.act)
    question.state = step.to if step else question.state
    if question.state in GONE:
        hide(question=question)
    move = add_move(
        question, work.act, by=work.caller, at=work.at, before=work.before, reason=reason, note=note, days=days
    )
    question.save()
    return move


def add_move(
    question: Question,
    act: Act,
    *,
    by: Caller,
    at: datetime,
    before: str,
    reason: str = "",
    note: str = "",
    days: int = 0,
) -> Move:
    """Add the move, and set the promise that stands after it; the caller saves the question."""
    move = Move.objects.create(
        question=question, act=act, at=at, by=by.person, is_by_asker=is_asker(by, question), from_state=before,
        to_state=question.state, organisation=question.organisation, reason=reason.strip(), public_note=note.strip(),
        days=days,
    )  # fmt: skip
    question.changed_at = at
    question.due_on = move.due_on = _promise(question, at)
    move.save(update_fields=["due_on"])
    detail: dict[str, Any] = {"state": question.state}
    log(
        action=f"qa.{act}", at=at, actor=by.person, target=question, label=question.code,
        organisation_code=question.organisation.code, detail=detail,
    )  # fmt: skip
    publish(QuestionMoved(question_id=question.pk, move_id=move.pk, act=str(act)))
    return move


def _promise(question: Question, at: datetime) -> Any:
    """The promised day; none while the asker is waited for."""
    if question.state == State.NEEDS_INFO:
        return None
    return clock_on(question, timezone.localdate(at)).due_on
