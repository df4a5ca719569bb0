"""Contests at the desk: the list, a new one, one with all that is known of it, its words, conditions, next step."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luatgandan.foundation.accounts.rules import Action, may_somewhere

from .. import queries, rules, services
from ..enums import Act, Phase, State
from ..forms.desk import ConditionsForm, ListFilter, NewForm, StepForm, WordsForm, conditions_initial
from ..models import Entrant
from ..queries import desk as reads
from ..queries.finals import late_finals
from ..queries.fitting import not_fitting
from ..queries.practice import public_practice_words
from ..queries.wording import prizes_in_words, quota_words
from ..rules.templates import TEMPLATES
from ..services import contests as acts
from ..services import steps
from .desk import ContestDesk, OneContestDesk

PER_PAGE = 30


class ListView(ContestDesk):
    """Contests of one's units."""

    page_title = gettext_lazy("Cuộc thi")
    template_name = "contests/desk/list.html"
    trail: tuple[tuple[str, Any], ...] = ()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        person, query = self.request.user, self.request.GET.copy()
        form = ListFilter(self.request.GET)
        fitting = form.narrow(reads.desk_contests(person))
        counts = reads.state_counts(fitting)
        found = fitting.filter(state=form.state) if form.state else fitting
        wanted = query.pop("p", [""])[-1]
        pages = Paginator(reads.with_figures(found).order_by("-changed_at", "pk"), PER_PAGE)
        pages.count = counts[form.state] if form.state else sum(counts.values())
        page = pages.get_page(wanted)
        return {
            **super().get_context_data(**kwargs),
            "form": form,
            "state": form.state,
            "states": [("", _("Tất cả"), sum(counts.values())), *((one, one.label, counts[one]) for one in State)],
            "slice": page,
            "now": timezone.now(),
            "query": query.urlencode(),
            "may_create": may_somewhere(person, Action.CREATE, room=rules.ROOM),
        }


class NewView(ContestDesk):
    """A contest from a template."""

    page_title = gettext_lazy("Cuộc thi mới")
    template_name = "contests/desk/new.html"

    def is_open_to(self, person: Any) -> bool:
        return super().is_open_to(person) and may_somewhere(person, Action.CREATE, room=rules.ROOM)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.get("form") or NewForm(person=self.request.user, initial={"template": "hoc-sinh"})
        return {**super().get_context_data(**kwargs), "form": form, "templates": TEMPLATES.values()}

    def post(self, request: HttpRequest) -> HttpResponse:
        form = NewForm(request.POST, person=request.user)
        if not form.is_valid():
            return self.again(form=form)
        given = {**form.cleaned_data, "template": TEMPLATES[form.cleaned_data["template"]]}
        try:
            contest = acts.create_contest(by=request.user, at=timezone.now(), **given)
        except services.ContestError as refusal:
            form.add_error(None, str(refusal))
            return self.again(form=form)
        messages.success(request, _("Đã tạo bản nháp. Sửa cho đúng kế hoạch của đơn vị, rồi trình duyệt."))
        return redirect("contests_desk:contest", contest.pk)


class ContestView(OneContestDesk):
    """Everything known of one contest, and what may be done now."""

    page_title = gettext_lazy("Cuộc thi")
    template_name = "contests/desk/contest.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        contest, person, now = self.contest, self.request.user, timezone.now()
        is_ahead = contest.state in (State.DRAFT, State.CHECKED, State.APPROVED)
        return {
            **super().get_context_data(**kwargs),
            "rounds": [_shown(round, now) for round in contest.rounds.select_related("contest")],
            "prizes": prizes_in_words(contest),
            "documents": contest.documents.all(),
            "figures": reads.figures(contest),
            "wanting": reads.wanting(contest, at=now) if is_ahead else (),
            "late_finals": late_finals(contest, at=now) if contest.state == State.PUBLISHED else (),
            "acts": rules.acts_for(person, contest),
            "hard": {Act.CANCEL},
            "next_number": contest.rounds.count() + 1,
            "may_edit": rules.may_edit(person, contest),
            "may_change_round": rules.may_change_round(person, contest),
            "may_publish": rules.may_publish(person, contest),
            "may_manage": rules.may_manage_entrants(person, contest),
            "may_decide": rules.may_decide(person, contest),
            "is_draft": contest.state == State.DRAFT,
        }


def _shown(round: Any, now: Any) -> dict[str, Any]:
    """A round with what the page asks of it."""
    return {
        "round": round, "rules": round.rules, "is_open": round.is_open(now),
        "is_over": round.ends_at <= now and not round.waits_for_finalists,
        "is_waiting": round.phase == Phase.WAITING,
        "may_give_back": round.phase != Phase.WAITING and not round.revealed_at,
        "doubtful": queries.doubtful_codes(round) if round.phase in (Phase.SEALED, Phase.RANKED) else (),
        "quotas": [(quota.count, quota_words(quota)) for quota in round.rules.quotas],
    }  # fmt: skip


