"""The editor of a question: one form for each kind, from typed words to a value and back."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from luatgandan.foundation.ui.forms import LONGEST, area
from luatgandan.lib.lines import lines_of
from luatgandan.lib.vietnamese import clean

from ..enums import Audience, Difficulty, Field, Kind
from ..formats.lettered import LETTERS
from ..formats.values import (
    FALSE,
    LEFT,
    RIGHT,
    TRUE,
    Content,
    Option,
    choosing,
    counting,
    deciding,
    matching,
    ordering,
)
from ..linting import faults
from ..queries import places_in
from ..services import Written
from .media import PREFIX, MediaFormSet

FEWEST_ROWS = 6
SIGN = "="


class ItemForm(forms.Form):
    """What every kind has. `before` is the version the words begin from: its options keep their ids.

    `refused`: by field why an upload was not kept.
    """

    kind: Kind
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)
    stem = area(_lazy("Câu hỏi"), 3)
    explanation = area(_lazy("Giải thích"), 3, _lazy("Người làm sai đọc để hiểu vì sao."), required=False)
    basis = area(
        _lazy("Căn cứ pháp lý"), 2, _lazy("Mỗi dòng một căn cứ, ví dụ: khoản 2 Điều 9 Luật số 36/2024/QH15."),
        required=False,
    )  # fmt: skip
    day_of_law = forms.DateField(
        label=_lazy("Theo luật ngày"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    field = forms.TypedChoiceField(label=_lazy("Lĩnh vực"), choices=Field.choices, coerce=Field, initial=Field.OTHER)
    difficulty = forms.TypedChoiceField(
        label=_lazy("Độ khó"), choices=Difficulty.choices, coerce=lambda value: Difficulty(int(value)),
        initial=Difficulty.MEDIUM,
    )  # fmt: skip
    audience = forms.MultipleChoiceField(
        label=_lazy("Dành cho"), choices=Audience.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    khmer_stem = area(_lazy("Câu hỏi bằng tiếng Khmer"), 2, required=False)
    khmer_options = area(
        _lazy("Phương án bằng tiếng Khmer"), 4,
        _lazy("Mỗi dòng một phương án, đủ và đúng thứ tự như trên; của mỗi cặp: vế trái rồi vế phải."), required=False,
    )  # fmt: skip
    khmer_explanation = area(_lazy("Giải thích bằng tiếng Khmer"), 2, required=False)

    def __init__(
        self,
        *args: Any,
        before: tuple[Option, ...] = (),
        media: list[dict[str, str]] | None = None,
        refused: Mapping[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.before = before
        given = (self.data, self.files) if self.is_bound else ()
        self.shown = MediaFormSet(*given, prefix=PREFIX, initial=media, form_kwargs={"refused": refused})

    def clean_basis(self) -> list[tuple[int, str]]:
        """Addresses that the library knows. Raises ValidationError for the others."""
        places, unknown = places_in(self.cleaned_data["basis"])
        if unknown:
            told = _("Thư viện không có: %s. Hãy ghi cả điều và số văn bản.")
            raise forms.ValidationError(told % "; ".join(unknown))
        return places

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        self.typed, self.khmer_media = self.content(values), {}
        if self.shown.is_valid():
            shown, self.khmer_media = self.shown.read(self.option_at)
            self.typed = replace(self.typed, media=shown)
        if not self.shown.is_valid():
            self.add_error(None, _("Hãy sửa phần hình, âm thanh, phim."))
        self._check_khmer(lines_of(values.get("khmer_options", "")))
        if "stem" in values:
            for one in faults(self.typed):
                self.add_error(None, str(one.told))
        return values

    def _check_khmer(self, lines: list[str]) -> None:
        """As many lines as options, or none: else the words would stand at the wrong options."""
        count = len(self.in_typed_order())
        if lines and len(lines) != count:
            told = _("Có %(lines)d dòng cho %(count)d phương án. Hãy viết đủ, hoặc để trống cả ô.")
            self.add_error("khmer_options", told % {"lines": len(lines), "count": count})

    def content(self, values: dict[str, Any]) -> Content:
        """The words as typed."""
        raise NotImplementedError

    def option_at(self, letter: str) -> str:
        """The id of the option at a letter of the form; empty where there is none."""
        return ""

    def written(self) -> Written:
        """The question as the service takes it."""
        values = self.cleaned_data
        return Written(
            content=self.typed, day_of_law=values["day_of_law"], basis=values["basis"], field=values["field"],
            difficulty=values["difficulty"], audience=values["audience"], khmer=self._khmer(values),
        )  # fmt: skip

    def _khmer(self, values: dict[str, Any]) -> dict[str, Any]:
        """The same words in Khmer, options by their ids."""
        if not values["khmer_stem"]:
            return {}
        lines = lines_of(values["khmer_options"])
        options = {one.id: line for one, line in zip(self.in_typed_order(), lines, strict=bool(lines))}
        return {
            "stem": values["khmer_stem"], "explanation": values["khmer_explanation"],
            "options": options, **({"media": self.khmer_media} if self.khmer_media else {}),
        }  # fmt: skip

    def in_typed_order(self) -> tuple[Option, ...]:
        """The options as they stand in the form."""
        return self.typed.options


class ChoiceForm(ItemForm):
    """One or several right options: rows with a mark each."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.count = max(FEWEST_ROWS, len(self.before))
        for place in range(self.count):
            label = _("Phương án %s") % LETTERS[place]
            self.fields[f"option_{place}"] = forms.CharField(label=label, required=False, max_length=LONGEST)

    def rows(self) -> Iterator[tuple[int, str, Any, bool]]:
        """Place, letter, field, whether it is marked as right."""
        right = self.data.getlist("key") if self.is_bound else [str(one) for one in self.initial.get("key", ())]
        for place in range(self.count):
            yield place, LETTERS[place], self[f"option_{place}"], str(place) in right

    def _filled(self, values: dict[str, Any]) -> list[int]:
        return [place for place in range(self.count) if values.get(f"option_{place}")]

    def option_at(self, letter: str) -> str:
        filled, place = self._filled(self.cleaned_data), LETTERS.index(letter)
        return self.typed.options[filled.index(place)].id if place in filled else ""

    def content(self, values: dict[str, Any]) -> Content:
        filled = self._filled(values)
        right = [int(one) for one in self.data.getlist("key") if one.isdecimal()]
        return choosing(
            self.kind, values.get("stem", ""), [values[f"option_{place}"] for place in filled],
            [filled.index(one) for one in right if one in filled], before=self.before,
            explanation=values.get("explanation", ""),
        )  # fmt: skip


