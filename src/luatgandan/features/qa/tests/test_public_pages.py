"""What everybody reads of questions and answers."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from luatgandan.features.library.enums import Reason
from luatgandan.features.library.models import Document, Review
from luatgandan.features.library.tests.laws import stored_law
from luatgandan.foundation.organisations.models import Organisation

from .. import services
from ..enums import State
from ..models import Publication, Question
from ..rules import Caller
from ..services import Asked, PublicWords, Written, send_question
from .conftest import NOW
from .paths import Way

TODAY = timezone.localdate()


@pytest.fixture
def way(asker: Caller, officer: Caller, checker: Caller) -> Way:
    return Way(asker=asker, officer=officer, checker=checker)


@pytest.fixture
def law(db: None) -> Document:
    return stored_law()


@pytest.fixture
def published(question: Question, way: Way, law: Document) -> Publication:
    """An answer with a basis, steps and an office, published."""
    way.to(State.ACCEPTED, question)
    written = Written(
        short="Phạt 500.000 đồng.", day_of_law=TODAY, basis=[(law.pk, "art_2")],
        steps=["Lắp gương.", "Chị Hoa nộp phạt."], office="Công an phường",
    )  # fmt: skip
    services.save_draft(question=question, written=written, seen=0, by=way.officer, at=NOW)
    services.hand_in(question=question, seen=1, by=way.officer, at=NOW)
    services.check_answer(question=question, seen=1, by=way.checker, at=NOW)
    services.sign_answer(question=question, seen=1, by=way.checker, at=NOW)
    words = PublicWords(
        title="Xe không gương phạt bao nhiêu?", short="Phạt 500.000 đồng <b>.", text="Con tôi đi xe.",
        steps=("Lắp gương.",), office="Công an phường",
    )  # fmt: skip
    return services.publish_answer(question=question, words=words, is_confirmed=True, by=way.checker, at=NOW)


def publish_more(units: dict[str, Organisation], way: Way, count: int) -> None:
    for number in range(count):
        asked = Asked(title=f"Câu {number}?", text="Hỏi.", organisation=units["ward-a"])
        way.to(State.PUBLISHED, send_question(asked=asked, by=way.asker, at=NOW))


def test_reader_finds_an_answer_in_its_field_and_nothing_of_who_asked(client: Client, published: Publication) -> None:
    page = client.get(reverse("qa:board"), {"linh-vuc": "khac"}).content.decode()

    assert published.title in page
    assert published.get_absolute_url() in page
    assert "Lâm Thị Hoa" not in page
    assert published.title not in client.get(reverse("qa:board"), {"linh-vuc": "giao-thong"}).content.decode()
    assert client.get(reverse("qa:board"), {"linh-vuc": "không có", "trang": "x"}).status_code == 200


def test_answer_stands_with_basis_steps_office_and_signer(
    client: Client, published: Publication, law: Document
) -> None:
    page = client.get(published.get_absolute_url()).content.decode()

    for words in ("Con tôi đi xe.", "Lắp gương.", "Công an phường", str(published.answer.signer), "để tham khảo"):
        assert words in page
    assert "nộp phạt" not in page  # only the words that a person confirmed for everybody
    assert f'href="{law.provision_url("art_2")}"' in page
    assert "Lâm Thị Hoa" not in page
    facts = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)[0])
    assert facts["@type"] == "QAPage"
    assert facts["mainEntity"]["acceptedAnswer"]["text"] == published.short


def test_other_words_before_the_code_lead_to_the_right_address(client: Client, published: Publication) -> None:
    code, here = published.question.code.lower(), published.get_absolute_url()

    assert client.get(f"/hoi-dap/q/sai-loi-{code}/").headers["Location"] == here
    assert client.get(f"/km/hoi-dap/q/sai-loi-{code}/").headers["Location"] == f"/km{here}"
    assert client.get(f"/km{here}").status_code == 200
    assert client.get("/hoi-dap/q/khong-co-hd-2222-2222/").status_code == 404


def test_changed_law_is_told_then_the_answer_is_hidden(client: Client, published: Publication, law: Document) -> None:
    review = Review.objects.create(
        source=published, document=law, eid="art_2", reason=Reason.CHANGED, changed_on=TODAY - timedelta(days=1),
        raised_at=NOW, grace_until=TODAY + timedelta(days=30), label=published.title, url=published.get_absolute_url(),
    )  # fmt: skip
    assert "đang rà soát" in client.get(published.get_absolute_url()).content.decode()

    Review.objects.filter(pk=review.pk).update(grace_until=TODAY - timedelta(days=1))
    hidden = client.get(published.get_absolute_url())
    assert hidden.status_code == 404
    assert "Câu trả lời này đang tạm ẩn" in hidden.content.decode()
    assert published.short not in hidden.content.decode()
    assert published.title not in client.get(reverse("qa:board")).content.decode()


def test_list_costs_the_same_with_one_and_with_thirty(
    client: Client,
    units: dict[str, Organisation],
    way: Way,
    django_assert_num_queries: Any,
    django_assert_max_num_queries: Any,
) -> None:
    publish_more(units, way, 1)
    client.get(reverse("qa:board"))
    with django_assert_max_num_queries(12) as one:
        client.get(reverse("qa:board"))
    publish_more(units, way, 29)
    with django_assert_num_queries(len(one)):
        page = client.get(reverse("qa:board")).content.decode()
    assert page.count("links__link") == 20
    assert "?trang=2" in page


def test_feed_reader_follows_one_field(client: Client, published: Publication) -> None:
    assert published.title in client.get(reverse("qa:field_atom", args=["khac"])).content.decode()
    assert published.title not in client.get(reverse("qa:field_atom", args=["giao-thong"])).content.decode()
    assert client.get(reverse("qa:field_atom", args=["khong-co"])).status_code == 404
