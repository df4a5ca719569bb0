"""Questions of people who come in, call, or ask at a pagoda or a meeting."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luatgandan.foundation.accounts.rules import Action, may_somewhere

from .. import rules, services
from ..forms.desk import IntakeForm
from .desk import QuestionDesk


class IntakeView(QuestionDesk):
    """Write down a question for somebody."""

    page_title = gettext_lazy("Ghi câu hỏi hộ")
    template_name = "qa/desk/intake.html"

    def is_open_to(self, person: Any) -> bool:
        return super().is_open_to(person) and may_somewhere(person, Action.CREATE, room=rules.ROOM)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.pop("form", None) or IntakeForm(person=self.request.user)
        return {**super().get_context_data(**kwargs), "form": form}

    def post(self, request: HttpRequest) -> HttpResponse:
        form = IntakeForm(request.POST, person=request.user)
        if not form.is_valid():
            return self.again(form=form)
        values = dict(form.cleaned_data)
        unit, channel = values.pop("unit"), values.pop("channel")
        try:
            question = services.take_in_question(
                asked=services.Asked(**values), channel=channel, organisation=unit, by=request.user, at=timezone.now()
            )
        except services.QuestionError as refusal:
            form.add_error(None, str(refusal))
            return self.again(form=form)
        messages.success(
            request, _("Đã ghi. Mã câu hỏi: %(code)s, %(unit)s trả lời. Hãy ghi mã vào giấy hẹn cho người hỏi.")
            % {"code": question.code, "unit": question.organisation.name},
        )  # fmt: skip
        is_seen = rules.sees_question(self.caller, question)
        return redirect("qa_desk:question", question.pk) if is_seen else redirect("qa_desk:list")
