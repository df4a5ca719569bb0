"""The desk's form for one relation that a person states: how two documents bear on each other, where, since when."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from luatgandan.lib.legaltext import Address, BadAddressError, number_key
from luatgandan.lib.vietnamese import clean

from ..enums import RelationKind
from ..models import Document
from ..services import Related
from .filters import DayField

_PLACE = re.compile(r"(?:điểm (?P<point>\S+) )?(?:khoản (?P<clause>\S+) )?điều (?P<article>\S+)", re.IGNORECASE)
DIRECTIONS = [
    (_("Văn bản này …"), [(kind.value, kind.label) for kind in RelationKind]),
    (_("Văn bản này …, bởi văn bản kia"), [(f"{kind.value}-by", kind.passive) for kind in RelationKind]),
]


class PlaceField(forms.CharField):
    """ "khoản 2 Điều 5" as an eId; empty for the whole document."""

    def clean(self, value: Any) -> str:
        text = clean(super().clean(value) or "")
        if not text:
            return ""
        found = _PLACE.fullmatch(text)
        parts = found.groupdict(default="") if found else {"article": ""}
        try:
            return Address(**parts).eid
        except BadAddressError as error:
            raise ValidationError(_("Hãy ghi như: khoản 2 Điều 5. Để trống nếu là cả văn bản.")) from error


class RelationForm(forms.Form):
    """One relation of `document`, told from its side."""

    relation = forms.ChoiceField(label=_("Quan hệ"), choices=DIRECTIONS)
    number = forms.CharField(
        label=_("Số, ký hiệu văn bản kia"), max_length=120,
        help_text=_("Ví dụ: 168/2024/NĐ-CP. Văn bản chưa có trong thư viện cũng ghi được; khi nhập về sẽ tự nối."),
    )  # fmt: skip
    name = forms.CharField(label=_("Tên văn bản kia, khi chưa có trong thư viện"), max_length=300, required=False)
    eid = PlaceField(label=_("Tại chỗ nào của văn bản này"), required=False, max_length=80)
    target_eid = PlaceField(label=_("Tại chỗ nào của văn bản kia"), required=False, max_length=80)
    on = DayField(label=_("Từ ngày"), help_text=_("Để trống nếu theo ngày có hiệu lực của văn bản tác động."))
    until = DayField(label=_("Đến trước ngày"), help_text=_("Chỉ cho đình chỉ, tạm ngưng hiệu lực."))
    text = forms.CharField(
        label=_("Câu nói ra quan hệ"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, document: Document, **kwargs: Any) -> None:
        self.document = document
        super().__init__(*args, **kwargs)

    def clean_number(self) -> str:
        """The number as written; `target` is the document that bears it, None while that is not in the library."""
        text = clean(self.cleaned_data["number"])
        rows = Document.objects.filter(slug=text) or Document.objects.filter(number_key=number_key(text))
        if len(rows) > 1:
            message = _("Nhiều văn bản mang số này. Hãy ghi phần cuối địa chỉ của văn bản, ví dụ: %(slug)s.")
            raise ValidationError(message, params={"slug": rows[0].slug})
        self.target = rows[0] if rows else None
        if self.target == self.document:
            raise ValidationError(_("Văn bản không có quan hệ với chính nó. Hãy ghi số của văn bản kia."))
        return text

    def clean(self) -> None:
        values = self.cleaned_data
        self._must_exist("eid", self.document)
        self._must_exist("target_eid", getattr(self, "target", None))
        if values.get("on") and values.get("until") and values["until"] <= values["on"]:
            self.add_error("until", _("Ngày kết thúc phải sau ngày bắt đầu."))

    def _must_exist(self, name: str, document: Document | None) -> None:
        """An article named must stand in a document whose text is here."""
        article = self.cleaned_data.get(name, "").split("__")[0]
        known = set(document.provisions.values_list("eid", flat=True)) if article and document else set()
        if known and article not in known:
            self.add_error(name, _("Văn bản không có điều này. Hãy xem lại số điều."))

    def related(self) -> Related:
        """What `services.state_relation` takes."""
        values = self.cleaned_data
        kind, _by, way = values["relation"].partition("-")
        return Related(
            kind=RelationKind(kind), is_passive=way == "by", target=self.target, number=values["number"],
            name=values["name"], eid=values["eid"], target_eid=values["target_eid"], on=values["on"],
            until=values["until"], text=clean(values["text"]),
        )  # fmt: skip
