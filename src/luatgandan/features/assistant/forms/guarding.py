"""The paste guard: free text of the desk is looked through for personal data before it goes anywhere."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luatgandan.features.library.queries.privacy import KIND_LABELS
from luatgandan.lib.privacy import Find, FindKind, find_personal_data
from luatgandan.lib.vietnamese import clean

# Numbers that name one person for ever: they are never needed in a text for people.
BLOCKED = frozenset({FindKind.CITIZEN_ID, FindKind.PASSPORT, FindKind.INSURANCE, FindKind.ACCOUNT})


class GuardedText(forms.CharField):
    """Paragraphs of plain text; composed letters (NFC), no spaces at the ends of lines."""

    widget = forms.Textarea(attrs={"rows": 4})

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Without maxlength: browsers would cut a long paste without a word."""
        attrs = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        return attrs

    def clean(self, value: Any) -> str:
        return "\n".join(clean(line) for line in (super().clean(value) or "").splitlines()).strip()


class GuardedForm(forms.Form):
    """A form whose texts are looked through: identity numbers are refused, other finds need a tick.

    `known` are the words of the law the text is about: what stands in them is nobody's secret.
    """

    no_personal_data = forms.BooleanField(
        label=gettext_lazy("Tôi đã xem: đây không phải dữ liệu của người có thật"), required=False,
        widget=forms.HiddenInput,
    )  # fmt: skip

    def __init__(self, *args: Any, known: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = known.casefold()
        self.fields["no_personal_data"] = self.fields.pop("no_personal_data")  # below the texts it is about

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        for name, text in list(values.items()):
            if isinstance(text, str) and isinstance(self.fields[name], forms.CharField):
                self._guard(name, [one for one in find_personal_data(clean(text)) if self._counts(one)])
        return values

    @property
    def typed(self) -> dict[str, Any]:
        """What was typed, without the tick of the guard."""
        return {name: value for name, value in self.cleaned_data.items() if name != "no_personal_data"}

    def _counts(self, find: Find) -> bool:
        return not find.is_public and find.text.casefold() not in self.known

    def _guard(self, name: str, finds: list[Find]) -> None:
        blocked = [one for one in finds if one.kind in BLOCKED]
        if blocked:
            self.add_error(name, ValidationError(_("Hãy bỏ số định danh, số tài khoản ra khỏi lời viết: %(found)s.")
                                                 % {"found": _told(blocked)}, code="blocked"))  # fmt: skip
        elif finds and not self.cleaned_data.get("no_personal_data"):
            self.fields["no_personal_data"].widget = forms.CheckboxInput()
            self.add_error(name, ValidationError(
                _("Có thể là dữ liệu cá nhân: %(found)s. Hãy bỏ đi hoặc viết tên giả; nếu không phải của người có thật "
                  "thì đánh dấu ô dưới cùng rồi lưu lại.") % {"found": _told(finds)}, code="personal",
            ))  # fmt: skip


def _told(finds: list[Find]) -> str:
    """What was found, for the person who just typed it; the middle of numbers is hidden."""
    told = (f"{KIND_LABELS[one.kind]} “{_hidden(one)}”" for one in finds)
    return "; ".join(dict.fromkeys(told))


def _hidden(find: Find) -> str:
    return f"{find.text[:2]}…{find.text[-2:]}" if find.kind in BLOCKED else find.text
