"""Rehearsal: a trial seal and seats for staff and guests before the opening."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import rules, services
from ..enums import State
from ..forms.desk_people import SeatsForm
from ..queries import desk as reads
from ..services.rosters import make_rehearsal_codes
from .entrants import EntrantsDesk


class RehearsalView(EntrantsDesk):
    """Which rounds can be rehearsed, by whom, and what came of it."""

    page_title = gettext_lazy("Thi thử trước giờ mở")
    template_name = "contests/desk/rehearsal.html"
    may = staticmethod(rules.may_manage_entrants)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rehearsal = reads.rehearsal_of(self.contest)
        return {
            **super().get_context_data(**kwargs),
            "form": kwargs.get("form") or SeatsForm(initial={"count": 5}),
            "rounds": rehearsal.rounds,
            "seats": rehearsal.seats,
            "attempts": rehearsal.attempts,
            "is_public": self.contest.state == State.PUBLISHED,
        }

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._seal(request) if "round" in request.POST else self._seats(request)

    def _seal(self, request: HttpRequest) -> HttpResponse:
        number = request.POST["round"]
        round = self.contest.rounds.filter(number=int(number) if number.isdecimal() else 0).first()
        try:
            if round:
                services.seal_for_rehearsal(round=round, by=request.user, at=timezone.now())
                messages.success(request, _("Đã rút đề thi thử cho %s. Đề thật được niêm phong riêng khi mở.") % round)
        except services.ContestError as refusal:
            messages.error(request, str(refusal))
        return redirect(request.path)

    def _seats(self, request: HttpRequest) -> HttpResponse:
        form = SeatsForm(request.POST)
        if not form.is_valid():
            return self.again(form=form)
        try:
            handed = make_rehearsal_codes(contest=self.contest, by=request.user, at=timezone.now(), **form.cleaned_data)
        except services.ContestError as refusal:
            messages.error(request, str(refusal))
            return redirect(request.path)
        return self.handed_out(handed)
