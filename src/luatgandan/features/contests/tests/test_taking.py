"""Starting, saving and handing in: every boundary of the clock, the newest answer wins, nothing counts twice."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest

from luatgandan.foundation.organisations.models import Organisation

from ..enums import LogKind, PredictionBase, Refusal
from ..models import Attempt, Device, LogEntry, Response, Round
from ..papers.values import Rules
from ..queries import expired, is_receipt_true, paper_of
from ..services.refusing import RefusedError
from ..services.saving import Saved, save_answers
from ..services.taking import close_expired, open_on_device, submit_attempt
from ..services.tokens import start_token
from .making import OPENS, make_entrant, make_round
from .sitting import (
    END,
    HAIR,
    MINUTE,
    RULES,
    SECOND,
    attempt,
    entrant,
    given,
    refusal_of,
    round,
    save,
    start,
    stored,
    ward,
)

__all__ = ["attempt", "entrant", "round", "ward"]
pytestmark = pytest.mark.django_db


def test_what_is_acknowledged_is_in_the_database(attempt: Attempt) -> None:
    saved = save(attempt, given(0, "a"), given(3, "b", "c", sequence=2))
    assert (saved.slots, saved.refused) == ((0, 3), {})
    assert stored(attempt) == {0: ["a"], 3: ["b", "c"]}


def test_a_save_is_one_statement_and_a_refusal_two_more(attempt: Attempt, django_assert_num_queries: Any) -> None:
    token = start_token(attempt)
    with django_assert_num_queries(1):
        save(attempt, given(0, "a", sequence=5), given(1, "b"), token=token)
    with django_assert_num_queries(3):
        told = save(attempt, given(0, "old", sequence=4), given(2, "c"), token=token)
    assert (told.slots, list(told.refused)) == ((2,), [0])


def test_a_token_holds_when_the_round_is_extended(attempt: Attempt) -> None:
    token = start_token(attempt)
    assert save(attempt, given(0, "a"), token=token).ends_at == END
    Attempt.objects.filter(pk=attempt.pk).update(ends_at=END + 30 * MINUTE)
    late = END + 20 * MINUTE
    assert save(attempt, given(1, "b", at=late), at=late, token=token).ends_at == END + 30 * MINUTE
    assert stored(attempt) == {0: ["a"], 1: ["b"]}
    attempt.refresh_from_db()
    assert start_token(attempt) == token


def test_an_empty_packet_tells_when_the_paper_ends(attempt: Attempt) -> None:
    assert save(attempt) == Saved(slots=(), refused={}, ends_at=END)


@pytest.mark.parametrize(
    ("sequences", "stands"), [((1, 2), "second"), ((2, 1), "first")], ids=["in order", "a late packet"]
)
def test_the_newest_answer_wins(attempt: Attempt, sequences: Sequence[int], stands: str) -> None:
    save(attempt, given(0, "first", sequence=sequences[0]))
    second = save(attempt, given(0, "second", sequence=sequences[1]))
    assert stored(attempt) == {0: [stands]}
    if stands == "first":
        told = second.refused[0]
        assert (told.refusal, told.answer, told.sequence) == (Refusal.OLD, ("first",), 2)


def test_in_one_batch_too_the_newest_answer_wins(attempt: Attempt) -> None:
    save(attempt, given(0, "new", sequence=5), given(0, "old", sequence=4))
    assert stored(attempt) == {0: ["new"]}


def test_a_replay_is_told_as_saved_and_changes_nothing(attempt: Attempt) -> None:
    packet = given(0, "a", sequence=3)
    first = save(attempt, packet)
    assert save(attempt, packet, at=OPENS + 5 * MINUTE) == first
    row = Response.objects.get()
    assert (row.saved_at, row.sequence) == (OPENS + MINUTE, 3)


def test_the_same_answer_again_keeps_when_it_was_given_and_outdates_what_came_between(attempt: Attempt) -> None:
    save(attempt, given(0, "a", sequence=1, at=OPENS + MINUTE))
    save(attempt, given(0, "a", sequence=5, at=OPENS + 3 * MINUTE), at=OPENS + 3 * MINUTE)
    between = save(attempt, given(0, "b", sequence=3, at=OPENS + 2 * MINUTE), at=OPENS + 4 * MINUTE)
    assert Response.objects.get().given_at == OPENS + MINUTE
    assert between.refused[0].refusal == Refusal.OLD


@pytest.mark.parametrize(
    ("claimed", "kept"),
    [
        (OPENS - timedelta(days=400), OPENS),
        (OPENS + 2 * MINUTE, OPENS + MINUTE),
        (OPENS + 30 * SECOND, OPENS + 30 * SECOND),
    ],
    ids=["a clock of last year", "a clock that runs ahead", "a clock that is right"],
)
def test_a_leap_of_the_devices_clock_stays_inside_the_attempt(attempt: Attempt, claimed: Any, kept: Any) -> None:
    save(attempt, given(0, "a", at=claimed), at=OPENS + MINUTE)
    assert Response.objects.get().given_at == kept


@pytest.mark.parametrize(
    ("at", "claimed", "is_taken"),
    [
        (END - HAIR, END - HAIR, True),
        (END - HAIR, END + SECOND, True),  # the phone runs ahead
        (END, END - HAIR, True),
        (END, END, False),
        (END + 120 * SECOND - HAIR, END - SECOND, True),
        (END + 120 * SECOND - HAIR, END, False),
    ],
)
def test_late_packets_count_within_the_grace_when_given_in_time(
    attempt: Attempt, at: Any, claimed: Any, is_taken: bool
) -> None:
    saved = save(attempt, given(0, "a", at=claimed), at=at)
    assert (stored(attempt) == {0: ["a"]}) is is_taken
    assert is_taken or saved.refused[0].refusal == Refusal.LATE


def test_after_the_grace_nothing_is_taken(attempt: Attempt) -> None:
    late = END + 120 * SECOND
    assert refusal_of(lambda: save(attempt, given(0, "a"), at=late)) == Refusal.LATE


def test_after_handing_in_nothing_is_taken(attempt: Attempt) -> None:
    submit_attempt(attempt=attempt, at=OPENS + MINUTE)
    assert refusal_of(lambda: save(attempt, given(0, "a"), at=OPENS + 2 * MINUTE)) == Refusal.SUBMITTED


def test_a_token_that_was_touched_is_refused(attempt: Attempt) -> None:
    token = start_token(attempt)
    other = f"{attempt.pk + 1}{token[len(str(attempt.pk)) :]}"
    for bad in (other, token[:-1], "", "x" * 10_000, "1.2.3:4"):
        with pytest.raises(RefusedError) as refused:
            save_answers(token=bad, paper=attempt.paper, answers=[given(0, "a")], at=OPENS + MINUTE)
        assert refused.value.refusal == Refusal.TOKEN


def test_answers_of_another_paper_are_refused(attempt: Attempt) -> None:
    assert refusal_of(lambda: save(attempt, given(0, "a"), paper="0" * 64)) == Refusal.OTHER_PAPER
    assert refusal_of(lambda: save(attempt, given(4, "a"))) == Refusal.OTHER_PAPER
    token = start_token(attempt)
    Attempt.objects.update(paper="f" * 64)  # as after a seal anew
    assert refusal_of(lambda: save(attempt, given(0, "a"), token=token)) == Refusal.OTHER_PAPER


def test_a_token_of_an_attempt_that_is_gone_is_refused(attempt: Attempt) -> None:
    token = start_token(attempt)
    Attempt.objects.all().delete()
    assert refusal_of(lambda: save(attempt, given(0, "a"), token=token)) == Refusal.TOKEN


# Handing in


def test_score_time_and_receipt_are_there_at_once(attempt: Attempt) -> None:
    for place, (_slot, question) in enumerate(paper_of(attempt)):
        save(attempt, given(place, *question.content.key))
    done = submit_attempt(attempt=attempt, at=OPENS + 3 * MINUTE)
    assert (done.score, done.is_all_right, done.millis, done.is_automatic) == (4_000, True, 180_000, False)
    assert is_receipt_true(done)


def test_handed_in_twice_the_first_time_counts(ward: Organisation) -> None:
    rules = Rules(quotas=RULES.quotas, prediction=PredictionBase.TAKING_PART)
    asks = make_round(ward, rules)
    begun = start(make_entrant(asks.contest, 1), asks)
    first = submit_attempt(attempt=begun, prediction=70, at=OPENS + MINUTE)
    second = submit_attempt(attempt=begun, prediction=80, at=OPENS + 2 * MINUTE)
    assert (second.prediction, second.submitted_at, second.receipt) == (70, OPENS + MINUTE, first.receipt)
    assert LogEntry.objects.filter(kind=LogKind.SUBMITTED).count() == 1


@pytest.mark.parametrize(("at", "is_automatic"), [(END - HAIR, False), (END, True), (END + 60 * SECOND, True)])
def test_handed_in_late_it_counts_as_at_the_end(attempt: Attempt, at: Any, is_automatic: bool) -> None:
    done = submit_attempt(attempt=attempt, at=at)
    assert (done.submitted_at, done.is_automatic) == (min(at, END), is_automatic)


def test_a_clock_that_was_put_back_makes_no_time_shorter_than_what_was_seen(attempt: Attempt) -> None:
    save(attempt, given(0, "a"), at=OPENS + 2 * MINUTE)
    done = submit_attempt(attempt=attempt, at=OPENS - 5 * MINUTE)
    assert (done.submitted_at, done.is_automatic) == (OPENS + 2 * MINUTE, False)
    assert is_receipt_true(done)


def test_papers_are_handed_in_for_people_once_time_and_grace_are_over(attempt: Attempt) -> None:
    assert close_expired(at=END + 120 * SECOND - HAIR) == 0
    assert close_expired(at=END + 120 * SECOND) == 1
    attempt.refresh_from_db()
    assert (attempt.submitted_at, attempt.is_automatic, attempt.score) == (END, True, 0)
    assert close_expired(at=END + timedelta(hours=1)) == 0


def test_papers_of_many_are_handed_in_some_at_a_time_and_one_that_fails_holds_up_nobody(
    round: Round, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    begun = [start(make_entrant(round.contest, number), round, device="") for number in range(1, 6)]
    Response.objects.create(attempt=begun[1], slot=0, answer=7, sequence=1, given_at=OPENS, saved_at=OPENS)
    monkeypatch.setattr("luatgandan.features.contests.queries.taking.BATCH", 2)
    over = END + 120 * SECOND
    with django_assert_num_queries(1):
        assert [one.pk for one in expired(round, at=over, after=begun[0].pk)] == [begun[1].pk, begun[2].pk]
    assert close_expired(at=over) == 5
    assert list(Attempt.objects.filter(submitted_at=None)) == [begun[1]]


def test_the_next_attempt_hands_in_one_that_nobody_closed(ward: Organisation) -> None:
    twice = make_round(ward, Rules(quotas=RULES.quotas, attempts=2))
    person = make_entrant(twice.contest, 1)
    left = start(person, twice)
    begun = start(person, twice, END + 121 * SECOND)
    left.refresh_from_db()
    assert (begun.number, left.submitted_at) == (2, END)


# Devices


def test_a_second_device_is_noted_once(attempt: Attempt) -> None:
    for device in ("d1", "d2", "d2"):
        open_on_device(attempt=attempt, device=device, at=OPENS + MINUTE)
    assert sorted(Device.objects.values_list("digest", flat=True)) == ["d1", "d2"]
    assert LogEntry.objects.filter(kind=LogKind.RESUMED).count() == 1
