"""Practising: no account, nothing kept; answers travel in the address, explanation and article come at once."""

import secrets
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from luatgandan.features.questionbank.enums import Field

from .. import queries
from ..forms.taking import read_paper
from ..papers.drawing import TooFewQuestionsError
from ..papers.values import Rules
from ..queries import practice as exercises
from ..queries.own import mark
from ..queries.shown import shown_paper, shown_question
from .contests import contest_or_404, crumbs, crumbs_of

NUMBER, ANSWERED, SEED = "cau", "tra-loi", "de"
PARTLY = Rules(is_partial=True)


@require_safe
def practice(request: HttpRequest) -> HttpResponse:
    """Fields to practise, and papers of practice contests."""
    now = timezone.now()
    papers = queries.practice_contests()
    context = {
        "fields": exercises.practice_fields(at=now), "papers": papers, "kept_for": exercises.keeping_back(at=now),
        "crumbs": crumbs((_("Ôn tập"), "")),
    }  # fmt: skip
    return render(request, "contests/practice.html", context)


@require_safe
def practice_question(request: HttpRequest, field: str) -> HttpResponse:
    """One question of a field; once answered with the right answer, the reason and the words of the law."""
    if field not in Field.values:
        raise Http404
    now, number = timezone.now(), request.GET.get(NUMBER, "1")
    found = exercises.exercise(field, int(number) if number.isdecimal() and len(number) < 6 else 1, at=now)
    label = str(Field(field).label)
    context: dict[str, Any] = {
        "field": Field(field), "exercise": found,
        "crumbs": crumbs((_("Ôn tập"), reverse("contests:practice")), (label, "")),
    }  # fmt: skip
    if found:
        place, language = found.number - 1, get_language() or "vi"
        shown = shown_question(found.slot, found.question, place, (), language=language)
        if ANSWERED in request.GET:
            read = read_paper(request.GET, [shown])
            shown = shown_question(found.slot, found.question, place, read.answers[place], language=language)
            context["problems"] = read.problems
            context["marked"] = None if read.problems else mark(shown, found.question, rules=PARTLY)
            context["basis"] = exercises.words_of_the_law(found.item, at=now)
        context["question"] = shown
    else:
        context["kept_for"] = exercises.keeping_back(at=now)
    return render(request, "contests/practice_question.html", context)


@require_safe
def practice_paper(request: HttpRequest, slug: str) -> HttpResponse:
    """A whole paper of a practice contest; the address holds which one and what was answered."""
    contest, seed = contest_or_404(slug), request.GET.get(SEED, "")[:20]
    if not contest.is_practice or not contest.rounds.all():
        raise Http404
    if not seed:
        return redirect(f"{request.path}?{SEED}={secrets.token_hex(4)}")
    context: dict[str, Any] = {"contest": contest, "seed": seed, "crumbs": crumbs_of(contest, _("Làm thử"))}
    now = timezone.now()
    try:
        rules, paper = exercises.practice_paper(contest, seed, at=now)
    except TooFewQuestionsError:
        context["kept_for"] = exercises.keeping_back(at=now, contest=contest)
        return render(request, "contests/practice_paper.html", context)
    language = get_language() or "vi"
    questions = shown_paper(paper, {}, language=language)
    if ANSWERED in request.GET:
        read = read_paper(request.GET, questions)
        questions = shown_paper(paper, read.answers, language=language)
        pairs = zip(questions, paper, strict=True)
        marked = [mark(shown, question, rules=rules) for shown, (_slot, question) in pairs]
        context |= {"marked": marked, "right": sum(one.is_right for one in marked), "problems": read.problems}
    context |= {"questions": questions, "rules": rules}
    return render(request, "contests/practice_paper.html", context)
