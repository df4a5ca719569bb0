"""How a document stands on a day: its state, since when and until when, and what its source says."""

from dataclasses import dataclass
from datetime import date

from luatgandan.lib.legaltext.validity import state_on

from ..enums import Validity
from ..models import Document


@dataclass(frozen=True, kw_only=True)
class Standing:
    """The state of a document on `day`; `since` its first and `until` the first day of the next state, where known."""

    day: date
    state: Validity
    stated: Validity
    since: date | None = None
    until: date | None = None

    @property
    def is_stated_otherwise(self) -> bool:
        """Whether the source states another thing than the dates give."""
        return self.stated not in (Validity.UNKNOWN, self.state)

    @property
    def applies(self) -> bool:
        """Whether people must follow it on that day, as far as is known."""
        return self.state in (Validity.IN_FORCE, Validity.PARTLY_EXPIRED)


def standing(document: Document, day: date, *, today: date | None = None) -> Standing:
    """How `document` stands on `day`. What its source states is about today: of another day it tells nothing."""
    span = document.span
    state = state_on(span, day)
    days = (span.effective_on, *span.ends, span.partly_since, span.suspended_from, span.suspended_to)
    turns = sorted({one for one in days if one})
    return Standing(
        day=day,
        state=Validity(state),
        stated=Validity(span.stated) if today in (None, day) else Validity.UNKNOWN,
        since=_since(document, state, [one for one in turns if one <= day]),
        until=next((one for one in turns if one > day and state_on(span, one) != state), None),
    )


def _since(document: Document, state: str, turns: list[date]) -> date | None:
    """The first day of the state without a break up to now; None when no date tells it."""
    since = None
    for turn in reversed(turns):
        if state_on(document.span, turn) != state:
            break
        since = turn
    return since
