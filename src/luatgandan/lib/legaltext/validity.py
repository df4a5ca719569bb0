"""Validity of a document on a day, from its dates and from what other documents did to it.

The states are those of the national legal database (`docs/glossary.md`). What the source itself states is kept beside
the computed state; `disagreement` tells when both cannot be true.
"""

from dataclasses import dataclass
from datetime import date

IN_FORCE = "in_force"
PARTLY_EXPIRED = "partly_expired"
EXPIRED = "expired"
NOT_YET = "not_yet"
SUSPENDED = "suspended"
OBSOLETE = "obsolete"
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """All that bears on validity. `ends` are days on which it is no longer in force; `stated` the source's word."""

    effective_on: date | None = None
    ends: tuple[date, ...] = ()
    partly_since: date | None = None
    suspended_from: date | None = None
    suspended_to: date | None = None
    stated: str = UNKNOWN


def state_on(span: Span, day: date) -> str:
    """The state on `day`; what the source states decides only where dates and relations say nothing."""
    if span.effective_on and day < span.effective_on:
        return NOT_YET
    if any(day >= end for end in span.ends):
        return EXPIRED
    if span.suspended_from and span.suspended_from <= day and not (span.suspended_to and day >= span.suspended_to):
        return SUSPENDED
    if span.partly_since and day >= span.partly_since:
        return PARTLY_EXPIRED
    return _from_statement(span)


def _from_statement(span: Span) -> str:
    """What the source states, unless a date tells from when that is so: before it the document was in force."""
    begins = {
        NOT_YET: span.effective_on,
        PARTLY_EXPIRED: span.partly_since,
        SUSPENDED: span.suspended_from,
        EXPIRED: span.ends,
    }
    return IN_FORCE if begins.get(span.stated) else span.stated


def disagreement(span: Span, day: date) -> str:
    """A stable code of what does not fit between the source's statement and the dates on `day`; empty when it fits."""
    computed = state_on(span, day)
    if span.effective_on and any(end < span.effective_on for end in span.ends):
        return "ends_before_it_begins"
    if span.stated == EXPIRED and not span.ends:
        return "expired_without_a_day"
    if span.stated in (UNKNOWN, computed):
        return ""
    return f"stated_{span.stated}_computed_{computed}"
