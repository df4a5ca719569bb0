"""After an outage: minutes and attempts given back by two persons, and everything that is computed agrees with it."""

import json
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from luatgandan.foundation.accounts.models import Person
from luatgandan.foundation.accounts.rules import Role
from luatgandan.foundation.notifications.models import Notification
from luatgandan.foundation.organisations.models import Organisation

from .. import queries, tasks
from ..enums import LogKind, Notice, Phase, PredictionBase
from ..models import Attempt, Entrant, LogEntry, Outage, Round
from ..papers.values import Quota
from ..proving import verify
from ..queries.outages import touched
from ..queries.proof import proof_lines
from ..queries.signals import device_uses
from ..services import ContestError, NotAllowedError, end_round, rank_round, reveal_round
from ..services.outages import (
    SameOfficerError,
    confirm_outage,
    hold_missed,
    state_outage,
)
from ..services.taking import StartError, close_expired, submit_attempt
from .desk import at_desk, text, url
from .making import CLOSES, OPENS, make_entrant, make_round
from .outcomes import officer
from .sitting import MINUTE, RULES, entrant, given, round, save, start, ward

__all__ = ["entrant", "round", "ward"]  # fixtures

pytestmark = pytest.mark.django_db
FROM, TO = OPENS + 10 * MINUTE, OPENS + 30 * MINUTE
NOW = OPENS + 33 * MINUTE


def stated(round: Round, at: datetime = NOW, **more: Any) -> Outage:
    span = {"from_at": FROM, "to_at": TO, "ends_at": None, "reason": "Mất điện (ví dụ minh họa)"}
    return state_outage(round=round, by=officer(Role.EDITOR), at=at, **{**span, **more})


def confirmed(round: Round, at: datetime = NOW, **more: Any) -> Outage:
    return confirm_outage(outage=stated(round, at, **more), by=officer(Role.APPROVER), at=at)


def three_people(round: Round) -> dict[str, Attempt]:
    """Whose paper ran out in the outage, who handed in before, and who began so late that the paper still runs."""
    people = [make_entrant(round.contest, number) for number in range(3)]
    sat = {
        "cut": start(people[0], round, OPENS, device="d0"),
        "own": start(people[1], round, OPENS, device="d1"),
        "runs": start(people[2], round, OPENS + 20 * MINUTE, device="d2"),
    }
    submit_attempt(attempt=sat["own"], at=OPENS + 9 * MINUTE)
    close_expired(at=NOW)
    return sat


def again(attempt: Attempt) -> Attempt:
    return Attempt.objects.get(pk=attempt.pk)


def test_what_was_cut_off_is_given_again_and_what_runs_gets_its_minutes(round: Round) -> None:
    sat = three_people(round)

    outage = stated(round)
    assert touched(outage) == (1, 1)
    with pytest.raises(StartError, match="hết 1 lượt"):
        start(sat["cut"].entrant, round, NOW)
    confirm_outage(outage=outage, by=officer(Role.APPROVER), at=NOW)

    assert not Attempt.objects.filter(is_set_aside=True).exists()
    assert again(sat["runs"]).ends_at == sat["runs"].ends_at + 10 * MINUTE  # it ran for ten minutes of the span
    anew = start(sat["cut"].entrant, round, NOW)
    assert [again(one).is_set_aside for one in sat.values()] == [True, False, False]
    assert (anew.number, anew.ends_at) == (2, NOW + 15 * MINUTE)
    assert anew.paper != sat["cut"].paper
    submit_attempt(attempt=anew, at=NOW + MINUTE)
    with pytest.raises(StartError, match="hết 1 lượt"):
        start(sat["cut"].entrant, round, NOW + 2 * MINUTE)
    with pytest.raises(StartError, match="hết 1 lượt"):
        start(sat["own"].entrant, round, NOW)
    line = LogEntry.objects.get(kind=LogKind.OUTAGE, detail__what="confirm_outage")
    assert (line.detail["again"], line.detail["papers"]) == (1, 1)
    assert "1 lượt bị ngắt quãng được thi lại" in queries.notices(round.contest)[0][1]


