"""The asker's own page: whoever holds its link acts as the asker."""

import json
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from luatgandan.lib.downloads import download

from .. import queries, services
from ..enums import RUNNING, Act
from ..forms import FilesForm, RatingForm, WordsForm
from ..models import Question
from ..rules import Caller, acts_for
from .public import crumbs

PRIVATE = "private, no-store"
SAYING: dict[Act, Callable[..., Any]] = {
    Act.GIVE_MORE: services.give_more,
    Act.SAY: services.say,
    Act.REOPEN: services.reopen_question,
    Act.COMPLAIN: services.complain,
}
FORMS: dict[str, type[forms.Form]] = {
    **dict.fromkeys(SAYING, WordsForm),
    Act.RATE: RatingForm,
    Act.WITHDRAW: forms.Form,
}


@require_safe
def sent(request: HttpRequest, token: str) -> HttpResponse:
    """Thanks, the code, the link, and where files go."""
    return _page(request, "qa/sent.html", token)


@require_safe
def own(request: HttpRequest, token: str) -> HttpResponse:
    """Where the question stands, what was answered, and what the asker may do."""
    return _page(request, "qa/own.html", token)


@require_POST
def do(request: HttpRequest, token: str, act: str) -> HttpResponse:
    """One act of the asker; what was typed stays when it is refused."""
    question = _question(token)
    form = _form(act, request.POST)
    if form is None:
        raise Http404
    if form.is_valid():
        try:
            _act(Act(act), question, form.cleaned_data, Caller(token=token))
        except services.QuestionError as refusal:
            form.add_error(None, str(refusal))
    if form.errors:
        return _page(request, "qa/own.html", token, bound={act: form})
    messages.success(request, _("Đã ghi nhận. Cơ quan trả lời sẽ thấy ngay."))
    return _private(redirect("qa:own", token=token))


@require_POST
def add_files(request: HttpRequest, token: str) -> HttpResponse:
    """Files for the question: those that can be taken are kept, of others it is said why not."""
    question, form = _question(token), FilesForm(request.POST, request.FILES)
    if form.is_valid():
        for upload in form.cleaned_data["files"]:
            _take(form, question, upload, token)
    if form.errors:
        return _page(request, "qa/own.html", token, bound={"files": form})
    messages.success(request, _("Đã nhận tệp."))
    return _private(redirect("qa:own", token=token))


@require_safe
def file(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    """A file of the asker's own question, to download."""
    found = get_object_or_404(_question(token).attachments, pk=pk)
    with found.content.open("rb") as kept:
        return _private(download(kept.read(), name=found.name))


@require_safe
def own_data(request: HttpRequest, token: str) -> HttpResponse:
    """What is kept of whoever asked, to take away; without an account, too."""
    question = _question(token)
    kept = json.dumps(queries.question_data(question), cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
    return _private(download(kept, name=f"{question.code}.json", kind="application/json"))


@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest, token: str) -> HttpResponse:
    """Words, name, contact and files go, after a page that says so."""
    question = _question(token)
    if request.method == "POST":
        services.forget_question(question=question, by=Caller(token=token), at=timezone.now())
        messages.success(request, _("Đã xóa câu hỏi, tên, nơi báo tin và tệp của bạn."))
        return _private(redirect("qa:board"))
    context = {"question": question, "token": token, "crumbs": crumbs(question.code)}
    return _private(render(request, "qa/erase.html", context))


def _take(form: FilesForm, question: Question, upload: Any, token: str) -> None:
    try:
        services.attach_file(question=question, upload=upload, by=Caller(token=token), at=timezone.now())
    except ValidationError as refusal:
        form.add_error("files", f"{upload.name}: {' '.join(refusal.messages)}")
    except services.QuestionError as refusal:
        form.add_error("files", f"{upload.name}: {refusal}")


def _act(act: Act, question: Question, typed: dict[str, Any], caller: Caller) -> None:
    who: dict[str, Any] = {"question": question, "by": caller, "at": timezone.now()}
    if act == Act.RATE:
        services.rate_answer(score=typed["score"], words=typed["words"], **who)
    elif act == Act.WITHDRAW:
        services.withdraw_question(**who)
    else:
        SAYING[act](text=typed["text"], **who)


def _form(act: str, data: Any = None) -> forms.Form | None:
    return FORMS[act](data, auto_id=f"{act}-%s") if act in FORMS else None


def _question(token: str) -> Question:
    question = queries.question_by_token(token)
    if question is None:
        raise Http404
    return question


def _page(request: HttpRequest, template: str, token: str, *, bound: Any = None) -> HttpResponse:
    question, bound = _question(token), bound or {}
    view = queries.asker_view(question, today=timezone.localdate())
    acts = acts_for(Caller(token=token), question, queries.latest_answer(question))
    ways = [(act, form) for act in acts if (form := bound.get(act) or _form(act))]
    context = {
        "question": question,
        "view": view,
        "ways": ways,
        "wrong": next(iter(bound.values()), None),
        "basis": queries.basis_of(view.answer, on=timezone.localdate()) if view.answer else [],
        "files": question.attachments.all(),
        "files_form": bound.get("files") or FilesForm(auto_id="files-%s"),
        "may_add": question.state in RUNNING,
        "token": token,
        "crumbs": crumbs(question.code),
    }
    return _private(render(request, template, context, status=422 if bound else 200))


def _private(response: HttpResponse) -> HttpResponse:
    """The address is the key: nobody keeps the page, and no other site hears of the address."""
    response["Cache-Control"] = PRIVATE
    response["Referrer-Policy"] = "same-origin"  # with "no-referrer" browsers send forms without origin: refused
    return response
