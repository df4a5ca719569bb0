"""The editor of a question: one form for each kind, from typed words to a value and back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from luatgandan.lib.lines import lines_of

from ..enums import Audience, Difficulty, Field, Kind
from ..formats.values import (
    FALSE,
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
from ..models import Item, ItemVersion
from ..queries import Basis, places_in
from ..services import Written
from .media import LETTERS, PREFIX, MediaFormSet, media_initial

FEWEST_ROWS = 6
SIGN = "="
LONGEST = 4_000


def area(label: Any, rows: int, hint: Any = "", *, required: bool = True, most: int = LONGEST) -> forms.CharField:
    """Several lines of words."""
    return forms.CharField(
        label=label, help_text=hint, required=required, max_length=most, widget=forms.Textarea(attrs={"rows": rows})
    )


class ItemForm(forms.Form):
    """What every kind has. `before` is the version the words begin from: its options keep their ids."""

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
        _lazy("Phương án bằng tiếng Khmer"), 4, _lazy("Mỗi dòng một phương án, đúng thứ tự như trên."), required=False
    )
    khmer_explanation = area(_lazy("Giải thích bằng tiếng Khmer"), 2, required=False)

    def __init__(
        self, *args: Any, before: tuple[Option, ...] = (), media: list[dict[str, str]] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.before = before
        given = (self.data, self.files) if self.is_bound else ()
        self.shown = MediaFormSet(*given, prefix=PREFIX, initial=media)

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
        if "stem" in values:
            for one in faults(self.typed):
                self.add_error(None, str(one.told))
        return values

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
        ids = [one.id for one in self.in_typed_order()]
        return {
            "stem": values["khmer_stem"], "explanation": values["khmer_explanation"],
            "options": dict(zip(ids, lines, strict=False)), **({"media": self.khmer_media} if self.khmer_media else {}),
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
        cut = [line.partition(SIGN) for line in lines_of(values.get("pairs", ""))]
        pairs = [(left.strip(), right.strip()) for left, _sign, right in cut]
        return matching(
            values.get("stem", ""), [one for one in pairs if one[0]],
            others=[right for left, right in pairs if not left], before=self.before,
            explanation=values.get("explanation", ""),
        )  # fmt: skip


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


def initial_of(item: Item, version: ItemVersion, basis: list[Basis]) -> dict[str, Any]:
    """What the form of a question shows of a version."""
    content = version.content_of(item.kind)
    return {
        "seen": version.number, "stem": content.stem, "explanation": content.explanation,
        "basis": "\n".join(one.written for one in basis), "day_of_law": version.day_of_law, "field": item.field,
        "difficulty": item.difficulty, "audience": item.audience, **_key(content), **_khmer(version, content),
    }  # fmt: skip


def form_of(item: Item, version: ItemVersion, basis: list[Basis]) -> ItemForm:
    """The editor with the words of a version."""
    content = version.content_of(item.kind)
    return FORMS[content.kind](
        before=content.options, initial=initial_of(item, version, basis), media=media_initial(content, version.khmer)
    )


def _key(content: Content) -> dict[str, Any]:
    """Options and key as the form of the kind has them."""
    if content.kind == Kind.TRUE_FALSE:
        return {"decision": content.key[0]}
    if content.kind == Kind.NUMBER:
        return {"number": content.key[0], "unit": content.unit}
    if content.kind == Kind.ORDER:
        return {"steps": "\n".join(content.key_words)}
    if content.kind == Kind.MATCH:
        mates = {right for _left, right in content.pairs}
        others = [("", one.text) for one in content.of_side(RIGHT) if one.text not in mates]
        return {"pairs": "\n".join(f"{left} {SIGN} {right}".strip() for left, right in [*content.pairs, *others])}
    texts = {f"option_{place}": one.text for place, one in enumerate(content.options)}
    return {**texts, "key": [place for place, one in enumerate(content.options) if one.id in content.key]}


def _khmer(version: ItemVersion, content: Content) -> dict[str, Any]:
    if not version.khmer:
        return {}
    order = content.key if content.kind == Kind.ORDER else [one.id for one in content.options]
    texts = version.khmer.get("options", {})
    return {
        "khmer_stem": version.khmer["stem"], "khmer_explanation": version.khmer.get("explanation", ""),
        "khmer_options": "\n".join(texts[one] for one in order if one in texts),
    }  # fmt: skip


def new_initial(today: date) -> dict[str, Any]:
    """What an empty form shows."""
    return {"seen": 0, "day_of_law": today}
