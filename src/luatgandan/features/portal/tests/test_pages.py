"""Public pages: what they show, what surrounds them, languages, feeds, sitemap, search, contact."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail.contrib.forms.models import FormSubmission
from wagtail.models import PageViewRestriction

from luatgandan.features.library.models import Document
from luatgandan.features.portal import queries, services
from luatgandan.features.portal.models import (
    CampaignPage,
    ContactPage,
    HomePage,
    NewsPage,
    SectionPage,
    SiteIdentity,
    TopicPage,
)
from luatgandan.features.portal.starter import loader
from luatgandan.foundation.modules.services import content_changed


def add_news(section: SectionPage, title: str, **fields: Any) -> NewsPage:
    page = NewsPage(title=title, summary="Tóm tắt", body=[("text", "<p>Nội dung</p>")], **fields)
    section.add_child(instance=page)
    page.save_revision().publish()
    return page


def test_home_shows_the_question_topics_and_footer(client: Client, topic: TopicPage) -> None:
    page = client.get("/").content.decode()
    assert "Bạn cần biết điều gì?" in page
    assert 'href="/chu-de/dat-dai/"' in page
    assert "Sở Tư pháp thành phố Cần Thơ" in page
    assert "113 – Công an" in page


def test_the_operator_changes_the_footer(client: Client, home: HomePage) -> None:
    client.get("/")
    said = SiteIdentity.for_site(home.get_site())
    said.responsible_person = "Bà Trần Thị B, Phó Giám đốc"
    said.save()
    content_changed()
    assert "Bà Trần Thị B, Phó Giám đốc" in client.get("/").content.decode()


def test_a_changed_title_is_public_at_once(client: Client, topic: TopicPage) -> None:
    client.get("/")
    topic.short_title = "Đất, nhà"
    topic.save_revision().publish()
    content_changed()
    assert "Đất, nhà" in client.get("/").content.decode()


@pytest.mark.parametrize("language", ["km", "en"])
def test_other_languages_keep_the_path_and_mark_vietnamese_parts(
    client: Client, topic: TopicPage, language: str
) -> None:
    page = client.get(f"/{language}/chu-de/dat-dai/").content.decode()
    assert f'<html lang="{language}"' in page
    assert f'href="/{language}/chu-de/dat-dai/mua-dat-giay-tay/"' in page
    assert '<h1 lang="vi">Đất đai</h1>' in page


def test_sections_by_date_show_the_newest_first(client: Client, section: SectionPage) -> None:
    section.is_by_date = True
    section.save_revision().publish()
    add_news(section, "Tin cũ")
    add_news(section, "Tin mới")
    page = client.get("/chu-de/").content.decode()
    assert page.index("Tin mới") < page.index("Tin cũ")


def test_sections_are_cut_into_slices(client: Client, section: SectionPage) -> None:
    for number in range(queries.CHILDREN_PER_PAGE + 1):
        add_news(section, f"Tin {number:02}")
    assert "Tin 20" not in client.get("/chu-de/").content.decode()
    assert "Tin 20" in client.get("/chu-de/?trang=2").content.decode()
    assert client.get("/chu-de/?trang=abc").status_code == 200


def test_feeds_hold_the_newest_articles(client: Client, section: SectionPage) -> None:
    add_news(section, "Luật mới")
    for address in ("/tin-moi/atom/", "/tin-moi/rss/"):
        answer = client.get(address)
        ElementTree.fromstring(answer.content)
        assert "Luật mới" in answer.content.decode()


def test_the_sitemap_lists_pages_questions_and_documents(client: Client, topic: TopicPage) -> None:
    tree = ElementTree.fromstring(client.get("/sitemap.xml").content)
    addresses = [element.text for element in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    for path in ("/", "/chu-de/dat-dai/", "/chu-de/dat-dai/mua-dat-giay-tay/", "/van-ban/luat-31-2024-qh15/"):
        assert f"http://localhost:8000{path}" in addresses


def test_robots_may_not_read_the_desk(client: Client, db: None) -> None:
    assert "Disallow: /quan-tri/" in client.get("/robots.txt").content.decode()


@pytest.mark.parametrize(
    "typed",
    ["", " ", "x" * 10_000, "%' OR 1=1 --", "<script>", "\x00\x07", "(((*", "😀😀", "ខ្មែរ", "là và của", "?" * 50],
)
def test_odd_searches_give_a_helpful_page(client: Client, topic: TopicPage, typed: str) -> None:
    answer = client.get("/tim-kiem/", {"q": typed})
    assert answer.status_code == 200
    assert "<script>" not in answer.content.decode().replace("<script src", "")


def test_an_empty_search_offers_examples_and_topics(client: Client, topic: TopicPage) -> None:
    HomePage.objects.update(examples="Nợ lương?")
    content_changed()

    page, khmer = (client.get(path).content.decode() for path in ("/tim-kiem/", "/km/tim-kiem/"))

    assert '<a href="/chu-de/dat-dai/">Đất đai</a>' in page
    assert '<a href="/tim-kiem/?q=N%E1%BB%A3+l%C6%B0%C6%A1ng%3F">Nợ lương?</a>' in page
    assert '<a href="/km/tim-kiem/?q=N%E1%BB%A3+l%C6%B0%C6%A1ng%3F">Nợ lương?</a>' in khmer
    assert '<a href="/km/chu-de/dat-dai/">Đất đai</a>' in khmer


def test_campaigns_have_an_order_of_days(home: HomePage) -> None:
    campaign = CampaignPage(
        title="Đợt", slug="dot", summary="x", starts_on=date(2026, 11, 9), ends_on=date(2026, 11, 8)
    )
    with pytest.raises(ValidationError, match="Ngày kết thúc"):
        campaign.clean()


def test_running_campaigns_come_first_and_old_ones_are_gone(home: HomePage) -> None:
    today = date(2026, 11, 22)
    for title, first, last in (("đã qua", -90, -60), ("vừa xong", -30, -5), ("đang diễn ra", -3, 9)):
        page = CampaignPage(
            title=title, summary="x", starts_on=today + timedelta(days=first), ends_on=today + timedelta(days=last)
        )
        home.add_child(instance=page)
    assert [page.title for page in queries.campaigns(today=today)] == ["đang diễn ra", "vừa xong"]


@pytest.fixture
def contact(home: HomePage) -> HomePage:
    page = next(page for page in loader.read("pages") if page["type"] == "contact")
    loader._add(home, page)
    return home


def test_a_message_is_stored(client: Client, contact: HomePage) -> None:
    answer = client.post("/lien-he/", {"noi_dung": "Cho tôi hỏi", "ten": "", "lien_lac": ""})
    assert "Cảm ơn bạn" in answer.content.decode()
    assert FormSubmission.objects.get().form_data["noi_dung"] == "Cho tôi hỏi"


def test_an_empty_message_is_refused_and_what_was_typed_stays(client: Client, contact: HomePage) -> None:
    page = client.post("/lien-he/", {"noi_dung": "", "ten": "Tư", "lien_lac": ""}).content.decode()
    assert 'value="Tư"' in page
    assert FormSubmission.objects.count() == 0


def test_a_robot_that_fills_the_trap_is_forgotten(client: Client, contact: HomePage) -> None:
    client.post("/lien-he/", {"noi_dung": "spam", "website": "http://spam.invalid"})
    assert FormSubmission.objects.count() == 0


def test_the_starter_content_loads_twice_without_doubling(db: None, document: Document) -> None:
    document.delete()
    from luatgandan.features.library import services as library  # noqa: PLC0415 - its own starter first

    library.load_documents()
    library.load_glossary()
    first = loader.load()
    assert loader.load() == first
    assert TopicPage.objects.live().count() == 12
    assert min(len(topic.asked) for topic in TopicPage.objects.all()) >= 6


def test_a_page_made_private_is_private_at_once(client: Client, topic: TopicPage) -> None:
    assert client.get("/chu-de/dat-dai/").status_code == 200
    PageViewRestriction.objects.create(page=topic, restriction_type=PageViewRestriction.LOGIN)
    assert client.get("/chu-de/dat-dai/").status_code == 302
    PageViewRestriction.objects.all().delete()
    assert client.get("/chu-de/dat-dai/").status_code == 200


def test_without_a_contact_page_no_question_is_taken(home: HomePage) -> None:
    assert services.take_question("Qua đò trả bao nhiêu tiền?") == ""


def test_the_contact_form_takes_a_question_along_and_not_in_its_address(client: Client, home: HomePage) -> None:
    page = ContactPage(title="Liên hệ", slug="lien-he", summary="Gửi câu hỏi")
    page.form_fields.create(label="Câu hỏi", field_type="multiline", required=True)
    home.add_child(instance=page)

    address = services.take_question("Qua đò trả bao nhiêu tiền?")

    assert "đò" not in unquote(address)
    assert "Qua đò trả bao nhiêu tiền?" in client.get(address).content.decode()
    assert "Qua đò trả bao nhiêu tiền?" not in client.get("/lien-he/?mang-theo=doan-mo").content.decode()
