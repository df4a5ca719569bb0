"""The form of a question: one page, no account needed."""

import secrets
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator, RegexValidator
from django.utils.translation import gettext_lazy as _

from luatgandan.foundation.accounts.forms.fields import ContactField
from luatgandan.foundation.places.forms import WardField

from ..enums import Audience, Field, Visibility
from ..services.sending import LONGEST_TEXT, LONGEST_TITLE, Asked
from .own import files_field

EXPLAINED = [
    (Visibility.ANONYMISED, _("Công khai sau khi ẩn danh: cán bộ bỏ tên người, địa chỉ, số giấy tờ rồi mới đăng.")),
    (Visibility.PUBLIC, _("Công khai: lời bạn viết được đăng, trừ tên và nơi liên lạc của bạn.")),
    (Visibility.PRIVATE, _("Chỉ mình tôi đọc: không đăng lên cổng.")),
]
OWN_KEY = RegexValidator(r"^[\w-]{22}$")  # keys of other makers look different and cannot be sent


def new_key() -> str:
    """What makes two presses of the button one question."""
    return secrets.token_urlsafe(16)


class QuestionForm(forms.Form):
    """Words first, then who asks. `code` is asked for only after it was sent; `proof` carries a confirmed contact."""

    title = forms.CharField(
        label=_("Hỏi ngắn gọn trong một câu"), required=False, max_length=LONGEST_TITLE,
        help_text=_("Ví dụ: Xe máy không gương bị phạt bao nhiêu? Bỏ trống thì lấy dòng đầu của nội dung."),
    )  # fmt: skip
    text = forms.CharField(
        label=_("Chuyện của bạn"),
        help_text=_("Kể việc gì, ở đâu, lúc nào, bạn muốn biết điều gì. Đừng ghi số căn cước, số tài khoản."),
        # no max_length: browsers would cut a long story without a word
        validators=[
            MaxLengthValidator(
                LONGEST_TEXT, _("Nội dung dài hơn 10.000 ký tự. Hãy giữ phần chính; giấy tờ thì gửi kèm thành tệp.")
            )
        ],
        error_messages={"required": _("Hãy viết điều bạn muốn hỏi.")},
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    field = forms.ChoiceField(label=_("Lĩnh vực"), choices=Field.choices, initial=Field.OTHER)
    place = WardField(
        required=False, help_text=_("Nơi xảy ra việc, để câu hỏi đến đúng đơn vị. Gõ tên mới hoặc tên cũ đều được.")
    )
    files = files_field(required=False)
    audience = forms.ChoiceField(
        label=_("Bạn là"), choices=Audience.choices, initial=Audience.CITIZEN, widget=forms.RadioSelect
    )
    visibility = forms.ChoiceField(
        label=_("Ai được đọc câu hỏi này?"), choices=EXPLAINED, initial=Visibility.ANONYMISED, widget=forms.RadioSelect
    )
    name = forms.CharField(
        label=_("Tên của bạn"), required=False, max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    contact = ContactField(
        label=_("Số di động hoặc thư điện tử để nhận trả lời"),
        help_text=_("Chúng tôi gửi một mã để xác nhận. Chỉ dùng để báo tin về câu hỏi này."),
    )
    code = forms.CharField(required=False, max_length=12)
    website = forms.CharField(
        label=_("Để trống ô này"), required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )  # fmt: skip
    form_key = forms.CharField(initial=new_key, validators=[OWN_KEY], widget=forms.HiddenInput)
    proof = forms.CharField(required=False, widget=forms.HiddenInput)
    told = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, is_known: bool, **kwargs: Any) -> None:
        """`is_known`: signed in, so that nobody has to be reached elsewhere."""
        super().__init__(*args, **kwargs)
        if is_known:
            del self.fields["contact"]

    @property
    def own_key(self) -> str:
        """The key under which this form keeps its files; "" when what came is no key of ours."""
        key = str(self["form_key"].value())
        return key if OWN_KEY.regex.fullmatch(key) else ""

    def asked(self, *, contact: str, language: str) -> Asked:
        """The question as the service takes it; `contact` was confirmed."""
        typed = self.cleaned_data
        return Asked(
            title=typed["title"], text=typed["text"], visibility=Visibility(typed["visibility"]),
            audience=Audience(typed["audience"]), field=Field(typed["field"]), place=typed["place"], name=typed["name"],
            contact=contact, language=language, form_key=typed["form_key"],
        )  # fmt: skip

    def carry(self, **values: str) -> None:
        """Set hidden values for the next round of the same form."""
        self.data = self.data.copy()
        for name, value in values.items():
            self.data[name] = value
