"""The review queue at the desk: who sees it, both wordings, decisions."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from luatgandan.features.library import queries, services
from luatgandan.features.library.models import Document, Review
from luatgandan.foundation.accounts.models import Person
from luatgandan.foundation.audit.models import Entry
from luatgandan.lib.legaltext import Address

from .changes import AHEAD, amend, clause, stored_decree
from .conftest import desk
from .laws import NOW
from .reviewing import TODAY, cites, happens, owners, term

pytestmark = pytest.mark.usefixtures("citing_terms")


@pytest.fixture
def law(db: None) -> Document:
    return stored_decree()


@pytest.fixture
def waiting(
    law: Document, decree: Document, officer: Person, wards: dict[str, Any], django_capture_on_commit_callbacks: Any
) -> Review:
    """A thing of ward a must be looked at again."""
    source = term()
    owners[source.pk] = wards["ward-a"]
    cites(source, law, a=Address("2", "2"))
    happens(
        django_capture_on_commit_callbacks, officer, decree, amend(law, "art_2__para_2", clause("2", "Tạm giữ xe."))
    )
    return Review.objects.get()


def test_only_the_ward_and_the_city_see_a_review(waiting: Review, wards: dict[str, Any]) -> None:
    url = f"/quan-tri/thu-vien/xem-lai/{waiting.pk}/"
    seen = {name: desk(wards[name]).get(url).status_code
            for name in ("editor-ward-a", "approver-ward-a", "editor-ward-b", "editor-root")}  # fmt: skip
    assert seen == {"editor-ward-a": 200, "approver-ward-a": 200, "editor-ward-b": 404, "editor-root": 200}
    assert queries.counts_for(wards["editor-ward-a"], on=date(2028, 1, 1)) == (1, 1)
    assert queries.counts_for(wards["editor-ward-b"], on=TODAY) == (0, 0)


def test_the_officer_sees_both_wordings_and_decides(waiting: Review, wards: dict[str, Any]) -> None:
    client = desk(wards["editor-ward-a"])
    listed = client.get("/quan-tri/thu-vien/xem-lai/").content.decode()
    assert "Mục a" in listed
    url = f"/quan-tri/thu-vien/xem-lai/{waiting.pk}/"
    page = client.get(url).content.decode()
    assert "<del>Tịch thu</del>" in page
    assert "<ins>Tạm giữ</ins>" in page
    assert "Bị tịch thu xe. (a)" in page
    assert "Gỡ xuống" not in page
    client.post(url, {"decision": "withdrawn"})
    assert Review.objects.get().decision == "open"
    assert client.post(url, {"decision": ""}).status_code == 200
    assert client.post(url, {"decision": "mended", "note": "Viết lại"}).status_code == 302
    decided = Review.objects.get()
    assert (decided.decision, decided.note) == ("mended", "Viết lại")
    entry = Entry.objects.get(action="library.decide_review")
    assert (entry.organisation_code, entry.actor_id) == ("ward-a", str(wards["editor-ward-a"].public_id))


def test_an_approver_takes_it_down(waiting: Review, wards: dict[str, Any]) -> None:
    client = desk(wards["approver-ward-a"])
    client.post(f"/quan-tri/thu-vien/xem-lai/{waiting.pk}/", {"decision": "withdrawn"})
    assert Review.objects.get().decision == "withdrawn"


@pytest.mark.parametrize("query", ["decision=x", "late=on", "p=-4", "decision=", "p=x&late=%00"])
def test_odd_filters_of_the_queue_never_fail(waiting: Review, wards: dict[str, Any], query: str) -> None:
    assert desk(wards["editor-root"]).get(f"/quan-tri/thu-vien/xem-lai/?{query}").status_code == 200


def test_the_queue_costs_the_same_with_1_and_30_rows(
    waiting: Review, wards: dict[str, Any], law: Document, django_assert_max_num_queries: Any
) -> None:
    client = desk(wards["editor-root"])
    client.get("/quan-tri/thu-vien/xem-lai/")
    with django_assert_max_num_queries(40) as one:
        client.get("/quan-tri/thu-vien/xem-lai/")
    count = len(one.captured_queries)
    cites(term("khac"), law, **{f"p{number}": Address("2") for number in range(40)})
    services.flag_provisions(document=law, eids=["art_2"], on=AHEAD, by=None, at=NOW)
    Review.objects.filter(part="").delete()
    with django_assert_max_num_queries(count):
        client.get("/quan-tri/thu-vien/xem-lai/")


def test_citizens_and_strangers_stay_outside(waiting: Review, client: Client) -> None:
    for url in ("/quan-tri/thu-vien/xem-lai/", "/quan-tri/thu-vien/sua-doi/"):
        assert client.get(url).status_code == 302
        citizen = Person.objects.get_or_create(username="dan", email="dan@example.invalid")[0]
        assert desk(citizen).get(url).status_code in (302, 403)
