"""What an entrant contests."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..services.complaints import LONGEST


class ComplaintForm(forms.Form):
    """In own words; the code of a question where it is about one."""

    text = forms.CharField(
        label=_("Bạn khiếu nại điều gì?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Nói rõ vòng thi, câu hỏi hay thứ hạng nào bạn thấy chưa đúng, và vì sao."),
    )
    question = forms.CharField(label=_("Mã câu hỏi (nếu về một câu)"), max_length=40, required=False)
