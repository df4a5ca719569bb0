"""What everybody reads of a contest's outcome: boards and figures."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from ..enums import RoundKind
from ..models import Contest, Round
from ..queries import boards
from ..queries import statistics as figures
from ..queries.contests import begun_rounds
from ..queries.finals import finalist_lines, finalist_shown
from ..queries.winners import public_winners
from .contests import contest_or_404, crumbs_of

AFTER = re.compile(r"(\d{1,9})-(\d{1,18})")
BY_PERSON = "ca-nhan"
MOST_BARS = 12
PER_PAGE = 20  # questions
GROUPS_PER_PAGE = 100
GROUPS: dict[str, tuple[Any, Callable[..., list[boards.Group]]]] = {
    "don-vi": (gettext_lazy("Đơn vị"), boards.unit_board),
    "truong": (gettext_lazy("Trường"), lambda one, at: boards.unit_board(one, at=at, schools=True)),
    "xa-phuong": (gettext_lazy("Xã, phường"), boards.ward_board),
}


@require_safe
def board(request: HttpRequest, slug: str) -> HttpResponse:
    """Places in one round: by person, unit, school or ward."""
    at, by = timezone.now(), request.GET.get("theo", BY_PERSON)
    contest, rounds = contest_with_rounds(slug, at=at)
    round_ = chosen_round(request, rounds)
    by = by if by in GROUPS else BY_PERSON
    context = {
        "contest": contest,
        "rounds": rounds,
        "round": round_,
        "by": by,
        "kinds": [(BY_PERSON, gettext_lazy("Cá nhân")), *((name, label) for name, (label, _make) in GROUPS.items())],
        "crumbs": crumbs_of(contest, _("Bảng xếp hạng")),
        **(_board(request, round_, by, at) if round_ else {}),
    }
    return render(request, "contests/results/board.html", context)


def _board(request: HttpRequest, round_: Round, by: str, at: datetime) -> dict[str, Any]:
    known = {"stop": boards.board_stop(round_, at=at), "people": boards.people_in(round_, at=at),
             "tells_scores": round_.ranked_at is not None or round_.tells_scores(at)}  # fmt: skip
    if by != BY_PERSON:
        pages = Paginator(GROUPS[by][1](round_, at=at), GROUPS_PER_PAGE)
        query = f"vong={round_.number}&theo={by}"
        return {**known, "groups": pages.get_page(request.GET.get("trang")), "query": query}
    after, code = AFTER.fullmatch(request.GET.get("sau", "")), request.GET.get("ma", "").strip()
    key = (int(after[1]), int(after[2])) if after else None
    lines = boards.person_board(round_, at=at, after=key)
    is_ranked = round_.ranked_at is not None
    return {
        **known,
        "lines": lines,
        "is_later": key is not None,
        "next": lines[-1].key if is_ranked and len(lines) == boards.PER_PAGE else None,
        "code": code,
        "found": boards.line_of(round_, code) if code and is_ranked else None,
    }


@require_safe
def statistics(request: HttpRequest, slug: str) -> HttpResponse:
    """Points, ages, fields and units of a ranked round; questions and keys only once they are public."""
    at = timezone.now()
    contest, rounds = contest_with_rounds(slug, at=at)
    ranked = [one for one in rounds if one.ranked_at]
    round_ = chosen_round(request, ranked)
    context = {
        "contest": contest,
        "rounds": ranked,
        "round": round_,
        "crumbs": crumbs_of(contest, _("Thống kê")),
        **(_statistics(request, round_, at) if round_ else {}),
    }
    return render(request, "contests/results/statistics.html", context)


def _statistics(request: HttpRequest, round_: Round, at: datetime) -> dict[str, Any]:
    units = boards.unit_board(round_, at=at)
    found = figures.items_of(round_) if round_.revealed_at else []
    return {
        "figures": figures.round_figures(round_),
        "units": [(one.name, one.people) for one in units[:MOST_BARS]],
        "items": Paginator(found, PER_PAGE).get_page(request.GET.get("trang")) if found else [],
        "query": f"vong={round_.number}",
    }


@require_safe
def winners(request: HttpRequest, slug: str) -> HttpResponse:
    """Who won what, once decided, with names as the contest shows them."""
    contest, _rounds = contest_with_rounds(slug, at=timezone.now())
    given = public_winners(contest, on=timezone.localdate())
    return render(
        request, "contests/results/winners.html",
        {"contest": contest, "given": given, "crumbs": crumbs_of(contest, _("Kết quả trao giải"))},
    )  # fmt: skip


@require_safe
def proof(request: HttpRequest, slug: str) -> FileResponse:
    """Everything by which a contest can be computed again, once keys are public."""
    found = contest_or_404(slug)
    if not found.proof:
        raise Http404
    return FileResponse(found.proof.open("rb"), as_attachment=True, filename=f"{found.slug}.jsonl.gz")


@require_safe
def finalists(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Who may sit a final, fixed once."""
    contest = contest_or_404(slug)
    final = contest.rounds.filter(number=number, kind=RoundKind.FINAL, finalists_at__isnull=False).first()
    if final is None:
        raise Http404
    page = Paginator(finalist_lines(final), GROUPS_PER_PAGE).get_page(request.GET.get("trang"))
    on = timezone.localdate(final.finalists_at)
    context = {
        "contest": contest, "round": final, "page": page,
        "lines": [finalist_shown(one, contest, on=on) for one in page],
        "crumbs": crumbs_of(contest, _("Danh sách chung kết")),
    }  # fmt: skip
    return render(request, "contests/results/finalists.html", context)


def contest_with_rounds(slug: str, *, at: datetime) -> tuple[Contest, list[Round]]:
    """A public contest and its rounds that have begun. Two queries."""
    contest = contest_or_404(slug)
    if contest.is_practice:
        raise Http404
    return contest, begun_rounds(contest, at=at)


def chosen_round(request: HttpRequest, rounds: list[Round]) -> Round | None:
    """The round the address names, or the newest that has begun."""
    wanted = request.GET.get("vong", "")
    return next((one for one in rounds if str(one.number) == wanted), rounds[-1] if rounds else None)
