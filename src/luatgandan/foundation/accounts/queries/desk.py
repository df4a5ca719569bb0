"""What waits at the desk."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from luatgandan.foundation.modules.registry import DeskTask

from .. import rules
from ..enums import RequestState
from ..models import DataRequest
from .people import staff_without_second_factor


def data_requests_waiting(person: Any) -> list[DeskTask]:
    """Requests of data subjects without an answer, for those who answer them for the whole province."""
    if not rules.may(person, rules.Action.ANSWER_DATA_REQUESTS, organisation=None):
        return []
    waiting = DataRequest.objects.filter(state__in=[RequestState.RECEIVED, RequestState.ANSWERED])
    count = waiting.count()
    is_late = waiting.filter(state=RequestState.RECEIVED, answer_by__lt=timezone.now()).exists()
    url = reverse("data_requests:index")
    return [DeskTask(label=_("Yêu cầu chờ giải quyết"), count=count, url=url, is_late=is_late)] if count else []


def security_waiting(person: Any) -> list[DeskTask]:
    """Staff without a second factor, for those who manage people of the whole province."""
    if not settings.STAFF_SECOND_FACTOR or not rules.may(person, rules.Action.MANAGE_PEOPLE, organisation=None):
        return []
    count = staff_without_second_factor(at=timezone.now())
    url = reverse("wagtailusers_users:index")
    return [DeskTask(label=_("Cán bộ chưa có lớp xác thực thứ hai"), count=count, url=url)] if count else []
