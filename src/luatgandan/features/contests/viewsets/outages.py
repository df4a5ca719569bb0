"""Outages at the desk: one person states a span, another one confirms it, and what was lost is given back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import rules, services
from ..forms.desk_rounds import OutageForm
from ..models import Outage
from ..queries.outages import outages_of, touched
from ..services import outages as acts
from .desk import OneRoundDesk


class OutagesView(OneRoundDesk):
    """What was stated and confirmed for a round, and the form to state one."""

    page_title = gettext_lazy("Sự cố, trả lại giờ")
    template_name = "contests/desk/outages.html"
    may = staticmethod(rules.may_manage_entrants)

    @cached_property
    def outage(self) -> Outage:
        """The outage that a button names."""
        number = self.request.POST.get("outage", "")
        return get_object_or_404(outages_of(self.round), pk=int(number) if number.isdecimal() else 0)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        person, now = self.request.user, timezone.now()
        return {
            **super().get_context_data(**kwargs),
            "form": kwargs.get("form") or OutageForm(),
            "outages": [(one, () if one.confirmed_at else touched(one)) for one in outages_of(self.round)],
            "may_publish": rules.may_publish(person, self.contest),
            "person": person,
            "held_until": self.round.held_until if self.round.held_until and self.round.held_until > now else None,
        }

    def post(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        act = request.POST.get("act", "")
        return self._state(request) if act == "state" else self._do(act, request)

    def _state(self, request: HttpRequest) -> HttpResponse:
        form = OutageForm(request.POST)
        if not form.is_valid():
            return self.again(form=form)
        try:
            acts.state_outage(round=self.round, by=request.user, at=timezone.now(), **form.values())
        except services.ContestError as refusal:
            form.add_error(None, str(refusal))
            return self.again(form=form)
        messages.success(request, _("Đã nêu. Xếp hạng và đáp án chờ người thứ hai xác nhận, nhiều nhất một ngày."))
        return redirect(request.path)

    def _do(self, act: str, request: HttpRequest) -> HttpResponse:
        given: dict[str, Any] = {"by": request.user, "at": timezone.now()}
        told = {"confirm": _("Đã trả lại giờ và cho thi lại."), "drop": _("Đã bỏ."), "release": _("Không chờ nữa.")}
        if act not in told:
            raise Http404
        try:
            if act == "confirm":
                acts.confirm_outage(outage=self.outage, **given)
            elif act == "drop":
                acts.drop_outage(outage=self.outage, **given)
            else:
                acts.release_round(round=self.round, **given)
        except services.ContestError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, told[act])
        return redirect(request.path)
