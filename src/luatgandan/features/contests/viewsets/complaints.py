"""Complaints at the desk: the list of a round, and the answer of a person."""

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
from ..forms.desk_results import AnswerForm
from ..models import Complaint
from ..queries.results import desk_complaints
from ..services.complaints import papers_of
from .results import PER_PAGE, OneResultDesk


class ComplaintListView(OneResultDesk):
    """What entrants contest, those that wait first."""

    page_title = gettext_lazy("Khiếu nại")
    template_name = "contests/desk/complaints.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = Paginator(desk_complaints(self.round), PER_PAGE).get_page(self.request.GET.get("p"))
        return {**super().get_context_data(**kwargs), "slice": page}


class ComplaintView(OneResultDesk):
    """One complaint with its answer."""

    page_title = gettext_lazy("Trả lời khiếu nại")
    template_name = "contests/desk/complaint.html"

    @cached_property
    def complaint(self) -> Complaint:
        """The complaint the address names."""
        return get_object_or_404(desk_complaints(self.round), pk=self.kwargs["complaint"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.pop("form", None) or AnswerForm(initial={"answer": self.complaint.answer})
        return {
            **super().get_context_data(**kwargs), "complaint": self.complaint, "form": form,
            "may_decide": rules.may_decide(self.request.user, self.round.contest) and not self.round.decided_at,
            "papers": papers_of(complaint=self.complaint, by=self.request.user, at=timezone.now()),
        }  # fmt: skip

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = AnswerForm(request.POST)
        if not form.is_valid():
            return self.again(form=form)
        try:
            services.answer_complaint(
                complaint=self.complaint, answer=form.cleaned_data["answer"], by=request.user, at=timezone.now()
            )
        except services.ContestError as refusal:
            form.add_error(None, str(refusal))
            return self.again(form=form)
        messages.success(request, _("Đã trả lời khiếu nại."))
        return redirect("contests_results:complaints", pk=self.round.pk)
