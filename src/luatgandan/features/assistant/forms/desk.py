"""Forms about prompts, the register of AI use and the practice room."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luatgandan.foundation.accounts.rules import Action

from ..enums import DataClass, DraftKind, Fault, Risk
from ..models import AiUse, Prompt
from .drafts import KeysField, unit_field
from .guarding import GuardedForm, GuardedText


class PromptForm(GuardedForm):
    """The words of a prompt."""

    title = forms.CharField(label=_("Tên lời nhắc"), max_length=150)
    kind = forms.ChoiceField(label=_("Dùng cho"), choices=DraftKind.choices)
    text = GuardedText(
        label=_("Lời nhắc"), max_length=4000,
        help_text=_("Nói với máy phải viết gì, giọng thế nào. Không ghi dữ liệu riêng."),
        widget=forms.Textarea(attrs={"rows": 8}),
    )  # fmt: skip
    note = forms.CharField(label=_("Vì sao sửa"), max_length=200, required=False)
    quality = GuardedText(
        label=_("Nhận xét chất lượng"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Đã thử với luật nào, hay sai ở đâu."),
    )  # fmt: skip
    is_active = forms.BooleanField(label=_("Đang dùng"), required=False, initial=True)

    def __init__(self, *args: Any, prompt: Prompt, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.prompt = prompt

    def clean_title(self) -> str:
        title: str = self.cleaned_data["title"]
        if Prompt.objects.filter(title=title).exclude(pk=self.prompt.pk).exists():
            raise forms.ValidationError(_("Đã có lời nhắc mang tên này. Hãy đặt tên khác."))
        return title


class ReportForm(GuardedForm):
    """What a model wrote badly."""

    words = GuardedText(label=_("Câu máy viết"), max_length=2000)
    reason = GuardedText(label=_("Sai chỗ nào"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class UseForm(GuardedForm):
    """One entry of the register."""

    tool = forms.CharField(label=_("Công cụ"), max_length=150)
    purpose = forms.CharField(label=_("Dùng để"), max_length=300)
    data_class = forms.ChoiceField(
        label=_("Dữ liệu đưa vào"), choices=DataClass.choices,
        help_text=_("Không đưa bí mật nhà nước vào công cụ AI."),
    )  # fmt: skip
    risk = forms.ChoiceField(
        label=_("Mức rủi ro"), choices=Risk.choices, help_text=_("Theo Luật Trí tuệ nhân tạo 134/2025/QH15.")
    )
    owner = forms.CharField(
        label=_("Chức vụ người chịu trách nhiệm"), max_length=150, help_text=_("Ghi chức vụ, không ghi tên người.")
    )
    safeguards = GuardedText(
        label=_("Cách giữ an toàn"), max_length=2000, help_text=_("Ai duyệt, kiểm tra thế nào, tắt bằng cách nào.")
    )
    review_on = forms.DateField(
        label=_("Ngày xem lại"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    is_active = forms.BooleanField(label=_("Đang dùng"), required=False, initial=True)
    counts_drafts = forms.BooleanField(
        label=_("Là công cụ soạn nội dung: đếm các bài có câu do máy viết"), required=False
    )

    def __init__(self, *args: Any, person: Any, use: AiUse, **kwargs: Any) -> None:
        names = [name for name in self.base_fields if name != "no_personal_data"]
        initial = {name: getattr(use, name) for name in [*names, "organisation"]} if use.pk else {}
        super().__init__(*args, initial=initial, **kwargs)
        self.use = use
        self.fields = {"organisation": unit_field(person, Action.APPROVE), **self.fields}

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if values.get("data_class") == DataClass.SECRET and values.get("is_active"):
            self.add_error("data_class", _("Bí mật nhà nước không được đưa vào công cụ AI. Hãy dừng việc này."))
        return values

    def entry(self) -> AiUse:
        """The entry with what was typed, not yet kept."""
        for name, value in self.typed.items():
            setattr(self.use, name, value)
        return self.use


class TaskForm(GuardedForm):
    """A new practice task: the question it seems to answer, and the articles."""

    title = forms.CharField(label=_("Câu hỏi của người dân"), max_length=300)
    a = KeysField(
        widget=forms.MultipleHiddenInput, error_messages={"required": _("Hãy chọn ít nhất một điều luật ở trên.")}
    )


class MarksForm(forms.Form):
    """What is wrong with each sentence of an answer."""

    def __init__(self, *args: Any, count: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(count):
            self.fields[f"mark{number}"] = forms.ChoiceField(
                label=_("Câu này"), choices=Fault.choices, widget=forms.RadioSelect,
                error_messages={"required": _("Hãy chọn: câu này đúng, hay sai kiểu nào?")},
            )  # fmt: skip

    def marks(self) -> list[Fault]:
        """One for each sentence."""
        return [Fault(self.cleaned_data[name]) for name in self.fields]
