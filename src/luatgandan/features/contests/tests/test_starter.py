"""Two contests to begin with: loaded once, the finished one held through the services, provable like any other."""

import pytest
from django.conf import settings
from django.test import Client

from luatgandan.foundation.organisations.models import Organisation
from luatgandan.foundation.organisations.tests.city import city

from ..enums import AwardState, Phase
from ..models import Attempt, Award, Contest, Document, Entrant, LogEntry, Response, Round
from ..queries import is_receipt_true
from ..starter import load
from ..starter.finished import MARK, PEOPLE, RIGHT, SLUG
from .making import fill_bank

pytestmark = pytest.mark.django_db


@pytest.fixture
def root() -> Organisation:
    city()
    unit = Organisation.objects.get(code=settings.ROOT_ORGANISATION)
    fill_bank(unit, 24)
    return unit


def test_two_contests_once(root: Organisation) -> None:
    assert load() == 2
    lines, answers = LogEntry.objects.count(), Response.objects.count()
    assert load() == 2
    assert (LogEntry.objects.count(), Response.objects.count()) == (lines, answers)


def test_what_officers_changed_stays(root: Organisation) -> None:
    load()
    Contest.objects.filter(slug=SLUG).update(title="Khác")
    load()
    assert Contest.objects.get(slug=SLUG).title == "Khác"


def test_the_finished_contest_is_whole(root: Organisation) -> None:
    load()
    round_ = Round.objects.get(contest__slug=SLUG)

    assert (round_.phase, round_.revealed_at is not None, len(round_.commitment)) == (Phase.DECIDED, True, 64)
    ranked = Attempt.objects.filter(round=round_, place__isnull=False).order_by("place")
    assert [one.score for one in ranked] == [1_000 * right for right in sorted(RIGHT, reverse=True)]
    assert all(is_receipt_true(one) for one in Attempt.objects.filter(round=round_).select_related("round", "entrant"))
    assert Award.objects.filter(state=AwardState.DECIDED).count() == 7
    assert Award.objects.exclude(identity_digest="").count() == 0
    assert MARK in round_.contest.title
    assert set(Entrant.objects.values_list("name", flat=True)) == set(PEOPLE)
    assert sorted(Document.objects.values_list("kind", "is_public")) == [
        ("award", False), ("minutes", False), ("rules", True),
    ]  # fmt: skip


def test_its_pages_open_and_name_nobody_in_full(root: Organisation, client: Client) -> None:
    load()
    for page in ("", "bang/", "thong-ke/", "giai/"):
        shown = client.get(f"/cuoc-thi/{SLUG}/{page}").content.decode()
        assert MARK in shown
        assert not any(name in shown for name in PEOPLE)
    assert client.get("/cuoc-thi/luyen-tap-phap-luat-doi-song/luyen-tap/", follow=True).status_code == 200


def test_without_a_unit_or_questions_nothing_is_loaded(db: None) -> None:
    assert load() == 0
    city()
    assert load() == 1  # practice waits for questions
