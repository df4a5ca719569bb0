"""An incident and its next step in one form."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from . import rules
from .enums import StepKind
from .models import Incident, Step

_MINUTES = "%Y-%m-%dT%H:%M"


def _moment() -> forms.DateTimeInput:
    """The browser's own field: Wagtail's needs inline script, which our policy forbids."""
    return forms.DateTimeInput(attrs={"type": "datetime-local"}, format=_MINUTES)


class IncidentForm(WagtailAdminModelForm):
    """What is known, what was done next, and whether it is over."""

    step_kind = forms.ChoiceField(label=_("Bước vừa làm"), choices=[("", "—"), *StepKind.choices], required=False)
    step_at = forms.DateTimeField(label=_("Làm lúc"), widget=_moment(), required=False)
    step_text = forms.CharField(
        label=_("Đã làm gì, báo cho cơ quan nào, bằng cách nào"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    is_closed = forms.BooleanField(label=_("Đóng sự cố"), required=False)

    class Meta:
        model = Incident
        fields = ["title", "kind", "found_at", "began_at", "data", "people", "cause", "effects", "lessons"]
        widgets = {
            "found_at": _moment(),
            "began_at": _moment(),
            **{name: forms.Textarea(attrs={"rows": 3}) for name in ("data", "cause", "effects", "lessons")},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["is_closed"].initial = self.instance.closed_at is not None

    def clean_found_at(self) -> Any:
        return self._past("found_at")

    def clean_began_at(self) -> Any:
        return self._past("began_at")

    def clean_step_at(self) -> Any:
        return self._past("step_at")

    def _past(self, name: str) -> Any:
        moment = self.cleaned_data[name]
        if moment and moment > timezone.now():
            raise forms.ValidationError(_("Thời điểm này chưa tới."))
        return moment

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean()
        if any(values.get(name) for name in ("step_kind", "step_text")) and not self.step:
            self.add_error("step_kind", _("Một bước cần đủ: việc, lúc nào, nội dung."))
        return values

    def _post_clean(self) -> None:
        """Once the instance has the new values: may it be closed?"""
        super()._post_clean()
        is_told = self.step is not None and StepKind(self.step.kind).tells_authority
        if self.cleaned_data.get("is_closed") and not self.errors:
            after = Incident(
                kind=self.instance.kind, lessons=self.instance.lessons, found_at=self.instance.found_at,
                told_authority_at=self.step.at if is_told and self.step else self.instance.told_authority_at,
            )  # fmt: skip
            if why := rules.why_not_closed(after):
                self.add_error("is_closed", why)

    @property
    def step(self) -> Step | None:
        """The step that was filled in."""
        kind, at, text = (self.cleaned_data.get(f"step_{name}") for name in ("kind", "at", "text"))
        return Step(kind=kind, at=at, text=text) if kind and at and text else None
