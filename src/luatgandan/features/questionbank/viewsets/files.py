"""Taking files in, with a report before anything is written, and taking questions away as files."""

from tempfile import TemporaryFile
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luatgandan.foundation.accounts.rules import Action, may_somewhere
from luatgandan.foundation.organisations.models import Organisation
from luatgandan.lib.downloads import download_file

from .. import queries, rules, services
from ..formats.files import FORMATS, read_rows
from ..formats.rows import ItemFileError
from ..forms.desk import FileForm, ListFilter, UnitForm
from .desk import BankDesk

SALT = "questionbank.import"
SECONDS = 3_600


class ImportView(BankDesk):
    """A file, the report on it, and the second step that writes: what was read goes with the report, signed."""

    page_title = gettext_lazy("Nhập từ tệp")
    template_name = "questionbank/desk/import.html"

    def is_open_to(self, person: Any) -> bool:
        return super().is_open_to(person) and may_somewhere(person, Action.EDIT, room=rules.ROOM)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        person = self.request.user
        return {
            **super().get_context_data(**kwargs),
            "form": kwargs.get("form") or FileForm(),
            "unit_form": kwargs.get("unit_form") or UnitForm(person=person, action=Action.EDIT),
        }

    def post(self, request: HttpRequest) -> HttpResponse:
        unit_form = UnitForm(request.POST, person=request.user, action=Action.EDIT)
        if "read" in request.POST:
            return self._write(request.POST["read"], unit_form)
        form = FileForm(request.POST, request.FILES)
        is_whole = form.is_valid() and unit_form.is_valid()
        if not is_whole:
            return self.again(form=form, unit_form=unit_form)
        try:
            rows = read_rows(*form.given())
        except ItemFileError as refusal:
            form.add_error("file", str(refusal))
            return self.again(form=form, unit_form=unit_form)
        plan = services.plan_rows(rows=rows, organisation=unit_form.cleaned_data["unit"])
        services.keep_files(plan=plan, at=timezone.now())
        read = signing.dumps(FORMATS["json"].to_bytes(plan.new).decode(), salt=SALT, compress=True)
        return self.render_to_response(
            self.get_context_data(plan=plan, read=read, unit_form=unit_form, unit=unit_form.cleaned_data["unit"])
        )

    def _write(self, read: str, unit_form: UnitForm) -> HttpResponse:
        form = FileForm()
        if not unit_form.is_valid():
            return self.again(form=form, unit_form=unit_form)
        unit: Organisation = unit_form.cleaned_data["unit"]
        try:
            text = signing.loads(read, salt=SALT, max_age=SECONDS)
        except signing.BadSignature:
            messages.error(self.request, _("Báo cáo đã quá một giờ hoặc không còn nguyên vẹn. Hãy chọn lại tệp."))
            return redirect("questionbank_desk:import")
        plan = services.plan_rows(rows=read_rows(text.encode(), "read.json"), organisation=unit, is_report=True)
        count = services.import_items(plan=plan, organisation=unit, by=self.request.user, at=timezone.now())
        messages.success(self.request, _("Đã nhập %d bản thảo. Người khác kiểm tra rồi duyệt.") % count)
        return redirect("questionbank_desk:list")


class ExportView(BankDesk):
    """The questions of a list as a file, with their keys: only of units where one may take data away."""

    def is_open_to(self, person: Any) -> bool:
        return super().is_open_to(person) and may_somewhere(person, Action.EXPORT, room=rules.ROOM)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        format_ = FORMATS.get(kwargs["format"])
        if format_ is None:
            raise Http404
        rows = queries.exportable_items(request.user)
        form = ListFilter(request.GET)
        found = form.narrow(rows)
        rows = found.filter(state=form.state) if form.state else found
        file = TemporaryFile()  # noqa: SIM115 - the answer closes it once it is sent
        services.export_items(rows=rows, format_=format_, file=file, by=request.user, at=timezone.now())
        return download_file(file, name=f"cau-hoi{format_.suffix}", kind=format_.media_type)
