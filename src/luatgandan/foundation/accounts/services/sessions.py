"""Signed-in sessions: noted while they are used, ended one by one, all but one, or all."""

from datetime import datetime
from typing import Any

from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction

from luatgandan.foundation.audit import services as audit

from .. import rules
from ..models import OpenSession, Person
from ..rules.browsers import browser_of

MARK = "opened"  # in the session: begun and last noted (timestamps), and under which key
NOTED_EVERY = 600  # seconds


def begin_session(*, session: Any, person: Person, agent: str, at: datetime) -> None:
    """A sign-in: a new entry in the person's list."""
    session.pop(MARK, None)
    note_session(session=session, person=person, agent=agent, at=at)


def is_noted(*, session: Any, at: datetime) -> bool:
    """True while the list says of this session what is to be said; a renewed key is a new session."""
    _begun, noted, key = session.get(MARK, (0, 0, None))
    return bool(key == session.session_key and at.timestamp() - noted < NOTED_EVERY)


def is_outlived(*, session: Any, at: datetime, seconds: int) -> bool:
    """True when the session began so long ago that it ends, however much it is used."""
    return MARK in session and at.timestamp() - session[MARK][0] > seconds


def note_session(*, session: Any, person: Person, agent: str, at: datetime) -> None:
    """Say that the session is in use; one that another device is just ending stays ended."""
    if not session.session_key:
        session.save()
    begun = session.get(MARK, (at.timestamp(),))[0]
    values = {"person": person, "browser": browser_of(agent), "seen_at": at}
    born = {**values, "begun_at": datetime.fromtimestamp(begun, tz=at.tzinfo)}
    try:
        OpenSession.objects.update_or_create(session_id=session.session_key, defaults=values, create_defaults=born)
    except IntegrityError:
        return
    session[MARK] = [begun, at.timestamp(), session.session_key]


@transaction.atomic
def end_session(*, person: Person, pk: int, at: datetime) -> bool:
    """End one of one's own sessions; False when it is nobody's or another's."""
    ended = _end(Session.objects.filter(opened__pk=pk, opened__person=person))
    if ended:
        audit.record(action="accounts.end_sessions", at=at, actor=person, target=person, detail={"count": ended})
    return bool(ended)


@transaction.atomic
def end_other_sessions(*, person: Person, but: str | None, at: datetime) -> int:
    """End all of one's own sessions but the one with this key; returns how many."""
    ended = close_sessions(person=person, but=but)
    if ended:
        audit.record(action="accounts.end_sessions", at=at, actor=person, target=person, detail={"count": ended})
    return ended


@transaction.atomic
def end_sessions_of(*, person: Person, by: Person, at: datetime) -> int:
    """End all sessions of a member of staff. Raises PermissionError."""
    if not rules.may_lock(by, person):
        raise PermissionError("these sessions are not yours to end")
    ended = close_sessions(person=person)
    audit.record(action="accounts.end_sessions", at=at, actor=by, target=person, detail={"count": ended})
    return ended


def close_sessions(*, person: Person, but: str | None = None) -> int:
    """End a person's sessions, but the one with this key; returns how many."""
    return _end(Session.objects.filter(opened__person=person).exclude(session_key=but or ""))


def _end(sessions: Any) -> int:
    return int(sessions.delete()[1].get(Session._meta.label, 0))
