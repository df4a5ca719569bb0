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

from luatgandan.foundation.modules.registry import ProposedAnswer

from .. import rules, services
from ..enums import Act
from ..forms.desk_answer import AnswerForm, joined, words_of
from ..models import Answer, AnswerTemplate
from ..queries.library import ready_answers
from .desk import SharedDesk
from .picking import PICKING, kept_keys, picked, shelf
from .questions import read_basis

# Buttons that look for provisions or put in ready-made words, and keep what was typed.
HELPING = PICKING | {"mau", "tro_ly"}
MOST_READY = 12


class WriteView(SharedDesk):
    """One version of the answer in the making."""

    page_title = gettext_lazy("Soạn trả lời")
    template_name = "qa/desk/write.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_write = rules.may_do(self.caller, Act.WRITE, self.question, self.answer)
        form = kwargs.pop("form", None) or AnswerForm(initial=self._words())
        return {
            **super().get_context_data(**kwargs),
            "form": form,
            **shelf(self.request.POST, self._keys(), self._day),
            "ready": ready_answers(self.question)[:MOST_READY],
            "proposed": self._proposed,
            "has_asked_proposal": "tro_ly" in self.request.POST,
            "newer_basis": read_basis(kwargs.get("newer")),
            "disagreements": self.disagreements(),
            "may_write": may_write,
        }

    @cached_property
    def _proposed(self) -> ProposedAnswer | None:
        """What the assistant proposes, when it was asked for; only for who may write."""
        is_asked = "tro_ly" in self.request.POST and rules.may_do(self.caller, Act.WRITE, self.question, self.answer)
        return services.proposed_answer(question=self.question, at=timezone.now()) if is_asked else None

    @cached_property
    def _ready(self) -> AnswerTemplate | None:
        """The ready-made answer that was asked for."""
        wanted = self.request.POST.get("mau", "")
        return AnswerTemplate.objects.filter(pk=wanted).first() if wanted.isdecimal() else None

    def _words(self) -> dict[str, Any]:
        """What the form shows: what was typed so far with what is put in, else the newest version."""
        if not self.request.POST:
            seen = self.answer.number if self.answer else 0
            return {"seen": seen, "day_of_law": self._day, **(words_of(self.answer) if self.answer else {})}
        typed = self.request.POST.dict()
        added = self._proposed or self._ready
        words = {**typed, **joined(typed, words_of(added))} if added else typed
        return {**words, "is_from_model": True} if self._proposed else words

    @property
    def _day(self) -> Any:
        """The day on which provisions are read."""
        typed = parse_day(self.request.POST)
        return typed or (self.answer.day_of_law if self.answer and not self.request.POST else timezone.localdate())

    def _keys(self) -> list[tuple[int, str]]:
        """What the answer rests on so far."""
        if not self.request.POST:
            return kept_keys(self.answer)
        return picked(self.request.POST, [*(self._proposed.cited if self._proposed else ()), *kept_keys(self._ready)])

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if HELPING & request.POST.keys():
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
