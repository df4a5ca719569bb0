"""Feeds, sitemap, robots, and where weaknesses are reported."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from luatgandan.foundation.modules.registry import SitemapSource, offers

from . import queries
from .models import NewsPage

SECURITY_TXT_HOLDS = timedelta(days=180)


@require_GET
def sitemap(request: HttpRequest) -> HttpResponse:
    """All public addresses of all rooms."""
    entries = [entry for source in offers(SitemapSource) for entry in source.entries()]
    context = {"entries": entries, "site_url": settings.SITE_URL}
    return render(request, "portal/sitemap.xml", context, content_type="application/xml")


@require_GET
def robots(request: HttpRequest) -> HttpResponse:
    """What robots may read: everything public."""
    return render(request, "portal/robots.txt", {"site_url": settings.SITE_URL}, content_type="text/plain")


@require_GET
def security_txt(request: HttpRequest) -> HttpResponse:
    """Where people report a weakness of the portal, as RFC 9116 has it; good for half a year from when it is read."""
    email = queries.identity().email
    lines = {
        "Contact": f"mailto:{email}" if email else f"{settings.SITE_URL}/lien-he/",
        "Expires": (timezone.now() + SECURITY_TXT_HOLDS).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "Preferred-Languages": "vi, en",
        "Canonical": f"{settings.SITE_URL}/.well-known/security.txt",
    }
    return HttpResponse("".join(f"{name}: {value}\n" for name, value in lines.items()), content_type="text/plain")


class NewsAtom(Feed[NewsPage, Any]):
    """The newest articles as Atom."""

    feed_type = Atom1Feed
    title = _("Luật Gần Dân: tin mới")
    subtitle = description = _("Tin phổ biến, giáo dục pháp luật của thành phố Cần Thơ")
    link = "/"

    def items(self) -> list[NewsPage]:
        return queries.news(30)

    def item_title(self, item: NewsPage) -> str:
        return item.title

    def item_description(self, item: NewsPage) -> str:
        return item.summary

    def item_link(self, item: NewsPage) -> str:
        return item.url or "/"

    def item_pubdate(self, item: NewsPage) -> Any:
        return item.first_published_at

    def item_updateddate(self, item: NewsPage) -> Any:
        return item.last_published_at


class NewsRss(NewsAtom):
    """The same as RSS."""

    feed_type = Rss201rev2Feed
