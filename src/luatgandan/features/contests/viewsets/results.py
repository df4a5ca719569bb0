"""Results of rounds at the desk: the list of ended rounds, one round with all that waits, files to take along."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luatgandan.foundation.accounts.rules import Action, may, may_somewhere
from luatgandan.foundation.media.models import private_storage
from luatgandan.foundation.ui.viewsets import Desk
from luatgandan.lib.downloads import ANY, DOCX, XLSX, download, download_file

from .. import rules, services, tasks
from ..enums import Phase
from ..models import Round
from ..office import decision, minutes
from ..queries import winners as queries
from ..queries.deciding import facts_of
from ..queries.learning import LEAST_PEOPLE, weak_fields_by_ward
from ..queries.results import desk_results, desk_rounds, waiting_of, watched_rounds
from ..services.archives import CERTIFICATES, MADE, RESULTS, progress_of

PER_PAGE = 30
FILES: dict[str, Callable[[Round], bytes]] = {
    "quyet-dinh.docx": lambda one: decision(facts_of(one)),
    "bien-ban.docx": lambda one: minutes(facts_of(one)),
}


def may_see_results(person: Any) -> bool:
    """Read results of some unit's contests."""
    return may_somewhere(person, Action.VIEW_REPORTS, room=rules.ROOM)


class ResultDesk(Desk):
    """A screen about results."""

    header_icon = "list-ol"
    may_see = staticmethod(may_see_results)
    trail = (("contests_results:list", gettext_lazy("Kết quả cuộc thi")),)


class RoundListView(ResultDesk):
    """Rounds that have ended, newest first."""

    page_title = gettext_lazy("Kết quả cuộc thi")
    template_name = "contests/desk/results.html"
    trail = ()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = Paginator(desk_rounds(self.request.user, at=timezone.now()), PER_PAGE).get_page(
            self.request.GET.get("p")
        )
        return {**super().get_context_data(**kwargs), "slice": page, "rows": waiting_of(page)}


class WeakFieldsView(ResultDesk):
    """Where which law is known least, over the contests of a year: what to tell people next, and in which ward."""

    page_title = gettext_lazy("Xã, phường cần học thêm")
    template_name = "contests/desk/weak_fields.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rounds = list(watched_rounds(self.request.user, at=timezone.now()))
        weak = [one for one in weak_fields_by_ward(rounds) if one.is_weak]
        page = Paginator(weak, PER_PAGE).get_page(self.request.GET.get("p"))
        return {**super().get_context_data(**kwargs), "slice": page, "rounds": len(rounds), "least": LEAST_PEOPLE}


class OneResultDesk(ResultDesk):
    """A screen about one round: only for those who see the results of its unit."""

    def is_open_to(self, person: Any) -> bool:
        return super().is_open_to(person) and rules.may_see_results(person, self.round.contest)

    @cached_property
    def round(self) -> Round:
        """The round the address names."""
        return get_object_or_404(desk_results(), pk=self.kwargs["pk"])

    def own_url(self) -> str:
        """The page of the round."""
        return reverse("contests_results:round", args=[self.round.pk])

    def steps(self) -> list[tuple[str, Any]]:
        is_inner = self.request.path != self.own_url()
        return [*super().steps(), *([(self.own_url(), self.round)] if is_inner else [])]

    def get_page_subtitle(self) -> str:
        return f"{self.round.contest.title}, {self.round}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "round": self.round, "contest": self.round.contest}

    def tried(self, done: Any, act: Callable[..., Any], **values: Any) -> HttpResponse:
        """Do one act on the round and say how it went."""
        try:
            act(round=self.round, by=self.request.user, at=timezone.now(), **values)
        except services.ContestError as refusal:
            messages.error(self.request, str(refusal))
        else:
            messages.success(self.request, str(done))
        return redirect(self.own_url())


class RoundView(OneResultDesk):
    """Winners, what still stands before the decision, and the papers."""

    page_title = gettext_lazy("Kết quả")
    template_name = "contests/desk/round_results.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        person, contest = self.request.user, self.round.contest
        waiting = waiting_of([self.round])[0]
        return {
            **super().get_context_data(**kwargs),
            "awards": list(queries.awards_of(self.round)),
            "prizes": queries.prizes_of(self.round).count(),
            "obstacles": queries.obstacles(self.round, at=timezone.now()) if self.round.phase != Phase.DECIDED else [],
            "until": queries.complaints_until(self.round),
            "waiting": waiting,
            "may_manage": rules.may_manage_entrants(person, contest),
            "may_decide": rules.may_decide(person, contest),
            "may_export": may(person, Action.EXPORT, room=rules.ROOM, organisation=contest.organisation),
            "is_ranked": self.round.phase == Phase.RANKED,
            "is_decided": self.round.phase == Phase.DECIDED,
            "progress": progress_of(self.round, CERTIFICATES),
            "sheet": progress_of(self.round, RESULTS),
        }

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        response = super().render_to_response(context, **kwargs)
        if any(one and one.is_running for one in (context["progress"], context["sheet"])):
            response["Refresh"] = "3"
        return response


class FilesDesk(OneResultDesk):
    """About files with whole names: only where one may take data away."""

    def is_open_to(self, person: Any) -> bool:
        unit = self.round.contest.organisation
        return super().is_open_to(person) and may(person, Action.EXPORT, room=rules.ROOM, organisation=unit)


class FileView(FilesDesk):
    """One file about the round."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        name = kwargs["name"]
        called = f"{self.round.contest.slug}-{self.round.number}-{name}"
        if name in MADE:
            return download_file(self._made(name), name=called, kind=XLSX if name == RESULTS else ANY)
        if name not in FILES or not self.round.ranked_at:
            raise Http404
        return download(FILES[name](self.round), name=called, kind=DOCX)

    def _made(self, name: str) -> Any:
        """What the worker made, as an open file."""
        progress = progress_of(self.round, name)
        if progress is None or not progress.file or not private_storage().exists(progress.file):
            raise Http404
        return private_storage().open(progress.file)


class MakeView(FilesDesk):
    """The worker is asked for all certificates of a decided round, or for the spreadsheet of a ranked one."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, name: str) -> HttpResponse:
        if name == CERTIFICATES and self.round.phase == Phase.DECIDED:
            services.begin_certificates(round=self.round)
            tasks.make_certificates.enqueue(self.round.pk)
        elif name == RESULTS and self.round.ranked_at:
            services.begin_results(round=self.round)
            tasks.make_results.enqueue(self.round.pk)
        else:
            raise Http404
        messages.success(request, _("Đang làm tệp. Trang này tự cập nhật tiến độ."))
        return redirect(self.own_url())
