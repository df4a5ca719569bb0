"""The library of ready-made answers at the desk: the list, one answer, many out of a file."""

import base64
import json
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luatgandan.foundation.accounts.rules import Action, may_somewhere
from luatgandan.foundation.organisations.models import Organisation
from luatgandan.foundation.ui.viewsets import DeskViewSet
from luatgandan.lib.carrying import PARAMETER, carried, carry

from .. import rules, services
from ..enums import Field
from ..forms.desk_library import AnswersFileForm, LibraryFilter, ReadyAnswerForm
from ..importing import ImportFileError, Plan
from ..models import AnswerTemplate
from ..queries.library import answer_library
from ..services.importing import import_answers, plan_import
from .desk import QuestionDesk
from .picking import PICKING, kept_keys, picked, shelf

PER_PAGE, MOST_ROWS = 30, 200


def may_edit_somewhere(person: Any) -> bool:
    """Keep ready-made answers of some unit."""
    return may_somewhere(person, Action.EDIT, room=rules.ROOM)


class LibraryView(QuestionDesk):
    """All ready-made answers."""

    page_title = gettext_lazy("Câu trả lời soạn sẵn")
    template_name = "qa/desk/library.html"
    trail = ()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form, query = LibraryFilter(self.request.GET), self.request.GET.copy()
        page = Paginator(answer_library(**form.chosen()), PER_PAGE).get_page(query.get("p"))
        query.pop("p", None)
        return {
            **super().get_context_data(**kwargs), "form": form, "slice": page, "query": query.urlencode(),
            "may_add": may_edit_somewhere(self.request.user),
        }  # fmt: skip


class LibraryDesk(QuestionDesk):
    """A screen that changes the library."""

    may_see = staticmethod(may_edit_somewhere)
    trail = (("qa_library:list", gettext_lazy("Câu trả lời soạn sẵn")),)


class ReadyAnswerView(QuestionDesk):
    """One ready-made answer, or a new one; officers of other units read it."""

    template_name = "qa/desk/ready.html"
    trail = LibraryDesk.trail

    def is_open_to(self, person: Any) -> bool:
        return super().is_open_to(person) and (self.template.pk is not None or may_edit_somewhere(person))

    @cached_property
    def template(self) -> AnswerTemplate:
        """The one the address names."""
        rows = AnswerTemplate.objects.select_related("organisation")
        return get_object_or_404(rows, pk=self.kwargs["pk"]) if "pk" in self.kwargs else AnswerTemplate()

    @cached_property
    def may_keep(self) -> bool:
        """Change this one, not only read it."""
        return self.template.pk is None or rules.may_keep_answers(self.request.user, self.template.organisation)

    def get_page_title(self) -> str:
        return self.template.title or _("Soạn câu trả lời sẵn")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        posted = self.request.POST
        keys = picked(posted) if posted else kept_keys(self.template)
        return {
            **super().get_context_data(**kwargs), "form": kwargs.get("form") or self._form(), "template": self.template,
            "may_keep": self.may_keep, **shelf(posted, keys, timezone.localdate()),
        }  # fmt: skip

    def _form(self, *data: Any) -> ReadyAnswerForm:
        typed = self.request.POST.dict()
        return ReadyAnswerForm(*data, instance=self.template, person=self.request.user, initial=typed)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not self.may_keep:
            raise PermissionDenied
        if PICKING & request.POST.keys():
            return self.render_to_response(self.get_context_data())
        if "delete" in request.POST and self.template.pk:
            services.delete_ready_answer(template=self.template, by=self.caller, at=timezone.now())
            messages.success(request, _("Đã xóa câu trả lời soạn sẵn."))
            return redirect("qa_library:list")
        return self._save(self._form(request.POST))

    def _save(self, form: ReadyAnswerForm) -> HttpResponse:
        if not form.is_valid():
            return self.again(form=form)
        try:
            services.save_ready_answer(template=form.save(commit=False), by=self.caller, at=timezone.now())
        except services.QuestionError as refusal:
            form.add_error(None, str(refusal))
            return self.again(form=form)
        messages.success(self.request, _("Đã lưu câu trả lời soạn sẵn."))
        return redirect("qa_library:list")


