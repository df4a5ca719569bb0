"""What holds places and keys of a round while it may run again: a stated outage, an end that nobody saw."""

from dataclasses import replace

import pytest
from django.test import Client
from django.utils import timezone

from luatgandan.foundation.accounts.rules import Role
from luatgandan.foundation.organisations.models import Organisation

from .. import queries
from ..models import Outage, Round
from ..papers.values import Quota
from ..services import ContestError, NotAllowedError, rank_round, reveal_round
from ..services.outages import confirm_outage, drop_outage, hold_missed, release_round
from .making import CLOSES, OPENS, make_round
from .outcomes import officer
from .sitting import MINUTE, RULES, round, ward
from .test_outages import NOW, TO, stated

__all__ = ["round", "ward"]  # fixtures

pytestmark = pytest.mark.django_db


def test_a_round_that_is_held_tells_no_score_to_who_may_try_again(ward: Organisation) -> None:
    round = make_round(ward, replace(RULES, attempts=3))
    late = CLOSES + 20 * MINUTE
    assert not Round.objects.get().tells_scores(late), "nobody has seen the end: the portal may have been away"
    hold_missed(at=late)
    assert not Round.objects.select_related("contest").get().tells_scores(late)
    release_round(round=round, by=officer(Role.APPROVER), at=late)
    assert Round.objects.select_related("contest").get().tells_scores(late)


def test_what_is_stated_holds_the_places_until_a_publisher_drops_it(round: Round) -> None:
    outage = stated(round, CLOSES - 20 * MINUTE)
    at = CLOSES + 5 * MINUTE
    assert hold_missed(at=at) == 0
    assert queries.rounds_over(at) == []

    drop_outage(outage=outage, by=officer(Role.APPROVER), at=at)

    assert [one.pk for one in queries.rounds_over(at)] == [round.pk]
    assert not Outage.objects.exists()
    Round.objects.update(held_until=at + MINUTE)
    with pytest.raises(NotAllowedError):
        release_round(round=round, by=officer(Role.EDITOR), at=at)
    release_round(round=round, by=officer(Role.APPROVER), at=at)
    assert [one.pk for one in queries.rounds_over(at)] == [round.pk]


def test_an_editor_who_drops_what_was_stated_ends_no_hold(round: Round) -> None:
    late = CLOSES + 20 * MINUTE
    assert hold_missed(at=late) == 1
    outage = stated(round, late, ends_at=late + 60 * MINUTE)
    drop_outage(outage=outage, by=officer(Role.EDITOR), at=late + MINUTE)
    assert hold_missed(at=late + 2 * MINUTE) == 0
    assert queries.rounds_over(late + 2 * MINUTE) == []


def test_another_round_tells_no_key_of_one_that_is_held(ward: Organisation, round: Round) -> None:
    make_round(ward, replace(RULES, quotas=(Quota(count=12),)), starts_at=OPENS, ends_at=CLOSES)
    outage = stated(round, CLOSES - 20 * MINUTE)
    other = Round.objects.exclude(pk=round.pk).get()
    over = CLOSES + 5 * MINUTE
    rank_round(round=other, at=over)
    with pytest.raises(ContestError):
        reveal_round(round=other, at=over)
    drop_outage(outage=outage, by=officer(Role.APPROVER), at=over)
    assert reveal_round(round=other, at=over).revealed_at == over


def test_one_of_two_that_is_confirmed_leaves_the_other_its_hold(round: Round) -> None:
    at = CLOSES - 20 * MINUTE
    first = stated(round, at)
    stated(round, at, from_at=TO + MINUTE, to_at=TO + 5 * MINUTE)
    confirm_outage(outage=first, by=officer(Role.APPROVER), at=at)
    assert queries.rounds_over(CLOSES + 5 * MINUTE) == []


def test_what_was_dropped_before_the_end_hides_no_absence_over_it(round: Round) -> None:
    drop_outage(outage=stated(round), by=officer(Role.APPROVER), at=NOW)
    assert hold_missed(at=CLOSES + 30 * MINUTE) == 1
    assert hold_missed(at=CLOSES + 31 * MINUTE) == 0
    assert queries.rounds_over(CLOSES + 149 * MINUTE) == []
    assert [one.pk for one in queries.rounds_over(CLOSES + 150 * MINUTE)] == [round.pk]


def test_a_worker_that_was_there_at_the_end_holds_nothing(round: Round) -> None:
    at = CLOSES + 9 * MINUTE
    assert hold_missed(at=at) == 0
    assert hold_missed(at=at + 60 * MINUTE) == 0  # many papers to hand in take long
    assert [one.pk for one in queries.rounds_over(at)] == [round.pk]


def test_scores_are_told_once_the_clock_has_seen_the_end_in_time(ward: Organisation) -> None:
    make_round(ward, replace(RULES, attempts=3))
    over = CLOSES + 3 * MINUTE
    assert not Round.objects.get().tells_scores(over)
    hold_missed(at=over)
    assert Round.objects.select_related("contest").get().tells_scores(over)


def test_stating_anew_holds_nothing_longer(round: Round, client: Client) -> None:
    """A day from the first statement after the end, whoever drops and states again; everybody reads until when."""
    over, end = CLOSES + 3 * MINUTE, CLOSES + 500 * MINUTE
    stated(round)
    drop_outage(outage=stated(round, CLOSES - 20 * MINUTE), by=officer(Role.EDITOR), at=CLOSES - 19 * MINUTE)
    stated(round, over, ends_at=end)
    drop_outage(outage=Outage.objects.latest("pk"), by=officer(Role.EDITOR), at=over + MINUTE)
    stated(round, over + 100 * MINUTE, ends_at=end)

    now = Round.objects.get()
    assert (now.stated_at, now.held_until) == (over, over + 1440 * MINUTE)
    assert queries.rounds_over(over + 1439 * MINUTE) == []
    assert [one.pk for one in queries.rounds_over(over + 1440 * MINUTE)] == [round.pk]
    Round.objects.update(held_until=timezone.now() + 60 * MINUTE, ends_at=timezone.now() - MINUTE)
    until = timezone.localtime(Round.objects.get().held_until)
    assert f"chờ đến {until:%H:%M %d/%m/%Y} là muộn nhất" in client.get("/cuoc-thi/vi-du/").content.decode()
