"""Sitting a paper: begin, answer, look it over, hand in. Everything works without script."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from .. import queries
from ..enums import PredictionBase, Refusal
from ..forms.joining import PredictionForm
from ..forms.taking import Read, read_paper
from ..models import Attempt, Entrant
from ..queries.shown import Shown
from ..services import saving, taking
from ..services.errors import ContestError
from ..services.refusing import RefusedError, log_refusal
from ..services.tokens import start_token
from .contests import contest_or_404
from .joining import device_of, entrant_of
from .saving import told_of


@never_cache
@require_POST
def start(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The clock begins; pressed twice it is the same attempt."""
    contest = contest_or_404(slug)
    entrant, round = entrant_of(request, contest), queries.public_round(slug, number)
    if entrant is None or round is None or contest.is_practice:
        return redirect("contests:join", slug=slug)
    response, now = redirect("contests:mine", slug=slug), timezone.now()
    device = device_of(request, response)
    try:
        attempt = taking.start_attempt(entrant=entrant, round=round, device=device, at=now)
    except ContestError as refusal:
        return _mine(request, entrant, now, problem=str(refusal), status=422)
    response["Location"] = _address(attempt, "contests:paper")
    return response


def _mine(request: HttpRequest, entrant: Entrant, now: datetime, *, status: int, **told: Any) -> HttpResponse:
    contest = entrant.contest
    rounds = queries.own_rounds(entrant, contest, at=now)
    context = {"contest": contest, "entrant": entrant, "rounds": rounds, "now": now, **told}
    return render(request, "contests/mine.html", context, status=status)


def _is_anothers(request: HttpRequest, attempt: Attempt) -> bool:
    """Whether a tab of somebody who had this browser before sent the form: papers of two people have one address."""
    return request.method == "POST" and request.POST.get("paper", attempt.paper) != attempt.paper


def _refuse_anothers(request: HttpRequest, attempt: Attempt, now: datetime) -> HttpResponse:
    """Nothing is written; what the other saved stands, and the clock hands it in."""
    log_refusal(attempt_id=attempt.pk, refusal=Refusal.OTHER_PAPER, at=now)
    told = _("Máy này đang mở bài của mã %s nên không ghi gì vào đó. Các câu người kia đã lưu vẫn còn; hết giờ "
             "hệ thống nộp bài thay.") % attempt.entrant.code  # fmt: skip
    return _mine(request, attempt.entrant, now, problem=told, is_anothers=True, status=409)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def paper(request: HttpRequest, slug: str, number: int, attempt: int) -> HttpResponse:
    """The questions: one form. It saves and stays, or saves and goes on to look the paper over."""
    found, now = _attempt(request, slug, number, attempt), timezone.now()
    if _is_anothers(request, found):
        return _refuse_anothers(request, found, now)
    if not queries.is_running(found, round=found.round, at=now):
        return redirect("contests:receipt", slug=slug, number=number, attempt=attempt)
    found = taking.show_paper(attempt=found, at=now)
    saved = queries.stored_answers(found)
    questions = _questions(found, {slot: answer for slot, (answer, _sequence) in saved.items()})
    context: dict[str, Any] = {}
    if request.method == "POST":
        read = read_paper(request.POST, questions)
        context = _save_form(request, found, read, now)
        if not context["refused"] and not read.problems:
            goes_on = request.POST.get("act") == "review"
            return redirect(_address(found, "contests:hand_in" if goes_on else "contests:paper"))
        saved = queries.stored_answers(found)
        questions = _questions(found, {slot: answer for slot, (answer, _sequence) in saved.items()})
        questions = [replace(one, typed=read.typed.get(one.slot, {})) for one in questions]
    sequence = max((sequence for _answer, sequence in saved.values()), default=0)
    context |= _clock(found, now) | {"questions": questions, "sequence": sequence, "answered": _count(questions)}
    response = render(request, "contests/paper.html", context, status=422 if context.get("problems") else 200)
    taking.open_on_device(attempt=found, device=device_of(request, response), at=now)
    return response


def _save_form(request: HttpRequest, attempt: Attempt, read: Read, now: datetime) -> dict[str, Any]:
    """Save what the form holds; the page said which answers it knew (`seen`), newer ones win."""
    seen = request.POST.get("seen", "")
    sequence = (int(seen) if seen.isdecimal() and len(seen) < 10 else 0) + 1
    wrong = {number - 1 for number, _problem in read.problems}
    known = queries.stored_answers(attempt)
    answers = [
        saving.Given(slot=slot, answer=answer, sequence=sequence, given_at=now)
        for slot, answer in read.answers.items()
        if slot not in wrong and (answer or slot in known)
    ]
    try:
        saved = saving.save_answers(token=start_token(attempt), paper=attempt.paper, answers=answers, at=now)
    except RefusedError as refusal:
        log_refusal(attempt_id=attempt.pk, refusal=refusal.refusal, at=now)
        return {"refused": str(refusal), "problems": read.problems}
    for refused in {one.refusal for one in saved.refused.values()}:
        log_refusal(attempt_id=attempt.pk, refusal=refused, at=now)
    return {"refused": _told(saved), "problems": read.problems}