class PreviewView(OneContestDesk):
    """The public page as everybody will see it."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        contest, now = self.contest, timezone.now()
        context = {
            "contest": contest, "view": queries.view_of(contest, at=now), "now": now,
            "documents": queries.public_documents(contest), "notices": queries.notices(contest), "is_preview": True,
            "prizes": prizes_in_words(contest),
            "address": request.build_absolute_uri(contest.get_absolute_url()), "crumbs": [(contest.title, "")],
        }  # fmt: skip
        return render(request, "contests/contest.html", context)


class WordsView(OneContestDesk):
    """The words of a contest."""

    page_title = gettext_lazy("Sửa lời giới thiệu")
    template_name = "contests/desk/form.html"
    may = staticmethod(rules.may_edit)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        initial = {name: getattr(self.contest, name) for name in acts.WORDS}
        return {**super().get_context_data(**kwargs), "form": kwargs.get("form") or WordsForm(initial=initial)}

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = WordsForm(request.POST)
        if not form.is_valid():
            return self.again(form=form)
        try:
            acts.change_words(contest=self.contest, words=form.cleaned_data, by=request.user, at=timezone.now())
        except services.ContestError as refusal:
            form.add_error(None, str(refusal))
            return self.again(form=form)
        messages.success(request, _("Đã lưu."))
        return redirect(self.own_url())


class ConditionsView(OneContestDesk):
    """Who may take part, what is asked of them, how names are shown, how long complaints are taken."""

    page_title = gettext_lazy("Điều kiện, khiếu nại")
    template_name = "contests/desk/form.html"
    may = staticmethod(rules.may_edit)

    def make_form(self, *data: Any) -> ConditionsForm:
        """The form with what is kept."""
        one = self.contest
        return ConditionsForm(*data, initial=conditions_initial(one), kept_denied=one.eligibility.get("denied", []))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kept = len(self.contest.eligibility.get("denied", []))
        lead = _("Đang có %d số điện thoại không được dự thi.") % kept if kept else ""
        return {**super().get_context_data(**kwargs), "form": kwargs.get("form") or self.make_form(), "lead": lead}

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = self.make_form(request.POST)
        if not form.is_valid():
            return self.again(form=form)
        try:
            acts.change_conditions(
                contest=self.contest, conditions=form.conditions(), by=request.user, at=timezone.now()
            )
        except services.ContestError as refusal:
            form.add_error(None, str(refusal))
            return self.again(form=form)
        messages.success(request, _("Đã lưu."))
        return redirect(self.own_url())


class StepView(OneContestDesk):
    """One act of the table with its small form."""

    template_name = "contests/desk/step.html"

    @property
    def act(self) -> Act:
        """The act the address names."""
        if self.kwargs["act"] not in Act.values:
            raise Http404
        return Act(self.kwargs["act"])

    def get_page_title(self) -> str:
        return str(self.act.label)

    def make_form(self, *data: Any) -> StepForm:
        """The form of the act; who publishes ticks that they know what nobody will practise."""
        is_told = self.act == Act.PUBLISH and bool(self.practised)
        return StepForm(
            *data, with_reason=self.act in steps.WITH_REASON, with_practice=is_told,
            with_unfit=self.act == Act.PUBLISH and bool(self.not_fitting),
        )  # fmt: skip

    @cached_property
    def practised(self) -> list[str]:
        """Which questions are practised by everybody until the publication."""
        if self.act not in (Act.APPROVE, Act.PUBLISH):
            return []
        return public_practice_words(self.contest, at=timezone.now())

    @cached_property
    def not_fitting(self) -> list[tuple[Entrant, list[str]]]:
        """Who joined when the contest was public before and does not fit it now, with why."""
        return not_fitting(self.contest) if self.act in steps.NEEDS_ALL else []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "form": kwargs.get("form") or self.make_form(),
            "not_fitting": self.not_fitting,
            "act": self.act,
            "practised": self.practised,
            "may_do": rules.may_do(self.request.user, self.act, self.contest),
            "wanting": reads.wanting(self.contest, at=timezone.now()) if self.act in steps.NEEDS_ALL else (),
        }

    def post(self, request: HttpRequest, pk: int, act: str) -> HttpResponse:
        form = self.make_form(request.POST)
        if not form.is_valid():
            return self.again(form=form)
        reason = form.cleaned_data.get("reason", "")
        try:
            steps.take_step(contest=self.contest, act=self.act, by=request.user, at=timezone.now(), reason=reason)
        except services.ContestError as refusal:
            form.add_error(None, str(refusal))
            return self.again(form=form)
        messages.success(request, _("Đã làm: %s.") % self.act.label)
        return redirect(self.own_url())
