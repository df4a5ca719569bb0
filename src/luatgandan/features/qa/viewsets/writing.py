"""The editor of an answer: its words, and provisions picked from the library."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import rules, services
from ..enums import Act
from ..forms.desk_answer import AnswerForm, words_of
from ..models import Answer, AnswerTemplate
from ..queries.choosing import found_provisions, keys_of, provisions_on
from .desk import OneQuestionDesk
from .questions import read_basis

CHOOSING = frozenset({"tim", "chon", "bo"})  # buttons that look for provisions and keep what was typed


class WriteView(OneQuestionDesk):
    """One version of the answer in the making."""

    page_title = gettext_lazy("Soạn trả lời")
    template_name = "qa/desk/write.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.pop("form", None) or AnswerForm(initial=self._words())
        text = self.request.POST.get("tim_gi", "")
        return {
            **super().get_context_data(**kwargs),
            "form": form,
            "asked": text,
            "found": found_provisions(text, today=timezone.localdate()) if "tim" in self.request.POST else [],
            "chosen": provisions_on(self._keys(), self._day),
            "templates": AnswerTemplate.objects.filter(field=self.question.field),
            "newer_basis": read_basis(kwargs.get("newer")),
            "disagreements": self.disagreements(),
            "may_write": rules.may_do(self.caller, Act.WRITE, self.question, self.answer),
        }

    @cached_property
    def _start(self) -> Answer | AnswerTemplate | None:
        """What the words begin from: a ready-made beginning, else the newest version."""
        wanted = self.request.GET.get("mau", "")
        template = AnswerTemplate.objects.filter(pk=wanted).first() if wanted.isdecimal() else None
        return template or self.answer

    def _words(self) -> dict[str, Any]:
        """What the form shows: what was typed so far, else the beginning."""
        if self.request.POST:
            return self.request.POST.dict()
        seen = self.answer.number if self.answer else 0
        words = words_of(self._start) if self._start else {}
        return {"seen": seen, "day_of_law": self._day, **words}

    @property
    def _day(self) -> Any:
        """The day on which provisions are read."""
        typed = parse_day(self.request.POST)
        return typed or (self.answer.day_of_law if self.answer and not self.request.POST else timezone.localdate())

    def _keys(self) -> list[tuple[int, str]]:
        """What was chosen so far, and now; a button beside a chosen one takes it away."""
        posted = self.request.POST
        if posted:
            typed = [*posted.getlist("a"), *posted.getlist("chon")]
            return keys_of(one for one in typed if one != posted.get("bo"))
        return keys_of(f"{one['document']}/{one['eid']}" for one in self.answer.basis) if self.answer else []

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if CHOOSING & request.POST.keys():
            return self.render_to_response(self.get_context_data())
        form = AnswerForm(request.POST)
        if not form.is_valid():
            return self.again(form=form)
        try:
            saved = services.save_draft(
                question=self.question, written=form.written(), seen=form.cleaned_data["seen"], by=self.caller,
                at=timezone.now(),
            )  # fmt: skip
        except services.QuestionError as refusal:
            form.add_error(None, str(refusal))
            return self.again(form=form)
        if saved.newer:
            return self._merge(saved.newer)
        messages.success(request, _("Đã lưu bản %d.") % saved.answer.number)
        return redirect(self.own_url())

    def _merge(self, newer: Answer) -> HttpResponse:
        """Somebody saved meanwhile: own words stay in the form, which now begins from theirs."""
        form = AnswerForm(initial={**self.request.POST.dict(), "seen": newer.number})
        return self.again(form=form, newer=newer)


def parse_day(posted: QueryDict) -> Any:
    """The day of law as typed; None when it is none."""
    try:
        return parse_date(posted.get("day_of_law", ""))
    except ValueError:
        return None
