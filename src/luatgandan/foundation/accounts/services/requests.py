"""Requests of data subjects: a register with two clocks."""

from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from luatgandan.foundation.audit import services as audit
from luatgandan.foundation.workdays.queries import working_calendar
from luatgandan.lib.events import publish

from ..enums import DataRight, RequestState
from ..events import DataRequestAnswered, DataRequested
from ..models import DataRequest, Person
from .people import erase_person


@transaction.atomic
def open_request(*, person: Person, right: str, message: str, at: datetime) -> DataRequest:
    """Register a request; one that is still open for the same right is returned instead of a second one."""
    waiting = DataRequest.objects.filter(
        person=person, right=right, state__in=[RequestState.RECEIVED, RequestState.ANSWERED]
    ).first()
    if waiting:
        return waiting
    request = DataRequest.objects.create(
        person=person,
        right=right,
        message=message,
        received_at=at,
        answer_by=_end_of(working_calendar().add(timezone.localdate(at), settings.DATA_REQUEST_ANSWER_WORKING_DAYS)),
        carry_out_by=at + timedelta(days=settings.DATA_REQUEST_DAYS[right]),
    )
    audit.record(action="accounts.request_data", at=at, actor=person, target=request, detail={"right": right})
    publish(DataRequested(request_id=request.pk, person_id=person.pk))
    return request


@transaction.atomic
def answer_request(*, request: DataRequest, by: Person, state: str, answer: str, at: datetime) -> DataRequest:
    """Answer, carry out or refuse. Carrying out an erasure erases the person at once.

    Raises PersonHasRolesError when an erasure meets a person who still holds a role.
    """
    request.state, request.answer, request.handled_by = state, answer, by
    request.answered_at = request.answered_at or at
    request.closed_at = None if state == RequestState.ANSWERED else at
    request.save()
    detail = {"right": request.right, "state": state, "late": at > request.answer_by}
    audit.record(action="accounts.answer_data_request", at=at, actor=by, target=request, detail=detail)
    if state == RequestState.DONE and request.right == DataRight.ERASE:
        erase_person(person=request.person, by=by, at=at)
    publish(DataRequestAnswered(request_id=request.pk))
    return request


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(23, 59, 59)))
