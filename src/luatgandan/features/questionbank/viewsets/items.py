"""Questions at the desk: the list, one question with all that is known of it, and its acts."""

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

from luatgandan.foundation.accounts.rules import Action, may_somewhere
from luatgandan.lib.legaltext.compare import compare_words

from .. import queries, rules, services
from ..enums import Act, Kind, State
from ..formats.files import FORMATS
from ..formats.values import Content
from ..forms.desk import ListFilter, ReasonForm, SeenForm
from ..models import ItemVersion
from .desk import BankDesk, OneItemDesk

PER_PAGE = 30


@dataclass(frozen=True)
class Way:
    """How one act is done at the desk: its form and its service."""

    form: type[SeenForm]
    service: Callable[..., Any]
    is_hard: bool = False


WAYS: dict[Act, Way] = {
    Act.CHECK: Way(SeenForm, services.check_item),
    Act.APPROVE: Way(SeenForm, services.approve_item),
    Act.GIVE_BACK: Way(ReasonForm, services.give_back),
    Act.RETIRE: Way(ReasonForm, services.retire_item, is_hard=True),
    Act.RESTORE: Way(SeenForm, services.restore_item),
}


class ListView(BankDesk):
    """Questions of one's units and of shared banks."""

    page_title = gettext_lazy("Ngân hàng câu hỏi")
    template_name = "questionbank/desk/list.html"
    trail = ()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        person, query = self.request.user, self.request.GET.copy()
        rows = queries.desk_items(person)
        form = ListFilter(self.request.GET)
        fitting = form.narrow(rows)
        units, counts = queries.units_and_counts(rows, fitting)
        form.offer(units)
        found = fitting.filter(state=form.state) if form.state else fitting
        pages = Paginator(found.order_by(form.order, "-changed_at", "pk"), PER_PAGE)
        pages.count = counts[form.state] if form.state else counts.total()
        page = pages.get_page(query.get("p"))
        query.pop("p", None)
        return {
            **super().get_context_data(**kwargs),
            "form": form,
            "state": form.state,
            "states": [("", _("Tất cả"), counts.total()), *((one, one.label, counts[one]) for one in State)],
            "slice": page,
            "rows": page,
            "query": query.urlencode(),
            "rest": _without(query, "buoc"),
            "may_import": may_somewhere(person, Action.EDIT, room=rules.ROOM),
            "formats": FORMATS.values() if may_somewhere(person, Action.EXPORT, room=rules.ROOM) else (),
            "kinds": Kind.choices if may_somewhere(person, Action.CREATE, room=rules.ROOM) else (),
        }


def _without(query: Any, name: str) -> str:
    left = query.copy()
    left.pop(name, None)
    return str(left.urlencode())


class ItemView(OneItemDesk):
    """Everything known of one question, and what may be done now."""

    page_title = gettext_lazy("Câu hỏi")
    template_name = "questionbank/desk/item.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        item = self.item
        content = self.version.content_of(item.kind)
        acts = rules.acts_for(self.request.user, item)
        return {
            **super().get_context_data(**kwargs),
            "content": content,
            "shown": queries.shown_media(content),
            "basis": self.basis,
            "findings": self.findings(content, self.basis, item.bank, but=item.pk),
            "is_flagged": bool(queries.flagged([item.pk])),
            "acts": acts,
            "hard": {act for act, way in WAYS.items() if way.is_hard},
            "moves": item.moves.select_related("by") if self.is_own else (),
            "changes": changes(item.kind, self._versions()),
        }

    def _versions(self) -> list[ItemVersion]:
        rows = self.item.versions.select_related("author", "checker", "approver")
        return list(rows) if self.is_own else list(rows.filter(pk=self.version.pk))


def changes(kind: str, versions: list[ItemVersion]) -> list[tuple[ItemVersion, Any]]:
    """Each version, newest first, with what it changed in the words of the one before."""
    texts = [words(version.content_of(kind)) for version in versions]
    before = [*texts[1:], ""]
    return [
        (version, compare_words(old, new) if old else ())
        for version, new, old in zip(versions, texts, before, strict=True)
    ]


def words(content: Content) -> str:
    """A question as lines, for comparing versions."""
    marks = [f"{'✓' if one.id in content.key else '–'} {one.text}" for one in content.options]
    right = [f"= {one}" for one in content.key_words] if content.kind not in (Kind.ONE, Kind.SEVERAL) else []
    shown = [f"[{one.suffix} {one.sha256[:8]}] {one.alt} {one.transcript}".strip() for one in content.media]
    return "\n".join([content.stem, *shown, *marks, *right, content.explanation])


class ActView(OneItemDesk):
    """One act with its small form."""

    template_name = "questionbank/desk/act.html"

    @property
    def act(self) -> Act:
        """The act the address names."""
        if self.kwargs["act"] not in WAYS:
            raise Http404
        return Act(self.kwargs["act"])

    def get_page_title(self) -> str:
        return str(self.act.label)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        content = self.version.content_of(self.item.kind)
        return {
            **super().get_context_data(**kwargs),
            "content": content,
            "shown": queries.shown_media(content),
            "basis": self.basis,
            "findings": self.findings(content, self.basis, self.item.bank, but=self.item.pk),
            "form": kwargs.get("form") or WAYS[self.act].form(initial={"seen": self.version.number}),
            "may_do": rules.may_do(self.request.user, self.act, self.item),
        }

    def post(self, request: HttpRequest, pk: int, act: str) -> HttpResponse:
        form = WAYS[self.act].form(request.POST)
        if not form.is_valid():
            return self.again(form=form)
        try:
            WAYS[self.act].service(item=self.item, by=request.user, at=timezone.now(), **form.cleaned_data)
        except services.BankError as refusal:
            form.add_error(None, str(refusal))
            return self.again(form=form)
        messages.success(request, _("Đã làm: %(act)s, câu %(code)s.") % {"act": self.act.label, "code": self.item.code})
        return redirect(self.own_url())
