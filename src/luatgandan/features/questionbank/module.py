"""What the room offers to the house."""

from django.utils.translation import gettext_lazy as _

from luatgandan.features.library.registry import CitingSource, Policy
from luatgandan.foundation.modules.registry import DeskPanel, Module, Route, Schedule, Starter, register
from luatgandan.foundation.notifications.rules import NotificationKind

from . import queries, services, tasks
from .starter import load

module = register(
    Module(
        name="questionbank",
        title=_("Ngân hàng câu hỏi"),
        offers=(
            DeskPanel(title=_("Ngân hàng câu hỏi"), tasks=queries.desk_tasks, order=40),
            CitingSource(
                model="questionbank.item",
                title=_("Câu hỏi trắc nghiệm"),
                policy=Policy.HIDE,
                grace_days=30,
                organisation=lambda item: item.bank.organisation,
                edit_url=lambda item, part: item.desk_path(),
                says=lambda item, part: item.approved.stem if item.approved else "",
                is_public=False,
            ),
            NotificationKind(code=services.DESK_KIND, title=_("Câu hỏi trắc nghiệm chờ kiểm tra, chờ duyệt")),
            Schedule(task=tasks.tell_waiting, seconds=86_400),
            Schedule(task=tasks.forget_files, seconds=86_400),
            Route(prefix="tep-cau-hoi/", urlconf="luatgandan.features.questionbank.urls", localised=False),
            Starter(label="câu hỏi trắc nghiệm", load=load, order=80),
        ),
    )
)
