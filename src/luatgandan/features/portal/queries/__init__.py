"""The questions one may ask the portal."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page as Slice
from django.core.paginator import Paginator
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page, Site, TaskState

from luatgandan.features.library import queries as library
from luatgandan.foundation.accounts.rules import is_staff_member
from luatgandan.foundation.modules.queries import remember
from luatgandan.foundation.modules.registry import MenuEntry, SitemapEntry, offers
from luatgandan.lib import links

from ..models import (
    CampaignPage,
    ContactPage,
    HelpPage,
    HomePage,
    NewsPage,
    SectionPage,
    SiteIdentity,
    StaticPage,
    TopicPage,
    TopicQuestion,
)

CHILDREN_PER_PAGE = 20


@dataclass(frozen=True, kw_only=True)
class Link:
    """One menu entry."""

    label: str
    url: str
    order: int = 100
    is_active: bool = False
    is_content: bool = False  # a title in the language of the content, not of the interface


@dataclass(frozen=True, kw_only=True)
class Column:
    """A list of links at the foot of the page."""

    title: str
    links: tuple[Link, ...]


@dataclass(frozen=True, kw_only=True)
class Footer:
    """What a state site says about itself at the foot of every page (NĐ 42/2022/NĐ-CP)."""

    agency: str
    address: str
    phone: str
    email: str
    responsible: str
    notice: str
    license: str
    columns: tuple[Column, ...]


def identity() -> SiteIdentity:
    """What the site says about itself; defaults when nobody has filled it in."""

    def make() -> SiteIdentity:
        site = Site.objects.filter(is_default_site=True).first()
        return SiteIdentity.objects.filter(site=site).first() or SiteIdentity()

    return remember("portal.identity", make)


def menu() -> list[Link]:
    """The main menu in the active language: pages that stand in menus, and what rooms add."""
    return remember(f"portal.menu.{get_language()}", lambda: _links("main"))


def beside_search() -> list[Link]:
    """Other ways to ask, below the search box of the home page, in the active language."""
    return remember(f"portal.beside_search.{get_language()}", lambda: _rooms_at("home"))


def footer() -> Footer:
    """The foot of every page in the active language."""

    def make() -> Footer:
        columns = (
            Column(title=_("Về trang này"), links=tuple(_links("footer"))),
            Column(title=_("Cần giúp ngay"), links=tuple(_emergency_links())),
        )
        said = identity()
        return Footer(
            agency=said.agency,
            address=said.address,
            phone=said.phone,
            email=said.email,
            responsible=said.responsible_person,
            notice=said.source_notice,
            license=said.licence,
            columns=tuple(column for column in columns if column.links),
        )

    return remember(f"portal.footer.{get_language()}", make)


def _emergency_links() -> list[Link]:
    """National numbers, free and open day and night."""
    numbers = {"113": _("Công an"), "114": _("Cứu hỏa, cứu nạn"), "115": _("Cấp cứu"), "111": _("Bảo vệ trẻ em")}
    return [Link(label=f"{number} – {purpose}", url=f"tel:{number}") for number, purpose in numbers.items()]


def _rooms_at(place: str) -> list[Link]:
    entries = [
        Link(label=str(entry.label), url=reverse(entry.url_name), order=entry.order)
        for entry in offers(MenuEntry)
        if entry.place == place
    ]
    return sorted(entries, key=lambda link: link.order)


def _links(place: str) -> list[Link]:
    pages = _menu_pages() if place == "main" else _footer_pages()
    entries = [
        Link(label=page.title, url=in_language(page.url or ""), order=10 + number, is_content=True)
        for number, page in enumerate(pages)
    ]
    return sorted((*_rooms_at(place), *entries), key=lambda link: link.order)


def _menu_pages() -> Iterable[Page]:
    home = HomePage.objects.live().first()
    return home.get_children().live().public().in_menu() if home else []


def _footer_pages() -> list[Page]:
    kinds = (SectionPage, StaticPage, HelpPage, ContactPage)
    found = [page for kind in kinds for page in kind.objects.live().public().filter(is_in_footer=True)]
    return sorted(found, key=lambda page: page.path)


def in_language(url: str) -> str:
    """The address of a page seen in the active language: a page that is not translated is still read inside /km/."""
    return links.in_language(url, get_language())


def topics() -> list[TopicPage]:
    """The life events, in the order of the tree."""
    return list(TopicPage.objects.live().public().order_by("path").defer("questions"))


def topic_links() -> list[tuple[str, str]]:
    """The life events as titles and addresses."""
    return remember("portal.topic_links", lambda: [(topic.title, topic.url or "/") for topic in topics()])


def example_links() -> list[tuple[str, str]]:
    """The questions to try of the home page, each with the search for it."""

    def make() -> list[str]:
        home = HomePage.objects.live().first()
        return home.example_list if home else []

    search = reverse("search:search")  # in the language of the page, so it is not remembered
    return [(one, f"{search}?{urlencode({'q': one})}") for one in remember("portal.examples", make)]


def news(limit: int) -> list[NewsPage]:
    """The newest articles."""
    return list(NewsPage.objects.live().public().order_by("-published_on", "-pk").defer("body")[:limit])


def campaigns(*, today: date, soon_days: int = 30) -> list[CampaignPage]:
    """Campaigns that run, begin soon or have just ended, the running first."""
    found = CampaignPage.objects.live().public().defer("body")
    near = [
        page
        for page in found
        if (page.starts_on - today).days <= soon_days and (today - page.ends_on).days <= soon_days
    ]
    return sorted(near, key=lambda page: (not page.is_on(today), page.starts_on))


def home_page(*, today: date) -> dict[str, Any]:
    """All that the home page lists."""

    def make() -> dict[str, Any]:
        return {
            "topics": topics(),
            "law_changes": [(one, one.validity_on(today)) for one in library.law_changes(today=today)],
            "campaigns": campaigns(today=today),
            "news": news(3),
        }

    return remember(f"portal.home.{today}", make)


def section_children(section: SectionPage, *, number: str | None) -> Slice[Any]:
    """One slice of the public children of a section; a number that is not there gives the nearest."""
    children = section.get_children().live().public().specific()
    ordered = children.order_by("-first_published_at", "-pk") if section.is_by_date else children
    return Paginator(ordered, CHILDREN_PER_PAGE).get_page(number)


def sitemap() -> Iterable[SitemapEntry]:
    """All public pages and the questions of the topics."""
    for page in Page.objects.live().public().filter(depth__gte=2):
        if url := page.url:
            yield SitemapEntry(path=url, changed_at=page.last_published_at)
    hidden = library.hidden_parts(TopicPage, on=timezone.localdate())
    for question in TopicQuestion.objects.select_related("topic").filter(topic__live=True):
        if (question.topic_id, question.slug) in hidden:
            continue
        yield SitemapEntry(path=question.topic.question_url(question.slug), changed_at=question.topic.last_published_at)


def waiting_for_approval(person: Any) -> int:
    """Pages this person may approve now: in moderation, in one of their groups, and not their own work."""
    states = TaskState.objects.reviewable_by(person).exclude(workflow_state__requested_by=person)
    return int(states.count())


def own_drafts(person: Any) -> int:
    """Pages this person owns whose changes are not public yet."""
    return int(Page.objects.filter(owner=person, has_unpublished_changes=True).count())


def editors_of(page: Page) -> list[Any]:
    """Who is told when the law under a page changes: its owner and whoever wrote it last, while they are staff."""
    latest = page.latest_revision
    people = [page.owner, latest.user if latest else None]
    return [person for person in people if person and is_staff_member(person)]


def edit_url(page: Page, part: str) -> str:
    """Where a page is mended at the desk."""
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def question_text(topic: TopicPage, part: str) -> str:
    """What one question of a topic tells readers, as officers read it beside the law."""
    asked = next((value for value in topic.asked if value["slug"] == part), None)
    if asked is None:
        return topic.intro
    return "\n".join([asked["question"], asked["short_answer"], *asked["steps"], asked.get("example") or ""]).strip()


def notices(topic: TopicPage, *, today: date) -> dict[str, library.Notice]:
    """What readers of each question of a topic are told, because the law under it changed."""
    return library.notices_for(topic, on=today)
