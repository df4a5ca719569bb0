"""What the room offers to the house."""

from django.utils.translation import gettext_lazy as _

from luatgandan.foundation.modules.registry import DeskPanel, Module, Route, Schedule, register

from . import queries, tasks

module = register(
    Module(
        name="opendata",
        title=_("Dữ liệu mở"),
        offers=(
            Route(prefix="", urlconf="luatgandan.features.opendata.urls", localised=False),
            DeskPanel(title=_("Kho nguồn"), tasks=queries.origin_tasks, order=90),
            Schedule(task=tasks.stamp_all, seconds=3600),
            Schedule(task=tasks.harvest_all, seconds=6 * 3600),
        ),
    )
)
