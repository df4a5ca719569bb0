"""One article, clause or point: its page, its preview, its history, and the sheet to hang up."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from luatgandan.lib.legaltext import Address, BadAddressError
from luatgandan.lib.legaltext.page import anchor

from .. import queries
from ..enums import State
from ..forms import DayForm
from ..models import Document
from ..models.documents import part_url
from ..queries import Article
from .documents import Crumbs, crumbs, missing_document, withdrawn_document


def provision(request: HttpRequest, slug: str, place: str) -> HttpResponse:
    """An article as it reads on a day, with the clause or point asked for marked."""
    found = _find(request, slug, place)
    if isinstance(found, HttpResponse):
        return found
    article, form = found
    document = article.document
    bearings = queries.relations_of(document)
    pending = queries.pending_of(article, bearings)
    context = {
        "article": article,
        "document": document,
        "day": article.day,
        "standing": article.standing,
        "form": form,
        "citation": queries.citation_text(document, article.address),
        "address": queries.absolute(article.own_url),
        "own_standing": article.own_standing(is_whole=not pending),
        "pending": pending,
        "successor": queries.successor_in(bearings),
        "cited_by": queries.cited_by(document, article.provision.eid, number=request.GET.get("trang")),
        "cites": queries.cites_of(article.version) if article.version else [],
        "words": queries.everyday_words(article),
        "doors": queries.doors(article),
        "breadcrumb": _crumbs(article),
    }
    return render(request, "library/provision.html", context)


def preview(request: HttpRequest, slug: str, place: str) -> HttpResponse:
    """A few lines of an article, clause or point for a bubble beside a link."""
    article = _article(request, slug, place)
    if article is None:
        raise Http404
    return render(request, "library/preview.html", {"article": article, "document": article.document})


def history(request: HttpRequest, slug: str, place: str) -> HttpResponse:
    """All versions of an article, each with the words that went and came."""
    found = _find(request, slug, place)
    if isinstance(found, HttpResponse):
        return found
    article, _form = found
    context = {
        "article": article,
        "document": article.document,
        "history": queries.history_of(article),
        "breadcrumb": [*_crumbs(article, is_last=False), (_("Lịch sử"), "")],
    }
    return render(request, "library/history.html", context)


def leaflet(request: HttpRequest, slug: str, place: str) -> HttpResponse:
    """One A4 sheet with the article and a code that leads to it."""
    found = _find(request, slug, place)
    if isinstance(found, HttpResponse):
        return found
    article, _form = found
    pending = queries.pending_of(article, queries.relations_of(article.document))
    context = {
        "article": article,
        "document": article.document,
        "standing": article.own_standing(is_whole=not pending),
        "citation": queries.citation_text(article.document, article.address),
        "address": queries.absolute(article.own_url),
    }
    return render(request, "library/leaflet.html", context)


def _find(request: HttpRequest, slug: str, place: str) -> tuple[Article, DayForm] | HttpResponse:
    """The article asked for and the day form; else the answer that helps: a redirect, or a 404 with near places."""
    document = queries.find_document(slug)
    if document is None:
        return missing_document(request, slug)
    if document.state == State.WITHDRAWN:
        return withdrawn_document(request, document)
    address = _address(place)
    form = DayForm(request.GET)
    today = timezone.localdate()
    article = queries.read_article(document, address, day=form.day(today), today=today) if address else None
    if article:
        return article, form
    if address and not document.provisions.exists():
        return redirect(f"{document.get_absolute_url()}#{anchor(address.eid)}")
    return _missing_place(request, document, address, place)


def _article(request: HttpRequest, slug: str, place: str) -> Article | None:
    document, address, today = queries.find_document(slug), _address(place), timezone.localdate()
    if document is None or address is None or document.state == State.WITHDRAWN:
        return None
    return queries.read_article(document, address, day=DayForm(request.GET).day(today), today=today)


def _address(place: str) -> Address | None:
    try:
        return Address.from_path(place)
    except BadAddressError:
        return None


def _missing_place(request: HttpRequest, document: Document, address: Address | None, place: str) -> HttpResponse:
    """404: the document has no such place; the nearest ones."""
    today = timezone.localdate()
    whole = Address(address.article) if address else None
    article = queries.read_article(document, whole, day=today, today=today) if whole else None
    context = {
        "document": document,
        "asked": address.label if address else place.strip("/"),
        "article": article,
        "places": queries.nearest_places(document, address) if address and not article else [],
        "breadcrumb": crumbs(document, is_last=False),
    }
    return render(request, "library/missing.html", context, status=404)


def _crumbs(article: Article, *, is_last: bool = True) -> Crumbs:
    """Where one is: home, documents, the document, chapter, article, clause, point."""
    document, address = article.document, article.address
    found = crumbs(document, is_last=False)
    for place in article.above:
        label = format_html('<span lang="vi">{}</span>', place.label)
        found.append((label, part_url(document.get_absolute_url(), place.eid, article.query)))
    steps = [(f"Điều {address.article}", Address(address.article))]
    steps += [(f"Khoản {address.clause}", Address(address.article, address.clause))] if address.clause else []
    steps += [(f"Điểm {address.point}", address)] if address.point else []
    for name, step in steps:
        is_here = is_last and step == address
        url = "" if is_here else f"{document.address_url(step)}{article.query}"
        found.append((format_html('<span lang="vi">{}</span>', name), url))
    return found
