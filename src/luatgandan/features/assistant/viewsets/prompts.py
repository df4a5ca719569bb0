"""The shared library of prompts at the desk."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luatgandan.foundation.ui.viewsets import DeskViewSet

from .. import rules
from ..enums import DraftKind
from ..forms import PromptForm, ReportForm
from ..models import Prompt, PromptVersion
from ..queries import prompts as queries
from ..services import prompting
from .desk import HelpDesk


class PromptListView(HelpDesk):
    """All prompts: everybody who drafts reads them, some change them."""

    page_title = gettext_lazy("Lời nhắc dùng chung")
    template_name = "assistant/desk/prompts.html"
    may_see = staticmethod(rules.may_see_drafts)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "prompts": queries.prompts(),
                "may_write": rules.may_write_prompts(self.request.user)}  # fmt: skip


class PromptView(PromptListView):
    """One prompt: its words, who changed them, what was reported of them."""

    page_title = gettext_lazy("Lời nhắc")
    template_name = "assistant/desk/prompt.html"
    trail = (("assistant_prompts:list", gettext_lazy("Lời nhắc dùng chung")),)

    @cached_property
    def prompt(self) -> Prompt:
        """The prompt of the address, or a new one."""
        pk = self.kwargs.get("pk")
        return get_object_or_404(Prompt, pk=pk) if pk else Prompt(kind=DraftKind.SUMMARY)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        versions = queries.versions_of(self.prompt) if self.prompt.pk else []
        initial = {"title": self.prompt.title, "kind": self.prompt.kind, "quality": self.prompt.quality,
                   "is_active": self.prompt.is_active, "text": versions[0].text if versions else ""}  # fmt: skip
        form = kwargs.pop("form", None) or PromptForm(prompt=self.prompt, initial=initial)
        return {**super().get_context_data(**kwargs), "prompt": self.prompt, "versions": versions, "form": form}

    def post(self, request: HttpRequest, pk: int = 0) -> HttpResponse:
        if not rules.may_write_prompts(request.user):
            raise PermissionDenied
        form = PromptForm(request.POST, prompt=self.prompt)
        if not form.is_valid():
            return self.again(form=form)
        prompt = prompting.save_prompt(prompt=self.prompt, by=request.user, at=timezone.now(), **form.typed)
        messages.success(request, _("Đã lưu lời nhắc."))
        return redirect("assistant_prompts:prompt", prompt.pk)


class PromptReportView(HelpDesk):
    """A sentence that a model wrote badly."""

    page_title = gettext_lazy("Báo câu sai của máy")
    template_name = "assistant/desk/form.html"
    may_see = staticmethod(rules.may_see_drafts)
    trail = PromptView.trail

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.pop("form", None) or ReportForm(initial={"words": self.request.GET.get("cau", "")[:2000]})
        return {**super().get_context_data(**kwargs), "form": form, "submit_label": _("Gửi báo cáo")}

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        version, form = get_object_or_404(PromptVersion, pk=pk), ReportForm(request.POST)
        if not form.is_valid():
            return self.again(form=form)
        prompting.report_output(version=version, words=form.cleaned_data["words"], reason=form.cleaned_data["reason"],
                                by=request.user, at=timezone.now())  # fmt: skip
        messages.success(request, _("Đã ghi báo cáo vào lời nhắc."))
        return redirect("assistant_prompts:prompt", version.prompt_id)


class PromptViewSet(DeskViewSet):
    """Menu entry "Lời nhắc"."""

    name = "assistant_prompts"
    url_prefix = "soan/loi-nhac"
    icon = "comment"
    menu_label = gettext_lazy("Lời nhắc dùng chung")
    may_see = staticmethod(rules.may_see_drafts)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", PromptListView.as_view(), name="list"),
            path("moi/", PromptView.as_view(), name="add"),
            path("<int:pk>/", PromptView.as_view(), name="prompt"),
            path("bao-cao/<int:pk>/", PromptReportView.as_view(), name="report"),
        ]
