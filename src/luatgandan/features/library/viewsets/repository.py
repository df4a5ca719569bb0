"""The repository at the desk: the list, typed forms, the steps of the workflow, personal data side by side, history."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luatgandan.foundation.accounts.rules import Action, may_somewhere
from luatgandan.foundation.ui.viewsets import DeskViewSet

from .. import rules
from ..enums import RecordKind, State, Step
from ..forms import DeskRecordFilter, PrecedentForm, RecordForm, ReturnForm, WithdrawForm
from ..models import RecordFile
from ..queries import privacy
from ..queries import records as queries
from ..services import anonymising
from ..services import records as services
from ..services.precedents import import_precedent
from .privacy import PrivacyView, RepositoryDesk

PER_PAGE = 50


class RecordListView(RepositoryDesk):
    """All records of one's units, latest work first."""

    page_title = gettext_lazy("Kho tư liệu")
    template_name = "library/desk/records.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = DeskRecordFilter(self.request.GET)
        found = form.narrow(queries.desk_records(self.request.user))
        return {
            **super().get_context_data(**kwargs),
            "form": form,
            "slice": Paginator(found, PER_PAGE).get_page(self.request.GET.get("p")),
            "query": form.as_query(),
            "steps": dict(Step.choices),
            "kinds": RecordKind.choices if may_somewhere(self.request.user, Action.CREATE, room=rules.ROOM) else [],
        }


class FormView(RepositoryDesk):
    """What adding and changing have in common."""

    template_name = "library/desk/record_form.html"

    def form(self, *data: Any) -> RecordForm:
        """The form of this record or kind."""
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {"form": kwargs.get("form") or self.form(), **super().get_context_data(**kwargs)}

    def refused(self, form: RecordForm, reason: str) -> HttpResponse:
        form.add_error(None, reason)
        return self.render_to_response(self.get_context_data(form=form))


class RecordAddView(FormView):
    """A new record of one kind."""

    def get_page_title(self) -> str:
        return _("Thêm: %s") % RecordKind(self.kwargs["kind"]).label

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if kwargs["kind"] not in RecordKind.values:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def form(self, *data: Any) -> RecordForm:
        return RecordForm(*data, kind=self.kwargs["kind"], person=self.request.user)

    def post(self, request: HttpRequest, kind: str) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        unit = form.cleaned_data["organisation"]
        try:
            record = services.create_record(
                kind=kind,
                organisation=unit,
                content=form.content(),
                by=request.user,
                at=timezone.now(),
            )
        except services.RecordError as refusal:
            return self.refused(form, str(refusal))
        messages.success(request, _("Đã lưu bản nháp."))
        return redirect("library_records:record", record.pk)


class RecordEditView(FormView):
    """A new revision of a record."""

    page_title = gettext_lazy("Sửa")

    def form(self, *data: Any) -> RecordForm:
        return RecordForm(*data, kind=self.record.kind, person=self.request.user, revision=self.revision)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = self.form(request.POST, request.FILES)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            self._save(form)
        except services.RecordError as refusal:
            return self.refused(form, str(refusal))
        except ValidationError as refusal:
            form.add_error("upload", refusal)
            return self.render_to_response(self.get_context_data(form=form))
        messages.success(request, _("Đã lưu bản nháp mới."))
        return redirect("library_records:record", pk)

    def _save(self, form: RecordForm) -> None:
        at, by, content = timezone.now(), self.request.user, form.content()
        if upload := form.cleaned_data.get("upload"):
            file = anonymising.add_file(record=self.record, upload=upload, by=by, at=at)
            content["files"] = [*dict.fromkeys([*content["files"], file.pk])]
        services.save_revision(record=self.record, content=content, by=by, at=at)


class PrecedentImportView(RepositoryDesk):
    """An án lệ from Markdown becomes a draft."""

    page_title = gettext_lazy("Nhập án lệ")
    template_name = "library/desk/record_form.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.get("form") or PrecedentForm(person=self.request.user)
        return {**super().get_context_data(**kwargs), "form": form, "submit_label": _("Đọc tệp, lưu bản nháp")}

    def post(self, request: HttpRequest) -> HttpResponse:
        form = PrecedentForm(request.POST, request.FILES, person=request.user)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        text, unit = form.cleaned_data["upload"], form.cleaned_data["organisation"]
        try:
            record = import_precedent(text, organisation=unit, by=request.user, at=timezone.now())
        except services.RecordError as refusal:
            form.add_error("upload", str(refusal))
            return self.render_to_response(self.get_context_data(form=form))
        messages.success(request, _("Đã đọc án lệ. Hãy so với bản gốc trước khi gửi kiểm tra."))
        return redirect("library_records:record", record.pk)


