"""Many at the same moment: one person starts once, no answer is lost or doubled, a paper is handed in once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest
from django.db import connection, transaction

from luatgandan.foundation.accounts.rules import Role
from luatgandan.foundation.organisations.tests.city import city

from ..enums import AwardState, LogKind
from ..models import Attempt, Entrant, Finalist, LogEntry, Response, Round
from ..papers.values import Quota, Rules
from ..queries import answers_of, is_receipt_true, signals
from ..queries.winners import awards_of
from ..services import propose_awards, verify_award
from ..services.contests import extend_round
from ..services.judging import exclude_entrant
from ..services.outages import confirm_outage, state_outage
from ..services.refusing import RefusedError
from ..services.saving import Given, save_answers
from ..services.taking import show_paper, start_attempt, submit_attempt
from ..services.tokens import start_token
from .making import CLOSES, OPENS, fill_bank, make_entrant, make_round
from .outcomes import NUMBERS, RANKED, five_ranked, officer, proposed, with_prizes

pytestmark = pytest.mark.django_db(transaction=True)
RULES_LAST = timedelta(minutes=15)
LATER = OPENS + timedelta(minutes=1)


@pytest.fixture
def round() -> Round:
    unit = city()["ward-a"]
    fill_bank(unit)
    return make_round(unit, Rules(quotas=(Quota(count=8),)), is_sealed=False)


def at_once(calls: list[Callable[[], Any]]) -> list[Any]:
    def run(call: Callable[[], Any]) -> Any:
        try:
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def begin(entrant: Entrant, round: Round) -> Attempt:
    return start_attempt(entrant=entrant, round=round, device="d", at=OPENS)


def test_whoever_is_excluded_meanwhile_keeps_no_list_of_finalists_waiting(round: Round) -> None:
    """The two acts lock the round and the person in turns: neither may wait for the other."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite locks no rows")
    entrant = make_entrant(round.contest, 1)

    def fix() -> int:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '1s'")
            return Finalist.objects.create(final=round, entrant=entrant, earlier=round, place=1).place

    with transaction.atomic():
        exclude_entrant(entrant=entrant, reason="Thi hộ", by=officer(Role.APPROVER), at=LATER)
        assert at_once([fix]) == [1]


def test_one_person_presses_start_on_many_devices(round: Round) -> None:
    entrant = make_entrant(round.contest, 1)
    begun = at_once([lambda: begin(entrant, round)] * 6)
    assert len({one.pk for one in begun}) == 1
    assert (Attempt.objects.count(), LogEntry.objects.filter(kind=LogKind.SEALED).count()) == (1, 1)


def test_a_paper_opened_in_many_tabs_begins_once(round: Round) -> None:
    attempt = begin(make_entrant(round.contest, 1), round)
    looks = [OPENS + timedelta(seconds=number) for number in range(1, 7)]

    def look(at: datetime) -> Attempt:
        tab = Attempt.objects.select_related("round__contest", "entrant").get(pk=attempt.pk)
        return show_paper(attempt=tab, at=at)

    shown = at_once([partial(look, at) for at in looks])
    now = Attempt.objects.get()
    assert now.shown_at in looks
    assert now.ends_at - now.shown_at == RULES_LAST
    assert {(one.shown_at, one.ends_at) for one in shown} == {(now.shown_at, now.ends_at)}


def test_an_outage_is_confirmed_while_papers_are_opened_and_handed_in(round: Round) -> None:
    """The minutes are given once, whatever comes first, and no paper that was handed in is touched."""
    sat = [begin(make_entrant(round.contest, number), round) for number in range(6)]
    now, people = OPENS + timedelta(minutes=10), (officer(Role.EDITOR), officer(Role.APPROVER))
    outage = state_outage(
        round=Round.objects.get(), from_at=OPENS + timedelta(minutes=2), to_at=OPENS + timedelta(minutes=8),
        ends_at=None, reason="Mất điện", by=people[0], at=now,
    )  # fmt: skip
    hand_in = [partial(submit_attempt, attempt=one, at=now) for one in sat[:3]]
    look = [partial(show_paper, attempt=one, at=OPENS + timedelta(seconds=5)) for one in sat[3:]]
    confirm = partial(confirm_outage, outage=outage, by=people[1], at=now)
    at_once([*hand_in, confirm, *look, confirm])

    lasts = [one.ends_at - one.started_at for one in Attempt.objects.order_by("pk")[3:]]
    assert lasts == [RULES_LAST + timedelta(minutes=6, seconds=5)] * 3
    assert not Attempt.objects.filter(is_set_aside=True).exists()
    assert set(Attempt.objects.order_by("pk").values_list("is_automatic", flat=True)[:3]) == {False}


