"""Which contests everybody sees in the list."""

from django import forms
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from luatgandan.foundation.organisations.models import Organisation

from ..queries.contests import organisers


class ContestsFilter(forms.Form):
    """Contests of one unit: a ward, a school, an office."""

    don_vi = forms.ModelChoiceField(
        label=_("Đơn vị tổ chức"), queryset=organisers().order_by("name"), to_field_name="code", required=False,
        empty_label=_("Mọi đơn vị"),
    )  # fmt: skip

    @cached_property
    def unit(self) -> Organisation | None:
        """The unit that was chosen; what is not valid counts as not given."""
        return self.cleaned_data["don_vi"] if self.is_valid() else None

    @property
    def query(self) -> str:
        """What the addresses of further pages keep."""
        return urlencode({"don_vi": self.unit.code}) if self.unit else ""
