"""Sending a question: one form; what may already be enough and a code to confirm come in between."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from luatgandan.lib import limits
from luatgandan.lib.carrying import PARAMETER, carried
from luatgandan.lib.limits import address_of

from .. import queries, services
from ..forms import QuestionForm
from ..models import Question
from ..queries.clock import settings_now
from ..queries.sending import held_files, question_of_form
from ..rules import Caller, token_of
from ..services.attaching import TooManyFilesError
from ..services.sending import LONGEST_TEXT
from .beside import shown_beside
from .public import crumbs

FILES: dict[str, Any] = {"amount": 60, "seconds": 3_600}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """The form. Nothing typed or uploaded is lost, whatever is refused."""
    person = request.user if request.user.is_authenticated else None
    initial = {"text": carried(request.GET.get(PARAMETER, ""))}
    form = QuestionForm(request.POST or None, request.FILES or None, initial=initial, is_known=person is not None)
    context: dict[str, Any] = {"form": form, "most": LONGEST_TEXT, "crumbs": crumbs(_("Gửi câu hỏi"))}
    if request.method == "POST":
        _hold_files(request, form)
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["website"]:
            return redirect("qa:board")  # a robot filled the trap
        try:
            if question := _sent(request, form, person, context):
                return redirect("qa:sent", token=token_of(question))
        except services.QuestionError as refusal:
            if sent := question_of_form(form.cleaned_data["form_key"]):
                return redirect("qa:sent", token=token_of(sent))
            if isinstance(refusal, services.WrongCodeError):
                form.carry(proof="")  # too old: another code is asked for
            form.add_error(None, str(refusal))
    context["asks_code"] = bool(form.is_bound and form["told"].value() and not (person or form["proof"].value()))
    context["held"], context["kept_days"] = held_files(form.own_key), settings_now().contact_days
    return render(request, "qa/ask.html", context, status=422 if form.errors else 200)


def _hold_files(request: HttpRequest, form: QuestionForm) -> None:
    """Files first, so that none must be chosen again; of those that cannot be taken it is said why not."""
    key, now = form.own_key, timezone.now()
    if not key or request.POST.get("website"):
        return
    services.drop_files(form_key=key, keys=request.POST.getlist("drop"))
    for upload in request.FILES.getlist("files"):
        if not limits.take(name="qa.files", key=address_of(request), **FILES, now=now):
            return form.add_error("files", _("Từ nơi này đã gửi nhiều tệp. Hãy thử lại sau một giờ."))
        try:
            services.hold_file(form_key=key, upload=upload, at=now)
        except TooManyFilesError as refusal:
            return form.add_error("files", str(refusal))
        except ValidationError as refusal:
            form.add_error("files", f"{upload.name}: {' '.join(refusal.messages)}")


def _sent(request: HttpRequest, form: QuestionForm, person: Any, context: dict[str, Any]) -> Question | None:
    """The question; None while something must be shown before. Raises QuestionError."""
    now, typed = timezone.now(), form.cleaned_data
    is_proven = person is not None or bool(typed["proof"])
    if not typed["told"]:
        context["similar"] = shown_beside(typed["title"] or typed["text"], today=timezone.localdate(now))
        if not is_proven:
            _send_code(request, form, now)
        if context["similar"] or not is_proven:
            form.carry(told="1")
            return None
    if not is_proven and (request.POST.get("again") or not typed["code"]):
        _send_code(request, form, now)
        return None
    if not is_proven:
        proof = services.confirm_contact(
            contact=typed["contact"], code=typed["code"], at=now, form_key=typed["form_key"]
        )
        form.carry(proof=proof)
    services.count_sending(address=address_of(request), at=now)
    contact = "" if person else services.proven_contact(proof=str(form["proof"].value()))
    asked = form.asked(contact=contact, language=get_language() or "vi")
    return services.send_question(asked=asked, by=Caller(person=person), at=now)


def _send_code(request: HttpRequest, form: QuestionForm, now: datetime) -> None:
    services.send_contact_code(contact=form.cleaned_data["contact"], address=address_of(request), at=now)
    form.carry(told="1")


@never_cache
@require_http_methods(["GET", "HEAD"])
def status(request: HttpRequest) -> HttpResponse:
    """Where a question stands, by its code: no words of it."""
    words, question, problem = request.GET.get("ma", "")[:40], None, ""
    if words and not limits.take(
        name="qa.status", key=address_of(request), amount=30, seconds=600, now=timezone.now()
    ):  # fmt: skip
        problem = _("Đã tra nhiều mã từ nơi này. Hãy đợi 10 phút rồi thử lại.")
    elif words:
        question = queries.question_by_code(words)
        problem = "" if question else _("Không có câu hỏi mang mã này. Mã có dạng HD-7K3M-92QF.")
    context = {"words": words, "question": question, "problem": problem, "crumbs": crumbs(_("Theo dõi câu hỏi"))}
    return render(request, "qa/status.html", context, status=422 if problem else 200)
