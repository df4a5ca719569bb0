"""What `incidents` offers to the house."""

from django.utils.translation import gettext_lazy as _

from luatgandan.foundation.accounts.enums import Role
from luatgandan.foundation.accounts.rules import RolePermissions
from luatgandan.foundation.modules.registry import DeskPanel, Module, Schedule, register
from luatgandan.foundation.notifications.enums import Channel
from luatgandan.foundation.notifications.rules import NotificationKind

from . import queries, services, tasks

READ = "incidents.view_incident"
WRITE = (READ, "incidents.add_incident", "incidents.change_incident")

module = register(
    Module(
        name="incidents",
        title=_("Sổ sự cố"),
        offers=(
            RolePermissions(root_grants={**dict.fromkeys(queries.WRITERS, WRITE), Role.AUDITOR: (READ,)}),
            DeskPanel(title=_("Sự cố"), tasks=queries.waiting, order=5),
            NotificationKind(
                code=services.KIND,
                title=_("Thời hạn báo sự cố dữ liệu cá nhân"),
                channels=(Channel.EMAIL, Channel.SMS),
                is_necessary=True,
            ),
            Schedule(task=tasks.remind, seconds=600),
        ),
    )
)
