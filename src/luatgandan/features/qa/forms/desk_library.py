"""Forms of the library of ready-made answers: the list, one answer, a file of many."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luatgandan.foundation.accounts.rules import Action
from luatgandan.lib.lines import lines_of

from ..enums import Field
from ..models import AnswerTemplate
from ..services.wording import LONGEST_EXPLANATION, LONGEST_SHORT, MOST_STEPS
from .desk import units_of
from .desk_answer import KeysField


class LibraryFilter(forms.Form):
    """Words and field."""

    q = forms.CharField(label=_("Chữ trong câu trả lời"), required=False, max_length=200)
    linh_vuc = forms.ChoiceField(label=_("Lĩnh vực"), required=False, choices=[("", _("Tất cả")), *Field.choices])

    def chosen(self) -> dict[str, str]:
        """What the query takes; what is not valid counts as not given."""
        self.is_valid()
        return {"text": self.cleaned_data.get("q", ""), "field": self.cleaned_data.get("linh_vuc", "")}


class ReadyAnswerForm(forms.ModelForm):
    """One ready-made answer, for a unit of one's own."""

    short = forms.CharField(label=_("Trả lời ngắn"), max_length=LONGEST_SHORT, widget=forms.Textarea(attrs={"rows": 4}))
    explanation = forms.CharField(
        label=_("Giải thích"), max_length=LONGEST_EXPLANATION, required=False, widget=forms.Textarea(attrs={"rows": 8})
    )
    steps = forms.CharField(
        label=_("Các bước cần làm"), required=False, help_text=_("Mỗi dòng một bước."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )  # fmt: skip

    a = KeysField(widget=forms.MultipleHiddenInput, required=False)

    class Meta:
        model = AnswerTemplate
        fields = ("title", "field", "organisation", "short", "explanation", "steps", "office")

    def __init__(self, *args: Any, person: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit: Any = self.fields["organisation"]
        unit.queryset = units_of(person, Action.EDIT)
        if isinstance(self.initial.get("steps"), list):
            self.initial["steps"] = "\n".join(self.initial["steps"])

    def save(self, commit: bool = True) -> Any:
        self.instance.basis = [{"document": document, "eid": eid} for document, eid in self.cleaned_data["a"]]
        return super().save(commit=commit)

    def clean_steps(self) -> list[str]:
        steps = lines_of(self.cleaned_data["steps"])
        if len(steps) > MOST_STEPS:
            raise forms.ValidationError(_("Nhiều nhất %d bước.") % MOST_STEPS)
        return steps


class AnswersFileForm(forms.Form):
    """Questions with answers that a unit keeps in a file."""

    file = forms.FileField(
        label=_("Tệp hỏi đáp"), widget=forms.FileInput(attrs={"accept": ".xlsx,.docx,.txt,.jsonl"}),
        help_text=_("Bảng tính có cột “Câu hỏi” và “Trả lời”; Word có dòng “Câu 1:” và “Trả lời:”; hoặc .jsonl."),
    )  # fmt: skip
    unit = forms.ModelChoiceField(label=_("Đơn vị chịu trách nhiệm"), queryset=None)
    field = forms.TypedChoiceField(label=_("Lĩnh vực"), choices=Field.choices, coerce=Field, initial=Field.OTHER)

    def __init__(self, *args: Any, person: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit: Any = self.fields["unit"]
        unit.queryset = units_of(person, Action.EDIT)
