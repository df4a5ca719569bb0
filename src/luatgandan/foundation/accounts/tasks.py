"""Work for the worker."""

from datetime import timedelta

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone
from django_tasks import task

from luatgandan.foundation.modules.registry import repeatable
from luatgandan.foundation.modules.services import acknowledged

from .models import RoleAssignment
from .services import people, roles, told


@task()
def sync_roles() -> None:
    """Every ten minutes: roles that began or ran out by themselves."""
    roles.sync_outdated(at=timezone.now())


@task()
def forget_unverified() -> None:
    """Every day: accounts that never proved their contact, sessions that ended, and old sign-in records."""
    now = timezone.now()
    Session.objects.filter(expire_date__lt=now).delete()
    people.forget_unverified(before=now - timedelta(days=settings.UNVERIFIED_ACCOUNT_DAYS))
    before = now - timedelta(days=settings.SIGN_IN_LOG_DAYS)
    for table in (AccessAttempt, AccessFailureLog, AccessLog):
        table.objects.filter(attempt_time__lt=before).delete()


@repeatable
@task()
@acknowledged
def tell_role(assignment_id: int) -> None:
    """Tell a person that somebody gave or ended a role; what a command of the house gives is told by its operator."""
    assignment = RoleAssignment.objects.select_related("person", "organisation").filter(pk=assignment_id).first()
    if assignment and assignment.granted_by_id:
        told.tell_role(assignment=assignment, at=timezone.now())


@repeatable
@task()
@acknowledged
def tell_data_request(request_id: int) -> None:
    """Tell the person what became of a request, or those who answer it that one waits."""
    told.tell_data_request(request_id=request_id, at=timezone.now())
