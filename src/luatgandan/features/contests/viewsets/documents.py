"""Papers of a contest at the desk."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import rules
from ..enums import DocumentKind, State
from ..forms.desk_people import DocumentForm
from ..services import ContestError
from ..services.documents import attach_document, confirm_document, may_add, may_remove, remove_document
from .desk import OneContestDesk


class DocumentsView(OneContestDesk):
    """The papers, and the form for one more."""

    page_title = gettext_lazy("Văn bản")
    template_name = "contests/desk/documents.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "form": kwargs.get("form") or DocumentForm(kinds=self.kinds()),
            "documents": [(one, may_remove(self.request.user, one)) for one in self.contest.documents.all()],
            "may_add": bool(self.kinds()),
            "is_bound": self.contest.state == State.PUBLISHED,
            "binding": DocumentKind.binding(),
            "may_confirm": rules.may_publish(self.request.user, self.contest),
        }

    def kinds(self) -> list[DocumentKind]:
        """The kinds of papers this person may add or propose."""
        return [one for one in DocumentKind if may_add(self.request.user, self.contest, kind=one)]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = DocumentForm(request.POST, request.FILES, kinds=self.kinds())
        if not form.is_valid():
            return self.again(form=form)
        try:
            attach_document(contest=self.contest, by=request.user, at=timezone.now(), **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error("upload", refusal)
            return self.again(form=form)
        except ContestError as refusal:
            form.add_error(None, str(refusal))
            return self.again(form=form)
        messages.success(request, _("Đã thêm văn bản."))
        return redirect("contests_desk:documents", self.contest.pk)


class DocumentView(OneContestDesk):
    """One paper: reading its file; taking it away, after a second look."""

    page_title = gettext_lazy("Bỏ văn bản")
    template_name = "contests/desk/form.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if "bo" in request.GET:
            return super().get(request, *args, **kwargs)
        one = get_object_or_404(self.contest.documents, pk=kwargs["document"])
        return FileResponse(one.file.open("rb"), as_attachment=True)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        one = get_object_or_404(self.contest.documents, pk=self.kwargs["document"])
        return {**super().get_context_data(**kwargs), "lead": _("Bỏ “%s” cùng tệp của nó.") % one, "button": _("Bỏ")}

    def post(self, request: HttpRequest, pk: int, document: int) -> HttpResponse:
        one = get_object_or_404(self.contest.documents.select_related("contest"), pk=document)
        act = confirm_document if "confirm" in request.POST else remove_document
        try:
            act(document=one, by=request.user, at=timezone.now())
        except ContestError as refusal:
            messages.error(request, str(refusal))
        return redirect("contests_desk:documents", self.contest.pk)
