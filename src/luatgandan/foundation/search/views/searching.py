"""The search page, and the count of what is opened from it."""

from dataclasses import replace
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from luatgandan.foundation.modules.middleware import HOUSE_STORE
from luatgandan.foundation.modules.queries import today
from luatgandan.foundation.modules.registry import SearchHelp, offers
from luatgandan.lib import links

from .. import queries, services
from ..enums import Kind
from ..pipeline.addresses import MOST_PAGES, Asked, query_string, read_query, readable, reading_address
from ..pipeline.values import SearchQuery, SearchResults

FRESH = "private, max-age=30"  # what somebody looked for is kept by nobody but the own browser
MOST_WORDS_BACK = 200  # letters of the query that go along to a page jumped to


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """One box over everything; the name of a document or article leads straight to it."""
    language = get_language() or "vi"
    asked = read_query(request.GET, language=language)
    if asked.is_empty:
        context = {"asked": asked, "query": asked.query, "suggest_url": _suggest_url(asked.query)}
        return render(request, "search/start.html", {**context, "help": offers(SearchHelp)})
    results = queries.search(asked.query, today=today())
    if results.jump and not asked.is_staying and asked.query.page == 1:
        return redirect(_jump(results, language))
    is_common = results.query.page == 1 and services.count_search(results=results, at=timezone.now())
    response = render(request, "search/results.html", page_context(asked, results))
    response["Cache-Control"] = FRESH
    if is_common and results.is_available:
        response[HOUSE_STORE] = "content"  # what many ask costs its rendering once (docs/decisions/0017)
    return response


def page_context(asked: Asked, results: SearchResults) -> dict[str, Any]:
    """What the page of results shows."""
    query, here = results.query, _addresses(get_language())
    this = query_string(replace(query, page=1))
    return {
        "asked": asked,
        "query": query,
        "results": results,
        "analysis": results.analysis,
        "is_read_otherwise": _is_read_otherwise(results),
        "today": today(),
        "page": _page(results),
        "is_narrowed": bool(query.facets or query.within),
        "wider": replace(query, facets={}, within="", at=None, page=1),
        "this": this,
        "suggest_url": _suggest_url(query),
        "atom_url": f"{here['atom']}?{this}",
        "save_url": f"{here['save']}?{this}",
        "click_url": here["click"],
        "help": [] if results.results else offers(SearchHelp),
    }


def _is_read_otherwise(results: SearchResults) -> bool:
    """Whether there is something to say of how the words were read."""
    analysis = results.analysis
    return bool(
        results.did_you_mean
        or analysis.repaired
        or analysis.expansions
        or analysis.at_words
        or results.query.is_literal
        or results.jump
    )


def _suggest_url(query: SearchQuery) -> str:
    """Where suggestions come from; none inside a document or topic."""
    return "" if query.within else _addresses(get_language())["suggest"]


@lru_cache(maxsize=len(settings.LANGUAGES))
def _addresses(language: str | None) -> dict[str, str]:
    """Addresses that pages of search name, in the language read."""
    return {name: reverse(f"search:{name}") for name in ("suggest", "atom", "save", "click")}


def _page(results: SearchResults) -> Page[Any]:
    """The slice as the pagination component wants it: not the rows themselves, and no page further than may be read."""
    per_page = results.query.per_page
    paginator = Paginator(range(min(results.total, MOST_PAGES * per_page)), per_page)
    return paginator.get_page(results.query.page)


def _jump(results: SearchResults, language: str) -> str:
    """The page meant, with the words on it for the way back."""
    url = reading_address(results.jump, Kind.DOCUMENT, results, today=today(), language=language)
    return links.with_query(url, tim=results.query.text[:MOST_WORDS_BACK])


@csrf_exempt  # the browser itself sends it when a result is opened: nothing is read from the session
@require_POST
def click(request: HttpRequest) -> HttpResponse:
    """Count that a result was opened: the words only. No person, no address, no cookie."""
    if text := readable(request.GET.get("q", ""))[:MOST_WORDS_BACK]:
        services.count_click(text=text, at=timezone.now())
    return HttpResponse(status=204)
