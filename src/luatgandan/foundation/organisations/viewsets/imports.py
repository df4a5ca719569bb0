"""Import from a spreadsheet: upload, report, confirmation. The file is kept in between, so nothing is sent twice."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.generic import FormView

from luatgandan.lib.downloads import XLSX, download

from .. import services, spreadsheet
from ..forms import ConfirmForm, UploadForm
from ..models import OrganisationImport
from .acts import DeskView

SHOWN_ROWS = 200


class ImportDeskView(DeskView):
    """Importing adds and changes: both rights are needed."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.user_has_permission("add"):
            raise PermissionDenied
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response


class UploadView(ImportDeskView, FormView):
    """Choose a file."""

    page_title = gettext_lazy("Nhập từ bảng tính")
    template_name = "organisations/desk/upload.html"
    form_class = UploadForm
    check_url_name = ""

    def form_valid(self, form: UploadForm) -> HttpResponse:
        file = form.cleaned_data["file"]
        content = file.read()
        try:
            spreadsheet.read_sheet(content)
        except spreadsheet.SheetError as refusal:
            form.add_error("file", str(refusal))
            return self.form_invalid(form)
        kept = services.keep_upload(
            name=file.name,
            content=content,
            at=timezone.now(),
            actor=self.request.user,
        )
        return redirect(self.check_url_name, kept.pk)


class CheckView(ImportDeskView, FormView):
    """What the import would do, row by row; then the confirmation."""

    page_title = gettext_lazy("Kiểm tra trước khi nhập")
    template_name = "organisations/desk/check.html"
    form_class = ConfirmForm

    @cached_property
    def upload(self) -> OrganisationImport:
        """The person's own upload that is not applied yet."""
        found = OrganisationImport.objects.filter(pk=self.kwargs["pk"]).first()
        if found is None or found.uploaded_by != str(self.request.user.public_id):
            raise Http404("no such upload of this person")
        return found

    @cached_property
    def report(self) -> spreadsheet.Report:
        """The check, made anew: the tree may have changed since the upload."""
        sheet = spreadsheet.read_sheet(bytes(self.upload.content))
        return spreadsheet.check(sheet, today=timezone.localdate())

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.upload.applied_at:
            messages.info(request, _("Tệp này đã được nhập rồi."))
            return redirect(self.index_url_name)
        return super().get(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return self.upload.name

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        talking = self.report.talking
        context = super().get_context_data(**kwargs)
        return {
            **context,
            "upload": self.upload,
            "report": self.report,
            "counts": self.report.counts,
            "rows": talking[:SHOWN_ROWS],
            "hidden_rows": max(0, len(talking) - SHOWN_ROWS),
        }

    def form_valid(self, form: ConfirmForm) -> HttpResponse:
        try:
            done = services.apply_import(
                upload=self.upload,
                expected=form.cleaned_data["digest"],
                skip_errors=form.cleaned_data["skip_errors"],
                at=timezone.now(),
                actor=self.request.user,
            )
        except (services.NotAppliedError, services.TreeError) as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        messages.success(
            self.request,
            _("Đã nhập: thêm %(created)d đơn vị, cập nhật %(updated)d đơn vị.")
            % {"created": done.created, "updated": done.updated},
        )
        return redirect(self.index_url_name)


class ReportView(CheckView):
    """The report as a spreadsheet."""

    http_method_names = ("get",)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.upload.applied_at:
            raise Http404("applied already")
        name = f"ket-qua-kiem-tra-{self.upload.pk}.xlsx"
        return download(spreadsheet.report_workbook(self.report), name=name, kind=XLSX)


class TemplateFileView(ImportDeskView, View):
    """The empty table to fill in."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return download(spreadsheet.template_workbook(), name="mau-nhap-don-vi.xlsx", kind=XLSX)
