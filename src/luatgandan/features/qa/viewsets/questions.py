"""Questions at the desk: the queues, one question with all that is known of it, and its acts."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luatgandan.features.library.queries.choosing import keys_of, provisions_on
from luatgandan.foundation.accounts.rules import Action, may_somewhere

from .. import queries, rules, services
from ..enums import Act, Redirect
from ..forms import desk as forms
from ..queries import queues
from .desk import QuestionDesk, SharedDesk

PER_PAGE = 30


@dataclass(frozen=True)
class Way:
    """How one act is done at the desk: its form and its service."""

    form: type[forms.ActForm]
    service: Callable[..., Any]
    is_hard: bool = False  # ends the question


WAYS: dict[Act, Way] = {
    Act.ACCEPT: Way(forms.NoteForm, services.accept_question),
    Act.SORT: Way(forms.SortForm, services.sort_question),
    Act.TRANSFER: Way(forms.TransferForm, services.transfer_question),
    Act.ASK_MORE: Way(forms.MoreForm, services.ask_for_more),
    Act.EXTEND: Way(forms.ExtendForm, services.extend_deadline),
    Act.HAND_IN: Way(forms.SeenForm, services.hand_in),
    Act.CHECK: Way(forms.SeenForm, services.check_answer),
    Act.SIGN: Way(forms.SignForm, services.sign_answer),
    Act.GIVE_BACK: Way(forms.ReasonForm, services.give_back),
    Act.SAY: Way(forms.SayForm, services.say),
    Act.OPEN_TO_ADVISERS: Way(forms.WantedForm, services.open_to_advisers),
    Act.CLOSE_TO_ADVISERS: Way(forms.ReasonForm, services.close_to_advisers),
    Act.TAKE: Way(forms.ActForm, services.take_as_adviser),
    Act.PUT_BACK: Way(forms.ReasonForm, services.put_back),
    Act.DECLARE_CONFLICT: Way(forms.ConflictForm, services.declare_conflict, is_hard=True),
    Act.MARK_DUPLICATE: Way(forms.DuplicateForm, services.mark_duplicate, is_hard=True),
    Act.REDIRECT: Way(forms.RedirectForm, services.redirect_question, is_hard=True),
    Act.REFUSE: Way(forms.RefuseForm, services.refuse_question, is_hard=True),
    Act.UNPUBLISH: Way(forms.ReasonForm, services.unpublish_answer, is_hard=True),
}
ADVISERS_WAYS = frozenset({Act.TAKE, Act.PUT_BACK, Act.DECLARE_CONFLICT, Act.HAND_IN})
OWN_SCREENS = {Act.WRITE: "qa_desk:write", Act.PUBLISH: "qa_desk:publish"}


class QueueView(QuestionDesk):
    """What waits at one's units, queue by queue."""

    page_title = gettext_lazy("Hỏi đáp")
    template_name = "qa/desk/list.html"
    trail = ()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        person, today, query = self.request.user, timezone.localdate(), self.request.GET.copy()
        asked = query.get("hang", "")
        name = asked if asked in queues.QUEUES else queues.FIRST
        rows, form = queries.desk_questions(person), forms.QueueFilter(self.request.GET)
        narrowed = form.narrowed()
        known = queues.overview(rows, person, today=today, found=narrowed & queues.QUEUES[name][1](person, today))
        form.offer_units(known.units)
        pages = Paginator(queues.queue(rows, name, person, today=today).filter(narrowed), PER_PAGE)
        pages.count = known.found  # known already: no query of its own
        page = pages.get_page(query.get("p"))
        query.pop("p", None)
        return {
            **super().get_context_data(**kwargs),
            "queue": name,
            "queues": [(key, label, known.counts[key]) for key, (label, _pick) in queues.QUEUES.items()],
            "form": form,
            "slice": page,
            "rows": [(one, one.is_late(today)) for one in page],
            "query": query.urlencode(),
            "may_take_in": may_somewhere(person, Action.CREATE, room=rules.ROOM),
        }


