"""What people are told about their account. One sentence, no personal data; the rest stands behind the link."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from luatgandan.foundation.notifications import services as notifications

from ..enums import Action, RequestState
from ..models import DataRequest, Person, RoleAssignment
from ..rules.roles import MATRIX


def tell_role(*, assignment: RoleAssignment, at: datetime) -> None:
    """A role began or ended."""
    values = {"role": assignment.get_role_display(), "organisation": assignment.organisation.name}
    if assignment.valid_to and assignment.valid_to <= at:
        title = _("Vai trò %(role)s của bạn tại %(organisation)s đã kết thúc") % values
    else:
        title = _("Bạn được giao vai trò %(role)s tại %(organisation)s") % values
    notifications.notify(
        person=assignment.person, kind="accounts.role", title=title, url=reverse("accounts:profile"), at=at
    )


def tell_data_request(*, request_id: int, at: datetime) -> None:
    """A new request goes to those who answer; an answered one to the person."""
    request = DataRequest.objects.select_related("person").filter(pk=request_id).first()
    if request is None or not request.person.is_active:
        return
    if request.state == RequestState.RECEIVED:
        for officer in _officers(at):
            notifications.notify(
                person=officer,
                kind="accounts.data_request_waiting",
                title=_("Có yêu cầu về dữ liệu cá nhân cần phản hồi trong 2 ngày làm việc"),
                url=reverse("data_requests:index"),
                at=at,
            )
        return
    title = _("Yêu cầu về dữ liệu của bạn đã được phản hồi")
    notifications.notify(
        person=request.person, kind="accounts.data_request", title=title, url=reverse("accounts:data"), at=at
    )


def _officers(at: datetime) -> list[Person]:
    """Whoever answers for the whole province: holders of such a role at the root organisation."""
    roles = [role for role, actions in MATRIX.items() if Action.ANSWER_DATA_REQUESTS in actions]
    live = RoleAssignment.objects.live(at).filter(role__in=roles, organisation__code=settings.ROOT_ORGANISATION)
    return list(Person.objects.filter(is_active=True, role_assignments__in=live).distinct())
