"""Every address of the room, with objects of another contest and with everybody who has no business there."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import URLPattern, reverse
from django.utils import timezone

from luatgandan.foundation.accounts.models import Person
from luatgandan.foundation.accounts.rules import Role
from luatgandan.foundation.accounts.services import publish_texts
from luatgandan.foundation.organisations.models import Organisation
from luatgandan.lib.vietnamese import fold

from ..enums import SignalKind, State
from ..models import Award, Complaint, Contest, Document, Entrant, LogEntry, Prize, Round, Signal, Unit
from ..rules.codes import login_digest
from ..urls import urlpatterns as public_patterns
from ..viewsets import ContestViewSet, ResultViewSet
from .making import make_attempt, make_entrant
from .outcomes import five_ranked, officer, with_prizes

pytestmark = pytest.mark.django_db
DESK = [("contests_desk", one) for one in ContestViewSet().get_urlpatterns()]
RESULTS = [("contests_results", one) for one in ResultViewSet().get_urlpatterns()]
LISTS = ("contests_desk:list", "contests_desk:new", "contests_results:list", "contests_results:weak_fields")
WORDS = {"act": "huy", "name": "bang-tinh.xlsx", "number": 1}


@dataclass(frozen=True)
class House:
    """One contest with one thing of each kind, by the names that addresses use."""

    contest: Contest
    round: Round
    things: dict[str, Any]


def house(round_: Round) -> House:
    contest, now = round_.contest, timezone.now()
    entrant = make_entrant(contest, 70, login_digest=login_digest(f"{contest.slug}1"))
    prize = Prize.objects.filter(contest=contest)[0]
    name = f"Lớp {contest.pk}"
    things = {
        "document": contest.documents.create(kind="rules", title="Thể lệ", file=ContentFile(b"x", "a.pdf")),
        "unit": contest.units.create(name=name, folded=fold(name), join_code=f"L{contest.pk}"),
        "award": prize.awards.create(attempt=make_attempt(round_, entrant)),
        "complaint": round_.complaints.create(entrant=entrant, text="Riêng tư", sent_at=now),
        "signal": round_.signals.create(kind=SignalKind.SPEED, key="x", strength=1, found_at=now),
    }
    keys = {name: one.pk for name, one in things.items()}
    return House(contest=contest, round=round_, things={**keys, "code": entrant.code})


@pytest.fixture
def mine(settings: Any) -> House:
    settings.STAFF_SECOND_FACTOR = False
    return house(with_prizes(five_ranked()))


@pytest.fixture
def other(mine: House) -> House:
    """The contest of another unit, of the same shape; its entrant has a code that is not in the first."""
    unit = Organisation.objects.get(code="ward-b")
    contest = Contest.objects.create(
        organisation=unit, slug="cua-noi-khac", title="Của nơi khác", state=State.PUBLISHED,
        changed_at=timezone.now(), published_at=timezone.now(),
    )  # fmt: skip
    round_ = Round.objects.get(pk=mine.round.pk)
    sealed, round_.pk, round_.contest = round_.sealed, None, contest
    round_.save()
    sealed.pk = round_.pk
    sealed.round = round_
    sealed.save(force_insert=True)
    Prize.objects.create(contest=contest, round=round_, order=1, title="Giải Nhất", quantity=1)
    found = house(round_)
    Entrant.objects.filter(contest=contest).update(code="CT-NOIKH")
    return House(contest=contest, round=round_, things={**found.things, "code": "CT-NOIKH"})


def addresses(patterns: list[tuple[str, URLPattern]], at: House, with_things_of: House) -> Iterator[tuple[str, bool]]:
    """Every address at one contest with the things of another; whether it names any such thing."""
    for space, pattern in patterns:
        names = pattern.pattern.converters
        values = {name: at.contest.pk if space == "contests_desk" else at.round.pk for name in names if name == "pk"}
        values |= {name: WORDS[name] for name in names if name in WORDS}
        foreign = {name: with_things_of.things[name] for name in names if name in with_things_of.things}
        yield reverse(f"{space}:{pattern.name}", kwargs=values | foreign), bool(foreign)


def signed_in(person: Person | None) -> Client:
    client = Client()
    if person:
        client.force_login(person)
    return client


def state_of(contest: Contest) -> tuple[Any, ...]:
    return (
        Contest.objects.filter(pk=contest.pk).values_list().get(), list(contest.rounds.values_list()),
        *(model.objects.filter(contest=contest).count() for model in (Document, Unit, Entrant, Prize, LogEntry)),
        list(Award.objects.filter(prize__contest=contest).values_list("pk", "state").order_by("pk")),
        list(Complaint.objects.filter(round__contest=contest).values_list("answer", flat=True)),
        list(Signal.objects.filter(round__contest=contest).values_list("state", flat=True)),
    )  # fmt: skip


def test_things_of_another_contest_are_not_there_at_the_desk(mine: House, other: House) -> None:
    desk = signed_in(officer(Role.APPROVER))
    assert desk.get(reverse("contests_desk:unit", args=[mine.contest.pk, mine.things["unit"]])).status_code == 200
    before = state_of(other.contest)
    found = [path for path, is_foreign in addresses([*DESK, *RESULTS], mine, other) if is_foreign]
    assert len(found) >= 7
    for path in found:
        assert (path, desk.get(path).status_code) == (path, 404)
        assert (path, desk.post(path, {"answer": "x", "reason": "x", "percent": 50}).status_code) in {
            (path, 404),
            (path, 405),
        }
    assert state_of(other.contest) == before


@pytest.mark.parametrize("who", ["nobody", "citizen", "editor of another unit", "auditor of another unit"])
def test_nobody_from_elsewhere_opens_a_page_of_a_contest(mine: House, who: str) -> None:
    people: dict[str, Callable[[], Person | None]] = {
        "nobody": lambda: None,
        "citizen": lambda: Person.objects.create_user("dan", "dan@example.invalid", "x"),
        "editor of another unit": lambda: officer(Role.EDITOR, "ward-b"),
        "auditor of another unit": lambda: officer(Role.AUDITOR, "ward-b"),
    }
    client, before = signed_in(people[who]()), state_of(mine.contest)
    own = set(map(reverse, LISTS))
    for path, _is_foreign in addresses([*DESK, *RESULTS], mine, mine):
        if path not in own:
            told = [client.get(path).status_code, client.post(path, {"reason": "x"}).status_code]
            assert (path, set(told) <= {302, 403, 404, 405}) == (path, True)
    assert state_of(mine.contest) == before


def test_public_addresses_tell_nothing_of_another_contest(mine: House, other: House) -> None:
    """A pupil of one contest opens every address of the other; nothing of the own contest opens there."""
    publish_texts(at=timezone.now())
    Round.objects.update(ends_at=timezone.now() + timedelta(hours=1), phase="sealed", ranked_at=None)
    pupil = Client()
    entered = pupil.post("/cuoc-thi/cua-noi-khac/ma-rieng/", {"code": "cuanoikhac1", "agrees": "on"})
    assert entered.status_code == 302
    unit = Unit.objects.get(pk=other.things["unit"])
    values = {"slug": mine.contest.slug, "number": 1, "attempt": 1, "pk": other.things["document"],
              "code": unit.join_code, "field": "giao-thong"}  # fmt: skip
    before = state_of(mine.contest)
    for pattern in public_patterns:
        names = pattern.pattern.converters
        if "slug" not in names:
            continue
        path = reverse(f"contests:{pattern.name}", kwargs={name: values[name] for name in names})
        for answer in (pupil.get(path), pupil.post(path, {"don-vi": unit.join_code})):
            body = b"" if answer.streaming else answer.content
            assert (path, unit.name.encode() in body, b"CT-" in body and pattern.name not in {"board"}) == (
                path,
                False,
                False,
            )
        if {"attempt", "pk"} & set(names):
            assert (path, pupil.get(path).status_code) == (path, 404)
    assert state_of(mine.contest) == before