def test_a_class_starts_at_once(round: Round) -> None:
    people = [make_entrant(round.contest, number) for number in range(12)]
    at_once([partial(begin, person, round) for person in people])
    assert Attempt.objects.count() == 12
    assert Round.objects.get().commitment


def test_no_answer_is_lost_or_doubled(round: Round) -> None:
    attempt = begin(make_entrant(round.contest, 1), round)
    token = start_token(attempt)

    def save(slot: int, sequence: int) -> Callable[[], Any]:
        given = Given(slot=slot, answer=(f"{slot}-{sequence}",), sequence=sequence, given_at=LATER)
        return lambda: save_answers(token=token, paper=attempt.paper, answers=[given], at=LATER)

    at_once([save(slot, sequence) for sequence in (3, 1, 2) for slot in range(4)])
    rows = dict(Response.objects.values_list("slot", "answer"))
    assert rows == {slot: [f"{slot}-3"] for slot in range(4)}


def test_pressed_many_times_it_is_handed_in_once(round: Round) -> None:
    attempt = begin(make_entrant(round.contest, 1), round)
    done = at_once([lambda: submit_attempt(attempt=attempt, at=LATER)] * 5)
    assert len({one.receipt for one in done}) == 1
    assert LogEntry.objects.filter(kind=LogKind.SUBMITTED).count() == 1


def test_a_later_end_while_papers_are_handed_in(round: Round) -> None:
    """The officer locks contest and round, then papers; an entrant a paper, then a line in the log of the contest."""
    by, late = officer(Role.APPROVER), CLOSES - timedelta(minutes=1)
    people = [make_entrant(round.contest, number) for number in range(12)]
    attempts = [start_attempt(entrant=one, round=round, device="d", at=late) for one in people]
    round.refresh_from_db()
    longer = partial(extend_round, round=round, ends_at=CLOSES + timedelta(hours=1), reason="Mất điện", by=by, at=late)
    at_once([*(partial(submit_attempt, attempt=one, at=late) for one in attempts), longer])
    assert (Attempt.objects.filter(submitted_at=late).count(), LogEntry.objects.filter(by=by).count()) == (12, 1)


def test_odd_things_are_kept_while_others_write(round: Round, monkeypatch: pytest.MonkeyPatch) -> None:
    """On SQLite whoever still reads a query cannot write once others have written."""
    monkeypatch.setattr(signals, "BATCH", 1)
    people = [make_entrant(round.contest, number) for number in range(3)]
    for attempt in [begin(one, round) for one in people]:
        submit_attempt(attempt=attempt, at=LATER)
    round.refresh_from_db()
    traces = signals.traces_of(round, ("", ""))
    found = [next(traces).entrant]
    at_once([lambda: Entrant.objects.update(name="Người khác")])
    Round.objects.update(looked_at=LATER)
    assert [*found, *(one.entrant for one in traces)] == [one.code for one in people]


def test_winners_are_verified_while_the_list_is_written() -> None:
    """Whoever verifies waits for whoever writes the list, and nobody for each other."""
    round_ = proposed(with_prizes(five_ranked()))
    by = officer(Role.EDITOR)
    found = zip(awards_of(round_).filter(attempt__isnull=False), NUMBERS, strict=False)
    verify = [partial(verify_award, award=one, number=number, by=by, at=RANKED) for one, number in found]
    at_once([*verify, *[partial(propose_awards, round=round_, by=by, at=RANKED)] * 4, *verify])
    assert awards_of(round_).filter(attempt__isnull=False, state=AwardState.VERIFIED).count() == 3


def test_what_is_acknowledged_while_the_paper_is_handed_in_stands_in_the_receipt(round: Round) -> None:
    attempt = begin(make_entrant(round.contest, 1), round)
    token, acknowledged = start_token(attempt), set()

    def save(slot: int) -> None:
        given = Given(slot=slot, answer=("x",), sequence=1, given_at=LATER)
        with suppress(RefusedError):
            acknowledged.update(save_answers(token=token, paper=attempt.paper, answers=[given], at=LATER).slots)

    hand_in = partial(submit_attempt, attempt=attempt, at=LATER)
    at_once([partial(save, 0), partial(save, 1), hand_in, partial(save, 2), partial(save, 3)])
    attempt.refresh_from_db()
    assert (set(answers_of(attempt)), is_receipt_true(attempt)) == (acknowledged, True)
