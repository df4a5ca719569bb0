"""What the room offers to the house."""

from django.utils.translation import gettext_lazy as _

from luatgandan.foundation.modules.registry import DeskPanel, Module, Schedule, register
from luatgandan.foundation.notifications.rules import NotificationKind

from . import tasks
from .queries.desk import desk_tasks
from .services.steps import DESK_KIND

module = register(
    Module(
        name="contests",
        title=_("Cuộc thi"),
        offers=(
            Schedule(task=tasks.keep_rounds, seconds=60),
            DeskPanel(title=_("Cuộc thi"), tasks=desk_tasks, order=35),
            NotificationKind(code=DESK_KIND, title=_("Cuộc thi cần duyệt hoặc công bố")),
        ),
    )
)
