"""Live stages at the desk: the list, a new one, its questions, running it, people to remove, results to take along."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luatgandan.foundation.accounts.rules import Action, may_somewhere
from luatgandan.foundation.ui.viewsets import Desk, DeskViewSet
from luatgandan.lib.downloads import CSV, XLSX, download

from .. import rules
from ..enums import StageAct, StageState
from ..forms.live import DrawForm, PickFilter, StageForm
from ..models import Stage
from ..queries.live import Live, desk_stages, live, shown_stage, usable_items
from ..queries.stage_files import stage_table, stage_workbook
from ..rules.live import acts_on, may_run, may_see_stage, next_act
from ..services import ContestError
from ..services import live as acts
from ..services.seats import screen_token

PER_PAGE = 30
PART = "X-Part"  # the script asks for the part that changes
FILES: dict[str, tuple[Callable[[Stage], bytes | str], str]] = {
    "ket-qua.xlsx": (stage_workbook, XLSX),
    "ket-qua.csv": (stage_table, CSV),
}


class StageDesk(Desk):
    """A screen about live stages."""

    header_icon = "desktop"
    may_see = staticmethod(rules.may_see_desk)
    trail = (("contests_live:list", gettext_lazy("Thi tại hội trường")),)


class ListView(StageDesk):
    """Stages of one's units, newest first."""

    page_title = gettext_lazy("Thi tại hội trường")
    template_name = "contests/live/desk/list.html"
    trail = ()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = Paginator(desk_stages(self.request.user), PER_PAGE).get_page(self.request.GET.get("p"))
        may_create = may_somewhere(self.request.user, Action.CREATE, room=rules.ROOM)
        return {**super().get_context_data(**kwargs), "slice": page, "may_create": may_create}


class NewView(StageDesk):
    """A new stage."""

    page_title = gettext_lazy("Buổi thi mới")
    template_name = "contests/live/desk/new.html"

    def is_open_to(self, person: Any) -> bool:
        return super().is_open_to(person) and may_somewhere(person, Action.CREATE, room=rules.ROOM)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.get("form") or StageForm(person=self.request.user)
        return {**super().get_context_data(**kwargs), "form": form}

    def post(self, request: HttpRequest) -> HttpResponse:
        form = StageForm(request.POST, person=request.user)
        if not form.is_valid():
            return self.again(form=form)
        stage = acts.make_stage(by=request.user, at=timezone.now(), **form.cleaned_data)
        return redirect("contests_live:questions", stage.pk)


class OneStageDesk(StageDesk):
    """A screen about one stage, for those who may run it."""

    may = staticmethod(may_run)

    def is_open_to(self, person: Any) -> bool:
        return super().is_open_to(person) and type(self).may(person, self.stage)

    @cached_property
    def stage(self) -> Stage:
        """The stage the address names."""
        return get_object_or_404(Stage.objects.select_related("organisation", "author"), pk=self.kwargs["pk"])

    def own_url(self) -> str:
        """The page it is run from."""
        return reverse("contests_live:stage", args=[self.stage.pk])

    def steps(self) -> list[tuple[str, Any]]:
        is_inner = self.request.path != self.own_url()
        return [*super().steps(), *([(self.own_url(), self.stage.title)] if is_inner else [])]

    def get_page_subtitle(self) -> str:
        return self.stage.title

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "stage": self.stage}

    def tried(self, do: Callable[..., Any], /, *, to: str = "contests_live:stage", **values: Any) -> HttpResponse:
        """Do one act on the stage; a refusal is told on the page that follows."""
        try:
            do(stage=self.stage, by=self.request.user, **values)
        except ContestError as refusal:
            messages.error(self.request, str(refusal))
        return redirect(to, self.stage.pk)


