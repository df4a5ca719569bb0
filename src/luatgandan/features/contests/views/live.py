"""A hall takes part: phones by code and nickname, the big screen by a signed address. Everything works without script.

A phone asks for its page again and again with the tag of what it shows; while nothing is new the answer is 304, told
from memory. The screen is told by server-sent events that something is new; that is a hint only, it asks for the rest.
"""

import secrets
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from luatgandan.features.questionbank.enums import Kind
from luatgandan.lib import limits

from ..enums import StageState
from ..forms.live import NicknameForm, StageCodeForm
from ..models import Player, Stage
from ..queries.live import Live, answer_of, forget, live, player_at, shown_stage, taken_keys
from ..rules.live import Line
from ..services.errors import LateError, StageError
from ..services.live import answer_live, join_stage
from ..services.seats import read_screen, read_seat, seat_token
from .contests import crumbs

PART = "X-Part"  # a script asks for the part of a page that changes
SEAT_SECONDS = 24 * 3600
BEST_SHOWN, PODIUM = 5, 3  # a screen holds five lines that are read from 15 m
WAITS = {StageState.LOBBY: 2_000, StageState.ASKING: 1_000, StageState.ENDED: 0}
USUAL_WAIT = 1_500  # milliseconds between two questions of a phone
GUESSING = {"amount": 30, "seconds": 120}  # codes of no stage, by address: 900 of 900,000 an hour
JOINING = {"amount": 600, "seconds": 3600}  # by stage and address: a whole school stands behind one


@never_cache
@require_safe
def stage_code(request: HttpRequest) -> HttpResponse:
    """Type the code of the screen."""
    form = StageCodeForm(request.GET) if "ma" in request.GET else StageCodeForm()
    if form.is_bound and form.is_valid():
        try:
            if _sought(request, form.cleaned_data["ma"]) is None:
                return _wait(request)
        except Http404:
            form.add_error("ma", _("Không có buổi thi nào mang mã này. Hãy xem lại mã trên màn hình lớn."))
        else:
            return redirect("contests:stage", form.cleaned_data["ma"])
    return _code_page(request, form, 422 if form.errors else 200)


@never_cache
@require_safe
def stage(request: HttpRequest, code: str) -> HttpResponse:
    """The page of a phone: come in, then the question that stands and one's own answer."""
    found, player = _sought(request, code), seat_of(request, code)
    if found is None:
        return _wait(request)
    if player is None:
        return _door(request, found.stage, None)
    if not _is_new(request, tag := _tag(found, player)):
        return HttpResponseNotModified(headers={"ETag": tag})
    who = player_at(code, player)
    if who is None:
        return _door(request, found.stage, None)
    return _phone(request, found, who)


@never_cache
@require_POST
def stage_join(request: HttpRequest, code: str) -> HttpResponse:
    """Come in under a nickname; who is in already stays who they are."""
    found = _sought(request, code)
    if found is None:
        return _wait(request)
    if (player := seat_of(request, code)) and player_at(code, player):
        return redirect("contests:stage", code)
    form = _nickname_form(found.stage, request.POST)
    if form.is_valid():
        try:
            who = _join(request, code, form.cleaned_data["nickname"])
        except StageError as refusal:
            form.add_error("nickname", str(refusal))
        else:
            response = redirect("contests:stage", code)
            response.set_cookie(
                _cookie(code), seat_token(code=code, player=who.pk), max_age=SEAT_SECONDS, httponly=True,
                samesite="Lax", secure=settings.SESSION_COOKIE_SECURE,
            )  # fmt: skip
            return response
    return _door(request, found.stage, form)


@never_cache
@require_POST
def stage_answer(request: HttpRequest, code: str) -> HttpResponse:
    """Answer the question that stands; every refusal is told in words on the page that stands now."""
    player = seat_of(request, code)
    if player is None:
        return redirect("contests:stage", code)
    found = _live_or_404(code)
    number, problem = request.POST.get("cau", ""), ""
    question = int(number) if number.isascii() and number.isdecimal() and len(number) < 16 else 0
    try:
        answer_live(code=code, player=player, question=question, chosen=request.POST.getlist("chon"), at=timezone.now())
    except LateError as refusal:
        problem = str(refusal)
    except StageError as refusal:
        problem = str(refusal)
        forget(code)  # the phone lags behind, or what this process has read does
    if not problem and PART not in request.headers:
        return redirect("contests:stage", code)
    if found.asked is None or found.asked.pk != question:
        forget(code)  # another process has moved on
    found = _live_or_404(code)
    who = player_at(code, player)
    return _phone(request, found, who, problem) if who else redirect("contests:stage", code)


def seat_of(request: HttpRequest, code: str) -> int | None:
    """Whose phone this is at the stage, by its signed cookie."""
    return read_seat(request.COOKIES.get(_cookie(code), ""), code=code)


