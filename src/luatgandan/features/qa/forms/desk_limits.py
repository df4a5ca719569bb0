"""The limits of the desk as a form."""

from typing import Any

from django import forms
from django.core.validators import MinValueValidator
from django.utils.translation import gettext_lazy as _

from ..models import QuestionSettings


class LimitsForm(forms.ModelForm):
    """Working days of each step, and who coordinates."""

    class Meta:
        model = QuestionSettings
        fields = (
            "simple_days", "ordinary_days", "complex_days", "accept_days", "remind_days", "extend_days", "contact_days",
            "coordinator",
        )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.IntegerField):
                field.validators.append(MinValueValidator(1, _("Ít nhất một ngày.")))
