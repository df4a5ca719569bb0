"""What the room offers to the house."""

from django.utils.translation import gettext_lazy as _

from luatgandan.foundation.modules.registry import Module, Schedule, register

from . import tasks

module = register(
    Module(
        name="contests",
        title=_("Cuộc thi"),
        offers=(Schedule(task=tasks.keep_rounds, seconds=60),),
    )
)
