"""What the portal lets people find: answered questions of topics, news and other pages."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.translation import override
from wagtail.fields import StreamField
from wagtail.models import Page

from luatgandan.features.library import queries as library
from luatgandan.features.library.models import Citation, Review
from luatgandan.foundation.modules.registry import SearchItem

from ..models import CampaignPage, ContactPage, HelpPage, NewsPage, SectionPage, StaticPage, TopicPage, TopicQuestion

TOPICS, PAGES = "topic", "page"
KINDS = (NewsPage, CampaignPage, StaticPage, HelpPage, ContactPage, SectionPage)
WEIGHT = 0.5  # our own answers are written for these questions


def topic_items() -> Iterator[SearchItem]:
    """All topics with their questions."""
    yield from _of_topics(list(TopicPage.objects.live().public()))


def load_topics(keys: Iterable[str]) -> list[SearchItem]:
    """Some topics by id, each with its questions."""
    return list(_of_topics(list(TopicPage.objects.live().public().filter(pk__in=list(keys)))))


def turning_topics(since: date, until: date) -> list[int]:
    """Topics of which an answer is hidden since the grace of its review is over."""
    kind = ContentType.objects.get_for_model(TopicPage)
    rows = Review.objects.filter(content_type=kind, grace_until__gte=since, grace_until__lte=until)
    return list(rows.values_list("object_id", flat=True).distinct())


def topics_under(page: int) -> list[int]:
    """The topic that is this page, and those below it; none where the page is gone. Two queries."""
    found = Page.objects.filter(pk=page).first()
    return list(TopicPage.objects.descendant_of(found, inclusive=True).values_list("pk", flat=True)) if found else []


def _of_topics(topics: Sequence[TopicPage]) -> Iterator[SearchItem]:
    hidden = library.hidden_parts(TopicPage, on=timezone.localdate())
    cited = _cited(topics)
    with override("vi"):
        for topic in topics:
            yield _topic_item(topic)
            for asked in topic.asked:
                if (topic.pk, asked["slug"]) not in hidden:
                    yield _question_item(topic, asked, cited[topic.pk, asked["slug"]])


def _cited(topics: Sequence[TopicPage]) -> dict[tuple[int, str], list[str]]:
    """The provisions each question rests on, in words. One query."""
    kind = ContentType.objects.get_for_model(TopicPage)
    rows = Citation.objects.filter(content_type=kind, object_id__in=[one.pk for one in topics])
    found: dict[tuple[int, str], list[str]] = defaultdict(list)
    for row in rows.select_related("document").order_by("pk"):
        if row.document:
            found[row.object_id, row.part].append(f"{row.address.label} {row.document.name}")
    return found


def asked_in(keys: Iterable[int]) -> dict[tuple[int, str], str]:
    """How people ask each question of these topics that is not hidden, by (primary key, slug). Two queries."""
    hidden = library.hidden_parts(TopicPage, on=timezone.localdate())
    rows = TopicQuestion.objects.filter(topic__in=TopicPage.objects.live().public().filter(pk__in=list(keys)))
    found = rows.values_list("topic", "slug", "question", "variants")
    return {
        (topic, slug): "\n".join((question, variants))
        for topic, slug, question, variants in found
        if (topic, slug) not in hidden
    }


def _topic_item(topic: TopicPage) -> SearchItem:
    own = f"{TOPICS}:{topic.pk}"
    return SearchItem(
        id=own,
        kind="topic",
        title=topic.title,
        url=topic.url or "",
        text="\n".join((topic.summary, topic.intro, *(one["question"] for one in topic.asked))),
        names=(topic.short_title,),
        group=own,
        field=topic.field,
        language=topic.language,
        weight=WEIGHT,
    )


def _question_item(topic: TopicPage, asked: dict[str, Any], cited: Sequence[str]) -> SearchItem:
    own = f"{TOPICS}:{topic.pk}"
    return SearchItem(
        id=f"{own}/{asked['slug']}",
        kind="question",
        title=asked["question"],
        url=topic.question_url(asked["slug"]),
        text="\n".join((asked["short_answer"], *asked["steps"], asked.get("example") or "", *cited)).strip(),
        names=tuple(asked.get("variants") or ()),
        path=(topic.title,),
        group=own,
        field=topic.field,
        language=topic.language,
        weight=WEIGHT,
    )


def page_items() -> Iterator[SearchItem]:
    """All other public pages."""
    for kind in KINDS:
        yield from map(_page_item, kind.objects.live().public())


def load_pages(keys: Iterable[str]) -> list[SearchItem]:
    """Some pages by id."""
    wanted = Page.objects.live().public().type(KINDS).filter(pk__in=list(keys))
    return [_page_item(page) for page in wanted.specific()]


def _page_item(page: Any) -> SearchItem:
    with override("vi"):
        return SearchItem(
            id=f"{PAGES}:{page.pk}",
            kind="news" if isinstance(page, NewsPage) else "page",
            title=page.title,
            url=page.url or "",
            text="\n".join((page.summary, *_body(page))),
            language=page.language,
            issued_on=getattr(page, "published_on", None),
        )


def _body(page: Page) -> Iterator[str]:
    """The words of all stream fields."""
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            yield from map(str, field.get_searchable_content(getattr(page, field.name)))
