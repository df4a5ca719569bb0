"""Who is erased leaves what goes on, but does not begin anew; a year after a contest nobody of it is known."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from luatgandan.foundation.accounts.models import ConsentText, Person
from luatgandan.foundation.accounts.rules import Role
from luatgandan.foundation.accounts.services.people import erase_person
from luatgandan.foundation.audit.models import Entry

from ..enums import Phase, Standing, State
from ..models import Attempt, Award, Device, Entrant, LogEntry, Round
from ..proving import verify
from ..queries import is_receipt_true
from ..queries.boards import person_board
from ..queries.proof import proof_lines
from ..rules.codes import phone_digest
from ..services import end_round, rank_round
from ..services.forgetting import forget_entrants
from ..services.rosters import set_extra_time
from .making import make_entrant
from .outcomes import RANKED, WINDOW_OVER, award_of, five_ranked, officer, proposed, round_
from .pages import HOME, change, citizen, round, text, texts, ward

__all__ = ["citizen", "round", "round_", "texts", "ward"]
pytestmark = pytest.mark.django_db
YEAR = timedelta(days=365)
JOINING = {"name": "Hoa", "agrees": "on"}


def erased(person: Person, capture: Any) -> None:
    with capture(execute=True):
        erase_person(person=person, by=None, at=timezone.now())


def test_who_is_erased_is_not_ranked_and_wins_nothing(
    round_: Round, citizen: Person, django_capture_on_commit_callbacks: Any
) -> None:
    first = Attempt.objects.get(round=proposed(round_), place=1)
    Entrant.objects.filter(pk=first.entrant_id).update(person=citizen)
    erased(citizen, django_capture_on_commit_callbacks)
    entrant = Entrant.objects.get(pk=first.entrant_id)
    assert (entrant.standing, entrant.name, entrant.person) == (Standing.WITHDRAWN, "", None)
    assert not Award.objects.filter(attempt=first).exists()
    rank_round(round=round_, at=RANKED + timedelta(hours=1))
    assert entrant.code not in [one.code for one in person_board(round_, at=RANKED)]


def test_who_is_erased_stays_excluded(citizen: Person, round: Round, django_capture_on_commit_callbacks: Any) -> None:
    make_entrant(round.contest, 1, person=citizen, standing=Standing.EXCLUDED)
    erased(citizen, django_capture_on_commit_callbacks)
    assert Entrant.objects.get().standing == Standing.EXCLUDED


def again(number: str) -> Client:
    """A new account with the same phone."""
    person = Person.objects.create_user("moi", "moi@example.invalid", "x")
    Person.objects.filter(pk=person.pk).update(phone=number, phone_verified_at=timezone.now())
    client = Client()
    client.force_login(person)
    return client


def test_who_is_erased_does_not_begin_anew_with_the_same_phone_while_the_contest_goes_on(
    citizen: Person, round: Round, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    client.post(f"{HOME}dang-ky/", JOINING)
    phone = citizen.phone
    erased(citizen, django_capture_on_commit_callbacks)
    assert "Số điện thoại này đã đăng ký dự thi" in text(again(phone).post(f"{HOME}dang-ky/", JOINING))
    assert list(Entrant.objects.values_list("person", "name", "phone_digest")) == [(None, "", phone_digest(phone))]
    Round.objects.update(phase=Phase.DECIDED)
    forget_entrants(at=timezone.now())
    assert Entrant.objects.get().phone_digest == ""


@pytest.mark.parametrize("how", ["decided", "cancelled", "for practice"])
def test_of_a_contest_that_is_over_the_phone_of_the_erased_goes_at_once(
    citizen: Person, round: Round, how: str, django_capture_on_commit_callbacks: Any
) -> None:
    make_entrant(round.contest, 1, person=citizen, phone_digest=phone_digest(citizen.phone))
    Round.objects.update(phase=Phase.DECIDED if how == "decided" else Phase.SEALED)
    if how != "decided":
        change(round.contest, **({"state": State.CANCELLED} if how == "cancelled" else {"is_practice": True}))
    erased(citizen, django_capture_on_commit_callbacks)
    assert Entrant.objects.get().phone_digest == ""


def test_more_time_of_a_disabled_person_stands_in_no_log_for_ever(
    citizen: Person, round: Round, django_capture_on_commit_callbacks: Any
) -> None:
    entrant = make_entrant(round.contest, 1, person=citizen)
    set_extra_time(entrant=entrant, percent=50, by=officer(Role.EDITOR), at=timezone.now())
    assert Entry.objects.get(action="contests.extra_time").detail == {}
    line = LogEntry.objects.get(detail__what="extra_time")
    assert (line.detail["entrant"], line.detail["percent"]) == (entrant.code, 50)
    erased(citizen, django_capture_on_commit_callbacks)
    line.refresh_from_db()
    assert line.detail == {"what": "extra_time"}


def known() -> list[str]:
    return list(Entrant.objects.exclude(name="", phone_digest="").order_by("code").values_list("code", flat=True))


def roster_with_devices() -> Round:
    ranked = five_ranked()
    end_round(round=ranked, at=RANKED)
    Entrant.objects.update(born_on=date(2012, 1, 1), class_name="8A", phone="+84912345678", email="a@example.invalid")
    for entrant in Entrant.objects.all():
        entrant.phone_digest = entrant.login_digest = phone_digest(entrant.code)
        entrant.save()
    for attempt in Attempt.objects.all():
        Device.objects.create(attempt=attempt, digest="máy", first_at=RANKED)
    return ranked


def test_a_year_after_the_contest_nobody_is_known_and_all_is_still_checked() -> None:
    ranked = roster_with_devices()
    Round.objects.update(decided_at=WINDOW_OVER, phase=Phase.DECIDED)
    contest = ranked.contest
    before = list(proof_lines(contest, at=RANKED))
    assert (forget_entrants(at=WINDOW_OVER + YEAR - timedelta(seconds=1)), len(known())) == (0, 5)
    assert (forget_entrants(at=WINDOW_OVER + YEAR), known()) == (5, [])
    facts = ("name", "folded", "born_on", "class_name", "phone", "email", "phone_digest", "login_digest", "person")
    assert set(Entrant.objects.values_list(*facts)) == {("", "", None, "", "", "", "", "", None)}
    assert not Device.objects.exists()
    assert list(proof_lines(contest, at=RANKED)) == before
    assert [str(one) for one in verify(before).findings] == []
    assert all(is_receipt_true(one) for one in Attempt.objects.select_related("round__contest", "entrant"))
    assert forget_entrants(at=WINDOW_OVER + YEAR) == 0


@pytest.mark.parametrize(
    ("values", "state", "is_forgotten"),
    [
        ({"decided_at": None}, State.PUBLISHED, True),
        ({"ends_at": RANKED + YEAR, "decided_at": None}, State.PUBLISHED, False),
        ({"ends_at": RANKED + YEAR, "decided_at": None}, State.CANCELLED, True),
        ({"decided_at": RANKED + timedelta(days=2)}, State.PUBLISHED, False),
    ],
    ids=["never decided", "still runs", "cancelled", "decided later"],
)
def test_which_contests_are_over_for_a_year(values: dict[str, datetime | None], state: str, is_forgotten: bool) -> None:
    ranked = five_ranked()
    Round.objects.update(**values)
    change(ranked.contest, state=state)
    assert (forget_entrants(at=RANKED + YEAR) > 0) == is_forgotten


def test_what_was_changed_since_is_not_forgotten() -> None:
    ranked = five_ranked()
    change(ranked.contest, state=State.CANCELLED, changed_at=RANKED + timedelta(days=2))
    assert forget_entrants(at=RANKED + YEAR) == 0
    assert forget_entrants(at=RANKED + YEAR + timedelta(days=2)) == 5


def test_a_certificate_keeps_its_name_and_nothing_of_the_citizen_number(round_: Round) -> None:
    proposed(round_)
    Award.objects.filter(pk=award_of("CT-00001").pk).update(
        shown_name="Lâm Thị Hoa", identity_last4="0001", identity_digest="x" * 64
    )
    assert forget_entrants(at=RANKED + YEAR) == 5
    award = award_of("CT-00001")
    assert (award.shown_name, award.identity_last4, award.identity_digest) == ("Lâm Thị Hoa", "", "")


def test_the_consent_tells_how_long_names_are_kept() -> None:
    [shown] = ConsentText.objects.filter(purpose="contest", language="vi")
    assert "365 ngày sau khi cuộc thi" in shown.body
