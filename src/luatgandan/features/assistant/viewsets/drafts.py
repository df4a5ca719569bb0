"""Drafts at the desk: choosing articles, the sheet sentence by sentence, history, handing over."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luatgandan.foundation.accounts.rules import Action, may_somewhere
from luatgandan.foundation.ui.viewsets import DeskViewSet
from luatgandan.lib.downloads import DOCX, download

from .. import rules
from ..enums import DraftKind
from ..forms import DraftFilter, DraftForm, HandOverForm, LineForm, LookupForm
from ..models import Draft
from ..queries import choosing
from ..queries import drafts as queries
from ..queries.prompts import usable_prompts
from ..services import drafts as services
from ..services import handing, prompting
from .desk import HelpDesk

PER_PAGE = 50
CHOOSING = frozenset({"tim", "chon", "bo"})  # buttons of the first step


class DraftDesk(HelpDesk):
    """A screen about drafts."""

    may_see = staticmethod(rules.may_see_drafts)
    trail = (("assistant_drafts:list", gettext_lazy("Soạn nội dung")),)

    def is_open_to(self, person: Any) -> bool:
        return super().is_open_to(person) and ("pk" not in self.kwargs or rules.may_see_draft(person, self.draft))

    @cached_property
    def draft(self) -> Draft:
        """The draft the address names."""
        rows = Draft.objects.select_related("organisation", "author", "record")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_page_subtitle(self) -> str:
        return self.draft.title if "pk" in self.kwargs else ""

    def steps(self) -> list[tuple[str, Any]]:
        is_inner = "pk" in self.kwargs and self.request.path != self.own_url()
        return [*super().steps(), *([(self.own_url(), self.draft.title[:60])] if is_inner else [])]

    def own_url(self) -> str:
        """The page of the draft."""
        return reverse("assistant_drafts:draft", args=[self.kwargs["pk"]])

    def tried(self, done: Any, act: Callable[..., Any], **values: Any) -> HttpResponse:
        """Do one act and say how it went."""
        try:
            act(draft=self.draft, by=self.request.user, at=timezone.now(), **values)
        except services.DraftError as refusal:
            messages.error(self.request, str(refusal))
        else:
            messages.success(self.request, str(done))
        return redirect(self.own_url())


class DraftListView(DraftDesk):
    """The drafts of one's units."""

    page_title = gettext_lazy("Soạn nội dung")
    template_name = "assistant/desk/drafts.html"
    trail = ()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = DraftFilter(self.request.GET)
        found = form.narrow(queries.desk_drafts(self.request.user))
        query = self.request.GET.copy()
        query.pop("p", None)
        return {
            **super().get_context_data(**kwargs),
            "form": form,
            "slice": Paginator(found, PER_PAGE).get_page(self.request.GET.get("p")),
            "query": query.urlencode(),
            "may_create": may_somewhere(self.request.user, Action.CREATE, room=rules.ROOM),
        }


class DraftAddView(DraftDesk):
    """Choose articles, then the kind of text."""

    page_title = gettext_lazy("Bài mới")
    template_name = "assistant/desk/draft_new.html"

    def is_open_to(self, person: Any) -> bool:
        return super().is_open_to(person) and may_somewhere(person, Action.CREATE, room=rules.ROOM)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "lookup" in request.GET:
            return render(request, "assistant/desk/lookup.html", self._found(LookupForm(request.GET)))
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lookup, form = LookupForm(self.asked or None), kwargs.pop("form", None)
        return {
            **super().get_context_data(**kwargs), **self._found(lookup), "lookup": lookup,
            "form": form or self.make_form(initial=self.asked.dict()),
            "chosen": choosing.chosen(self._keys(), day=timezone.localdate()),
        }  # fmt: skip

    @property
    def asked(self) -> QueryDict:
        """What came with the request: while articles are looked for, the second step is typed already."""
        return self.request.POST or self.request.GET

    def _found(self, lookup: LookupForm) -> dict[str, Any]:
        text = lookup.cleaned_data.get("q", "") if lookup.is_valid() else ""
        return {"found": choosing.choices(text, today=timezone.localdate()), "asked": text}

    def _keys(self) -> list[tuple[int, str]]:
        """What was chosen so far, and now; a button beside a chosen one takes it away."""
        typed, gone = [*self.asked.getlist("a"), *self.asked.getlist("chon")], self.asked.get("bo", "")
        return choosing.settled(key for one in typed if one != gone and (key := choosing.place_of(one)))

    def post(self, request: HttpRequest) -> HttpResponse:
        if CHOOSING & request.POST.keys():
            return self.render_to_response(self.get_context_data())
        form = self.make_form(request.POST)
        if not form.is_valid():
            return self.again(form=form)
        try:
            return self.make(form.cleaned_data)
        except services.DraftError as refusal:
            form.add_error(None, str(refusal))
            return self.again(form=form)

    def make_form(self, *data: Any, initial: Mapping[str, Any] | None = None) -> Any:
        """The second step: what is made of the chosen articles."""
        return DraftForm(*data, person=self.request.user, initial={"day": timezone.localdate(), **(initial or {})})

    def make(self, values: dict[str, Any]) -> HttpResponse:
        """Make it, and go there."""
        draft = services.make_draft(
            kind=DraftKind(values["kind"]), title=values["title"], organisation=values["organisation"],
            keys=values["a"], day=values["day"], by=self.request.user, at=timezone.now(),
        )  # fmt: skip
        messages.success(self.request, _("Đã lập khung bài từ lời luật. Hãy đọc từng câu và viết các chỗ còn trống."))
        return redirect("assistant_drafts:draft", draft.pk)


