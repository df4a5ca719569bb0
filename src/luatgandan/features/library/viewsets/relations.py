"""Relations of one document at the desk: all that stand, one more by hand, one away."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import queries, rules, services
from ..forms import RelationForm
from ..models import Document, Relation
from .desk import ChangesDesk


class DocumentRelationsView(ChangesDesk):
    """What stands between a document and others; those who decide state a relation or take one away."""

    page_title = gettext_lazy("Quan hệ với văn bản khác")
    template_name = "library/desk/relations.html"
    header_icon = "link"

    @cached_property
    def document(self) -> Document:
        """The document the address names."""
        return get_object_or_404(Document, pk=self.kwargs["pk"])

    def get_page_subtitle(self) -> str:
        return self.document.name

    def get_context_data(self, form: RelationForm | None = None, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "document": self.document,
            "rows": queries.desk_relations(self.document),
            "form": form or RelationForm(document=self.document),
            "may_decide": rules.may_decide(self.request.user),
        }

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        self.must_decide()
        return self.take_away(request) if "remove" in request.POST else self.state(request)

    def state(self, request: HttpRequest) -> HttpResponse:
        """One relation more."""
        form = RelationForm(request.POST, document=self.document)
        if form.is_valid():
            try:
                one = services.state_relation(
                    document=self.document, relation=form.related(), by=request.user, at=timezone.now()
                )
            except services.RelationRefusedError as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("Đã ghi: %s.") % one)
                return redirect("library_changes:relations", self.document.pk)
        return self.render_to_response(self.get_context_data(form=form))

    def take_away(self, request: HttpRequest) -> HttpResponse:
        """One relation less."""
        asked = request.POST["remove"]
        rows = Relation.objects.of(self.document).select_related("document", "target")
        one = get_object_or_404(rows, pk=asked if asked.isascii() and asked.isdigit() else None)
        services.remove_relation(relation=one, by=request.user, at=timezone.now())
        messages.success(request, _("Đã gỡ: %s.") % one)
        return redirect("library_changes:relations", self.document.pk)


def relations_address(document: Document) -> str:
    """Where the relations of a document are kept."""
    return reverse("library_changes:relations", args=[document.pk])