class OneForm(ChoiceForm):
    kind = Kind.ONE


class SeveralForm(ChoiceForm):
    kind = Kind.SEVERAL


class TrueFalseForm(ItemForm):
    kind = Kind.TRUE_FALSE
    decision = forms.ChoiceField(
        label=_lazy("Nhận định này"), choices=[(TRUE, _lazy("Đúng")), (FALSE, _lazy("Sai"))],
        widget=forms.RadioSelect,
    )  # fmt: skip

    def content(self, values: dict[str, Any]) -> Content:
        content = deciding(values.get("stem", ""), values.get("decision") == TRUE, values.get("explanation", ""))
        return content


class OrderForm(ItemForm):
    kind = Kind.ORDER
    steps = area(_lazy("Các bước"), 6, _lazy("Mỗi dòng một bước, theo thứ tự đúng. Khi hỏi, máy tự xáo trộn."))

    def content(self, values: dict[str, Any]) -> Content:
        return ordering(
            values.get("stem", ""), lines_of(values.get("steps", "")), before=self.before,
            explanation=values.get("explanation", ""),
        )  # fmt: skip

    def in_typed_order(self) -> tuple[Option, ...]:
        by_id = {one.id: one for one in self.typed.options}
        return tuple(by_id[one] for one in self.typed.key)


class MatchForm(ItemForm):
    kind = Kind.MATCH
    pairs = area(
        _lazy("Các cặp"),
        6,
        _lazy("Mỗi dòng một cặp: vế trái = vế phải. Dòng chỉ có “= vế phải” là vế thừa để gây nhiễu."),
    )

    def clean_pairs(self) -> str:
        """Raises ValidationError for a line without the sign."""
        text: str = self.cleaned_data["pairs"]
        if wrong := [line for line in lines_of(text) if SIGN not in line]:
            raise forms.ValidationError(_("Dòng này thiếu dấu “=”: %s") % wrong[0])
        return text

    def content(self, values: dict[str, Any]) -> Content:
        pairs = self._cut(values)
        return matching(
            values.get("stem", ""), [one for one in pairs if one[0]],
            others=[right for left, right in pairs if not left], before=self.before,
            explanation=values.get("explanation", ""),
        )  # fmt: skip

    def _cut(self, values: dict[str, Any]) -> list[tuple[str, str]]:
        cut = [line.partition(SIGN) for line in lines_of(values.get("pairs", ""))]
        return [(clean(left), clean(right)) for left, _sign, right in cut]

    def in_typed_order(self) -> tuple[Option, ...]:
        by_words = {(one.side, one.text): one for one in self.typed.options}
        sides = [one for pair in self._cut(self.cleaned_data) for one in zip((LEFT, RIGHT), pair, strict=True)]
        return tuple(by_words[one] for one in sides if one in by_words)


class NumberForm(ItemForm):
    kind = Kind.NUMBER
    number = forms.CharField(label=_lazy("Số đúng"), max_length=30, help_text=_lazy("Ví dụ: 5; 5,5; 5.000.000."))
    unit = forms.CharField(label=_lazy("Đơn vị tính"), max_length=40, required=False)

    def content(self, values: dict[str, Any]) -> Content:
        return counting(
            values.get("stem", ""), values.get("number", ""), values.get("unit", ""), values.get("explanation", "")
        )


FORMS: dict[Kind, type[ItemForm]] = {
    one.kind: one for one in (OneForm, SeveralForm, TrueFalseForm, OrderForm, MatchForm, NumberForm)
}
