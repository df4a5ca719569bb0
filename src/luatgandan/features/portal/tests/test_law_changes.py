"""Topic pages as citing things: a law changes, readers are warned, late answers are hidden, an officer decides."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from luatgandan.features.library import services as library
from luatgandan.features.library.enums import Action, Decision
from luatgandan.features.library.models import Document, Review
from luatgandan.features.library.services import ProposedChange
from luatgandan.features.library.services.texts import Source, store_text
from luatgandan.features.portal.models import SectionPage, TopicPage
from luatgandan.features.portal.queries import search_items
from luatgandan.foundation.accounts.models import Person
from luatgandan.foundation.modules.services import content_changed
from luatgandan.foundation.notifications.models import Notification
from luatgandan.lib.legaltext.structure.eids import identify
from luatgandan.lib.legaltext.tree import Level, Node, Parsed

from .conftest import MakeStaff, new_topic, question

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
ASKED = "/chu-de/dat-dai/mua-dat-giay-tay/"


@pytest.fixture
def law(document: Document) -> Document:
    """The Land Law with one article: clause 3 point a is cited by the topic."""
    point = Node(Level.POINT, "a", text="Hợp đồng phải được công chứng;")
    article = Node(
        Level.ARTICLE, "27", "Quyền", "", (Node(Level.CLAUSE, "3", text="Việc công chứng:", children=(point,)),)
    )
    store_text(document=document, parsed=Parsed(body=identify([article])), source=Source(at=NOW))
    return document


@pytest.fixture
def topic(law: Document, section: SectionPage, make_staff: MakeStaff) -> TopicPage:
    """Two questions, of which one cites the article; an editor owns the page."""
    other = question(law, slug="khac", question="Hỏi khác?", short_answer="Đáp khác.")
    other["citations"][0]["article"] = "28"
    topic = new_topic(section, [question(law, slug="mua-dat-giay-tay"), other])
    topic.owner = make_staff("editor")
    section.add_child(instance=topic)
    topic.save_revision().publish()
    return TopicPage.objects.get(pk=topic.pk)


@pytest.fixture
def change(topic: TopicPage, law: Document, django_capture_on_commit_callbacks: Any) -> Any:
    """Changes the cited point from a day on, as an officer confirms it."""

    def make(on: date) -> Review:
        decree = Document.objects.create(
            slug="luat-9", number="9/2026/QH16", number_key="9-2026-qh16", kind="luat", title="Sửa Luật Đất đai",
            issuer="Quốc hội", issued_on=date(2026, 6, 1), effective_on=on,
        )  # fmt: skip
        words = ProposedChange(action=Action.WORDS, target=law, target_eid="art_27__para_3__point_a",
                               words=(("phải được", "không phải"),))  # fmt: skip
        library.propose_changes(document=decree, changes=[words])
        officer = Person.objects.get(username="root")
        with django_capture_on_commit_callbacks(execute=True):
            library.confirm_change(change=decree.proposed_changes.get(), by=officer, at=timezone.now())
        return Review.objects.get()

    return make


def page(client: Client, url: str = ASKED) -> str:
    return client.get(url).content.decode()


def late() -> None:
    """The grace date has passed."""
    Review.objects.update(grace_until=timezone.localdate() - timedelta(days=1))
    content_changed()


def test_an_undisturbed_question_has_no_banner(topic: TopicPage, client: Client) -> None:
    assert "banner" not in page(client).split("<h1")[1].split("Trả lời ngắn")[0]


def test_a_change_that_came_warns_on_its_question_only(topic: TopicPage, change: Any, client: Client) -> None:
    today = timezone.localdate()
    review = change(today)
    asked = page(client)
    assert f"Luật vừa thay đổi từ ngày {today:%d/%m/%Y}" in asked
    assert "đang được xem lại" in asked
    assert "Có trường hợp vẫn làm được sổ." in asked
    assert f"/dieu-27/khoan-3/diem-a/?at={today.isoformat()}" in asked
    assert "vừa thay đổi" not in page(client, "/chu-de/dat-dai/khac/")
    assert page(client, "/chu-de/dat-dai/").count("Luật vừa thay đổi") == 1
    assert (review.part, review.place) == ("mua-dat-giay-tay", "điểm a khoản 3 Điều 27")


def test_a_change_to_come_says_from_which_day(topic: TopicPage, change: Any, client: Client) -> None:
    day = timezone.localdate() + timedelta(days=40)
    review = change(day)
    assert f"Luật sẽ thay đổi từ ngày {day:%d/%m/%Y}" in page(client)
    assert review.grace_until == day


def test_after_the_grace_date_the_answer_is_hidden_everywhere(topic: TopicPage, change: Any, client: Client) -> None:
    change(timezone.localdate())
    assert [one for one in search_items.topic_items() if "giấy tay" in one.title]
    late()
    asked, listed = page(client), page(client, "/chu-de/dat-dai/")
    assert "Câu trả lời này tạm ẩn" in asked
    assert "Có trường hợp vẫn làm được sổ." not in asked + listed
    assert "Gom giấy tờ." not in asked
    assert "Đáp khác." in listed
    assert [one for one in search_items.topic_items() if "giấy tay" in one.title] == []
    assert "mua-dat-giay-tay" not in page(client, "/sitemap.xml")
    assert client.get(ASKED).status_code == 200


def test_a_decision_brings_it_back(topic: TopicPage, change: Any, client: Client) -> None:
    review = change(timezone.localdate())
    late()
    officer = Person.objects.get(username="root")
    library.decide_review(review=review, decision=Decision.KEPT, note="", by=officer, at=timezone.now())
    content_changed()
    asked = page(client)
    assert "Có trường hợp vẫn làm được sổ." in asked
    assert "thay đổi từ ngày" not in asked


def test_the_owner_is_told_and_finds_it_at_the_desk(topic: TopicPage, change: Any, client: Client) -> None:
    review = change(timezone.localdate())
    [told] = Notification.objects.all()
    assert (told.person, told.url) == (topic.owner, "/quan-tri/thu-vien/xem-lai/")
    client.force_login(topic.owner)
    assert "Mục cần xem lại vì luật đổi" in page(client, "/quan-tri/")
    shown = page(client, f"/quan-tri/thu-vien/xem-lai/{review.pk}/")
    assert "<ins>không </ins>" in shown
    assert "Có trường hợp vẫn làm được sổ." in shown
    assert f"/quan-tri/pages/{topic.pk}/edit/" in shown


def test_mending_the_citation_and_deleting_the_page_close_the_review(topic: TopicPage, change: Any) -> None:
    change(timezone.localdate())
    topic.questions[0].value["citations"][0]["article"] = "30"
    topic.save_revision().publish()
    assert Review.objects.get().decision == "mended"
    Review.objects.update(decision="open", part="khac", eid="art_28__para_3__point_a")
    topic.delete()
    assert Review.objects.get().decision == "mended"


def test_a_topic_costs_the_same_queries_with_1_and_20_warnings(
    topic: TopicPage, change: Any, client: Client, django_assert_max_num_queries: Any
) -> None:
    review = change(timezone.localdate())
    client.get("/chu-de/dat-dai/")
    content_changed()
    with django_assert_max_num_queries(60) as first:
        client.get("/chu-de/dat-dai/")
    for number in range(20):
        review.pk, review.part, review.eid = None, "khac", f"art_{number}"
        review.save(force_insert=True)
    content_changed()
    with django_assert_max_num_queries(len(first.captured_queries)):
        client.get("/chu-de/dat-dai/")
