"""What `workdays` offers to the house."""

from django.utils.translation import gettext_lazy as _

from luatgandan.foundation.modules.registry import Module, Starter, register

from . import services

module = register(
    Module(
        name="workdays",
        title=_("Ngày làm việc"),
        offers=(Starter(label=_("Ngày nghỉ, ngày làm bù"), load=services.load_starter, order=3),),
    )
)