def test_who_sits_again_has_the_first_set_aside_and_who_does_not_keeps_it(round: Round) -> None:
    """The file fits itself, and does not once a mark, the span or how a paper was handed in is another."""
    sat = three_people(round)
    never = start(make_entrant(round.contest, 9), round, OPENS)
    close_expired(at=NOW)
    confirmed(round)
    submit_attempt(attempt=start(sat["cut"].entrant, round, NOW), at=NOW + MINUTE)
    over = CLOSES + 5 * MINUTE
    close_expired(at=over)
    end_round(round=Round.objects.get(), at=over)

    ranked = Attempt.objects.filter(place__isnull=False)
    assert set(ranked.values_list("entrant__code", "number")) == {
        ("CT-00000", 2), ("CT-00001", 1), ("CT-00002", 1), ("CT-00009", 1)
    }  # fmt: skip
    assert Attempt.objects.get(entrant=sat["cut"].entrant, number=1).pk not in {
        one for *_who, one in device_uses(round)
    }
    rows = [json.loads(line) for line in proof_lines(round.contest, at=over)]
    assert [row["is_set_aside"] for row in rows[2:]] == [True, False, False, False, False]
    verdict = verify(json.dumps(row) for row in rows)
    assert (verdict.findings, verdict.attempts) == ([], 5)
    assert "sự cố: 08:10 16/11/2026 – 08:30 16/11/2026; 1 lượt đã thi lại nên không tính" in str(verdict.seals[0])
    assert queries.is_receipt_true(again(never))

    def told(rows: list[dict[str, Any]]) -> list[str]:
        return [one.told for one in verify(json.dumps(row) for row in rows).findings]

    def other(line: int, **changed: Any) -> list[str]:
        return told([{**row, **changed} if number == line else row for number, row in enumerate(rows)])

    cut, own, never_line = 2, 3, 5
    assert (rows[own]["is_automatic"], rows[never_line]["entrant"]) == (False, "CT-00009")
    aside = "lượt này bị gác lại mà không bị sự cố nào ngắt quãng, hoặc chưa thi lại."
    assert other(1, outages=[]) == [aside]
    assert aside in other(own, is_set_aside=True)
    assert aside in other(never_line, is_set_aside=True)
    assert "ghi là hệ thống nộp thay mà nộp trước khi hết giờ." in other(own, is_automatic=True)
    assert "ghi là tự nộp mà nộp đúng lúc hết giờ." in other(never_line, is_automatic=False)
    assert "lượt này bị sự cố ngắt quãng và đã thi lại mà vẫn được tính." in other(cut, is_set_aside=False)
    assert "quá số lượt được thi." in other(cut, is_set_aside=False)


def test_two_persons_and_each_with_the_right(round: Round) -> None:
    approver = officer(Role.APPROVER)
    span: dict[str, Any] = {"round": round, "from_at": FROM, "to_at": TO, "ends_at": None, "reason": "Mất điện"}
    outage = state_outage(by=approver, at=NOW, **span)

    with pytest.raises(SameOfficerError):
        confirm_outage(outage=outage, by=approver, at=NOW)
    for role in (Role.EDITOR, Role.AUDITOR):
        with pytest.raises(NotAllowedError):
            confirm_outage(outage=outage, by=officer(role), at=NOW)
    with pytest.raises(NotAllowedError):
        state_outage(by=officer(Role.AUDITOR), at=NOW, **span)
    confirm_outage(outage=outage, by=officer(Role.UNIT_HEAD), at=NOW)
    with pytest.raises(ContestError, match="trong khoảng này rồi"):
        stated(round, from_at=FROM + MINUTE)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"to_at": NOW + MINUTE}, "đã hết"),
        ({"from_at": TO}, "đã hết"),
        ({"from_at": OPENS - 9 * MINUTE, "to_at": OPENS}, "nằm trong giờ"),
        ({"reason": "  "}, "ghi lý do"),
        ({"ends_at": CLOSES}, "sau giờ đóng đã công bố"),
        ({"at": CLOSES - 14 * MINUTE}, "không đủ một bài"),
        ({"at": CLOSES + MINUTE, "ends_at": CLOSES + 15 * MINUTE}, "không đủ một bài"),
    ],
)
def test_what_makes_no_sense_is_refused(round: Round, changed: dict[str, Any], told: str) -> None:
    with pytest.raises(ContestError, match=told):
        stated(round, **changed)
    assert not Outage.objects.exists()


def test_who_is_registered_for_more_time_must_be_able_to_sit_a_whole_paper(round: Round) -> None:
    make_entrant(round.contest, 1, extra_percent=100)
    with pytest.raises(ContestError, match=r"không đủ một bài \(30 phút\)"):
        stated(round, at=CLOSES - 29 * MINUTE)


