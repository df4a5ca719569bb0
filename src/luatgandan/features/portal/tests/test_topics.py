"""Topics: the five parts are enforced, published questions are read out, citations recorded, search finds them."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from luatgandan.features.library.models import Citation, Document
from luatgandan.features.portal.blocks import QuestionBlock
from luatgandan.features.portal.models import SectionPage, TopicPage, TopicQuestion
from luatgandan.foundation.search.pipeline.values import SearchQuery
from luatgandan.foundation.search.queries import search
from luatgandan.foundation.search.services import rebuild_index

from .conftest import new_topic, question


@pytest.mark.parametrize(
    "lacking",
    [
        {"question": ""},
        {"short_answer": ""},
        {"steps": ["Một.", "Hai."]},
        {"steps": ["Bước."] * 6},
        {"help": []},
        {"citations": []},
    ],
    ids=lambda lacking: next(iter(lacking)),
)
def test_a_question_without_one_of_its_five_parts_is_refused(document: Document, lacking: dict[str, Any]) -> None:
    block = QuestionBlock()
    with pytest.raises(ValidationError):
        block.clean(block.to_python(question(document, **lacking)))


def test_a_complete_question_is_taken_and_gets_its_address(document: Document) -> None:
    block = QuestionBlock()
    cleaned = block.clean(block.to_python(question(document)))
    assert cleaned["slug"] == "mua-dat-giay-tay-co-lam-so-duoc-khong"


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [("article", "sáu", "không đúng cách đánh số"), ("point", "abc", "không đúng cách đánh số")],
)
def test_a_citation_that_cannot_exist_is_refused(document: Document, field: str, value: str, message: str) -> None:
    block = QuestionBlock().child_blocks["citations"].child_block
    cited = {**question(document)["citations"][0], field: value}
    with pytest.raises(ValidationError) as caught:
        block.clean(block.to_python(cited))
    assert message in str(caught.value.block_errors["article"])


def test_an_example_must_say_that_it_is_one(document: Document) -> None:
    block = QuestionBlock()
    with pytest.raises(ValidationError):
        block.clean(block.to_python(question(document, example="Ông Tám bán đất.")))


def test_publishing_reads_out_questions_and_records_citations(topic: TopicPage, document: Document) -> None:
    assert list(TopicQuestion.objects.values_list("slug", "question")) == [
        ("mua-dat-giay-tay", "Mua đất giấy tay có làm sổ được không?")
    ]
    citation = Citation.objects.get()
    assert (citation.document, citation.eid, citation.source) == (document, "art_27__para_3__point_a", topic)
    assert citation.url == "/chu-de/dat-dai/mua-dat-giay-tay/"


def test_a_draft_change_does_not_reach_the_public(topic: TopicPage, document: Document) -> None:
    topic.questions = [("question", QuestionBlock().to_python(question(document, slug="khac")))]
    topic.save_revision()
    assert list(TopicQuestion.objects.values_list("slug", flat=True)) == ["mua-dat-giay-tay"]


def test_withdrawing_takes_questions_and_citations_away(topic: TopicPage) -> None:
    topic.unpublish()
    assert (TopicQuestion.objects.count(), Citation.objects.count()) == (0, 0)


def test_a_question_has_its_own_page(client: Client, topic: TopicPage) -> None:
    page = client.get("/chu-de/dat-dai/mua-dat-giay-tay/").content.decode()
    for part in ("Mua đất giấy tay", "Có trường hợp", "Gom giấy tờ.", "Nhận hồ sơ", "Điểm a khoản 3 Điều 27".lower()):
        assert part in page or part in page.lower()
    assert '"@type": "QAPage"' in page


def test_the_topic_lists_its_questions(client: Client, topic: TopicPage) -> None:
    page = client.get("/chu-de/dat-dai/").content.decode()
    assert 'href="/chu-de/dat-dai/mua-dat-giay-tay/"' in page
    assert '"@type": "FAQPage"' in page


def test_an_unknown_question_is_not_found(client: Client, topic: TopicPage) -> None:
    assert client.get("/chu-de/dat-dai/khong-co/").status_code == 404


@pytest.mark.parametrize("typed", ["mua dat giay tay", "MUA ĐẤT GIẤY TAY", "giấy tay"])
def test_search_finds_questions_however_typed(topic: TopicPage, typed: str) -> None:
    rebuild_index()
    found = search(SearchQuery(text=typed), today=timezone.localdate())
    assert found.results[0].url == "/chu-de/dat-dai/mua-dat-giay-tay/"


def test_a_question_with_a_script_is_shown_as_text(client: Client, section: SectionPage, document: Document) -> None:
    asked = question(document, slug="script", short_answer="<script>alert(1)</script></script>")
    section.add_child(instance=new_topic(section, [asked]))
    page = client.get("/chu-de/dat-dai/script/").content.decode()
    assert "<script>alert" not in page
    assert "\\u003cscript\\u003ealert" in page


def test_a_topic_costs_the_same_queries_with_1_and_30_questions(
    client: Client, section: SectionPage, document: Document, django_assert_max_num_queries: Any
) -> None:
    asked = [question(document, slug=f"cau-{number}") for number in range(30)]
    section.add_child(instance=new_topic(section, asked))
    client.get("/chu-de/dat-dai/")
    with django_assert_max_num_queries(6):
        client.get("/chu-de/dat-dai/")
