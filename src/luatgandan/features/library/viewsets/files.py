"""Files of laws at the desk: the list, uploading many, what was found in one, which document it is."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from luatgandan.foundation.audit.services import record
from luatgandan.foundation.ui.viewsets import DeskViewSet

from .. import rules, tasks
from ..forms import ACCEPTED, AssignForm, FileFilter, UploadForm
from ..models import SourceFile
from ..queries import files as queries
from ..queries import sheets
from ..services import corrections
from ..services.files import receive_bytes, wait_again
from .corrections import CompareView, CorrectView, HistoryView
from .filedesk import FileAccess, FilesDesk

PER_PAGE = 50
SHOWN_ARTICLES, SHOWN_FINDINGS = 400, 60


class FileListView(FilesDesk):
    """What came in: state, confidence, document, when, from whom."""

    page_title = gettext_lazy("Tệp văn bản")
    template_name = "library/desk/files/list.html"
    trail = ()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = FileFilter(self.request.GET or None)
        found = Paginator(queries.source_files(**form.wanted()), PER_PAGE).get_page(self.request.GET.get("p"))
        return {
            **super().get_context_data(**kwargs),
            "form": form,
            "slice": found,
            "rows": [(file, queries.progress(file)) for file in found],
            "query": form.as_query(),
            "counts": queries.file_counts(),
            "is_stuck": queries.is_stuck(timezone.now()),
        }


class UploadView(FilesDesk):
    """Many files at once; each is told of for itself, and those taken are read in the background."""

    page_title = gettext_lazy("Tải tệp văn bản lên")
    template_name = "library/desk/files/upload.html"

    def get_context_data(self, form: UploadForm | None = None, **kwargs: Any) -> dict[str, Any]:
        accepted = ", ".join(ACCEPTED)
        return {**super().get_context_data(**kwargs), "form": form or UploadForm(), "accepted": accepted}

    def post(self, request: HttpRequest) -> HttpResponse:
        form = UploadForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        good, refused = form.checked()
        taken, known = [], []
        for upload in good:
            file, is_new = self.receive(upload)
            (taken if is_new else known).append(file)
        told = {"taken": taken, "known": known, "refused": refused}
        return self.render_to_response({**self.get_context_data(form=UploadForm()), **told})

    def receive(self, upload: Any) -> tuple[SourceFile, bool]:
        """Keep one file and have it read."""
        by = str(self.request.user)[:120]
        file, is_new = receive_bytes(name=upload.name, content=upload.read(), at=timezone.now(), by=by)
        if is_new:
            tasks.import_source_file.enqueue(file.pk, by)
            file.refresh_from_db()
        return file, is_new


class FileView(FilesDesk):
    """What was found in one file, and what can be done with it."""

    template_name = "library/desk/files/file.html"
    is_own_page = True

    def get_page_title(self) -> str:
        return self.file.name

    def get_page_subtitle(self) -> str:
        return ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = sheets.found_in(self.file)
        return {
            **super().get_context_data(**kwargs),
            "found": found,
            "articles": found.articles[:SHOWN_ARTICLES] if found else (),
            "findings": found.parsed.findings[:SHOWN_FINDINGS] if found else (),
            "hidden_findings": max(0, len(found.parsed.findings) - SHOWN_FINDINGS) if found else 0,
            "editions": self.file.editions.select_related("document")[:20],
            "corrections": self.file.corrections.select_related("made_by")[:5],
            "progress": queries.progress(self.file),
        }

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        act = next((name for name in ("reread", "accept", "take_all") if name in request.POST), "")
        try:
            if act:
                getattr(self, act)()
        except corrections.CorrectionRefusedError as refusal:
            messages.error(request, str(refusal))
        return redirect(self.to("file"))

    def reread(self) -> None:
        wait_again(file=self.file, at=timezone.now())
        tasks.import_source_file.enqueue(self.file.pk, str(self.request.user)[:120])
        messages.success(self.request, _("Đang đọc lại. Tải lại trang để xem kết quả."))

    def accept(self) -> None:
        corrections.accept_file(file=self.file, by=self.request.user, at=timezone.now())
        messages.success(self.request, _("Đã ghi: bản đọc đúng."))

    def take_all(self) -> None:
        outcome = corrections.take_all_documents(file=self.file, by=self.request.user, at=timezone.now())
        messages.success(self.request, outcome.message)


class AssignView(FilesDesk):
    """Kind, number, issuer and date where the text does not say them; then the import goes on."""

    page_title = gettext_lazy("Gán vào văn bản")
    template_name = "library/desk/files/assign.html"

    def get_context_data(self, form: AssignForm | None = None, **kwargs: Any) -> dict[str, Any]:
        known = sheets.header_values(self.file)
        return {**super().get_context_data(**kwargs), "form": form or AssignForm(initial=known)}

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = AssignForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            outcome = corrections.assign_document(
                file=self.file, header=form.header(), by=request.user, at=timezone.now()
            )
        except corrections.CorrectionRefusedError as refusal:
            form.add_error(None, str(refusal))
            return self.render_to_response(self.get_context_data(form=form))
        messages.success(request, outcome.message)
        return redirect(self.to("file"))


class OriginalView(FileAccess, View):
    """The file as it came, to save, never to be shown by the browser; who took it is logged."""

    def get(self, request: HttpRequest, pk: int) -> FileResponse:
        file = get_object_or_404(SourceFile, pk=pk)
        if not file.content:
            raise Http404("an export is not kept")
        record(
            action="library.download_original",
            at=timezone.now(),
            actor=request.user,
            target=file,
            detail={"sha256": file.sha256},
        )
        response = FileResponse(file.content.open("rb"), as_attachment=True, filename=file.name)
        response["Content-Type"] = "application/octet-stream"
        response["Cache-Control"] = "private, no-store"
        return response


class PictureView(FileAccess, View):
    """One page of the original as a picture."""

    def get(self, request: HttpRequest, pk: int, page: int) -> HttpResponse:
        picture = queries.page_picture(get_object_or_404(SourceFile, pk=pk), page)
        if picture is None:
            raise Http404("no such page")
        return HttpResponse(picture, content_type="image/jpeg", headers={"Cache-Control": "private, max-age=3600"})


class FileViewSet(DeskViewSet):
    """Menu entry "Tệp văn bản" of the library."""

    name = "library_files"
    url_prefix = "thu-vien/tep"
    icon = "doc-full-inverse"
    menu_label = gettext_lazy("Tệp văn bản")
    may_see = staticmethod(rules.may_see_desk)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", FileListView.as_view(), name="list"),
            path("tai-len/", UploadView.as_view(), name="upload"),
            path("<int:pk>/", FileView.as_view(), name="file"),
            path("<int:pk>/gan/", AssignView.as_view(), name="assign"),
            path("<int:pk>/goc/", OriginalView.as_view(), name="original"),
            path("<int:pk>/trang/<int:page>.jpg", PictureView.as_view(), name="picture"),
            path("<int:pk>/cau-truc/", CorrectView.as_view(), name="correct"),
            path("<int:pk>/cau-truc/thay-doi/", CompareView.as_view(), name="compare"),
            path("<int:pk>/lich-su/", HistoryView.as_view(), name="history"),
        ]
