"""Search for programs beside the API: suggestions, a feed of a search, the description browsers read."""

from datetime import UTC, datetime, time
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from luatgandan.lib import links

from .. import queries
from ..enums import kind_label
from ..pipeline import khmer
from ..pipeline.addresses import query_string, read_query, reading_address
from ..pipeline.values import Result, SearchResults, Suggestion
from .searching import FRESH

SUGGESTIONS = 8
MOST_LETTERS = 120


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """What the letters typed so far may become: a list of {label, detail, kind, url, lang}; or as browsers want it."""
    text, language = request.GET.get("q", "")[:MOST_LETTERS], get_language() or "vi"
    found = [_line(one, language) for one in queries.suggest(text, today=timezone.localdate(), limit=SUGGESTIONS)]
    if request.GET.get("kieu") == "opensearch":
        rows = [[line[name] for line in found] for name in ("label", "detail", "url")]
        response = JsonResponse([text, *rows], safe=False, content_type="application/x-suggestions+json")
    else:
        response = JsonResponse(found, safe=False)
    response["Cache-Control"] = FRESH
    return response


def _line(one: Suggestion, language: str) -> dict[str, str]:
    return {
        "label": one.text,
        "detail": one.detail or kind_label(one.kind),
        "kind": one.kind,
        "url": links.in_language(one.url, language) if one.url else "",
        "lang": ("km" if khmer.holds(one.text) else "vi") if language != "vi" else "",
    }


@require_safe
def atom(request: HttpRequest) -> HttpResponse:
    """A search as a feed: whoever reads feeds hears of new results without giving an address."""
    asked = read_query(request.GET, language=get_language() or "vi")
    results = queries.search(asked.query, today=timezone.localdate())
    here = f"{settings.SITE_URL}{reverse('search:search')}?{query_string(asked.query)}"
    feed = Atom1Feed(
        title=_("Kết quả tìm “%(text)s”") % {"text": asked.query.text},
        link=here,
        description=None,
        subtitle=_("Luật Gần Dân: những gì tìm được, cập nhật khi có văn bản hay câu trả lời mới."),
        language=asked.query.language,
        feed_url=f"{settings.SITE_URL}{request.get_full_path()}",
        feed_guid=here,
    )
    for result in results.results:
        feed.add_item(**_entry(result, results))
    return _feed(feed)


def _entry(result: Result, results: SearchResults) -> dict[str, Any]:
    today, language = timezone.localdate(), results.query.language
    link = reading_address(result.url, result.kind, results, today=today, language=language)
    day = result.issued_on or results.at or today
    passage = "".join(span.text for span in result.passage)
    return {
        "title": " › ".join([*result.path, result.title]),
        "link": settings.SITE_URL + link,
        "unique_id": f"{settings.SITE_URL}{result.url}",
        "description": passage,
        "updateddate": datetime.combine(day, time(), tzinfo=UTC),
        "categories": (kind_label(result.kind),),
    }


@require_safe
def found(request: HttpRequest, token: str) -> HttpResponse:
    """What a saved search found, each thing once, as a feed for its owner."""
    saved = queries.saved_search_with(token)
    if saved is None:
        raise Http404
    link = f"{settings.SITE_URL}{reverse('search:search')}?{query_string(saved.query, is_staying=True)}"
    feed = Atom1Feed(title=saved.title, link=link, description=None, language=saved.language, feed_guid=link)
    for one in queries.found_by(saved):
        url = settings.SITE_URL + links.in_language(one.url, saved.language)
        feed.add_item(title=one.title, link=url, description="", unique_id=url, updateddate=one.found_at)
    return _feed(feed)


def _feed(feed: Atom1Feed) -> HttpResponse:
    response = HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)
    response["Cache-Control"] = FRESH
    return response


@require_safe
def opensearch(request: HttpRequest) -> HttpResponse:
    """The OpenSearch description: browsers add the portal to their search engines by it."""
    context = {"site_url": settings.SITE_URL, "site_name": settings.WAGTAIL_SITE_NAME}
    return render(request, "search/opensearch.xml", context, content_type="application/opensearchdescription+xml")
