"""How long answers may take, and who coordinates."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luatgandan.foundation.ui.viewsets import DeskViewSet

from .. import rules, services
from ..forms.desk_limits import LimitsForm
from ..models import QuestionSettings
from .desk import QuestionDesk


class LimitsView(QuestionDesk):
    """One form; promises of running questions follow."""

    page_title = gettext_lazy("Thời hạn trả lời")
    template_name = "qa/desk/limits.html"
    may_see = staticmethod(rules.may_change_limits)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.pop("form", None) or LimitsForm(instance=QuestionSettings.load())
        return {**super().get_context_data(**kwargs), "form": form}

    def post(self, request: HttpRequest) -> HttpResponse:
        form = LimitsForm(request.POST, instance=QuestionSettings.load())
        if not form.is_valid():
            return self.again(form=form)
        services.change_limits(settings=form.save(commit=False), by=self.caller, at=timezone.now())
        messages.success(request, _("Đã lưu thời hạn. Ngày hẹn của câu hỏi đang xử lý được tính lại."))
        return redirect("qa_limits:edit")


class LimitsViewSet(DeskViewSet):
    """Menu entry "Thời hạn trả lời"."""

    name = "qa_limits"
    url_prefix = "hoi-dap-thoi-han"
    icon = "time"
    menu_label = gettext_lazy("Thời hạn trả lời")
    may_see = staticmethod(rules.may_change_limits)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [path("", LimitsView.as_view(), name="edit")]