Act = Callable[..., Any]
ACTS: dict[str, tuple[Act, Any]] = {
    "submit": (services.submit_record, gettext_lazy("Đã gửi kiểm tra.")),
    "check": (services.check_record, gettext_lazy("Đã ghi: kiểm tra xong.")),
    "approve": (services.approve_record, gettext_lazy("Đã duyệt.")),
    "publish": (services.publish_record, gettext_lazy("Đã công bố.")),
}


class RecordView(RepositoryDesk):
    """One record: what it says now, at which step, what may be done, who did what."""

    page_title = gettext_lazy("Tư liệu")
    template_name = "library/desk/record.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        revision, person = self.revision, self.request.user
        revisions = queries.revisions_of(self.record)
        older = [*revisions[1:], None]
        return {
            "return_form": ReturnForm(),
            "withdraw_form": WithdrawForm(),
            **super().get_context_data(**kwargs),
            "record": self.record,
            "revision": revision,
            "may": self.allowed(),
            "open_finds": privacy.count_open(revision),
            "needs_check": privacy.needs_check(self.record.kind),
            "particulars": _particulars(revision.content),
            "answers": queries.answers(self.record.kind, revision.content["details"]),
            "cites": revision.content["cites"],
            "files": [(file, [privacy.FILE_REMARKS[one["code"]] for one in file.remarks])
                      for file in privacy.files_of(revision)],
            "history": [(one, privacy.labels_of(self.record.kind, queries.changed_parts(one, before)))
                        for one, before in zip(revisions, older, strict=True)],
            "is_writer": revision.author_id == person.pk,
        }  # fmt: skip

    def allowed(self) -> set[str]:
        """The acts that make sense at this step and that this person may do."""
        revision, person = self.revision, self.request.user
        is_alive = self.record.state != State.WITHDRAWN
        checks, approves = rules.may_check_record(person, revision), rules.may_approve_record(person, revision)
        edits = rules.may_edit_record(person, self.record, revision.author)
        rows = {
            "edit": is_alive and edits,
            "submit": revision.step == Step.DRAFT and edits,
            "check": revision.step == Step.CHECKING and checks,
            "approve": revision.step == Step.CHECKED and approves,
            "publish": revision.step == Step.APPROVED and rules.may_publish_record(person, revision),
            "return": revision.step in (Step.CHECKING, Step.CHECKED, Step.APPROVED) and (checks or approves),
            "withdraw": self.record.state == State.PUBLISHED and rules.may_withdraw_record(person, self.record),
        }
        return {name for name, is_allowed in rows.items() if is_allowed}

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        name = next((name for name in (*ACTS, "return", "withdraw") if name in request.POST), "")
        if name in ("return", "withdraw"):
            return self._with_words(name)
        if name:
            act, done = ACTS[name]
            self._try(done, act)
        return redirect("library_records:record", pk)

    def _with_words(self, name: str) -> HttpResponse:
        """Giving back and withdrawing need a reason in words."""
        form = (ReturnForm if name == "return" else WithdrawForm)(self.request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(**{f"{name}_form": form}))
        if name == "return":
            self._try(_("Đã trả lại người soạn."), services.return_record, note=form.cleaned_data["note"])
        else:
            self._try(_("Đã rút."), services.withdraw_record, reason=form.cleaned_data["reason"])
        return redirect("library_records:record", self.record.pk)

    def _try(self, done: Any, act: Act, **values: Any) -> None:
        try:
            act(record=self.record, by=self.request.user, at=timezone.now(), **values)
        except services.RecordError as refusal:
            messages.error(self.request, str(refusal))
        else:
            messages.success(self.request, str(done))


class FileView(RepositoryDesk):
    """A file of a record, private or not, for those who work on it."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        file = get_object_or_404(RecordFile, record=self.record, pk=self.kwargs["file"])
        return FileResponse(file.content.open("rb"), as_attachment=True, filename=file.name)


def _particulars(content: dict[str, Any]) -> list[str]:
    """Number, issuer, day and field of a revision, those it has."""
    day = f"{date.fromisoformat(content['issued_on']):%d/%m/%Y}" if content["issued_on"] else ""
    return [one for one in (content["number"], content["issuer"], day, content["field"]) if one]


class RepositoryViewSet(DeskViewSet):
    """Menu entry "Kho tư liệu" of the library."""

    name = "library_records"
    url_prefix = "thu-vien/tu-lieu"
    icon = "folder-open-inverse"
    menu_label = gettext_lazy("Kho tư liệu")
    may_see = staticmethod(rules.may_see_repository)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", RecordListView.as_view(), name="list"),
            path("nhap-an-le/", PrecedentImportView.as_view(), name="precedents"),
            path("them/<slug:kind>/", RecordAddView.as_view(), name="add"),
            path("<int:pk>/", RecordView.as_view(), name="record"),
            path("<int:pk>/sua/", RecordEditView.as_view(), name="edit"),
            path("<int:pk>/du-lieu-ca-nhan/", PrivacyView.as_view(), name="privacy"),
            path("<int:pk>/tep/<int:file>/", FileView.as_view(), name="file"),
        ]
