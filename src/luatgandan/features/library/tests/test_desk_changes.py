"""Proposals of change at the desk: beside the words they change, one by one, many at once."""

import re
from typing import Any

import pytest

from luatgandan.features.library import queries, services
from luatgandan.features.library.enums import Action, Origin, RelationKind
from luatgandan.features.library.models import Change, Document
from luatgandan.features.library.services import Related
from luatgandan.foundation.accounts.models import Person

from .changes import AHEAD, amend, article, clause, confirm, stored_decree
from .conftest import desk


@pytest.fixture
def law(db: None) -> Document:
    return stored_decree()


@pytest.fixture
def proposal(law: Document, decree: Document) -> Any:
    orders = [
        amend(law, "art_2__para_2", clause("2", "Tạm giữ xe."), text="Sửa đổi khoản 2 Điều 2 như sau: …"),
        amend(law, "art_2__para_9", clause("9", "x"), action=Action.AMEND, confidence=0.95),
        amend(law, "art_3", article("3", clause("1", "Mới.")), confidence=0.5),
    ]
    services.propose_changes(document=decree, changes=orders)
    return decree.proposed_changes.order_by("pk").first()


def test_the_preview_marks_the_words_and_stays_the_same_after_confirming(proposal: Change, officer: Person) -> None:
    shown = queries.preview(proposal)
    assert [piece.text for piece in shown.pieces if piece.mark != "same"] == ["Tịch thu", "Tạm giữ"]
    confirm(officer, proposal)
    assert queries.preview(Change.objects.get(pk=proposal.pk)) == shown


def test_a_proposal_stands_beside_the_article_and_is_confirmed(proposal: Any, wards: dict[str, Any]) -> None:
    client = desk(wards["approver-root"])
    url = f"/quan-tri/thu-vien/sua-doi/{proposal.pk}/"
    page = client.get(url).content.decode()
    assert "<del>Tịch thu</del>" in page
    assert "<ins>Tạm giữ</ins>" in page
    assert "Sửa đổi khoản 2 Điều 2 như sau" in page
    answer = client.post(url, {"confirm": "1"})
    assert answer["Location"].endswith(f"/sua-doi/{proposal.pk + 1}/")
    proposal.refresh_from_db()
    assert proposal.state == "confirmed"
    client.post(url, {"undo": "1"})
    client.post(url, {"reject": "1"})
    proposal.refresh_from_db()
    assert proposal.state == "rejected"


def test_what_cannot_be_done_is_said_and_not_offered(law: Document, decree: Document, wards: dict[str, Any]) -> None:
    services.propose_changes(document=decree, changes=[amend(law, "art_9", action=Action.REPEAL)])
    [stuck] = decree.proposed_changes.all()
    client, url = desk(wards["approver-root"]), f"/quan-tri/thu-vien/sua-doi/{stuck.pk}/"

    page = client.get(url).content.decode()
    client.post(url, {"confirm": "1"})

    assert "Không tìm thấy Điều 9" in page
    assert 'name="confirm"' not in page
    stuck.refresh_from_db()
    assert stuck.state == "proposed"


def test_a_wide_proposal_lists_what_it_was_spread_into(law: Document, decree: Document, wards: dict[str, Any]) -> None:
    services.propose_changes(document=decree, changes=[amend(law, "chp_I", action=Action.REPEAL)])
    whole, *parts = decree.proposed_changes.order_by("pk")
    client = desk(wards["editor-root"])

    page = client.get(f"/quan-tri/thu-vien/sua-doi/{whole.pk}/").content.decode()

    assert "Tách thành 2 đề xuất" in page
    links = re.findall(r'href="/quan-tri/thu-vien/sua-doi/(\d+)/">(Điều \d)</a>: bãi bỏ', page)
    assert links == [(str(part.pk), f"Điều {number}") for number, part in enumerate(parts, start=1)]
    assert "Tách thành" not in client.get(f"/quan-tri/thu-vien/sua-doi/{parts[0].pk}/").content.decode()


def test_editors_see_proposals_but_do_not_decide(proposal: Any, wards: dict[str, Any]) -> None:
    url = f"/quan-tri/thu-vien/sua-doi/{proposal.pk}/"
    client = desk(wards["editor-root"])
    assert client.get(url).status_code == 200
    client.post(url, {"confirm": "1"})
    proposal.refresh_from_db()
    assert proposal.state == "proposed"
    assert desk(wards["editor-ward-a"]).get(url)["Location"] == "/quan-tri/"


def test_all_sure_ones_are_counted_and_confirmed_at_once(proposal: Any, wards: dict[str, Any]) -> None:
    client = desk(wards["approver-root"])
    assert "Duyệt nhiều: 2 đề xuất" in client.get("/quan-tri/thu-vien/sua-doi/").content.decode()
    url = "/quan-tri/thu-vien/sua-doi/nhieu/?least=0.9"
    page = client.get(url).content.decode()
    assert page.count('name="change"') == 2
    client.post(url, {"change": [proposal.pk, proposal.pk + 1]})
    assert [one.state for one in proposal.document.proposed_changes.order_by("pk")] == [
        "confirmed",
        "confirmed",
        "proposed",
    ]


def test_relations_are_decided_from_the_list(law: Document, decree: Document, wards: dict[str, Any]) -> None:
    unsure = Related(kind=RelationKind.REPLACES, target=law, confidence=0.6, text="thay thế Nghị định số 1/2015")
    services.relate(document=decree, relations=[unsure], origin=Origin.TEXT)
    client = desk(wards["approver-root"])
    page = client.get("/quan-tri/thu-vien/sua-doi/").content.decode()
    assert "thay thế Nghị định số 1/2015" in page
    relation = decree.relations.get()
    client.post(f"/quan-tri/thu-vien/sua-doi/quan-he/{relation.pk}/", {"decision": "confirm"})
    assert Document.objects.get(pk=law.pk).ended_on == AHEAD
