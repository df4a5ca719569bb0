"""What everybody reads: the list of published answers, and one of them."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from luatgandan.features.library.queries import notices_for
from luatgandan.lib.downloads import download

from .. import queries
from ..enums import Field
from ..models import Publication

PER_PAGE = 20
CODE_LETTERS = 12  # "hd-7k3m-92qf", at the end of the address


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """Published answers, newest first, of one field or of all."""
    today, field = timezone.localdate(), request.GET.get("linh-vuc", "")
    field = field if field in Field.values else ""
    found = Paginator(queries.public_questions(on=today, field=field), PER_PAGE)
    context = {
        "slice": found.get_page(request.GET.get("trang")),
        "field": Field(field) if field else None,
        "fields": Field,
        "query": f"linh-vuc={field}" if field else "",
        "crumbs": crumbs(str(Field(field).label)) if field else None,
    }
    return render(request, "qa/board.html", context)


@require_safe
def question(request: HttpRequest, address: str) -> HttpResponse:
    """One question in public words with its answer; other words before the code lead to the right address."""
    today, code = timezone.localdate(), address[-CODE_LETTERS:]
    found = queries.public_answer(code, on=today)
    if found is None and queries.is_hidden(code, on=today):
        return render(request, "qa/hidden.html", {"crumbs": crumbs(_("Đang tạm ẩn"))}, status=404)
    if found is None:
        raise Http404
    if found.address != address:
        return redirect(found, permanent=True)
    context = {
        "publication": found,
        "answer": found.answer,
        "basis": queries.basis_of(found.answer, on=today),
        "notice": notices_for(found, on=today).get(""),
        "facts": _facts(found),
        "files": queries.public_copies(found),
        "crumbs": crumbs(found.title),
    }
    return render(request, "qa/question.html", context)


@require_safe
def public_file(request: HttpRequest, address: str, pk: int) -> HttpResponse:
    """The public copy of a file that came with the question, while its answer is there to be read."""
    found = queries.public_answer(address[-CODE_LETTERS:], on=timezone.localdate())
    if found is None:
        raise Http404
    copy = get_object_or_404(queries.public_copies(found), pk=pk)
    with copy.content.open("rb") as kept:
        return download(kept.read(), name=copy.name)  # no cache keeps it: taken down it is gone


def crumbs(last: str) -> list[tuple[str, str]]:
    """Where a page of questions and answers stands."""
    return [(_("Trang chủ"), "/"), (_("Hỏi đáp"), reverse("qa:board")), (last, "")]


def _facts(publication: Publication) -> dict[str, Any]:
    """schema.org/QAPage with the answer of the unit."""
    unit = {"@type": "GovernmentOrganization", "name": publication.question.organisation.name}
    words = "\n".join(filter(None, [publication.short, publication.explanation]))
    answer = {
        "@type": "Answer", "text": words, "author": unit, "url": publication.get_absolute_url(),
        "datePublished": publication.published_at.isoformat(), "upvoteCount": 0,
    }  # fmt: skip
    asked = {
        "@type": "Question", "name": publication.title, "text": publication.text or publication.title,
        "answerCount": 1, "acceptedAnswer": answer, "datePublished": publication.published_at.isoformat(),
    }  # fmt: skip
    return {"@context": "https://schema.org", "@type": "QAPage", "inLanguage": "vi", "mainEntity": asked}
