"""What `notifications` offers to the house."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from luatgandan.foundation.modules.registry import DeskPanel, DeskTask, Module, Route, Schedule, register

from . import queries, tasks


def waiting(person: object) -> list[DeskTask]:
    """The person's unread notifications as one line."""
    count = queries.unread_count(person)
    return [DeskTask(label=_("Thông báo chưa đọc"), count=count, url=reverse("notifications:list"))] if count else []


module = register(
    Module(
        name="notifications",
        title=_("Thông báo"),
        offers=(
            Route(prefix="tai-khoan/thong-bao/", urlconf="luatgandan.foundation.notifications.urls"),
            DeskPanel(title=_("Thông báo"), tasks=waiting, order=90),
            Schedule(task=tasks.retry_deliveries, seconds=60),
            Schedule(task=tasks.forget_old_notifications, seconds=86_400),
        ),
    )
)
