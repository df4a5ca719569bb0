"""What `audit` offers to the house."""

from django.utils.translation import gettext_lazy as _

from luatgandan.foundation.modules.registry import Module, register

module = register(Module(name="audit", title=_("Nhật ký hệ thống")))