class UploadView(LibraryDesk):
    """A file of questions with answers: first only looked at."""

    page_title = gettext_lazy("Nhập từ tệp")
    template_name = "qa/desk/upload.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.pop("form", None) or AnswersFileForm(person=self.request.user)
        return {**super().get_context_data(**kwargs), "form": form}

    def post(self, request: HttpRequest) -> HttpResponse:
        form = AnswersFileForm(request.POST, request.FILES, person=request.user)
        if not form.is_valid():
            return self.again(form=form)
        file, unit = form.cleaned_data["file"], form.cleaned_data["unit"]
        content = file.read()
        try:
            plan_import(content=content, name=file.name)
        except ImportFileError as refusal:
            form.add_error("file", str(refusal))
            return self.again(form=form)
        kept = {"name": file.name, "unit": unit.pk, "field": form.cleaned_data["field"], "by": request.user.pk,
                "content": base64.b64encode(content).decode("ascii")}  # fmt: skip
        return redirect(carry(json.dumps(kept), to=reverse("qa_library:check")))


class CheckView(LibraryDesk):
    """Row by row what would become of the file, then the word to do it."""

    page_title = gettext_lazy("Xem trước khi nhập")
    template_name = "qa/desk/check.html"

    @cached_property
    def kept(self) -> dict[str, Any]:
        """What this very person sent within the hour; empty when it is gone."""
        words = carried(self.request.GET.get(PARAMETER, ""))
        kept: dict[str, Any] = json.loads(words) if words else {}
        return kept if kept.get("by") == self.request.user.pk else {}

    @cached_property
    def unit(self) -> Organisation:
        """The unit that answers for the rows; still the person's own."""
        unit = get_object_or_404(Organisation.objects.open(), pk=self.kept["unit"])
        if not rules.may_keep_answers(self.request.user, unit):
            raise PermissionDenied
        return unit

    @cached_property
    def plan(self) -> Plan:
        """Made anew: others may have added the same meanwhile."""
        return plan_import(content=base64.b64decode(self.kept["content"]), name=self.kept["name"])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().get(request, *args, **kwargs) if self.kept else self._gone()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = self.plan.rows
        return {
            **super().get_context_data(**kwargs), "rows": rows[:MOST_ROWS], "more": max(0, len(rows) - MOST_ROWS),
            "counts": {state.value: count for state, count in self.plan.counts.items()}, "unit": self.unit,
            "field": Field(self.kept["field"]).label, "name": self.kept["name"],
        }  # fmt: skip

    def post(self, request: HttpRequest) -> HttpResponse:
        if not self.kept:
            return self._gone()
        count = import_answers(
            plan=self.plan, organisation=self.unit, field=Field(self.kept["field"]), at=timezone.now(), by=request.user
        )
        messages.success(request, _("Đã nhập %d câu trả lời soạn sẵn. Chưa có gì công khai.") % count)
        return redirect("qa_library:list")

    def _gone(self) -> HttpResponse:
        messages.error(self.request, _("Tệp đã hết hạn giữ (một giờ). Hãy tải lên lại."))
        return redirect("qa_library:upload")


class LibraryViewSet(DeskViewSet):
    """Menu entry "Câu trả lời soạn sẵn"."""

    name = "qa_library"
    url_prefix = "hoi-dap-soan-san"
    icon = "snippet"
    menu_label = gettext_lazy("Câu trả lời soạn sẵn")
    may_see = LibraryView.may_see

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", LibraryView.as_view(), name="list"),
            path("moi/", ReadyAnswerView.as_view(), name="add"),
            path("nhap/", UploadView.as_view(), name="upload"),
            path("nhap/kiem-tra/", CheckView.as_view(), name="check"),
            path("<int:pk>/", ReadyAnswerView.as_view(), name="edit"),
        ]
