"""The review queue: what is flagged by which change, grace, policy, decisions, rights, undoing, what readers see."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from luatgandan.features.library import queries, services
from luatgandan.features.library.enums import Action, Decision, Origin, Reason, RelationKind
from luatgandan.features.library.models import Document, Review, Term
from luatgandan.features.library.registry import CitingSource, Policy
from luatgandan.features.library.services import Cited, ProposedChange, Related
from luatgandan.foundation.accounts.models import Person
from luatgandan.foundation.accounts.services import grant_role
from luatgandan.foundation.audit.models import Entry
from luatgandan.foundation.modules import registry
from luatgandan.foundation.notifications.models import Notification
from luatgandan.foundation.organisations.models import Organisation
from luatgandan.lib.legaltext import Address
from luatgandan.lib.legaltext.tree import Node

from .test_changes import ARTICLES, amend, article, clause, make, point

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)
AHEAD = date(2027, 1, 1)
owners: dict[int, Any] = {}
people: dict[int, list[Any]] = {}


@pytest.fixture(autouse=True)
def offer() -> Iterator[None]:
    """A room whose things are words of the glossary; hidden after the grace date."""
    source = CitingSource(
        model="library.term", title="Từ", policy=Policy.HIDE, grace_days=30,
        edit_url=lambda term, part: f"/sua/{term.pk}/{part}/",
        organisation=lambda term: owners.get(term.pk), people=lambda term: people.get(term.pk, []),
        says=lambda term, part: f"{term.meaning} ({part})",
    )  # fmt: skip
    registry.register(registry.Module(name="test", title="Thử", offers=(source,)))
    yield
    registry._modules.pop("test")
    owners.clear()
    people.clear()


@pytest.fixture
def law(db: None) -> Document:
    return make("1/2015/NĐ-CP", date(2014, 12, 1), date(2015, 1, 1), *ARTICLES)


@pytest.fixture
def decree(db: None) -> Document:
    """It amends the law from the coming New Year on."""
    return make("20/2026/NĐ-CP", date(2026, 11, 1), AHEAD)


@pytest.fixture
def officer(db: None) -> Person:
    return Person.objects.create_superuser("root", "root@example.invalid", "x")


def term(name: str = "giam-xe") -> Term:
    return Term.objects.create(slug=name, everyday=name, legal_term="x", meaning="Bị tịch thu xe.")


def cites(source: Term, law: Document, **parts: Address) -> None:
    cited = [Cited(document=law, address=address, label=f"Mục {part}", url=f"/tu-dien/#{part}", part=part, says="Lời")
             for part, address in parts.items()]  # fmt: skip
    services.cite(source=source, cited=cited, as_of=TODAY)


def happens(callbacks: Any, officer: Person, decree: Document, *changes: ProposedChange) -> None:
    """The changes are proposed and confirmed, and all that follows after commit."""
    services.propose_changes(document=decree, changes=changes)
    with callbacks(execute=True):
        for change in decree.proposed_changes.order_by("pk"):
            services.confirm_change(change=change, by=officer, at=NOW)


def flagged() -> list[tuple[str, str]]:
    return [(one.part, one.reason) for one in Review.objects.filter(decision=Decision.OPEN).order_by("part")]


CITED = {
    "ca-dieu": Address("2"),
    "khoan-1": Address("2", "1"),
    "diem-1a": Address("2", "1", "a"),
    "diem-1b": Address("2", "1", "b"),
    "khoan-2": Address("2", "2"),
    "dieu-3": Address("3"),
}


@pytest.mark.parametrize(
    ("target", "content", "expected"),
    [
        ("art_2__para_1__point_a", point("a", "đi ngược chiều;"), ["ca-dieu", "diem-1a", "khoan-1"]),
        ("art_2__para_2", clause("2", "Tạm giữ xe."), ["ca-dieu", "khoan-2"]),
        ("art_2__para_3", clause("3", "Nhắc nhở."), ["ca-dieu"]),
        ("art_2__para_1", clause("1", "Cảnh cáo đối với:", *ARTICLES[1].children[0].children),
         ["ca-dieu", "diem-1a", "diem-1b", "khoan-1"]),
        ("art_2__para_2a", clause("2a", "Mới."), ["ca-dieu"]),
    ],
)  # fmt: skip
def test_a_change_touches_what_cites_it_what_is_around_and_what_is_inside(
    law: Document, decree: Document, officer: Person, django_capture_on_commit_callbacks: Any,
    target: str, content: Node, expected: list[str],
) -> None:  # fmt: skip
    cites(term(), law, **CITED)
    happens(django_capture_on_commit_callbacks, officer, decree, amend(law, target, content))
    assert [part for part, _reason in flagged()] == expected


def test_a_repealed_article_touches_all_its_clauses(
    law: Document, decree: Document, officer: Person, django_capture_on_commit_callbacks: Any
) -> None:
    cites(term(), law, **CITED)
    repeal = ProposedChange(action=Action.REPEAL, target=law, target_eid="art_2")
    happens(django_capture_on_commit_callbacks, officer, decree, repeal)
    assert flagged() == [(part, Reason.REPEALED) for part in sorted(CITED) if part != "dieu-3"]


def test_a_document_that_ends_touches_everything_and_a_taken_back_end_nothing(
    law: Document, decree: Document, django_capture_on_commit_callbacks: Any
) -> None:
    cites(term(), law, **CITED)
    replaced = Related(kind=RelationKind.REPLACES, target=law)
    with django_capture_on_commit_callbacks(execute=True):
        services.relate(document=decree, relations=[replaced], origin=Origin.PORTAL)
    assert flagged() == [(part, Reason.EXPIRED) for part in sorted(CITED)]
    assert {one.changed_by for one in Review.objects.all()} == {decree}
    with django_capture_on_commit_callbacks(execute=True):
        services.relate(document=decree, relations=[], origin=Origin.PORTAL)
    assert flagged() == []
    with django_capture_on_commit_callbacks(execute=True):
        services.relate(document=decree, relations=[replaced], origin=Origin.PORTAL)
    assert len(flagged()) == Review.objects.count() == len(CITED)


def test_one_review_for_each_part_and_change_however_often_it_is_told(
    law: Document, decree: Document, officer: Person, django_capture_on_commit_callbacks: Any
) -> None:
    cites(term(), law, a=Address("2"), b=Address("2"))
    orders = [amend(law, f"art_2__para_{number}", clause(number, "Mới.")) for number in "23"]
    happens(django_capture_on_commit_callbacks, officer, decree, *orders)
    assert flagged() == [("a", "changed"), ("b", "changed")]


def test_who_wrote_with_the_new_words_before_them_is_left_alone(
    law: Document, decree: Document, officer: Person, django_capture_on_commit_callbacks: Any
) -> None:
    source = term()
    cites(source, law, a=Address("2", "2"))
    change = amend(law, "art_2__para_2", clause("2", "Mới."), on=date(2020, 1, 1))
    happens(django_capture_on_commit_callbacks, officer, decree, change)
    assert flagged() == [("a", "changed")]
    Review.objects.all().delete()
    cites(source, law, a=Address("2", "2"))
    services.flag_provisions(document=law, eids=["art_2__para_2"], on=date(2020, 1, 1), by=decree, at=NOW)
    assert flagged() == []


def test_without_our_text_the_day_of_writing_decides(db: None, decree: Document) -> None:
    bare = make("3/2015/NĐ-CP", date(2014, 12, 1), date(2015, 1, 1))
    cites(term(), bare, a=Address("2"))
    services.flag_provisions(document=bare, eids=["art_2"], on=TODAY - timedelta(days=400), by=decree, at=NOW)
    assert flagged() == []
    services.flag_provisions(document=bare, eids=["art_2"], on=AHEAD, by=decree, at=NOW)
    assert [part for part, _reason in flagged()] == ["a"]


def test_an_undone_change_takes_its_reviews_back_but_not_a_decision(
    law: Document, decree: Document, officer: Person, django_capture_on_commit_callbacks: Any
) -> None:
    cites(term(), law, a=Address("2"), b=Address("2", "2"))
    happens(django_capture_on_commit_callbacks, officer, decree, amend(law, "art_2__para_2", clause("2", "Mới.")))
    decided = Review.objects.get(part="a")
    services.decide_review(review=decided, decision=Decision.MENDED, note="Đã viết lại", by=officer, at=NOW)
    with django_capture_on_commit_callbacks(execute=True):
        services.undo_change(change=decree.proposed_changes.get(), by=officer, at=NOW)
    assert [(one.part, one.decision, one.note) for one in Review.objects.order_by("part")] == [
        ("a", "mended", "Đã viết lại"),
        ("b", "kept", "Thay đổi của luật đã được rút lại."),
    ]


def test_mending_so_that_it_is_no_longer_cited_closes_the_review(
    law: Document, decree: Document, officer: Person, django_capture_on_commit_callbacks: Any
) -> None:
    source = term()
    cites(source, law, a=Address("2"), b=Address("2"))
    happens(django_capture_on_commit_callbacks, officer, decree, amend(law, "art_2__para_2", clause("2", "Mới.")))
    cites(source, law, a=Address("3"), b=Address("2"))
    assert flagged() == [("b", "changed")]


def test_readers_are_told_first_warned_then_it_is_hidden_then_gone(
    law: Document, decree: Document, officer: Person, django_capture_on_commit_callbacks: Any
) -> None:
    source = term()
    cites(source, law, a=Address("2"))
    assert queries.notices_for(source, on=TODAY) == {}
    happens(django_capture_on_commit_callbacks, officer, decree, amend(law, "art_2__para_2", clause("2", "Mới.")))
    review = Review.objects.get()
    assert (review.changed_on, review.grace_until > AHEAD - timedelta(days=1)) == (AHEAD, True)
    told = [(one.is_ahead, one.is_hidden) for day in (TODAY, AHEAD, AHEAD + timedelta(days=60))
            for one in queries.notices_for(source, on=day).values()]  # fmt: skip
    assert told == [(True, False), (False, False), (False, True)]
    assert queries.hidden_parts(Term, on=AHEAD + timedelta(days=60)) == {(source.pk, "a")}
    services.decide_review(review=review, decision=Decision.WITHDRAWN, note="", by=officer, at=NOW)
    assert queries.notices_for(source, on=TODAY)["a"].is_hidden
    services.decide_review(review=review, decision=Decision.MENDED, note="", by=officer, at=NOW)
    assert queries.notices_for(source, on=TODAY) == {}
    assert Entry.objects.filter(action="library.decide_review").count() == 2


def test_a_citation_of_what_does_not_exist_is_shown_to_officers_only(law: Document) -> None:
    source = term()
    cites(source, law, a=Address("99"), b=Address("2", "9"), c=Address("2", "1", "a"))
    for _time in range(2):
        services.flag_missing(document=law, at=NOW)
    assert flagged() == [("a", "missing"), ("b", "missing")]
    assert (queries.notices_for(source, on=TODAY), queries.hidden_parts(Term, on=date(2030, 1, 1))) == ({}, set())


def test_editors_are_told_once_for_a_thing(
    law: Document, decree: Document, officer: Person, django_capture_on_commit_callbacks: Any
) -> None:
    source = term()
    people[source.pk] = [officer, officer]
    cites(source, law, a=Address("2"), b=Address("2", "2"))
    happens(django_capture_on_commit_callbacks, officer, decree, amend(law, "art_2__para_2", clause("2", "Mới.")))
    [told] = Notification.objects.all()
    assert told.title.startswith("Nghị định 1/2015/NĐ-CP thay đổi từ 01/01/2027: cần xem lại “Mục a” và 1 mục khác")
    services.remind_of_reviews(at=datetime(2027, 1, 2, 3, tzinfo=UTC))
    assert Notification.objects.count() == 2


# --- At the desk ------------------------------------------------------------------------------------------------


@pytest.fixture
def wards(db: None, officer: Person, settings: Any) -> dict[str, Any]:
    """Two wards, an editor and an approver in ward a, an editor in ward b."""
    settings.STAFF_SECOND_FACTOR = False
    root = Organisation.objects.create(code="can-tho", name="TP", kind="city", path="/can-tho/", folded="tp")
    found: dict[str, Any] = {"root": root}
    for code in ("ward-a", "ward-b"):
        found[code] = Organisation.objects.create(
            code=code, name=code, kind="ward_committee", parent=root, path=f"/can-tho/{code}/", folded=code
        )
    for role, code in (("editor", "ward-a"), ("approver", "ward-a"), ("editor", "ward-b"), ("editor", "root"),
                       ("approver", "root")):  # fmt: skip
        person = Person.objects.create_user(f"{role}-{code}", f"{role}-{code}@example.invalid", "x")
        grant_role(person=person, role=role, room="*", organisation=found[code], by=officer, at=NOW, reason="thử")
        found[f"{role}-{code}"] = Person.objects.get(pk=person.pk)
    return found


def login(client: Client, person: Person) -> Client:
    client.force_login(person)
    return client


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


def test_only_the_ward_and_the_city_see_a_review(waiting: Review, wards: dict[str, Any], client: Client) -> None:
    url = f"/quan-tri/thu-vien/xem-lai/{waiting.pk}/"
    seen = {name: login(client, wards[name]).get(url).status_code
            for name in ("editor-ward-a", "approver-ward-a", "editor-ward-b", "editor-root")}  # fmt: skip
    assert seen == {"editor-ward-a": 200, "approver-ward-a": 200, "editor-ward-b": 404, "editor-root": 200}
    assert queries.counts_for(wards["editor-ward-a"], on=date(2028, 1, 1)) == (1, 1)
    assert queries.counts_for(wards["editor-ward-b"], on=TODAY) == (0, 0)


def test_the_officer_sees_both_wordings_and_decides(waiting: Review, wards: dict[str, Any], client: Client) -> None:
    login(client, wards["editor-ward-a"])
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


def test_an_approver_takes_it_down(waiting: Review, wards: dict[str, Any], client: Client) -> None:
    login(client, wards["approver-ward-a"])
    client.post(f"/quan-tri/thu-vien/xem-lai/{waiting.pk}/", {"decision": "withdrawn"})
    assert Review.objects.get().decision == "withdrawn"


@pytest.mark.parametrize("query", ["decision=x", "late=on", "p=-4", "decision=", "p=x&late=%00"])
def test_odd_filters_of_the_queue_never_fail(
    waiting: Review, wards: dict[str, Any], client: Client, query: str
) -> None:
    assert login(client, wards["editor-root"]).get(f"/quan-tri/thu-vien/xem-lai/?{query}").status_code == 200


def test_the_queue_costs_the_same_with_1_and_30_rows(
    waiting: Review, wards: dict[str, Any], client: Client, law: Document, django_assert_max_num_queries: Any
) -> None:
    login(client, wards["editor-root"])
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
        assert login(Client(), citizen).get(url).status_code in (302, 403)


@pytest.fixture
def proposal(law: Document, decree: Document) -> Any:
    orders = [
        amend(law, "art_2__para_2", clause("2", "Tạm giữ xe."), text="Sửa đổi khoản 2 Điều 2 như sau: …"),
        amend(law, "art_2__para_9", clause("9", "x"), action=Action.AMEND, confidence=0.95),
        amend(law, "art_3", article("3", clause("1", "Mới.")), confidence=0.5),
    ]
    services.propose_changes(document=decree, changes=orders)
    return decree.proposed_changes.order_by("pk").first()


def test_a_proposal_stands_beside_the_article_and_is_confirmed(
    proposal: Any, wards: dict[str, Any], client: Client
) -> None:
    login(client, wards["approver-root"])
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


def test_what_cannot_be_done_is_said_and_not_offered(proposal: Any, wards: dict[str, Any], client: Client) -> None:
    login(client, wards["approver-root"])
    url = f"/quan-tri/thu-vien/sua-doi/{proposal.pk + 1}/"
    page = client.get(url).content.decode()
    assert "Chưa đọc" not in page
    assert client.post(url, {"confirm": "1"}).status_code == 302


def test_editors_see_proposals_but_do_not_decide(proposal: Any, wards: dict[str, Any], client: Client) -> None:
    url = f"/quan-tri/thu-vien/sua-doi/{proposal.pk}/"
    assert login(client, wards["editor-root"]).get(url).status_code == 200
    client.post(url, {"confirm": "1"})
    proposal.refresh_from_db()
    assert proposal.state == "proposed"
    assert login(client, wards["editor-ward-a"]).get(url)["Location"] == "/quan-tri/"


def test_all_sure_ones_are_counted_and_confirmed_at_once(proposal: Any, wards: dict[str, Any], client: Client) -> None:
    login(client, wards["approver-root"])
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


def test_relations_are_decided_from_the_list(
    law: Document, decree: Document, wards: dict[str, Any], client: Client
) -> None:
    unsure = Related(kind=RelationKind.REPLACES, target=law, confidence=0.6, text="thay thế Nghị định số 1/2015")
    services.relate(document=decree, relations=[unsure], origin=Origin.TEXT)
    login(client, wards["approver-root"])
    page = client.get("/quan-tri/thu-vien/sua-doi/").content.decode()
    assert "thay thế Nghị định số 1/2015" in page
    relation = decree.relations.get()
    client.post(f"/quan-tri/thu-vien/sua-doi/quan-he/{relation.pk}/", {"decision": "confirm"})
    assert Document.objects.get(pk=law.pk).ended_on == AHEAD
