"""Rounds at the desk: their times and rules with what the banks have, a later end, prizes, void questions."""

from typing import Any

from django.contrib import messages
from django.forms import BaseModelFormSet, modelformset_factory
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import queries, rules, services
from ..enums import Phase
from ..forms.desk_rounds import ExtendForm, PrizeForm, RoundForm, VoidForm, round_initial, typed_moment
from ..models import Contest, Prize, Round
from ..queries import desk as reads
from ..queries.practice import practised_words
from ..queries.wording import quota_words
from ..services import contests as acts
from .desk import OneContestDesk, OneRoundDesk

LONGEST_STEM, SPARE_PRIZES = 100, 4


class RoundView(OneContestDesk):
    """The editor of a round, or of a new one; the table beside says what the banks have now."""

    page_title = gettext_lazy("Vòng thi")
    template_name = "contests/desk/round.html"
    may = staticmethod(rules.may_change_round)

    @cached_property
    def round(self) -> Round:
        """The round the address names; a new one begins with the rules of the one before."""
        number, rounds = self.kwargs["number"], list(self.contest.rounds.all())
        found = next((one for one in rounds if one.number == number), None)
        if found is None and (not rounds or number != len(rounds) + 1):
            raise Http404
        return found or _next(self.contest, rounds[-1])

    def get_page_subtitle(self) -> str:
        return f"{self.contest.title}, {self.round}"

    def make_form(self, *data: Any) -> RoundForm:
        """The form of the round."""
        banks = reads.banks_for(self.contest.organisation)
        return RoundForm(*data, initial=round_initial(self.round), banks=banks)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.get("form") or self.make_form()
        looked_at = _typed(self.contest, form) or self.round
        looked_at.contest, looked_at.number = self.contest, self.round.number
        questions = queries.bank_questions(looked_at, timezone.now())
        return {
            **super().get_context_data(**kwargs),
            "form": form,
            "round": self.round,
            "is_waiting": self.round.phase == Phase.WAITING,
            "stock": reads.stock_of(questions),
            "asked": [(one.count, quota_words(one), reads.fitting(one, questions)) for one in looked_at.rules.quotas],
            "shortage": reads.shortage(looked_at, at=timezone.now()),
            "total": looked_at.rules.questions,
            "practised": self._practised(looked_at),
        }

    def _practised(self, looked_at: Round) -> str:
        """Which of the questions everybody may practise until the publication."""
        if self.contest.is_practice or self.round.phase != Phase.WAITING:
            return ""
        return practised_words(looked_at, at=timezone.now())

    def post(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        form = self.make_form(request.POST)
        if not form.is_valid():
            return self.again(form=form)
        if "look" in request.POST:
            return self.render_to_response(self.get_context_data(form=form))
        try:
            round = acts.save_round(
                contest=self.contest, number=number, values=form.values(), rules=form.rules(), by=request.user,
                at=timezone.now(),
            )  # fmt: skip
        except services.ContestError as refusal:
            form.add_error(None, str(refusal))
            return self.again(form=form)
        messages.success(request, _("Đã lưu %s.") % round)
        for sentence in reads.shortage(round, at=timezone.now()):
            messages.warning(request, sentence)
        return redirect(self.own_url())


def _next(contest: Contest, last: Round) -> Round:
    """A new round after the last one, as long as it and with its rules."""
    return Round(
        contest=contest, number=last.number + 1, starts_at=last.ends_at,
        ends_at=last.ends_at + (last.ends_at - last.starts_at), rules_data=last.rules_data, banks=last.banks,
    )  # fmt: skip


def _typed(contest: Contest, form: RoundForm) -> Round | None:
    """The round as it was typed, for counting; None while the form has errors."""
    if not form.is_bound or not form.is_valid():
        return None
    return Round(contest=contest, rules_data=form.rules().to_dict(), **form.values())


class RemoveView(OneContestDesk):
    """Take the last round away; a second page asks first."""

    page_title = gettext_lazy("Bỏ vòng cuối")
    template_name = "contests/desk/form.html"
    may = staticmethod(rules.may_edit)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lead = _("Bỏ vòng %d cùng giải của vòng đó. Các vòng khác giữ nguyên.") % self.contest.rounds.count()
        return {**super().get_context_data(**kwargs), "lead": lead, "button": self.page_title}

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            acts.remove_last_round(contest=self.contest, by=request.user, at=timezone.now())
        except services.ContestError as refusal:
            messages.error(request, str(refusal))
        return redirect(self.own_url())


class ExtendView(OneRoundDesk):
    """A later end with a reason for everybody."""

    page_title = gettext_lazy("Gia hạn")
    template_name = "contests/desk/form.html"
    may = staticmethod(rules.may_publish)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.get("form") or ExtendForm(initial=typed_moment("ends", self.round.ends_at, is_end=True))
        return {**super().get_context_data(**kwargs), "form": form}

    def post(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        form = ExtendForm(request.POST)
        if not form.is_valid():
            return self.again(form=form)
        values = form.cleaned_data
        try:
            acts.extend_round(
                round=self.round, ends_at=values["ends_at"], reason=values["reason"], by=request.user,
                at=timezone.now(),
            )  # fmt: skip
        except services.ContestError as refusal:
            form.add_error(None, str(refusal))
            return self.again(form=form)
        messages.success(request, _("Đã gia hạn. Trang cuộc thi báo giờ đóng mới và lý do."))
        return redirect(self.own_url())


class VoidView(OneRoundDesk):
    """A question found wrong counts for nobody any more."""

    page_title = gettext_lazy("Hủy một câu hỏi")
    template_name = "contests/desk/form.html"
    may = staticmethod(rules.may_decide)

    def make_form(self, *data: Any) -> VoidForm:
        """The form with the sealed questions that still count; their keys are not shown."""
        if self.round.phase == Phase.WAITING:
            raise Http404
        gone = queries.voided_codes(self.round)
        rows = [
            (code, f"{code}: {one.content.stem[:LONGEST_STEM]}")
            for code, one in queries.sealed_questions(self.round).items()
            if code not in gone
        ]
        return VoidForm(*data, questions=rows)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        doubtful = queries.doubtful_codes(self.round)
        lead = _("Luật đã đổi sau khi niêm phong, cần xem: %s.") % ", ".join(doubtful) if doubtful else ""
        return {**super().get_context_data(**kwargs), "form": kwargs.get("form") or self.make_form(), "lead": lead}

    def post(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        form = self.make_form(request.POST)
        if not form.is_valid():
            return self.again(form=form)
        values = form.cleaned_data
        try:
            services.void_question(
                round=self.round, code=values["code"], reason=values["reason"], by=request.user, at=timezone.now()
            )
        except services.ContestError as refusal:
            form.add_error(None, str(refusal))
            return self.again(form=form)
        messages.success(request, _("Đã hủy câu %s; điểm và thứ hạng được tính lại.") % values["code"])
        return redirect(self.own_url())


class PrizesView(OneContestDesk):
    """The prizes of a draft, in their order."""

    page_title = gettext_lazy("Giải thưởng")
    template_name = "contests/desk/prizes.html"
    may = staticmethod(rules.may_edit)

    def make_formset(self, data: Any = None) -> BaseModelFormSet[Prize, PrizeForm]:
        """One form a prize, and some empty ones."""
        factory = modelformset_factory(Prize, form=PrizeForm, extra=SPARE_PRIZES, can_delete=True, max_num=60)
        rounds = self.contest.rounds.all()
        return factory(data, queryset=self.contest.prizes.order_by("order", "pk"), form_kwargs={"rounds": rounds})

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "formset": kwargs.get("formset") or self.make_formset()}

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        formset = self.make_formset(request.POST)
        if not formset.is_valid():
            return self.again(formset=formset)
        names = PrizeForm.Meta.fields
        rows = [
            {name: form.cleaned_data[name] for name in names}
            for form in formset.forms
            if form.cleaned_data.get("title") and not form.cleaned_data.get("DELETE")
        ]
        try:
            acts.set_prizes(contest=self.contest, prizes=rows, by=request.user, at=timezone.now())
        except services.ContestError as refusal:
            return self.again(formset=formset, refusal=str(refusal))
        messages.success(request, _("Đã lưu %d dòng giải.") % len(rows))
        return redirect(self.own_url())
