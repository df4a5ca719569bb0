"""The answer, its proof sheet, and what people say of it."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from luatgandan.lib.downloads import download
from luatgandan.lib.legaltext.writing import PdfUnavailableError, html_to_pdf
from luatgandan.lib.links import in_language

from .. import queries, services
from ..enums import Opinion
from ..forms import ConsentForm, OpinionForm
from ..models import Run

PRIVATE = "private, no-store"
PRINT = """
@page { size: A4; margin: 20mm 15mm 20mm 25mm }
body { font: 12pt/1.5 "Be Vietnam Pro", "Liberation Sans", sans-serif }
h1 { font-size: 20pt } h2 { font-size: 14pt; margin: 12pt 0 4pt } h3 { font-size: 12pt; margin: 8pt 0 4pt }
.law-quote__words, .proof__words { white-space: pre-line; margin: 4pt 0 }
.proof__words { border-left: 2pt solid #a61b1b; padding-left: 8pt }
.law-qr { width: 30mm; height: 30mm } .badge svg { display: none } a { color: inherit }
"""


@require_GET
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """The card of one asking."""
    run = _run(token)
    return _private(render(request, "assistant/answer.html", _context(run)))


@require_POST
def opinion(request: HttpRequest, token: str) -> HttpResponse:
    """Useful or not, and why."""
    run, form = _run(token), OpinionForm(request.POST)
    if form.is_valid():
        services.say_opinion(run=run, opinion=Opinion(form.cleaned_data["opinion"]))
    return redirect(in_language(run.get_absolute_url(), get_language()) + "#y-kien")


@require_POST
def hand_over(request: HttpRequest, token: str) -> HttpResponse:
    """With consent, on to where the question is sent to officials, with all that was said."""
    run, form = _run(token), ConsentForm(request.POST)
    if not form.is_valid():
        return _private(render(request, "assistant/answer.html", {**_context(run), "form": form}, status=422))
    url = services.hand_over(run=run)
    if not url:
        messages.warning(
            request, _("Trang này chưa có nơi nhận câu hỏi. Hãy xem nơi giúp đỡ gần bạn ở mục “Làm gì tiếp”.")
        )
    return redirect(in_language(url or run.get_absolute_url(), get_language()))


@require_GET
def proof(request: HttpRequest, token: str) -> HttpResponse:
    """Every sentence beside the words of the law, their validity and what was checked."""
    run = answered_run(token)
    above = (_("Câu trả lời"), run.get_absolute_url())
    return _private(render(request, "assistant/proof.html", {**_context(run), "crumbs": crumbs(_("Tờ căn cứ"), above)}))


@require_GET
def proof_json(request: HttpRequest, token: str) -> HttpResponse:
    """The proof sheet for programs."""
    run = answered_run(token)
    told = {**run.card, "url": _absolute(run.proof_url), "recalled_on": run.recalled_on, "asked_at": run.asked_at}
    return _private(JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 1}))


@require_GET
def proof_pdf(request: HttpRequest, token: str) -> HttpResponse:
    """The proof sheet to print and to carry to an office."""
    run = answered_run(token)
    try:
        content = html_to_pdf(render_to_string("assistant/print.html", _context(run)), PRINT)
    except PdfUnavailableError as problem:
        return HttpResponse(str(problem), status=503, content_type="text/plain; charset=utf-8")
    return download(content, name=f"can-cu-{run.day:%Y-%m-%d}.pdf", kind="application/pdf")


def _run(token: str) -> Run:
    run = queries.run_with(token)
    if run is None:
        raise Http404
    return run


def answered_run(token: str) -> Run:
    """The run of an answer; 404 for what was not answered."""
    run = _run(token)
    if not run.is_answered:
        raise Http404
    return run


def _context(run: Run) -> dict[str, Any]:
    today = timezone.localdate()
    proofs = queries.proofs(run.card)
    return {
        "run": run,
        "card": run.card,
        "proofs": proofs,
        "first": proofs[0] if proofs else None,
        "rest": proofs[1:],
        "signed_on": parse_date((run.card.get("official") or {}).get("signed_on") or ""),
        "today": today,
        "asked_on": timezone.localdate(run.asked_at),
        "is_recalled": run.is_recalled(today),
        "hotlines": queries.hotlines(),
        "opinions": Opinion,
        "form": ConsentForm(),
        "address": _absolute(run.proof_url),
        "crumbs": crumbs(_("Câu trả lời")),
        "site_url": settings.SITE_URL,
    }


def crumbs(last: str, *above: tuple[str, str]) -> list[tuple[str, str]]:
    """Where a page of the assistant stands."""
    return [(_("Trang chủ"), "/"), (_("Trợ lý pháp luật"), reverse("assistant:ask")), *above, (last, "")]


def _absolute(url: str) -> str:
    return f"{settings.SITE_URL}{url}"


def _private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = PRIVATE
    return response
