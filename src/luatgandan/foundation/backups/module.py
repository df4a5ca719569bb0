"""What `backups` offers to the house."""

from django.utils.translation import gettext_lazy as _

from luatgandan.foundation.modules.registry import Module, Schedule, register

from . import tasks

module = register(Module(name="backups", title=_("Sao lưu"), offers=(Schedule(task=tasks.keep_journal, seconds=3600),)))
