"""The span of time of statistics."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
SPAN = timedelta(days=90)


class PeriodForm(forms.Form):
    """From and up to a day, both counted."""

    tu = forms.DateField(label=_("Từ ngày"), widget=DAY)
    den = forms.DateField(label=_("Đến hết ngày"), widget=DAY)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("tu") and cleaned.get("den") and cleaned["tu"] > cleaned["den"]:
            raise forms.ValidationError(_("Ngày bắt đầu phải trước ngày kết thúc."))
        return cleaned


def period_of(data: Any, *, today: date) -> tuple[PeriodForm, date, date]:
    """The form with the span it names; the last ninety days where it names none."""
    usual = {"tu": today - SPAN, "den": today}
    form = PeriodForm(data if {"tu", "den"} & data.keys() else usual)
    chosen = form.cleaned_data if form.is_valid() else usual
    return form, chosen["tu"], chosen["den"]
