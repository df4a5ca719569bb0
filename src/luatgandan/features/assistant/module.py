"""What the room offers to the house."""

from django.utils.translation import gettext_lazy as _

from luatgandan.features.library.registry import QuietSource
from luatgandan.foundation.modules.registry import ApiRouter, Module, Route, Schedule, register

from . import tasks

module = register(
    Module(
        name="assistant",
        title=_("Trợ lý pháp luật"),
        offers=(
            Route(prefix="", urlconf="luatgandan.features.assistant.urls"),
            ApiRouter(router="luatgandan.features.assistant.api.router"),
            QuietSource(model="assistant.run"),
            Schedule(task=tasks.forget_old, seconds=86_400),
        ),
    )
)