def _told(saved: saving.Saved) -> str:
    """Which answers of the form were not taken, and why."""
    if not saved.refused:
        return ""
    return told_of(sorted(saved.refused), next(iter(saved.refused.values())).refusal)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def hand_in(request: HttpRequest, slug: str, number: int, attempt: int) -> HttpResponse:
    """What is answered and what is not, the question after the questions, and the button that hands in."""
    found, now = _attempt(request, slug, number, attempt), timezone.now()
    if _is_anothers(request, found):
        return _refuse_anothers(request, found, now)
    if found.submitted_at is not None:
        return redirect("contests:receipt", slug=slug, number=number, attempt=attempt)
    found = taking.show_paper(attempt=found, at=now)
    is_over = now >= found.ends_at
    is_early = "over" in request.POST and not is_over  # the page's clock is ahead, or more time was given
    if is_early and "seen" in request.POST:
        return redirect(_address(found, "contests:paper"))
    is_sent = request.method == "POST" and not is_early
    form = _prediction_form(request, found, is_sent=is_sent)
    if is_sent and (form is None or form.is_valid() or is_over):
        is_taken = now < queries.closes_at(found, found.round)
        guess = form.cleaned_data["prediction"] if form and form.is_valid() and is_taken else None
        taking.submit_attempt(attempt=found, prediction=guess, at=now)
        return redirect("contests:receipt", slug=slug, number=number, attempt=attempt)
    saved = queries.stored_answers(found)
    questions = _questions(found, {slot: answer for slot, (answer, _sequence) in saved.items()})
    context = _clock(found, now) | {"form": form, "questions": questions, "answered": _count(questions)}
    return render(request, "contests/hand_in.html", context, status=422 if form and form.errors else 200)


def _prediction_form(request: HttpRequest, attempt: Attempt, *, is_sent: bool) -> PredictionForm | None:
    """The question after the questions, where the round asks one; what was typed stands in it in any case."""
    base = attempt.round.rules.prediction
    if base == PredictionBase.NONE:
        return None
    return PredictionForm(request.POST if is_sent else None, label=_asks(base), initial=request.POST.dict())


def _asks(base: str) -> str:
    asked = {
        PredictionBase.ALL_RIGHT: _("Bao nhiêu người có bài được tính trả lời đúng hết trong vòng này?"),
        PredictionBase.TAKING_PART: _("Bao nhiêu người dự thi vòng này?"),
    }
    return asked[PredictionBase(base)]


def _address(attempt: Attempt, name: str) -> str:
    return reverse(name, args=[attempt.round.contest.slug, attempt.round.number, attempt.number])


def own_attempt(request: HttpRequest, slug: str, number: int, attempt: int) -> tuple[Entrant, Attempt]:
    """An attempt of whoever is at the browser; anybody else's does not exist."""
    contest = contest_or_404(slug)
    entrant = entrant_of(request, contest)
    found = queries.attempt_of(entrant, number, attempt) if entrant else None
    if entrant is None or found is None:
        raise Http404
    return entrant, found


def _attempt(request: HttpRequest, slug: str, number: int, attempt: int) -> Attempt:
    return own_attempt(request, slug, number, attempt)[1]


def _questions(attempt: Attempt, answers: dict[int, list[str]]) -> list[Shown]:
    return queries.shown_paper(queries.paper_of(attempt), answers, language=get_language() or "vi")


def _count(questions: list[Shown]) -> int:
    return sum(bool(one.answer) for one in questions)


def _clock(attempt: Attempt, now: datetime) -> dict[str, Any]:
    """The attempt and its times, in milliseconds by the server's clock."""
    times = {"now": now, "started": attempt.started_at, "ends": attempt.ends_at}
    clock = {name: int(at.timestamp() * 1000) for name, at in times.items()}
    clock["grace"] = attempt.round.rules.grace_seconds * 1000
    return {
        "attempt": attempt, "round": attempt.round, "contest": attempt.round.contest, "clock": clock, "now": now,
        "token": start_token(attempt), "language": get_language() or "vi",
    }  # fmt: skip