def test_a_round_that_is_over_runs_again_for_everybody_before_any_key_is_told(round: Round) -> None:
    """The server was away over the end: places and keys wait, the new end is for all, then all goes its way."""
    cut = start(make_entrant(round.contest, 0), round, CLOSES - 5 * MINUTE)
    back = CLOSES + 30 * MINUTE
    assert hold_missed(at=back) == 1
    close_expired(at=back)
    assert queries.rounds_over(back) == []
    end_round(round=Round.objects.get(), at=back)  # a job that was asked for before
    assert Round.objects.get().phase == Phase.SEALED

    closes = back + 60 * MINUTE
    confirmed(Round.objects.get(), back, from_at=CLOSES - 2 * MINUTE, to_at=back - MINUTE, ends_at=closes)

    now = Round.objects.get()
    assert (now.ends_at, now.held_until) == (closes, None)
    start(cut.entrant, now, back)
    start(make_entrant(round.contest, 1), now, back)  # who could not begin at all
    over = closes + 3 * MINUTE
    close_expired(at=over)
    assert hold_missed(at=over) == 0
    assert [one.pk for one in queries.rounds_over(over)] == [round.pk]
    end_round(round=Round.objects.get(), at=over)
    assert Attempt.objects.filter(place__isnull=False).count() == 2
    assert not verify(proof_lines(round.contest, at=over)).findings
    with pytest.raises(ContestError, match="Đáp án đã công bố"):
        stated(Round.objects.get(), over, from_at=CLOSES + 40 * MINUTE, to_at=CLOSES + 41 * MINUTE)


def test_a_later_end_gives_papers_back_what_the_old_end_had_cut(round: Round) -> None:
    cut = start(make_entrant(round.contest, 0), round, CLOSES - 5 * MINUTE)  # after the span
    confirmed(round, CLOSES - 2 * MINUTE, ends_at=CLOSES + 60 * MINUTE)
    assert again(cut).ends_at == CLOSES + 10 * MINUTE


def test_places_that_were_there_are_computed_anew_after_the_new_end(round: Round) -> None:
    """Ranked, its keys waiting for another round: the places are stale until it has ended again."""
    cut = start(make_entrant(round.contest, 0), round, OPENS + 5 * MINUTE)
    over = CLOSES + 5 * MINUTE
    close_expired(at=over)
    rank_round(round=round, at=over)
    assert Attempt.objects.get().place == 1

    closes = over + 60 * MINUTE
    confirmed(Round.objects.get(), over, ends_at=closes)

    assert Round.objects.get().stale_since == over
    assert list(queries.rounds_stale(closes - MINUTE)) == []  # it runs: nothing to rank
    anew = start(cut.entrant, Round.objects.get(), over)
    end_round_at = closes + 5 * MINUTE
    close_expired(at=end_round_at)
    end_round(round=Round.objects.get(), at=end_round_at)
    assert [(one.number, one.place) for one in Attempt.objects.order_by("number")] == [(1, None), (anew.number, 1)]
    assert not verify(proof_lines(round.contest, at=end_round_at)).findings


@pytest.mark.parametrize("more", [{"attempts": 3}, {"prediction": PredictionBase.TAKING_PART}])
def test_whose_scores_or_figure_are_told_is_not_opened_again(ward: Organisation, more: dict[str, Any]) -> None:
    round = make_round(ward, replace(RULES, **more))
    over = CLOSES + 5 * MINUTE
    rank_round(round=round, at=over)
    with pytest.raises(ContestError, match="không mở lại được"):
        stated(Round.objects.get(), over, ends_at=over + 60 * MINUTE)


def test_nobody_sits_again_what_another_round_has_told(ward: Organisation, round: Round) -> None:
    other = make_round(ward, replace(RULES, quotas=(Quota(count=12),)), starts_at=OPENS, ends_at=OPENS + 20 * MINUTE)
    rank_round(round=other, at=CLOSES + 5 * MINUTE)
    reveal_round(round=other, at=CLOSES + 5 * MINUTE)

    at = CLOSES + 6 * MINUTE
    with pytest.raises(ContestError, match="Đáp án đã công bố"):
        stated(round, at, ends_at=at + 60 * MINUTE)


def test_an_unseen_paper_is_waited_for_and_one_in_its_grace_goes_on(round: Round, entrant: Entrant) -> None:
    attempt = start(entrant, round, OPENS + 14 * MINUTE)  # ends with the 29th minute
    outage = stated(round)
    with pytest.raises(ContestError, match="chưa được đóng"):
        confirm_outage(outage=outage, by=officer(Role.APPROVER), at=NOW)
    at = OPENS + 30 * MINUTE + timedelta(seconds=59)
    confirm_outage(outage=outage, by=officer(Role.APPROVER), at=at)

    assert again(attempt).ends_at == OPENS + 45 * MINUTE
    saved = save(attempt, given(0, "x", at=OPENS + 44 * MINUTE), at=OPENS + 44 * MINUTE)
    assert saved.slots == (0,)


