"""On a fact, enqueue one task."""

from luatgandan.foundation.backups import services as backups
from luatgandan.lib.events import receives

from . import tasks
from .events import DataRequestAnswered, DataRequested, PersonErased, RoleEnded, RoleGranted


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
