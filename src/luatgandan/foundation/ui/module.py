"""What `ui` offers to the house."""

from django.utils.translation import gettext_lazy as _

from luatgandan.foundation.modules.registry import Module, Route, register

module = register(
    Module(
        name="ui",
        title=_("Giao diện"),
        offers=(
            Route(prefix="hien-thi/", urlconf="luatgandan.foundation.ui.urls.display"),
            Route(prefix="_ui/", urlconf="luatgandan.foundation.ui.urls.gallery", localised=False),
        ),
    )
)
