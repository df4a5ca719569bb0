"""Prizes at the desk: the proposed list, one winner verified or declined, the decision."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import rules, services
from ..forms.desk_results import DecideForm, ReasonForm, UnitVerifyForm, VerifyForm
from ..models import Award
from ..queries import winners as queries
from ..queries.deciding import given_of_award
from ..queries.finals import next_final
from .results import OneResultDesk

VERIFY, DECLINE, AGAIN = "xac-minh", "khong-cong-nhan", "de-nghi-lai"
TITLES = {
    VERIFY: gettext_lazy("Xác minh người đạt giải"),
    DECLINE: gettext_lazy("Không công nhận"),
    AGAIN: gettext_lazy("Đề nghị lại"),
}


class ProposeView(OneResultDesk):
    """The list is written anew from the ranking."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.tried(_("Đã lập danh sách trao giải theo xếp hạng."), services.propose_awards)


class AwardView(OneResultDesk):
    """One winner: verified with the citizen number, not recognised with a reason, or proposed again."""

    template_name = "contests/desk/award.html"

    def is_open_to(self, person: Any) -> bool:
        return super().is_open_to(person) and rules.may_manage_entrants(person, self.round.contest)

    @cached_property
    def award(self) -> Award:
        """The award the address names; it must be one of this round's prizes."""
        return get_object_or_404(queries.awards_of(self.round), pk=self.kwargs["award"])

    def get_page_title(self) -> str:
        if self.kwargs["act"] not in TITLES:
            raise Http404
        return str(TITLES[self.kwargs["act"]])

    def make_form(self, *data: Any) -> Any:
        """The form of the act."""
        if self.kwargs["act"] != VERIFY:
            return ReasonForm(*data)
        return VerifyForm(*data) if self.award.attempt_id else UnitVerifyForm(*data)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.pop("form", None) or self.make_form()
        return {
            **super().get_context_data(**kwargs), "form": form, "award": self.award,
            "given": given_of_award(self.award), "is_hard": self.kwargs["act"] == DECLINE,
        }  # fmt: skip

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        self.get_page_title()
        form = self.make_form(request.POST)
        if not form.is_valid():
            return self.again(form=form)
        try:
            self._do(form.cleaned_data)
        except services.ContestError as refusal:
            form.add_error(None, str(refusal))
            return self.again(form=form)
        messages.success(request, _("Đã ghi."))
        return redirect(self.own_url())

    def _do(self, typed: dict[str, Any]) -> None:
        who = {"award": self.award, "by": self.request.user, "at": timezone.now()}
        if self.kwargs["act"] == VERIFY:
            services.verify_award(number=typed.get("number", ""), **who)
        else:
            act = services.decline_award if self.kwargs["act"] == DECLINE else services.propose_again
            act(reason=typed["reason"], **who)


class DecideView(OneResultDesk):
    """The decision: by a second person, once nothing stands before it."""

    page_title = gettext_lazy("Quyết định trao giải")
    template_name = "contests/desk/decide.html"

    def is_open_to(self, person: Any) -> bool:
        return super().is_open_to(person) and rules.may_decide(person, self.round.contest)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "form": kwargs.get("form") or DecideForm(),
            "calls": next_final(self.round),
            "obstacles": queries.obstacles(self.round, at=timezone.now()),
            "awards": list(queries.awards_of(self.round).filter(state__in=queries.ALIVE)),
        }

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = DecideForm(request.POST)
        if not form.is_valid():
            return self.again(form=form)
        return self.tried(_("Đã quyết định trao giải. Giấy chứng nhận có hiệu lực từ bây giờ."), services.decide_round)
