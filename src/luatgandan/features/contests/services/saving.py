"""Saving answers as they are given: what is acknowledged is in the database, the newest answer wins."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from ..enums import Refusal
from ..models import Attempt, Response
from .refusing import RefusedError
from .tokens import StartToken, read_token

MOST_SEQUENCE, LONGEST_PART = 2_147_483_647, 60


@dataclass(frozen=True, kw_only=True)
class Given:
    """One answer as a device sends it: `sequence` is the device's own count, `given_at` by the server's clock."""

    slot: int
    answer: tuple[str, ...]
    sequence: int
    given_at: datetime

    @property
    def is_readable(self) -> bool:
        """Whether databases and receipts can hold it."""
        return all(part.isprintable() and len(part) <= LONGEST_PART for part in self.answer)


Answers = Mapping[int, Given]


@dataclass(frozen=True, kw_only=True)
class Stands:
    """What stands in the database for a place whose newly sent answer was refused."""

    refusal: Refusal
    answer: tuple[str, ...] = ()
    sequence: int = 0


@dataclass(frozen=True, kw_only=True)
class Saved:
    """What became of answers: places that are in the database as sent, and the others with what stands there.

    `ends_at` is the end of the attempt as it is now: a round may have been extended meanwhile.
    """

    slots: tuple[int, ...]
    refused: dict[int, Stands]
    ends_at: datetime


def save_answers(*, token: str, paper: str, answers: Iterable[Given], at: datetime) -> Saved:
    """Save what a device sends: one statement, no session; two more queries when something is not taken.

    An answer that cannot be read keeps none of the others out.

    After the end answers are taken within the grace of the round when they were given in time. Raises RefusedError.
    """
    signed = read_token(token)
    newest = {one.slot: one for one in sorted(answers, key=lambda one: one.sequence)}  # a queue may hold several
    if paper != signed.paper or any(not 0 <= slot < signed.questions for slot in newest):
        raise RefusedError(Refusal.OTHER_PAPER)
    taken = [given for given in newest.values() if given.is_readable]
    written = _written(signed, taken, at) if taken else {}
    if written and len(written) == len(newest):
        return Saved(slots=tuple(newest), refused={}, ends_at=next(iter(written.values())))
    return _explained(signed, newest, written, at)


def _written(signed: StartToken, answers: Sequence[Given], at: datetime) -> dict[int, datetime]:
    """Write what is newer than what stands, in one statement; the places written, with the end of the attempt.

    The row of the attempt is locked: nothing comes in while a paper is handed in.
    """
    table, attempts = Response._meta.db_table, Attempt._meta.db_table
    lock = "FOR UPDATE" if connection.features.has_select_for_update else ""
    one = """SELECT id, %s, %s, %s, CASE WHEN started_at > %s THEN started_at ELSE %s END, %s
      FROM held WHERE ends_at > %s"""
    sql = f"""WITH held AS (
      SELECT id, started_at, ends_at FROM {attempts}
      WHERE id = %s AND paper = %s AND submitted_at IS NULL AND ends_at > %s {lock}
    )
    INSERT INTO {table} (attempt_id, slot, answer, sequence, given_at, saved_at)
    {" UNION ALL ".join([one] * len(answers))}
    ON CONFLICT (attempt_id, slot) DO UPDATE SET
      answer = excluded.answer, sequence = excluded.sequence, saved_at = excluded.saved_at,
      given_at = CASE WHEN {table}.answer = excluded.answer THEN {table}.given_at ELSE excluded.given_at END
    WHERE excluded.sequence > {table}.sequence
    RETURNING slot, (SELECT ends_at FROM {attempts} WHERE id = attempt_id)"""  # noqa: S608 - names of our own
    values = [signed.attempt_id, signed.paper, _time(at - timedelta(seconds=signed.grace_seconds))]
    for given in answers:
        came = _time(min(given.given_at, at))
        values += [given.slot, _json(given.answer), given.sequence, came, came, _time(at), came]
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return {slot: _read_time(ends_at) for slot, ends_at in cursor.fetchall()}


def _explained(signed: StartToken, answers: Answers, written: Mapping[int, datetime], at: datetime) -> Saved:
    """Why not all was written, told by what stands. Raises RefusedError when nothing is taken any more."""
    attempt = Attempt.objects.filter(pk=signed.attempt_id).order_by().first()
    if attempt is None:
        raise RefusedError(Refusal.TOKEN)
    if attempt.paper != signed.paper:
        raise RefusedError(Refusal.OTHER_PAPER)
    if attempt.submitted_at is not None:
        raise RefusedError(Refusal.SUBMITTED)
    if at >= attempt.ends_at + timedelta(seconds=signed.grace_seconds):
        raise RefusedError(Refusal.LATE)
    left = [given for slot, given in answers.items() if slot not in written]
    rows = Response.objects.filter(attempt=attempt, slot__in=[one.slot for one in left]).order_by() if left else []
    stored = {one.slot: one for one in rows}
    refused = {one.slot: why for one in left if (why := _why_not(one, stored.get(one.slot), attempt.ends_at, at))}
    return Saved(slots=tuple(slot for slot in answers if slot not in refused), refused=refused, ends_at=attempt.ends_at)


def _why_not(given: Given, stored: Response | None, ends_at: datetime, at: datetime) -> Stands | None:
    """What came in time by the server's clock is in time, whatever the device's clock says; None: it stands as sent."""
    stands = (tuple(stored.answer), stored.sequence) if stored else ((), 0)
    if not given.is_readable:
        return Stands(refusal=Refusal.SHAPE, answer=stands[0], sequence=stands[1])
    if stored is None:
        return Stands(refusal=Refusal.LATE)
    is_late = min(given.given_at, at) >= ends_at
    if not is_late and stored.answer == list(given.answer):
        return None
    refusal = Refusal.LATE if is_late else Refusal.OLD
    return Stands(refusal=refusal, answer=stands[0], sequence=stands[1])


def _json(answer: Sequence[str]) -> Any:
    return Response._meta.get_field("answer").get_db_prep_value(list(answer), connection)


def _time(at: datetime) -> Any:
    return connection.ops.adapt_datetimefield_value(at)


def _read_time(value: Any) -> datetime:
    column = Attempt._meta.get_field("ends_at").cached_col
    for convert in connection.ops.get_db_converters(column):
        value = convert(value, column, connection)
    at: datetime = value
    return at