@never_cache
@require_safe
def screen(request: HttpRequest, token: str) -> HttpResponse:
    """The big screen; a script asks for its part with the tag of what it shows."""
    found, now = _live_or_404(read_screen(token)), timezone.now()
    tag = f'"{found.mark(now)}-{get_language()}"'
    if not _is_new(request, tag):
        return HttpResponseNotModified(headers={"ETag": tag})
    address = f"{settings.SITE_URL}{reverse('contests:stage', args=[found.stage.code])}"
    context = {
        **_context(found), "address": address, "shown_address": f"{settings.SITE_URL}{reverse('contests:stage_code')}",
        "stream": reverse("contests:screen_hints", args=[token]), "refresh": 2,
        "best": best_of(found),
    }  # fmt: skip
    return _answer(request, "screen", context, tag)


def best_of(found: Live) -> list[Line]:
    """The first who have points; at the end the first three places, with all who share them, if there is room."""
    last = PODIUM if found.stage.state == StageState.ENDED else BEST_SHOWN
    return [one for one in found.board[:BEST_SHOWN] if one.points and one.place <= last]


def _phone(request: HttpRequest, found: Live, who: Player, problem: str = "") -> HttpResponse:
    line = found.line_of(who.pk)
    context = {
        **_context(found), "player": who, "problem": problem, "line": line,
        "answer": answer_of(who.pk, found.asked.pk) if found.asked else None, "refresh": _refresh(found),
    }  # fmt: skip
    response = _answer(request, "phone", context, _tag(found, who.pk))
    if problem:
        response.status_code = 422
    return response


def _context(found: Live) -> dict[str, Any]:
    now = timezone.now()
    state, asked = found.state(now), found.asked
    return {
        "stage": found.stage, "live": found, "state": str(state),
        "question": shown_stage(found, language=_language(), at=now),
        "now": _millis(now), "ends": _millis(asked.closes_at) if asked and asked.closes_at else 0,
        "wait": WAITS.get(state, USUAL_WAIT),
    }  # fmt: skip


def _refresh(found: Live) -> int:
    """Seconds until a page without script asks again; what is being ticked is not taken away."""
    now, asked = timezone.now(), found.asked
    if found.state(now) != StageState.ASKING or asked is None or asked.closes_at is None:
        return 3
    left = int((asked.closes_at - now).total_seconds()) + 1
    return left if asked.question.content.kind == Kind.SEVERAL else min(left, 8)


def _answer(request: HttpRequest, name: str, context: dict[str, Any], tag: str) -> HttpResponse:
    is_part = PART in request.headers
    template = f"contests/live/parts/{name}.html" if is_part else f"contests/live/{name}.html"
    response = render(request, template, {**context, "tag": tag})
    response["ETag"] = tag
    return response


def _door(request: HttpRequest, stage: Stage, form: NicknameForm | None) -> HttpResponse:
    context = {"stage": stage, "form": form or _nickname_form(stage, None), "is_over": stage.state == StageState.ENDED}
    return render(request, "contests/live/door.html", context, status=422 if form else 200)


def _nickname_form(stage: Stage, data: Any) -> NicknameForm:
    return NicknameForm(data, stage=stage, taken=taken_keys(stage), start=secrets.randbelow(600))


def _join(request: HttpRequest, code: str, nickname: str) -> Player:
    now = timezone.now()
    if not limits.take(name="contests.stage_join", key=f"{code} {limits.address_of(request)}", **JOINING, now=now):
        raise StageError(_("Từ mạng này đã quá nhiều lượt vào phòng. Hãy hỏi người điều khiển."))
    return join_stage(code=code, nickname=nickname, at=now)


def _code_page(request: HttpRequest, form: StageCodeForm, status: int) -> HttpResponse:
    context = {"form": form, "crumbs": crumbs((_("Vào phòng thi"), ""))}
    return render(request, "contests/live/code.html", context, status=status)


def _wait(request: HttpRequest) -> HttpResponse:
    """Too many codes of nothing came from there: whether this one is a stage's is not told."""
    form = StageCodeForm({"ma": "000000"})
    form.add_error("ma", _("Từ mạng này đã gõ sai mã quá nhiều lần. Hãy đợi hai phút rồi thử lại."))
    return _code_page(request, form, 429)


def _sought(request: HttpRequest, code: str) -> Live | None:
    """The stage somebody names; None for an address that tries code after code. Who has a seat guesses nothing."""
    if seat_of(request, code) is not None:
        return _live_or_404(code)
    name, key = "contests.stage_code", limits.address_of(request)
    if limits.is_used_up(name=name, key=key, amount=GUESSING["amount"]):
        return None
    if (found := live(code)) is None:
        limits.take(name=name, key=key, **GUESSING, now=timezone.now())
        raise Http404
    return found


def _live_or_404(code: str) -> Live:
    found = live(code)
    if found is None:
        raise Http404
    return found


def _tag(found: Live, player: int) -> str:
    return f'"{player}-{found.stage.step}-{found.state(timezone.now())}-{get_language()}"'


def _is_new(request: HttpRequest, tag: str) -> bool:
    """Whether the asker shows something else; compression makes a tag weak (RFC 9110, 8.8.3)."""
    return request.headers.get("If-None-Match", "").removeprefix("W/") != tag


def _cookie(code: str) -> str:
    return f"lgd_stage_{code}"


def _language() -> str:
    return get_language() or "vi"


def _millis(at: Any) -> int:
    return int(at.timestamp() * 1000)
