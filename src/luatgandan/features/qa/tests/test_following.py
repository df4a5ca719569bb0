"""Being told when a published answer changes: by account or by a confirmed letter, once a change, until stopped."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from luatgandan.backends.messages.fake import outbox
from luatgandan.features.library.enums import Reason
from luatgandan.features.library.models import Document, Review
from luatgandan.foundation.accounts.models import Person
from luatgandan.foundation.notifications.models import Notification
from luatgandan.foundation.notifications.services import confirm_follower

from .. import queries, services
from ..models import Follower, Publication
from .conftest import NOW
from .test_askers_pages import fake_messages
from .test_public_pages import TODAY, law, published, way

__all__ = ["fake_messages", "law", "published", "way"]


@pytest.fixture
def follower(published: Publication) -> Follower:
    """The holder of an address who said yes."""
    row = services.follow_answer(question=published.question, email="ba@example.invalid", at=NOW)
    confirm_follower(follower=row, at=NOW)
    outbox.clear()
    return row


def change(published: Publication, law: Document, days: int = 30) -> Review:
    return Review.objects.create(
        source=published, document=law, eid="art_2", reason=Reason.CHANGED, changed_on=TODAY - timedelta(days=1),
        raised_at=NOW, grace_until=TODAY + timedelta(days=days), label=published.title, url="/x/",
    )  # fmt: skip


def told() -> list[str]:
    services.tell_followers(at=timezone.now())
    services.tell_followers(at=timezone.now())
    return [one.subject for one in outbox]


def test_the_holder_of_an_address_says_yes_first(
    client: Client, published: Publication, law: Document, django_capture_on_commit_callbacks: Any
) -> None:
    here = reverse("qa:follow", args=[published.address])
    with django_capture_on_commit_callbacks(execute=True):
        page = client.post(here, {"email": "Ba@example.invalid"}).content.decode()
    assert "ba@example.invalid" in page.lower()
    row = Follower.objects.get()
    assert row.confirm_url in outbox[-1].text
    outbox.clear()
    change(published, law)
    client.get(row.confirm_url)  # a program that checks mail
    assert told() == []
    client.post(row.confirm_url)
    assert len(told()) == 1
    assert client.post(here, {"email": "không phải"}).status_code == 422


def test_each_change_is_told_once(follower: Follower, published: Publication, law: Document) -> None:
    assert told() == []
    review = change(published, law)
    code = published.question.code
    assert told() == [
        f"Luật làm căn cứ cho câu trả lời bạn theo dõi ({code}) thay đổi từ ngày {review.changed_on:%d/%m/%Y}"
    ]
    assert published.get_absolute_url() in outbox[-1].text
    assert outbox[-1].stop_url.endswith(follower.stop_url)
    Review.objects.update(grace_until=TODAY - timedelta(days=1))
    assert "tạm ẩn" in told()[-1]
    assert reverse("qa:board") in outbox[-1].text
    Review.objects.all().delete()
    assert "đã được cơ quan xem lại" in told()[-1]
    Publication.objects.all().delete()
    assert "đã được gỡ" in told()[-1]
    assert len(outbox) == 4


def test_a_letter_in_khmer_leads_to_pages_in_khmer(published: Publication, law: Document) -> None:
    with override("km"):
        row = services.follow_answer(question=published.question, email="ba@example.invalid", at=NOW)
    confirm_follower(follower=row, at=NOW)
    change(published, law)
    services.tell_followers(at=NOW)
    assert f"/km{published.get_absolute_url()}" in outbox[-1].text
    assert outbox[-1].stop_url.endswith(f"/km{row.stop_url}")


def test_a_person_is_told_in_the_portal_sees_it_and_stops(
    client: Client, published: Publication, law: Document
) -> None:
    person = Person.objects.create(username="ba")
    client.force_login(person)
    here = reverse("qa:follow", args=[published.address])
    assert client.post(here).headers["Location"] == published.get_absolute_url()
    assert queries.follows_of(person)
    change(published, law)
    assert told() == []
    assert Notification.objects.get(person=person).url == published.get_absolute_url()
    assert Follower.objects.get().stop_url in client.get(here).content.decode()
    client.post(Follower.objects.get().stop_url)
    assert not Follower.objects.exists()


def test_the_link_of_the_letter_ends_it_without_signing_in(
    follower: Follower, published: Publication, law: Document
) -> None:
    assert Client(enforce_csrf_checks=True).post(follower.stop_url).status_code == 200
    change(published, law)
    assert told() == []


def test_who_is_erased_follows_nothing(published: Publication) -> None:
    person = Person.objects.create(username="ba")
    services.follow_answer(question=published.question, person=person, at=NOW)
    services.forget_asker(person_id=person.pk)
    assert not Follower.objects.exists()
    assert Client().get(reverse("qa:follow", args=["khong-co-hd-2222-2222"])).status_code == 404


def test_new_answers_of_a_field_are_a_saved_search(client: Client, published: Publication) -> None:
    page = client.get(reverse("qa:board"), {"linh-vuc": "khac"}).content.decode()
    address = f"{reverse('search:save')}?loai=question&amp;linh-vuc=khac"
    assert address in page
    assert client.get(address.replace("&amp;", "&")).status_code == 200
    assert [one.field for one in queries.question_items()] == ["khac"]