class QuestionView(SharedDesk):
    """Everything known of one question, and what may be done now."""

    page_title = gettext_lazy("Câu hỏi")

    def get_template_names(self) -> list[str]:
        return ["qa/desk/advise.html" if self.is_adviser else "qa/desk/question.html"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        acts = rules.acts_for(self.caller, self.question, self.answer)
        return {
            **super().get_context_data(**kwargs),
            "acts": [(act, OWN_SCREENS.get(act, "")) for act in acts if act in WAYS or act in OWN_SCREENS],
            "hard": {act for act, way in WAYS.items() if way.is_hard},
            "basis": read_basis(self.answer),
            "disagreements": self.disagreements(),
            **(self._of_adviser() if self.is_adviser else self._of_office()),
        }

    def _of_adviser(self) -> dict[str, Any]:
        opened = self.question.moves.filter(act=Act.OPEN_TO_ADVISERS).order_by("-pk").first()
        is_mine = self.question.adviser_id == self.request.user.pk
        files = self.question.attachments.all() if rules.reads_files(self.caller, self.question) else []
        return {"wanted": opened.reason if opened else "", "is_mine": is_mine, "files": files}

    def _of_office(self) -> dict[str, Any]:
        question, today = self.question, timezone.localdate()
        return {
            "clock": queries.clock_on(question, today),
            "is_late": question.is_late(today),
            "moves": question.moves.select_related("by", "organisation").order_by("at", "pk"),
            "talk": question.messages.select_related("by"),
            "files": question.attachments.select_related("public_copy"),
            "may_publish_files": rules.may_publish_files(self.caller, question),
            "may_drop_files": rules.may_drop_files(self.caller, question),
            "versions": question.answers.select_related("author", "checker", "signer"),
            "publication": getattr(question, "publication", None),
            "rating": getattr(question, "rating", None),
        }


def read_basis(answer: Any) -> list[Any]:
    """What an answer rests on, as it read on its day."""
    keys = keys_of(f"{one['document']}/{one['eid']}" for one in answer.basis) if answer else []
    return provisions_on(keys, answer.day_of_law) if keys else []


class ActView(SharedDesk):
    """One act with its small form."""

    template_name = "qa/desk/act.html"

    @property
    def act(self) -> Act:
        """The act the address names."""
        known = ADVISERS_WAYS if self.is_adviser else WAYS
        if self.kwargs["act"] not in known:
            raise Http404
        return Act(self.kwargs["act"])

    def get_page_title(self) -> str:
        return str(self.act.label)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.pop("form", None) or self.make_form(initial=self._letter())
        return {
            **super().get_context_data(**kwargs),
            "act": self.act,
            "form": form,
            "may_do": rules.may_do(self.caller, self.act, self.question, self.answer),
            **self._beside(),
        }

    def _beside(self) -> dict[str, Any]:
        """What helps to decide on this act."""
        if issubclass(WAYS[self.act].form, forms.SeenForm):
            return {"shown": self.answer, "basis": read_basis(self.answer), "disagreements": self.disagreements()}
        helps: dict[Act, Callable[[], dict[str, Any]]] = {
            Act.TRANSFER: lambda: {"units": queries.suggested_units(self.question)},
            Act.MARK_DUPLICATE: lambda: {"alike": queries.like_questions(self.question)},
            Act.REDIRECT: lambda: {"letters": list(Redirect)},
        }
        return helps[self.act]() if self.act in helps else {}

    def make_form(self, *data: Any, **kwargs: Any) -> forms.ActForm:
        """The form of this act."""
        return WAYS[self.act].form(*data, question=self.question, answer=self.answer, **kwargs)

    def _letter(self) -> dict[str, Any]:
        kind = self.request.GET.get("mau", "")
        return {"redirect": kind, "note": forms.LETTERS[Redirect(kind)]} if kind in Redirect.values else {}

    def post(self, request: HttpRequest, pk: int, act: str) -> HttpResponse:
        form, way = self.make_form(request.POST), WAYS[self.act]
        if not form.is_valid():
            return self.again(form=form)
        try:
            way.service(question=self.question, by=self.caller, at=timezone.now(), **form.cleaned_data)
        except services.QuestionError as refusal:
            form.add_error(None, str(refusal))
            return self.again(form=form)
        messages.success(request, _("Đã làm: %(act)s, câu hỏi %(code)s.") % {"act": self.act.label,
                                                                            "code": self.question.code})  # fmt: skip
        back = self.list_url
        del self.question  # a transfer or a declared conflict may take it out of sight
        return redirect(self.own_url() if self.is_open_to(request.user) else back)
