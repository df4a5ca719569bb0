"""What the portal gives to the search index, and that every change of it is noted."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import PageViewRestriction

from luatgandan.features.library.enums import Reason
from luatgandan.features.library.models import Document, Review
from luatgandan.features.library.queries.search_items import turning_documents
from luatgandan.features.library.services import flag_document
from luatgandan.features.portal.models import NewsPage, SectionPage, TopicPage
from luatgandan.features.portal.queries import search_items
from luatgandan.foundation.modules.services import content_changed
from luatgandan.foundation.search.models import Change

from .conftest import new_topic, question

pytestmark = pytest.mark.django_db


def noted() -> set[str]:
    groups = {row.group for row in Change.objects.all()}
    Change.objects.all().delete()
    return groups


def news(section: SectionPage, title: str = "Chợ nổi mở cửa") -> NewsPage:
    page = NewsPage(
        title=title, summary="Tin ngắn", published_on=date(2026, 11, 1),
        body=[("heading", "Giờ mở cửa"), ("notice", "Từ 5 giờ sáng.")],
    )  # fmt: skip
    section.add_child(instance=page)
    page.save_revision().publish()
    return page


def test_a_topic_with_its_questions(topic: TopicPage) -> None:
    whole, asked = search_items.topic_items()
    assert (whole.id, whole.kind, whole.url) == (f"topic:{topic.pk}", "topic", "/chu-de/dat-dai/")
    assert (asked.id, asked.group) == (f"topic:{topic.pk}/mua-dat-giay-tay", whole.id)
    assert asked.url == "/chu-de/dat-dai/mua-dat-giay-tay/"
    assert asked.names == ("mua dat giay tay",)
    assert asked.text == (
        "Có trường hợp vẫn làm được sổ.\nGom giấy tờ.\nHỏi xã, phường.\nNộp hồ sơ.\n\n"
        "điểm a khoản 3 Điều 27 Luật Đất đai 2024"
    )
    assert search_items.load_topics([str(topic.pk)]) == [whole, asked]


def test_what_people_ask_is_told_for_the_law_it_rests_on(topic: TopicPage, section: SectionPage) -> None:
    assert search_items.asked_in([topic.pk, 404]) == {
        (topic.pk, "mua-dat-giay-tay"): f"{topic.asked[0]['question']}\nmua dat giay tay"
    }
    PageViewRestriction.objects.create(page=section, restriction_type=PageViewRestriction.LOGIN)
    content_changed()
    assert search_items.asked_in([topic.pk]) == {}


def test_an_answer_that_is_hidden_is_not_given(topic: TopicPage, document: Document) -> None:
    review(topic, document, until=timezone.localdate() - timedelta(days=1))
    assert [item.kind for item in search_items.topic_items()] == ["topic"]


def test_answers_whose_grace_is_over_turn(topic: TopicPage, document: Document) -> None:
    today = timezone.localdate()
    review(topic, document, until=today - timedelta(days=1))
    assert search_items.turning_topics(today - timedelta(days=1), today) == [topic.pk]
    assert search_items.turning_topics(today, today + timedelta(days=1)) == []


def review(topic: TopicPage, document: Document, *, until: date) -> None:
    Review.objects.create(
        content_type=ContentType.objects.get_for_model(TopicPage), object_id=topic.pk, part="mua-dat-giay-tay",
        label="x", url="/", document=document, eid="art_27", reason=Reason.CHANGED, changed_on=date(2026, 1, 1),
        raised_at=timezone.now(), grace_until=until,
    )  # fmt: skip
    content_changed()


def test_pages_with_all_their_words(section: SectionPage) -> None:
    page = news(section)
    items = {item.id: item for item in search_items.page_items()}
    own = items[f"page:{page.pk}"]
    assert (own.kind, own.url, own.issued_on) == ("news", "/chu-de/cho-noi-mo-cua/", date(2026, 11, 1))
    assert own.text == "Tin ngắn\nGiờ mở cửa\nTừ 5 giờ sáng."
    assert items[f"page:{section.pk}"].kind == "page"
    assert search_items.load_pages([str(page.pk)]) == [own]


def test_what_is_not_public_is_not_given(topic: TopicPage, section: SectionPage) -> None:
    page = news(section)
    PageViewRestriction.objects.create(page=section, restriction_type=PageViewRestriction.LOGIN)
    content_changed()
    assert list(search_items.topic_items()) == []
    assert search_items.load_pages([str(page.pk)]) == []
    PageViewRestriction.objects.all().delete()
    page.unpublish()
    assert search_items.load_pages([str(page.pk)]) == []


def test_one_and_thirty_pages_cost_the_same(
    section: SectionPage, document: Document, django_assert_max_num_queries: Any
) -> None:
    def add(number: int) -> None:
        topic = new_topic(section, [question(document, slug="a")], title=f"Chủ đề {number}", slug=f"t{number}")
        section.add_child(instance=topic)
        topic.save_revision().publish()
        news(section, f"Tin {number}")

    def cost() -> int:
        content_changed()
        with django_assert_max_num_queries(40) as counted:
            assert list(search_items.topic_items())
            assert list(search_items.page_items())
        return len(counted.captured_queries)

    add(0)
    one = cost()
    for number in range(1, 8):
        add(number)
    assert cost() == one


def test_publishing_moving_and_withdrawing_are_noted(topic: TopicPage, section: SectionPage) -> None:
    assert f"topic:{topic.pk}" in noted()
    page = news(section)
    assert noted() == {f"page:{page.pk}", f"topic:{page.pk}"}
    page.unpublish()
    assert noted() == {f"page:{page.pk}", f"topic:{page.pk}"}
    key = topic.pk
    topic.delete()
    assert f"topic:{key}" in noted()


def test_what_bears_on_all_pages_notes_all(topic: TopicPage, section: SectionPage, document: Document) -> None:
    home = section.get_parent()
    other = SectionPage(title="Khác", slug="khac", summary="Khác")
    home.specific.add_child(instance=other)
    other.save_revision().publish()
    noted()
    law = f"document:{document.pk}"  # found by the words of the topic too
    TopicPage.objects.get(pk=topic.pk).move(other, pos="last-child")
    assert noted() == {"topic:", "page:", law}
    PageViewRestriction.objects.create(page=section, restriction_type=PageViewRestriction.LOGIN)
    assert noted() == {"topic:", "page:"}, "no topic is there: no law is read for it"
    for page in (topic, other):  # itself, or what stands above it
        restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
        assert noted() == {"topic:", "page:", law}
        restriction.delete()
        assert noted() == {"topic:", "page:", law}


def test_what_is_restricted_does_not_wait_for_the_law_it_lent_words_to(topic: TopicPage, document: Document) -> None:
    noted()
    PageViewRestriction.objects.create(page=topic, restriction_type=PageViewRestriction.LOGIN)
    due = [row.group for row in Change.objects.due(timezone.now())]
    assert due == ["page:", "topic:", f"document:{document.pk}"]


def test_reviews_are_noted(topic: TopicPage, document: Document) -> None:
    noted()
    flag_document(document=document, on=date(2026, 1, 1), by=None, at=timezone.now())
    assert noted() == {f"topic:{topic.pk}", f"document:{document.pk}"}


def test_an_answer_that_is_hidden_lends_the_law_no_words(topic: TopicPage, document: Document) -> None:
    today = timezone.localdate()
    review(topic, document, until=today)
    assert search_items.asked_in([topic.pk])
    assert turning_documents(today, today + timedelta(days=1)) == [document.pk], "noted on the day it is hidden"
    Review.objects.update(grace_until=today - timedelta(days=1))
    assert search_items.asked_in([topic.pk]) == {}
