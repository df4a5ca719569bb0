"""The asker's clock, read from the moves: one clock over all units. Transfers do not restart it."""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from luatgandan.lib.dates import Calendar, Clock, Extension, Pause, run_clock

from ..enums import Act
from ..models import Move

STARTS = (Act.SEND, Act.REOPEN)


def clock_of(moves: Sequence[Move], *, limit: int, today: date, calendar: Calendar) -> Clock:
    """What the clock shows on `today`; `moves` are all of one question, oldest first.

    It starts when the question is sent and anew when it is reopened; waiting for the asker pauses it; extensions add.
    """
    first = max(place for place, move in enumerate(moves) if move.act in STARTS)
    now = moves[first:]
    given = [Extension(on=day_of(one), days=one.days, reason=one.reason) for one in now if one.act == Act.EXTEND]
    return run_clock(
        calendar=calendar, start=day_of(now[0]), limit=limit, today=today, pauses=_pauses(now),
        extensions=given,
    )  # fmt: skip


def _pauses(moves: Sequence[Move]) -> list[Pause]:
    """From each question back to the asker until the next act that changed the state."""
    found = []
    for place, move in enumerate(moves):
        if move.act == Act.ASK_MORE:
            after = next((one for one in moves[place + 1 :] if one.from_state != one.to_state), None)
            found.append(Pause(day_of(move), day_of(after) if after else None, move.public_note))
    return found


def day_of(move: Move) -> date:
    """The day of an act where the office is."""
    return timezone.localdate(move.at)
