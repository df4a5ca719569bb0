"""The review queue at the desk: what rests on law that changed, and one thing beside the old and the new words."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luatgandan.foundation.accounts.rules import Action
from luatgandan.foundation.ui.viewsets import Desk, DeskViewSet
from luatgandan.lib.legaltext.compare import shortened

from .. import queries, rules, services
from ..enums import Decision
from ..forms import ReviewDecision, ReviewFilter
from ..models import Review

PER_PAGE = 30


class ReviewsDesk(Desk):
    """A screen of the queue; which rows a person sees is the query's business."""

    header_icon = "warning"
    may_see = staticmethod(rules.may_see_reviews)


class ReviewListView(ReviewsDesk):
    """What waits, the soonest grace date first."""

    page_title = gettext_lazy("Cần xem lại vì luật đổi")
    template_name = "library/desk/reviews.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form, today = ReviewFilter(self.request.GET or None), timezone.localdate()
        found = queries.reviews(self.request.user, on=today, **form.wanted())
        page = Paginator(found, PER_PAGE).get_page(self.request.GET.get("p"))
        return {
            **super().get_context_data(**kwargs),
            "form": form,
            "slice": page,
            "rows": [(one, one.is_late(today)) for one in page],
            "query": form.as_query(),
            "counts": queries.counts_for(self.request.user, on=today),
        }


class ReviewView(ReviewsDesk):
    """What the citing part says, the old and the new words, and the decision."""

    template_name = "library/desk/review.html"
    trail = (("library_reviews:list", ReviewListView.page_title),)

    def get_page_title(self) -> str:
        return self.review.label

    @property
    def review(self) -> Review:
        return get_object_or_404(queries.reviews_for(self.request.user), pk=self.kwargs["pk"])

    def get_context_data(self, form: ReviewDecision | None = None, **kwargs: Any) -> dict[str, Any]:
        review, today = self.review, timezone.localdate()
        detail = queries.review_detail(review)
        return {
            **super().get_context_data(**kwargs),
            "review": review,
            "detail": detail,
            "pieces": shortened(detail.pieces),
            "is_late": review.is_late(today),
            "form": form or ReviewDecision(initial={"note": review.note}),
            "may_withdraw": rules.may_review(self.request.user, review, action=Action.WITHDRAW),
        }

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        review, form = self.review, ReviewDecision(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        decision = Decision(form.cleaned_data["decision"])
        action = Action.WITHDRAW if decision == Decision.WITHDRAWN else Action.EDIT
        if not rules.may_review(request.user, review, action=action):
            raise PermissionDenied
        services.decide_review(
            review=review, decision=decision, note=form.cleaned_data["note"], by=request.user, at=timezone.now()
        )
        messages.success(request, _("Đã ghi: %(what)s, %(label)s.") % {"what": decision.label, "label": review.label})
        following = queries.reviews_for(request.user).filter(decision=Decision.OPEN).first()
        return redirect("library_reviews:review", following.pk) if following else redirect("library_reviews:list")


class ReviewViewSet(DeskViewSet):
    """Menu entry "Cần xem lại" of the library."""

    name = "library_reviews"
    url_prefix = "thu-vien/xem-lai"
    icon = "warning"
    menu_label = gettext_lazy("Cần xem lại")
    may_see = staticmethod(rules.may_see_reviews)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", ReviewListView.as_view(), name="list"),
            path("<int:pk>/", ReviewView.as_view(), name="review"),
        ]
