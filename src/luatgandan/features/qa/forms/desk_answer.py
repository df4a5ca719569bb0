"""The form of an answer: short answer, explanation, provisions, steps, office, day of law."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luatgandan.features.library.queries.choosing import keys_of
from luatgandan.foundation.modules.registry import ProposedAnswer
from luatgandan.lib.lines import lines_of

from ..models import Answer, AnswerTemplate
from ..services import Written
from ..services.wording import LONGEST_EXPLANATION, LONGEST_SHORT

DAY = "%Y-%m-%d"


class KeysField(forms.MultipleChoiceField):
    """Chosen provisions: "17/art_6__para_2"; anything else is left out."""

    def validate(self, value: Any) -> None:
        """An answer without a basis says why; the service asks for that."""

    def clean(self, value: Any) -> list[tuple[int, str]]:
        return keys_of(super().clean(value))


class AnswerForm(forms.Form):
    """An answer as an officer writes it; `seen` is the version the words began from."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    is_from_model = forms.BooleanField(widget=forms.HiddenInput, required=False)
    short = forms.CharField(
        label=_("Trả lời ngắn"), max_length=LONGEST_SHORT, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Vài câu dễ hiểu, đọc lên là biết phải làm gì."),
    )  # fmt: skip
    explanation = forms.CharField(
        label=_("Giải thích"), max_length=LONGEST_EXPLANATION, required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )  # fmt: skip
    steps = forms.CharField(
        label=_("Các bước cần làm"), required=False, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Mỗi dòng một bước."),
    )  # fmt: skip
    office = forms.CharField(label=_("Cơ quan có thẩm quyền"), max_length=300, required=False)
    day_of_law = forms.DateField(
        label=_("Theo luật ngày"), widget=forms.DateInput(attrs={"type": "date"}, format=DAY),
        help_text=_("Căn cứ được đọc đúng như vào ngày này."),
    )  # fmt: skip
    a = KeysField(widget=forms.MultipleHiddenInput, required=False)

    def written(self) -> Written:
        """The words as the service takes them."""
        values = self.cleaned_data
        return Written(
            short=values["short"], explanation=values["explanation"], steps=lines_of(values["steps"]),
            office=values["office"], day_of_law=values["day_of_law"], basis=values["a"],
            is_from_model=values["is_from_model"],
        )  # fmt: skip


def words_of(one: Answer | AnswerTemplate | ProposedAnswer) -> dict[str, Any]:
    """What a version, a ready-made answer or a proposal puts into the form."""
    words = {"short": one.short, "explanation": one.explanation, "steps": "\n".join(one.steps)}
    if isinstance(one, ProposedAnswer):
        return words
    return {**words, "office": one.office} | ({"is_from_model": one.is_from_model} if isinstance(one, Answer) else {})


def joined(typed: dict[str, str], added: dict[str, Any]) -> dict[str, str]:
    """What was typed with what is put in below it; an office that was typed stays."""
    return {
        name: typed.get(name) or words if name == "office" else "\n".join(filter(None, (typed.get(name, ""), words)))
        for name, words in added.items()
    }
