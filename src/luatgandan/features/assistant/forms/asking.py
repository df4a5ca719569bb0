"""What a person types."""

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from luatgandan.features.library.forms import DayField

from ..enums import Opinion
from ..pipeline.privacy import MOST_LETTERS


class AskForm(forms.Form):
    """A question in own words."""

    question = forms.CharField(
        label=_("Câu hỏi của bạn"),
        help_text=_("Viết như khi nói, có dấu hay không dấu đều được. Đừng ghi tên, số điện thoại hay số căn cước."),
        # no max_length: browsers would cut a long story without a word
        validators=[
            MaxLengthValidator(
                MOST_LETTERS,
                _(
                    "Câu hỏi dài quá. Bạn viết %(show_value)d chữ cái và dấu, trợ lý đọc được nhiều nhất "
                    "%(limit_value)d. Hãy giữ điều muốn hỏi và vài chi tiết chính; cả câu chuyện thì gửi cán bộ ở "
                    "trang Liên hệ."
                ),
            )
        ],
        error_messages={"required": _("Hãy viết điều bạn muốn hỏi.")},
        widget=forms.Textarea(attrs={"rows": 3, "enterkeyhint": "send"}),
    )
    at = DayField(label=_("Luật của ngày"), help_text=_("Để trống là hôm nay."))
    settled = forms.BooleanField(required=False, widget=forms.HiddenInput)


class ForgetForm(forms.Form):
    """Which question is to be forgotten; none: all."""

    one = forms.IntegerField(required=False, min_value=1)


class OpinionForm(forms.Form):
    """What a person says of an answer."""

    opinion = forms.ChoiceField(choices=Opinion.choices)


class ConsentForm(forms.Form):
    """Consent to give a question to officials."""

    consent = forms.BooleanField(
        label=_("Tôi đồng ý gửi cho cán bộ câu hỏi này cùng lời trợ lý đã trả lời."),
        error_messages={"required": _("Hãy đánh dấu nếu bạn đồng ý.")},
    )
