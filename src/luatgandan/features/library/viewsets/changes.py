"""Proposals of change at the desk: the list, one beside the words it changes, many at once."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luatgandan.foundation.ui.viewsets import DeskViewSet
from luatgandan.lib.legaltext.compare import shortened

from .. import queries, rules, services
from ..forms import ChangeFilter, RelationDecision
from ..models import Change, Relation
from .desk import ChangesDesk
from .relations import DocumentRelationsView

PER_PAGE = 30
MANY = 200


class ChangeListView(ChangesDesk):
    """What waits, by amending document; filters; how many are sure enough to be confirmed at once."""

    page_title = gettext_lazy("Đề xuất sửa đổi")
    template_name = "library/desk/changes.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = ChangeFilter(self.request.GET or None)
        wanted = form.wanted()
        found = queries.changes(**wanted)
        return {
            **super().get_context_data(**kwargs),
            "form": form,
            "slice": Paginator(found, PER_PAGE).get_page(self.request.GET.get("p")),
            "query": form.as_query(),
            "sure": queries.sure_changes(document=wanted["document"]).count(),
            "relations": queries.proposed_relations()[:PER_PAGE],
            "may_decide": rules.may_decide(self.request.user),
        }


class ChangeView(ChangesDesk):
    """The article before and after, and the sentence that orders it."""

    template_name = "library/desk/change.html"
    trail = (("library_changes:list", gettext_lazy("Đề xuất sửa đổi")),)

    def get_page_title(self) -> str:
        return str(self.change)

    @property
    def change(self) -> Change:
        rows = Change.objects.select_related("document", "target", "version")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        change = self.change
        shown = queries.preview(change)
        is_whole = "day-du" in self.request.GET
        before, after = queries.neighbours(change)
        return {
            **super().get_context_data(**kwargs),
            "change": change,
            "place": queries.label_of(change.target_eid),
            "on": queries.day_of(change),
            "preview": shown,
            "pieces": shown.pieces if is_whole else shortened(shown.pieces),
            "is_whole": is_whole,
            "parts": queries.part_rows(change),
            "before": before,
            "after": after,
            "may_decide": rules.may_decide(self.request.user),
        }

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        self.must_decide()
        change = self.change
        _before, after = queries.neighbours(change)
        acts = {"confirm": services.confirm_change, "reject": services.reject_change, "undo": services.undo_change}
        act = next((acts[name] for name in acts if name in request.POST), None)
        if act is None:
            return redirect("library_changes:change", pk)
        try:
            act(change=change, by=request.user, at=timezone.now())
        except services.ChangeRefusedError as refusal:
            messages.error(request, str(refusal))
            return redirect("library_changes:change", pk)
        messages.success(request, _("Đã ghi: %s.") % change)
        if "undo" in request.POST or after is None:
            return redirect("library_changes:list")
        return redirect("library_changes:change", after.pk)


class ManyChangesView(ChangesDesk):
    """All proposals that are sure enough and can be carried out, named with their number before they are confirmed."""

    page_title = gettext_lazy("Duyệt nhiều đề xuất")
    template_name = "library/desk/many_changes.html"
    trail = (("library_changes:list", gettext_lazy("Đề xuất sửa đổi")),)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = ChangeFilter(self.request.GET or None)
        wanted = form.wanted()
        found = queries.sure_changes(document=wanted["document"], least=wanted["least"] or queries.SURE)
        return {
            **super().get_context_data(**kwargs),
            "changes": found[:MANY],
            "count": found.count(),
            "many": MANY,
            "least": wanted["least"] or queries.SURE,
            "document": wanted["document"],
            "may_decide": rules.may_decide(self.request.user),
        }

    def post(self, request: HttpRequest) -> HttpResponse:
        self.must_decide()
        chosen = Change.objects.filter(pk__in=request.POST.getlist("change")).select_related("document", "target")
        done = services.confirm_changes(changes=list(chosen[:MANY]), by=request.user, at=timezone.now())
        messages.success(request, _("Đã duyệt %d đề xuất.") % done.count)
        for change, reason in done.refused[:10]:
            messages.warning(request, f"{change}: {reason}")
        return redirect("library_changes:list")


class RelationDecisionView(ChangesDesk):
    """One relation confirmed or rejected from the list."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        self.must_decide()
        form = RelationDecision(request.POST)
        relation = get_object_or_404(Relation.objects.select_related("document", "target"), pk=pk)
        if form.is_valid():
            is_right = form.cleaned_data["decision"] == "confirm"
            services.decide_relation(relation=relation, is_right=is_right, by=request.user, at=timezone.now())
            messages.success(request, _("Đã ghi: %s.") % relation)
        return redirect("library_changes:list")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("library_changes:list")


class ChangeViewSet(DeskViewSet):
    """Menu entry "Đề xuất sửa đổi" of the library."""

    name = "library_changes"
    url_prefix = "thu-vien/sua-doi"
    icon = "edit"
    menu_label = gettext_lazy("Đề xuất sửa đổi")
    may_see = staticmethod(rules.may_see_desk)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", ChangeListView.as_view(), name="list"),
            path("nhieu/", ManyChangesView.as_view(), name="many"),
            path("<int:pk>/", ChangeView.as_view(), name="change"),
            path("quan-he/<int:pk>/", RelationDecisionView.as_view(), name="relation"),
            path("van-ban/<int:pk>/quan-he/", DocumentRelationsView.as_view(), name="relations"),
        ]
