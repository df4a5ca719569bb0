"""The ward picker every room may use, and the staff form of one ward."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.widgets import Script
from django.utils.datastructures import MultiValueDict
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm

from luatgandan.lib.vietnamese import clean

from . import queries
from .enums import AliasKind
from .models import Ward
from .services import AliasText

CODE_SUFFIX = "-code"
UNKNOWN = gettext_lazy(
    "Chưa tìm thấy xã, phường nào tên “%(text)s”. "
    "Bạn gõ lại tên xã, phường (tên mới hoặc tên cũ), hoặc chọn trong danh sách."
)
AMBIGUOUS = gettext_lazy("“%(text)s” có thể là nhiều xã, phường. Bạn chọn một nơi trong danh sách ngay bên dưới.")
NEAR = gettext_lazy("Không có xã, phường tên “%(text)s”. Có phải bạn muốn chọn một nơi trong danh sách bên dưới?")


class DayInput(forms.DateInput):
    """The browser's own date picker: Wagtail's needs inline script, which our policy forbids."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class WardWidget(forms.TextInput):
    """A text box with suggestions while typing; after a doubtful answer choices; without script a full list.

    Two form values: the typed text under the field's name, the chosen code under the name + "-code".
    """

    template_name = "places/widgets/ward.html"

    class Media:
        css = {"all": ["places/ward-picker.css"]}
        js = [Script("places/ward-picker.js", defer=True)]

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "off", "autocapitalize": "words", "spellcheck": "false", **(attrs or {})})
        self.choices: list[queries.Match] = []

    def __deepcopy__(self, memo: dict[int, Any]) -> "WardWidget":
        copied: WardWidget = super().__deepcopy__(memo)
        copied.choices = []
        return copied

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str:
        codes = data.getlist(name + CODE_SUFFIX) if isinstance(data, MultiValueDict) else [data.get(name + CODE_SUFFIX)]
        chosen = next((code for code in reversed(codes) if code), "")
        return chosen or data.get(name) or ""

    def format_value(self, value: Any) -> str:
        """What stands in the box: the official name for a ward or a known code, else the text as it was typed."""
        if isinstance(value, Ward):
            return value.name
        text = str(value or "")
        found = queries.find_wards(text, 1) if text.isdecimal() and len(text) == 5 else []
        return found[0].ward.name if found else text

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        code = value.code if isinstance(value, Ward) else str(value or "")
        is_code = code.isdecimal() and len(code) == 5
        context["widget"] |= {
            "code_name": name + CODE_SUFFIX,
            "code": code if is_code else "",
            "choices": self.choices,
            "groups": queries.known_groups,
            "is_foreign": get_language() != "vi",
        }
        return context

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data and name + CODE_SUFFIX not in data


class WardField(forms.CharField):
    """Gives a `Ward`. Takes an official, old or common name or a code; offers choices instead of guessing."""

    widget = WardWidget

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", gettext_lazy("Xã, phường"))
        kwargs.setdefault("help_text", gettext_lazy("Gõ tên mới hoặc tên cũ, có dấu hay không dấu đều được."))
        kwargs.setdefault("max_length", 120)
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Ward | None:
        text = clean(super().clean(value))
        if not text:
            return None
        found = queries.resolve_ward(text)
        if found.ward:
            return found.ward
        self.widget.choices = found.choices
        if not found.choices:
            raise ValidationError(UNKNOWN, code="unknown", params={"text": text})
        is_named = found.choices[0].score >= queries.CERTAIN
        raise ValidationError(AMBIGUOUS if is_named else NEAR, code="ambiguous", params={"text": text})

    def has_changed(self, initial: Any, data: Any) -> bool:
        return str(getattr(initial, "code", initial or "")) != str(data or "")


class WardListForm(forms.Form):
    """What the public list shows: a search text, an area."""

    q = forms.CharField(required=False, max_length=120)
    area = forms.ChoiceField(required=False, choices=[("", ""), *Ward._meta.get_field("area").flatchoices])


class WardAdminForm(WagtailAdminModelForm):
    """Figures and other names of a ward; what the State decides (code, name, kind) is shown and not edited."""

    other_names = forms.CharField(
        label=gettext_lazy("Tên khác"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=gettext_lazy(
            "Mỗi dòng một tên, kèm loại sau dấu “|”, ví dụ: quận Ninh Kiều | quận, huyện cũ. "
            "Không ghi loại thì hiểu là tên thường gọi."
        ),
    )

    class Meta:
        model = Ward
        fields = ("population", "population_source", "population_on", "area_km2", "seat", "latitude", "longitude")
        widgets = {"population_on": DayInput}
        localized_fields = ("area_km2",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other_names"].initial = "\n".join(
            f"{alias.alias} | {AliasKind(alias.kind).label}" for alias in self.instance.aliases.all()
        )

    def clean_other_names(self) -> list[AliasText]:
        labels = {clean(str(label)).casefold(): AliasKind(value) for value, label in AliasKind.choices}
        found: list[AliasText] = []
        for number, line in enumerate(self.cleaned_data["other_names"].splitlines(), 1):
            name, _bar, label = (clean(part) for part in line.partition("|"))
            if label and label.casefold() not in labels:
                raise ValidationError(
                    _("Dòng %(number)d: không có loại “%(label)s”. Các loại: %(known)s."),
                    params={"number": number, "label": label, "known": "; ".join(str(k.label) for k in AliasKind)},
                )
            if name:
                found.append(AliasText(alias=name, kind=labels.get(label.casefold(), AliasKind.COMMON_NAME)))
        return found

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("population") and not (cleaned.get("population_source") and cleaned.get("population_on")):
            raise ValidationError(_("Số dân phải có nguồn và ngày: hai nguồn thường cho hai con số khác nhau."))
        return cleaned
