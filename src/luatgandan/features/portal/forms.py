"""Forms of the portal."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from luatgandan.lib.vietnamese import slug


class SearchForm(forms.Form):
    """One box; too long is cut, control characters are dropped, nothing is an error."""

    q = forms.CharField(label=_("Bạn cần biết điều gì?"), required=False, strip=True)

    def text(self) -> str:
        """What to look for."""
        self.is_valid()
        typed: Any = self.cleaned_data.get("q") or self.data.get("q", "")
        return "".join(letter for letter in str(typed) if letter.isprintable())[:300].strip()


class PublicPageForm(WagtailAdminPageForm):  # type: ignore[misc]
    """The editor of every page type."""

    def clean_slug(self) -> str:
        """The address as it will stand, so that Wagtail says here that a neighbour has it already."""
        typed: str = self.cleaned_data["slug"]
        return slug(typed or str(self.cleaned_data.get("title", ""))) or typed
