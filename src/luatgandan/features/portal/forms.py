"""Forms of the portal."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class SearchForm(forms.Form):
    """One box; too long is cut, control characters are dropped, nothing is an error."""

    q = forms.CharField(label=_("Bạn cần biết điều gì?"), required=False, strip=True)

    def text(self) -> str:
        """What to look for."""
        self.is_valid()
        typed: Any = self.cleaned_data.get("q") or self.data.get("q", "")
        return "".join(letter for letter in str(typed) if letter.isprintable())[:300].strip()
