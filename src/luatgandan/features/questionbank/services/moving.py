"""One way for every act: lock, look into the table, change, add the move, log."""

from datetime import datetime
from typing import Any

from luatgandan.foundation.audit.services import record as log

from ..enums import Act
from ..models import Item, ItemVersion, Move
from ..rules import may_do, transition
from .errors import NotAllowedError, ReadAgainError, WrongStateError


def begin(*, item: Item, act: Act, by: Any, seen: int) -> tuple[Item, ItemVersion]:
    """Lock the question for one act on the version that was read; inside a transaction.

    Raises WrongStateError, NotAllowedError or ReadAgainError.
    """
    rows = Item.objects.select_for_update(of=("self",)).select_related("bank__organisation", "latest__author")
    now = rows.get(pk=item.pk)
    if transition(now.state, act) is None:
        raise WrongStateError(now)
    if now.latest is None or not may_do(by, act, now):
        raise NotAllowedError
    if now.latest.number != seen:
        raise ReadAgainError
    return now, now.latest


def finish(item: Item, act: Act, *, by: Any, at: datetime, reason: str = "") -> None:
    """Write the state that the table says, with its move; `item.latest` is the version it was done to."""
    step = transition(item.state, act)
    item.state = step.to if step else item.state
    add_move(item, act, by=by, at=at, reason=reason)


def add_move(item: Item, act: Act, *, by: Any, at: datetime, reason: str = "") -> None:
    """Add the move, save the question, log."""
    item.changed_at = at
    item.save()
    number = item.latest.number if item.latest else 0
    Move.objects.create(item=item, act=act, at=at, by=by, number=number, to_state=item.state, reason=reason.strip())
    log(
        action=f"questionbank.{act}", at=at, actor=by, target=item, label=item.code,
        organisation_code=item.bank.organisation.code, detail={"state": item.state, "version": number},
    )  # fmt: skip