class DraftView(DraftDesk):
    """The sheet: every sentence beside its source and what was checked."""

    page_title = gettext_lazy("Bài soạn")
    template_name = "assistant/desk/draft.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sheet = queries.sheet_of(self.draft)
        return {
            **super().get_context_data(**kwargs),
            "draft": self.draft,
            "sheet": sheet,
            "items": queries.items_of(self.draft),
            "may_edit": rules.may_edit_draft(self.request.user, self.draft),
            "hand_over": HandOverForm(initial={"seen": sheet.version.number}),
            "prompts": usable_prompts(DraftKind(self.draft.kind)),
        }

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if "reread" in request.POST:
            return self.tried(_("Đã đối chiếu lại từng câu với luật hôm nay."), services.reread_draft,
                              day=timezone.localdate())  # fmt: skip
        form = HandOverForm(request.POST)
        if not form.is_valid():
            return self.again()
        if "compose" in request.POST:
            return self.tried(_("Máy đã viết. Câu nào chưa có căn cứ thì được đánh dấu."), prompting.compose_draft,
                              seen=form.cleaned_data["seen"], prompt=request.POST.get("prompt", ""))  # fmt: skip
        done = _("Đã chuyển. Người khác sẽ kiểm tra, duyệt và công bố ở đó.")
        return self.tried(done, handing.hand_over, **form.cleaned_data)


class LineView(DraftDesk):
    """One sentence with its source beside it: other words, a sentence behind it, or without it."""

    page_title = gettext_lazy("Sửa câu")
    template_name = "assistant/desk/line.html"
    acts = {"save": services.change_line, "add": services.add_line}

    def is_open_to(self, person: Any) -> bool:
        return super().is_open_to(person) and rules.may_edit_draft(person, self.draft)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = self.row
        text = "" if row is None or "them" in self.request.GET else row.line.text
        seen = self.sheet.version.number
        form = kwargs.pop("form", None) or LineForm(initial={"text": text, "seen": seen})
        return {**super().get_context_data(**kwargs), "draft": self.draft, "row": row, "form": form,
                "is_new": "them" in self.request.GET, "sheet": self.sheet}  # fmt: skip

    @cached_property
    def sheet(self) -> queries.Sheet:
        """The draft as it is."""
        return queries.sheet_of(self.draft)

    @property
    def row(self) -> Any:
        """The line of the address; None when it is gone."""
        index = self.kwargs["index"]
        return self.sheet.rows[index] if index < len(self.sheet.rows) else None

    def post(self, request: HttpRequest, pk: int, index: int) -> HttpResponse:
        if "remove" in request.POST:
            seen = request.POST.get("seen", "")
            return self.tried(_("Đã bỏ câu. Bản cũ vẫn giữ trong lịch sử."), services.remove_line, index=index,
                              seen=int(seen) if seen.isdecimal() else 0)  # fmt: skip
        known = "\n".join(one.unit.text for one in self.sheet.rows if one.unit)
        form = LineForm(request.POST, known=known)
        if not form.is_valid():
            return self.again(form=form)
        act = self.acts["add" if "them" in request.GET else "save"]
        values = {name: form.cleaned_data[name] for name in ("seen", "text")}
        try:
            act(draft=self.draft, index=index, by=request.user, at=timezone.now(), **values)
        except services.DraftError as refusal:
            form.add_error(None, str(refusal))
            return self.again(form=form)
        return redirect(f"{self.own_url()}#cau-{index + 1}")


class HistoryView(DraftDesk):
    """Who changed what, and which part was a machine's."""

    page_title = gettext_lazy("Lịch sử")
    template_name = "assistant/desk/history.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "draft": self.draft,
                "steps": queries.history_of_draft(self.draft)}  # fmt: skip


class DocxView(DraftDesk):
    """The draft as a Word file."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        content = handing.draft_docx(self.draft, queries.sheet_of(self.draft), day=timezone.localdate())
        return download(content, name=f"bai-soan-{self.draft.pk}.docx", kind=DOCX)


class DraftViewSet(DeskViewSet):
    """Menu entry "Soạn nội dung"."""

    name = "assistant_drafts"
    url_prefix = "soan/bai"
    icon = "edit"
    menu_label = gettext_lazy("Bài soạn")
    may_see = staticmethod(rules.may_see_drafts)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", DraftListView.as_view(), name="list"),
            path("moi/", DraftAddView.as_view(), name="add"),
            path("<int:pk>/", DraftView.as_view(), name="draft"),
            path("<int:pk>/cau/<int:index>/", LineView.as_view(), name="line"),
            path("<int:pk>/lich-su/", HistoryView.as_view(), name="history"),
            path("<int:pk>/docx/", DocxView.as_view(), name="docx"),
        ]
