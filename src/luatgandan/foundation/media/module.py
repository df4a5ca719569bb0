"""What `media` offers to the house."""

from django.utils.translation import gettext_lazy as _

from luatgandan.foundation.modules.registry import Module, Route, register

module = register(
    Module(
        name="media",
        title=_("Hình ảnh, tệp"),
        offers=(Route(prefix="tep/", urlconf="luatgandan.foundation.media.urls", localised=False),),
    )
)
