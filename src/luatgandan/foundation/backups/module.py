"""What `backups` offers to the house."""

from django.utils.translation import gettext_lazy as _

from luatgandan.foundation.modules.registry import Module, Schedule, register
from luatgandan.foundation.watching.rules import HealthCheck

from . import queries, tasks

module = register(
    Module(
        name="backups",
        title=_("Sao lưu"),
        offers=(
            Schedule(task=tasks.keep_journal, seconds=3600),
            HealthCheck(
                name="backups",
                title=_("Bản sao dự phòng"),
                look=queries.what_is_wrong,
                meanwhile=_("Mọi việc vẫn làm được. Cán bộ kỹ thuật được nhắc sao lưu."),
                order=80,
            ),
        ),
    )
)
