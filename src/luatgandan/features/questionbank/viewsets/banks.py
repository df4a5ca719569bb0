"""Banks at the desk: which of them the public practises."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import queries, rules, services
from .desk import BankDesk

LONGEST_KEY = 16  # digits


class BanksView(BankDesk):
    """Every bank one reads, with its mark; who may publish for its unit changes it."""

    page_title = gettext_lazy("Ngân hàng nào cho ôn tập")
    template_name = "questionbank/desk/banks.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        banks = queries.desk_banks(self.request.user)
        rows = [(one, rules.may_mark(self.request.user, one)) for one in banks]
        return {**super().get_context_data(**kwargs), "rows": rows}

    def post(self, request: HttpRequest) -> HttpResponse:
        number = request.POST.get("bank", "")
        key = int(number) if number.isdecimal() and len(number) <= LONGEST_KEY else 0
        bank = get_object_or_404(queries.desk_banks(request.user), pk=key)
        try:
            services.mark_bank(
                bank=bank, is_for_contests=request.POST.get("mark") == "contests", by=request.user, at=timezone.now()
            )
        except services.BankError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Đã ghi cho %s.") % bank)
        return redirect("questionbank_desk:banks")
