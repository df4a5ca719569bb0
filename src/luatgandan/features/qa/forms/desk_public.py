"""The words that everybody will read, with what may be personal data in them."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luatgandan.lib.lines import lines_of
from luatgandan.lib.privacy import Find, find_in_typed, replaced

from ..models import Answer, Question
from ..services import PublicWords
from .desk_answer import words_of

FIELDS = ("title", "text", "short", "explanation", "steps", "office")


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """One place in the words; `key` says which, `find` what and what to write instead."""

    key: str
    name: str
    label: Any
    find: Find


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A stretch of words; `is_find` ones may be personal data."""

    text: str
    is_find: bool = False


def proposals(words: dict[str, str], people: Iterable[str]) -> list[Proposal]:
    """All places that may tell who somebody is, in reading order."""
    found = []
    for name in FIELDS:
        for find in find_in_typed(words[name], people=tuple(people)):
            key = f"{name}-{find.start}-{find.text}"
            found.append(Proposal(key=key, name=name, label=PublicForm.base_fields[name].label, find=find))
    return found


def hidden(words: dict[str, str], chosen: Iterable[Proposal]) -> dict[str, str]:
    """The words with the chosen places written as proposed."""
    chosen = list(chosen)
    return {
        name: replaced(words[name], [(one.find, one.find.proposal) for one in chosen if one.name == name])
        for name in FIELDS
    }


def pieces(text: str, finds: Iterable[Find]) -> list[Piece]:
    """The text cut at its finds."""
    parts, end = [], 0
    for find in finds:
        parts += [Piece(text=text[end : find.start]), Piece(text=text[find.start : find.end], is_find=True)]
        end = find.end
    return [one for one in [*parts, Piece(text=text[end:])] if one.text]


class PublicForm(forms.Form):
    """Question and answer for everybody, and the word of a person that nobody is named in them."""

    title = forms.CharField(label=_("Câu hỏi công khai"), max_length=200)
    text = forms.CharField(
        label=_("Nội dung công khai"), required=False, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Để trống nếu câu hỏi ngắn gọn đã đủ hiểu."),
    )  # fmt: skip
    short = forms.CharField(label=_("Trả lời ngắn công khai"), widget=forms.Textarea(attrs={"rows": 4}))
    explanation = forms.CharField(
        label=_("Giải thích công khai"), required=False, widget=forms.Textarea(attrs={"rows": 8})
    )
    steps = forms.CharField(
        label=_("Các bước công khai"), required=False, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Mỗi dòng một bước."),
    )  # fmt: skip
    office = forms.CharField(label=_("Cơ quan có thẩm quyền"), max_length=300, required=False)
    is_confirmed = forms.BooleanField(
        label=_("Tôi đã đọc hết bản công khai và không còn chỗ nào cho biết người hỏi hoặc người khác là ai"),
        required=False,
    )

    def words(self) -> PublicWords:
        """The words as the service takes them."""
        values = self.cleaned_data
        return PublicWords(**{**{name: values[name] for name in FIELDS}, "steps": tuple(lines_of(values["steps"]))})


def typed_words(data: Any) -> dict[str, str]:
    """The words as they came with the form, in NFC as finding needs them."""
    return {name: unicodedata.normalize("NFC", data.get(name, "")) for name in FIELDS}


def first_words(question: Question, answer: Answer | None) -> dict[str, str]:
    """The words before anybody has looked through them."""
    answered = words_of(answer) if answer else {}
    return typed_words({"title": question.title, "text": question.text, **answered})