def test_those_whose_attempt_is_set_aside_are_told_once_and_nobody_else(round: Round) -> None:
    sat = three_people(round)
    accounts = {}
    for name, one in sat.items():
        accounts[name] = Person.objects.create_user(name, f"{name}@example.invalid", "x")
        Entrant.objects.filter(pk=one.entrant_id).update(person=accounts[name])
    confirmed(round)

    tasks.tell_entrants.func(round.pk, Notice.OUTAGE)

    told = Notification.objects.get()
    assert told.person == accounts["cut"]
    assert told.title.endswith("thi lại được đến 10:00 16/11/2026")
    start(sat["cut"].entrant, round, NOW + MINUTE)
    tasks.tell_entrants.func(round.pk, Notice.OUTAGE)  # of another outage
    assert Notification.objects.count() == 1


def test_the_pages_of_the_desk(round: Round, settings: Any) -> None:
    settings.STAFF_SECOND_FACTOR = False
    now = timezone.now()
    Round.objects.update(starts_at=now - timedelta(days=2), ends_at=now + timedelta(days=2))
    page = url("outages", round.contest_id, 1)
    here = timezone.localtime(now) - timedelta(days=1)
    sent = {
        "act": "state", "from_on": f"{here:%Y-%m-%d}", "from_time": "08:00", "to_on": f"{here:%Y-%m-%d}",
        "to_time": "08:30", "reason": "Mất điện (ví dụ minh họa)",
    }  # fmt: skip
    writer, other = officer(Role.EDITOR), officer(Role.APPROVER)

    assert "không phải giờ" in text(at_desk(writer).post(page, {**sent, "to_time": "tám giờ"}), 422)
    assert at_desk(writer).post(page, sent).status_code == 302
    outage = Outage.objects.get()
    assert 'value="confirm"' not in text(at_desk(writer).get(page))
    assert 'value="confirm"' in text(at_desk(other).get(page))
    assert at_desk(officer(Role.AUDITOR)).get(page).status_code in (302, 403)
    assert at_desk(other).post(page, {"act": "other"}).status_code == 404
    at_desk(other).post(page, {"act": "confirm", "outage": str(outage.pk)})
    assert Outage.objects.get().confirmed_by == other
    assert "xác nhận lúc" in text(at_desk(writer).get(page))
    assert "sự cố từ" in text(at_desk(writer).get("/cuoc-thi/vi-du/"))


def test_an_outage_between_two_attempts_replaces_only_once_its_person_begins_anew(ward: Organisation) -> None:
    """Two attempts, the first cut off, the second sat before anybody confirmed: both stand until a third begins."""
    round = make_round(ward, replace(RULES, attempts=2))
    person = make_entrant(round.contest, 1)
    first = start(person, round, OPENS)
    close_expired(at=OPENS + 18 * MINUTE)
    second = submit_attempt(attempt=start(person, round, OPENS + 31 * MINUTE), at=OPENS + 32 * MINUTE)
    confirmed(round)
    assert queries.own_rounds(person, round.contest, at=NOW)[0].why_not == ""

    third = submit_attempt(attempt=start(person, round, NOW), at=NOW + MINUTE)

    assert [again(one).is_set_aside for one in (first, second, third)] == [True, False, False]
    with pytest.raises(StartError, match="hết 2 lượt"):
        start(person, round, NOW + 2 * MINUTE)


def test_the_own_pages_say_what_beginning_anew_does(round: Round, client: Client, settings: Any) -> None:
    account = Person.objects.create_user("a", "a@example.invalid", "x")
    now = timezone.now()
    Round.objects.update(starts_at=now - 90 * MINUTE, ends_at=now + 90 * MINUTE)
    round = Round.objects.select_related("contest").get()
    person = make_entrant(round.contest, 1, person=account)
    start(person, round, now - 60 * MINUTE)
    close_expired(at=now - 40 * MINUTE)
    confirmed(round, now - 20 * MINUTE, from_at=now - 50 * MINUTE, to_at=now - 49 * MINUTE)
    client.force_login(account)

    for page in ("/cuoc-thi/vi-du/cua-toi/", "/cuoc-thi/vi-du/vong/1/luot/1/bien-nhan/"):
        assert "bắt đầu lượt mới thì" in text(client.get(page)), page
    start(person, round, now)
    assert "bắt đầu lượt mới thì" not in text(client.get("/cuoc-thi/vi-du/cua-toi/"))
    assert "Lượt này không tính vì sự cố" in text(client.get("/cuoc-thi/vi-du/vong/1/luot/1/bien-nhan/"))
