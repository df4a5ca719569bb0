"""What is not taken, and the line in the contest log about it."""

from datetime import datetime

from luatgandan.lib import limits

from ..enums import LogKind, Refusal
from ..models import Attempt
from .log import write_log

LINES_A_MINUTE = 5  # of one attempt for one reason: a log that a device can flood is no log


class RefusedError(ValueError):
    """What a device sent was not taken; `refusal` says why."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(str(refusal.label))
        self.refusal = refusal


def log_refusal(*, attempt_id: int | None, refusal: Refusal, at: datetime, is_proven: bool = True) -> None:
    """One line in the log of the contest whose attempt was named; nothing when there is no such attempt.

    Who did not prove that the attempt is theirs (`is_proven`) leaves no line on it, and few lines in all.
    """
    key = f"{attempt_id}:{refusal}" if is_proven else str(refusal)
    if attempt_id is None or not limits.take(
        name="contests.refused", key=key, amount=LINES_A_MINUTE, seconds=60, now=at
    ):
        return
    if attempt := Attempt.objects.select_related("round").filter(pk=attempt_id).order_by().first():
        named = attempt if is_proven else None
        write_log(attempt.round.contest_id, LogKind.REFUSED, at=at, attempt=named, refusal=str(refusal))