class StageView(OneStageDesk):
    """Run it: the next step is one button, the space bar, or a presenter's clicker."""

    page_title = gettext_lazy("Điều khiển buổi thi")
    template_name = "contests/live/desk/stage.html"
    may = staticmethod(may_see_stage)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if PART not in request.headers:
            return super().get(request, *args, **kwargs)
        found = self.found
        if request.headers.get("If-None-Match", "").removeprefix("W/") == (tag := self.tag(found)):
            return HttpResponseNotModified(headers={"ETag": tag})
        response = render(request, "contests/live/desk/part.html", self.shown(found))
        response["ETag"] = tag
        return response

    @property
    def found(self) -> Live:
        """The stage as all see it."""
        found = live(self.stage.code)
        if found is None:
            raise Http404
        return found

    def tag(self, found: Live) -> str:
        """What the part shows."""
        return f'"{found.stage.step}-{found.state(timezone.now())}-{found.people}-{found.answered}"'

    def shown(self, found: Live) -> dict[str, Any]:
        """What the part of the page needs."""
        now = timezone.now()
        state, asked = found.state(now), found.asked
        next_one = next_act(state, has_more=found.has_more)
        return {
            "stage": self.stage, "live": found, "state": state, "question": shown_stage(found, language="vi", at=now),
            "may_run": may_run(self.request.user, self.stage), "next": next_one, "is_ended": state == StageState.ENDED,
            "others": [one for one in acts_on(state, has_more=found.has_more) if one != next_one],
            "now": int(now.timestamp() * 1000),
            "ends": int(asked.closes_at.timestamp() * 1000) if asked and asked.closes_at else 0,
        }  # fmt: skip

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = self.found
        players = self.stage.players.filter(is_removed=False)
        return {
            **super().get_context_data(**kwargs), **self.shown(found), "tag": self.tag(found), "players": players,
            "screen": reverse("contests:screen", args=[screen_token(self.stage.code)]), "files": list(FILES),
        }  # fmt: skip

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        act, step = request.POST.get("act", ""), request.POST.get("step", "")
        if act not in StageAct.values or not (step.isascii() and step.isdecimal() and len(step) < 10):
            raise Http404
        return self.tried(acts.take_stage_step, act=StageAct(act), step=int(step), at=timezone.now())


class QuestionsView(OneStageDesk):
    """Which questions: by lot, or by hand out of the banks the unit may use."""

    page_title = gettext_lazy("Chọn câu hỏi")
    template_name = "contests/live/desk/questions.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query = self.request.GET.copy()
        query.pop("p", None)
        form = PickFilter(self.request.GET)
        known = [one["item"] for one in self.stage.questions.values_list("data", flat=True)]
        items = form.narrow(usable_items(self.stage.organisation, timezone.now()).exclude(pk__in=known))
        return {
            **super().get_context_data(**kwargs), "form": form, "query": query.urlencode(),
            "draw": kwargs.get("draw") or DrawForm(initial={"count": 10}), "questions": self.stage.questions.all(),
            "slice": Paginator(items, PER_PAGE).get_page(self.request.GET.get("p")), "has_begun": self.stage.step > 0,
        }  # fmt: skip

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if "bo" in request.POST:
            return self._acted(acts.drop_question, question=_number(request.POST["bo"]))
        now = timezone.now()
        if "chon" in request.POST:
            chosen = [_number(one) for one in request.POST.getlist("chon")]
            items = usable_items(self.stage.organisation, now, among=chosen)
            return self._acted(acts.add_questions, items=items, at=now)
        draw = DrawForm(request.POST)
        if not draw.is_valid():
            return self.again(draw=draw)
        return self._acted(acts.draw_questions, at=now, **draw.cleaned_data)

    def _acted(self, act: Callable[..., Any], **values: Any) -> HttpResponse:
        return self.tried(act, to="contests_live:questions", **values)


class PlayerView(OneStageDesk):
    """Somebody is asked to leave."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.tried(acts.remove_player, player=_number(request.POST.get("player", "")))


class DoorView(OneStageDesk):
    """Nobody new comes in, or people do again."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.tried(acts.set_door, is_open=request.POST.get("cua") == "mo")


class DeleteView(OneStageDesk):
    """Everything at once, after a question."""

    page_title = gettext_lazy("Xóa buổi thi")
    template_name = "contests/live/desk/delete.html"

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        acts.delete_stage(stage=self.stage, by=request.user, at=timezone.now())
        messages.success(request, _("Đã xóa buổi thi cùng mọi tên và câu trả lời."))
        return redirect("contests_live:list")


class FileView(OneStageDesk):
    """Results to take along: of what was revealed."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if kwargs["name"] not in FILES:
            raise Http404
        write, kind = FILES[kwargs["name"]]
        return download(write(self.stage), name=f"buoi-thi-{self.stage.code}-{kwargs['name']}", kind=kind)


def _number(text: str) -> int:
    """A key as a form sends it; 0 is nobody's."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else 0


class LiveViewSet(DeskViewSet):
    """Menu entry "Thi tại hội trường"."""

    name = "contests_live"
    url_prefix = "thi-hoi-truong"
    icon = "desktop"
    menu_label = gettext_lazy("Thi tại hội trường")
    menu_order = 157
    add_to_admin_menu = True
    may_see = staticmethod(rules.may_see_desk)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", ListView.as_view(), name="list"),
            path("moi/", NewView.as_view(), name="new"),
            path("<int:pk>/", StageView.as_view(), name="stage"),
            path("<int:pk>/cau-hoi/", QuestionsView.as_view(), name="questions"),
            path("<int:pk>/moi-ra/", PlayerView.as_view(), name="remove"),
            path("<int:pk>/cua/", DoorView.as_view(), name="door"),
            path("<int:pk>/xoa/", DeleteView.as_view(), name="delete"),
            path("<int:pk>/tep/<str:name>", FileView.as_view(), name="file"),
        ]
