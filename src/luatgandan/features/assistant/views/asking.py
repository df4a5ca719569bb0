"""Asking: by a form, and, where a script is at hand, with the steps of the answer before the reader's eyes."""

import json
from collections.abc import AsyncIterator, Iterator
from functools import partial
from typing import Any

from django.conf import settings
from django.core.handlers.asgi import ASGIRequest
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from luatgandan.lib.limits import address_of
from luatgandan.lib.links import in_language

from .. import queries, services
from ..forms import AskForm
from ..pipeline.privacy import MOST_LETTERS

EXAMPLES = (
    "Mua đất giấy tay có làm sổ đỏ được không?",
    "Mấy tuổi thì phải chịu trách nhiệm hình sự?",
    "Nghỉ sanh được mấy tháng?",
)


# Nothing between us and the reader may keep, press together or hold back what is told step by step.
LIVE_HEADERS = {"Cache-Control": "private, no-store", "Content-Encoding": "identity", "X-Accel-Buffering": "no"}
RETRY = "retry: 2000\n\n"  # milliseconds until a browser that lost us comes again


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """The question box; a question leads to the page of its answer, or for a script to its steps."""
    form = AskForm(request.POST or None, initial={"question": request.GET.get("q", "")[:MOST_LETTERS]})
    if request.method == "POST" and form.is_valid():
        try:
            return _begun(request, form)
        except services.AskedTooOftenError:
            form.add_error(None, _("Bạn đã hỏi nhiều lượt trong một giờ. Hãy nghỉ một lát rồi hỏi tiếp."))
    context = {
        "form": form,
        "is_on": queries.is_on(),
        "hotlines": queries.hotlines(),
        "examples": EXAMPLES,
        "days": settings.ASSISTANT_QUESTION_DAYS,
        "wants_history": services.wants_history(request.user),
        "asked": queries.asked_by(request.user) if request.user.is_authenticated else (),
    }
    return render(request, "assistant/ask.html", context, status=422 if form.errors else 200)


def _begun(request: HttpRequest, form: AskForm) -> HttpResponse:
    """To the answer; to the address of its steps for a script, which says so. Raises AskedTooOftenError."""
    asked = {**_asked(request, form), "at": timezone.now()}
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"steps": reverse("assistant:steps", args=[services.open_ticket(**asked)])}, status=202)
    run = services.ask(**asked)
    return redirect(in_language(run.get_absolute_url(), get_language()))


def _asked(request: HttpRequest, form: AskForm) -> dict[str, Any]:
    """What is asked, and who counts: the secret that every form of this browser carries, and its address."""
    return {
        "text": form.cleaned_data["question"],
        "day": form.cleaned_data["at"],
        "is_settled": form.cleaned_data["settled"],
        "device": request.COOKIES.get(settings.CSRF_COOKIE_NAME, ""),
        "address": address_of(request),
        "person": request.user,
    }


@require_GET
def steps(request: HttpRequest, token: str) -> HttpResponseBase:
    """The steps of an answer as server-sent events. Who comes again hears how it ended; nothing is asked twice."""
    tell = partial(_event, url=reverse("assistant:answer", args=[token]))
    is_live = isinstance(request, ASGIRequest)
    events = _told_live(token, tell) if is_live else _told(token, tell)
    return StreamingHttpResponse(events, content_type="text/event-stream; charset=utf-8", headers=LIVE_HEADERS)


def _told(token: str, tell: Any) -> Iterator[str]:
    yield RETRY
    for number, heard in enumerate(services.heard(token=token), start=1):
        yield tell(number, heard)


async def _told_live(token: str, tell: Any) -> AsyncIterator[str]:
    yield RETRY
    number = 0
    async for heard in services.heard_live(token=token):
        number += 1
        yield tell(number, heard)


def _event(number: int, heard: services.Heard, *, url: str) -> str:
    """One event of the stream (WHATWG HTML, 9.2)."""
    if isinstance(heard, services.Step):
        name, data = str(heard.stage), queries.step(heard.sentence, heard.units)
    else:
        name, data = ("done", {"url": url, "status": heard.status}) if heard else ("failed", {})
    return f"id: {number}\nevent: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
