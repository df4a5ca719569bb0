"""Questions of people who come in, call, or ask at a pagoda or a meeting."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from luatgandan.foundation.accounts.rules import Action, may_somewhere

from .. import rules, services
from ..forms.desk import IntakeForm
from .desk import OneQuestionDesk, QuestionDesk


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
            request, _("Đã ghi. Mã câu hỏi: %(code)s, %(unit)s trả lời. Hãy in phiếu hẹn đưa cho người hỏi.")
            % {"code": question.code, "unit": question.organisation.name},
        )  # fmt: skip
        return redirect("qa_desk:slip", question.pk)


class SlipView(OneQuestionDesk):
    """The slip for whoever asked: code, promised day, and the way to their own page, in their language.

    Whoever holds the address acts as the asker: only the officer who wrote the question down prints it.
    """

    def is_open_to(self, person: Any) -> bool:
        may_print = may_somewhere(person, Action.CREATE, room=rules.ROOM)
        return may_print and self.question.taken_by_id == person.pk and self.question.is_running

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with override(self.question.language):
            address = f"{settings.SITE_URL}{services.asker_path(self.question)}"
            context = {"question": self.question, "address": address, "today": timezone.localdate(),
                       "may_open": rules.sees_question(self.caller, self.question)}  # fmt: skip
            return render(request, "qa/slip.html", context)
