"""Filters of the library's lists: anything odd is ignored, never an error."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from .enums import Kind
from .queries import fields


class GlossarySearch(forms.Form):
    """Words to find."""

    q = forms.CharField(label=_("Từ cần tìm"), required=False, max_length=200)

    def as_query(self) -> str:
        """The filter as a query string, for links to further pages."""
        return urlencode({name: value for name, value in self.cleaned_data.items() if value})

    def wanted(self) -> dict[str, Any]:
        """Arguments for the query; what is not valid counts as not given."""
        self.is_valid()
        return {"text": self.cleaned_data.get("q", "")}


class DocumentFilter(GlossarySearch):
    """Words, kind and field."""

    kind = forms.ChoiceField(label=_("Loại văn bản"), required=False)
    field = forms.ChoiceField(label=_("Lĩnh vực"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["q"].label = _("Số, tên văn bản")
        self.fields["kind"].choices = [("", _("Tất cả")), *Kind.choices]  # type: ignore[attr-defined]
        self.fields["field"].choices = [("", _("Tất cả")), *((name, name) for name in fields())]  # type: ignore[attr-defined]

    def wanted(self) -> dict[str, Any]:
        return {
            **super().wanted(),
            "kind": self.cleaned_data.get("kind", ""),
            "field": self.cleaned_data.get("field", ""),
        }
