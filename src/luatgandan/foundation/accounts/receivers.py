"""On a fact, enqueue one task; what Django and allauth tell of signing in goes to one service."""

from typing import Any

from allauth.account.signals import authentication_step_completed
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from luatgandan.foundation.backups import services as backups
from luatgandan.lib.events import receives

from . import tasks
from .events import DataRequestAnswered, DataRequested, PersonErased, RoleEnded, RoleGranted
from .models import Person
from .services import sessions


@receiver(user_logged_in)
def list_session(request: HttpRequest, user: Person, **_more: Any) -> None:
    agent = request.headers.get("User-Agent", "")
    sessions.begin_session(session=request.session, person=user, agent=agent, at=timezone.now())


@receiver(authentication_step_completed)
def renew_session_key(request: HttpRequest, reauthenticated: bool = False, **_more: Any) -> None:
    """Who has just shown a factor once more goes on under a key that nobody has seen before."""
    if reauthenticated:
        request.session.cycle_key()


@receiver([authenticator_added, authenticator_removed, authenticator_reset])
def end_sessions_of_before(request: HttpRequest, user: Person, **_more: Any) -> None:
    """Whoever came in by the old factors comes in again by the new ones."""
    sessions.end_other_sessions(person=user, but=request.session.session_key, at=timezone.now())


@receives(RoleGranted)
def tell_role_granted(event: RoleGranted) -> None:
    tasks.tell_role.enqueue(event.assignment_id)


@receives(RoleEnded)
def tell_role_ended(event: RoleEnded) -> None:
    tasks.tell_role.enqueue(event.assignment_id)


@receives(DataRequested)
def tell_officers(event: DataRequested) -> None:
    tasks.tell_data_request.enqueue(event.request_id)


@receives(DataRequestAnswered)
def tell_person(event: DataRequestAnswered) -> None:
    tasks.tell_data_request.enqueue(event.request_id)


@receives(PersonErased)
def remember_erasure(event: PersonErased) -> None:
    backups.keep_journal()
