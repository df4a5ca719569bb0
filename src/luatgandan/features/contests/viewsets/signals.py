"""Odd things at the desk: evidence, the conclusion of a person, and, apart from it, whether somebody is excluded."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import rules, services
from ..forms.desk_results import JudgeForm, ReasonForm
from ..models import Entrant, Signal
from ..queries.results import desk_attempts, desk_entrants, desk_signals
from ..services.judging import OUT
from .results import PER_PAGE, OneResultDesk

EVIDENCE = {
    "papers": gettext_lazy("Số bài"),
    "common": gettext_lazy("Số câu chung"),
    "same_faults": gettext_lazy("Số câu sai giống nhau"),
    "seconds_apart": gettext_lazy("Chênh lệch nhịp làm bài (giây)"),
    "attempts": gettext_lazy("Số lượt thi"),
    "minutes": gettext_lazy("Trong khoảng (phút)"),
    "median_seconds": gettext_lazy("Thời gian làm bài, trung vị (giây)"),
    "usual_seconds": gettext_lazy("Thời gian làm bài thường thấy (giây)"),
    "from": gettext_lazy("Từ lúc"),
    "people": gettext_lazy("Số người"),
    "codes": gettext_lazy("Các mã dự thi"),
    "seconds_a_question": gettext_lazy("Số giây mỗi câu"),
    "answers": gettext_lazy("Số câu trả lời"),
    "score": gettext_lazy("Điểm (phần nghìn của một câu)"),
}


def _shown(value: Any) -> Any:
    return ", ".join(map(str, value)) if isinstance(value, list) else value


class SignalListView(OneResultDesk):
    """Open and strong ones first."""

    page_title = gettext_lazy("Dấu hiệu bất thường")
    template_name = "contests/desk/signals.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = Paginator(desk_signals(self.round), PER_PAGE).get_page(self.request.GET.get("p"))
        return {**super().get_context_data(**kwargs), "slice": page}


class SignalView(OneResultDesk):
    """One of them with its evidence and its people."""

    page_title = gettext_lazy("Xem xét dấu hiệu")
    template_name = "contests/desk/signal.html"

    @cached_property
    def signal(self) -> Signal:
        """The signal the address names."""
        return get_object_or_404(desk_signals(self.round), pk=self.kwargs["signal"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.pop("form", None) or JudgeForm(initial={"reason": self.signal.reason})
        return {
            **super().get_context_data(**kwargs), "signal": self.signal, "form": form,
            "evidence": [(EVIDENCE.get(name, name), _shown(value)) for name, value in self.signal.evidence.items()],
            "attempts": desk_attempts(self.signal),
            "may_decide": rules.may_decide(self.request.user, self.round.contest) and not self.round.decided_at,
        }  # fmt: skip

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = JudgeForm(request.POST)
        if not form.is_valid():
            return self.again(form=form)
        try:
            services.judge_signal(
                signal=self.signal, is_upheld=form.is_upheld, reason=form.cleaned_data["reason"], by=request.user,
                at=timezone.now(),
            )  # fmt: skip
        except services.ContestError as refusal:
            form.add_error(None, str(refusal))
            return self.again(form=form)
        messages.success(request, _("Đã ghi kết luận. Không ai bị loại chỉ vì kết luận này."))
        return redirect("contests_results:signals", pk=self.round.pk)


class StandingView(OneResultDesk):
    """Excluding an entrant by the rules, or letting them take part again: always by a person, always with a reason."""

    template_name = "contests/desk/standing.html"

    def is_open_to(self, person: Any) -> bool:
        return super().is_open_to(person) and rules.may_decide(person, self.round.contest)

    @cached_property
    def entrant(self) -> Entrant:
        """The entrant the address names."""
        return get_object_or_404(desk_entrants(self.round.contest_id), code=self.kwargs["code"])

    @property
    def is_out(self) -> bool:
        """Whether the act is to readmit."""
        return self.entrant.standing in OUT

    def get_page_title(self) -> str:
        return str(gettext_lazy("Cho dự thi lại") if self.is_out else gettext_lazy("Loại khỏi cuộc thi"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.pop("form", None) or ReasonForm()
        return {
            **super().get_context_data(**kwargs),
            "entrant": self.entrant,
            "form": form,
            "is_hard": not self.is_out,
        }

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = ReasonForm(request.POST)
        if not form.is_valid():
            return self.again(form=form)
        act = services.readmit_entrant if self.is_out else services.exclude_entrant
        try:
            act(entrant=self.entrant, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now())
        except services.ContestError as refusal:
            form.add_error(None, str(refusal))
            return self.again(form=form)
        messages.success(request, _("Đã ghi. Các vòng thi đã xếp hạng đang được xếp lại; trang kết quả báo khi xong."))
        return redirect(self.own_url())
