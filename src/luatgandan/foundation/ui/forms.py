"""The display settings form, the form of the gallery, and fields that rooms ask for by one line."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from . import enums

LONGEST = 4_000


def area(label: Any, rows: int, hint: Any = "", *, required: bool = True, most: int = LONGEST) -> forms.CharField:
    """Several lines of words."""
    return forms.CharField(
        label=label, help_text=hint, required=required, max_length=most, widget=forms.Textarea(attrs={"rows": rows})
    )


def number(label: Any, most: int, hint: Any = "", *, least: int = 0, required: bool = True) -> forms.IntegerField:
    """A whole number."""
    return forms.IntegerField(label=label, help_text=hint, required=required, min_value=least, max_value=most)


class DisplayForm(forms.Form):
    """Four choices, each with a default that needs no cookie."""

    theme = forms.ChoiceField(label=_("Màu nền"), choices=enums.Theme.choices, required=False)
    text = forms.ChoiceField(label=_("Cỡ chữ"), choices=enums.TextSize.choices, required=False)
    contrast = forms.ChoiceField(label=_("Độ tương phản"), choices=enums.Contrast.choices, required=False)
    width = forms.ChoiceField(label=_("Bề rộng bài đọc"), choices=enums.Width.choices, required=False)


class SampleForm(forms.Form):
    """The gallery's form: one field of every kind."""

    name = forms.CharField(label=_("Họ và tên"), help_text=_("Viết như trong giấy tờ."), max_length=100)
    email = forms.EmailField(label=_("Thư điện tử"))
    birthday = forms.DateField(label=_("Ngày sinh"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    topic = forms.ChoiceField(
        label=_("Lĩnh vực"),
        choices=[("", _("Chọn một lĩnh vực")), ("land", _("Đất đai, nhà ở")), ("family", _("Hôn nhân, gia đình"))],
    )
    answer_by = forms.ChoiceField(
        label=_("Bạn muốn nhận câu trả lời bằng cách nào?"),
        choices=[("email", _("Thư điện tử")), ("phone", _("Điện thoại")), ("counter", _("Đến nơi tiếp công dân"))],
        widget=forms.RadioSelect,
        help_text=_("Chọn một cách."),
    )
    languages = forms.MultipleChoiceField(
        label=_("Bạn đọc được tiếng nào?"),
        choices=[("vi", _("Tiếng Việt")), ("km", _("Tiếng Khmer")), ("zh", _("Tiếng Hoa"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    question = forms.CharField(label=_("Câu hỏi"), widget=forms.Textarea(attrs={"rows": 5}), required=False)
    paper = forms.FileField(label=_("Giấy tờ kèm theo"), required=False, help_text=_("Ảnh hoặc PDF, không quá 20 MB."))
    agrees = forms.BooleanField(label=_("Tôi đồng ý để cơ quan dùng số điện thoại này chỉ để trả lời câu hỏi của tôi."))
