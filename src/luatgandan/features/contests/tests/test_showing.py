"""The time that ranks begins when the paper is first given out, written once, soon after the start at the latest."""

import json
from datetime import timedelta
from typing import Any

import pytest

from ..models import Attempt, Round
from ..papers.sealing import commitment
from ..papers.values import Rules
from ..proving import verify
from ..queries import is_receipt_true, receipt_view, sealed_questions
from ..queries.proof import proof_lines
from ..queries.wording import rules_in_words
from ..services import end_round
from ..services.contests import extend_round
from ..services.taking import close_expired, show_paper, submit_attempt
from .making import CLOSES, OPENS, make_entrant
from .outcomes import officer
from .sitting import END, MINUTE, RULES, SECOND, attempt, entrant, round, start, ward

__all__ = ["attempt", "entrant", "round", "ward"]  # fixtures

pytestmark = pytest.mark.django_db


def shown(attempt: Attempt, seconds: float) -> Attempt:
    """As the second request finds it that many seconds after the start."""
    fresh = Attempt.objects.select_related("round__contest", "entrant").get(pk=attempt.pk)
    return show_paper(attempt=fresh, at=attempt.started_at + timedelta(seconds=seconds))


@pytest.mark.parametrize(("seconds", "counted"), [(0, 0), (3.5, 3.5), (30, 30), (31, 30), (600, 30)])
def test_the_clock_begins_with_the_first_look_and_soon_after_the_start(
    attempt: Attempt, seconds: float, counted: float
) -> None:
    found = shown(attempt, seconds)
    assert found.ends_at == END + timedelta(seconds=counted)  # as long as for everybody else
    done = submit_attempt(attempt=found, at=OPENS + 12 * MINUTE)
    assert done.millis == (720 - counted) * 1000
    assert is_receipt_true(done)
    assert '"shown_at":' in receipt_view(done).text


def test_the_second_tab_and_the_second_look_change_nothing(attempt: Attempt, django_assert_num_queries: Any) -> None:
    other_tab = Attempt.objects.select_related("round__contest", "entrant").get(pk=attempt.pk)  # read before the first
    first = shown(attempt, 2)
    again = show_paper(attempt=other_tab, at=OPENS + 9 * SECOND)
    assert (again.shown_at, again.ends_at) == (first.shown_at, first.ends_at) == (OPENS + 2 * SECOND, END + 2 * SECOND)
    with django_assert_num_queries(0):
        show_paper(attempt=again, at=OPENS + 20 * SECOND)


def test_a_paper_nobody_looked_at_in_time_counts_from_the_start(attempt: Attempt) -> None:
    found = shown(attempt, 15 * 60)  # within the grace
    assert (found.shown_at, found.ends_at) == (None, END)
    done = submit_attempt(attempt=found, at=END + MINUTE)
    assert (done.millis, is_receipt_true(done)) == (15 * 60_000, True)
    assert "shown_at" not in receipt_view(done).text


def test_the_end_of_the_round_is_not_passed_and_a_later_end_gives_the_same_length(round: Round) -> None:
    cut = start(make_entrant(round.contest, 1), round, CLOSES - 5 * MINUTE)
    assert shown(cut, 4).ends_at == CLOSES
    late = CLOSES - MINUTE
    extend_round(round=round, ends_at=CLOSES + 60 * MINUTE, reason="Mất điện", by=officer("approver"), at=late)
    assert Attempt.objects.get().ends_at == CLOSES + 10 * MINUTE + 4 * SECOND


def test_the_export_says_it_and_the_check_counts_from_it(round: Round) -> None:
    """Two equal papers: who stood last in the queue is not slower; a moment that is moved is told."""
    for number, seconds in ((1, 6), (2, 0)):
        one = shown(start(make_entrant(round.contest, number), round), seconds)
        submit_attempt(attempt=one, at=OPENS + 100 * SECOND)
    ran_out = shown(start(make_entrant(round.contest, 3), round), 20)
    close_expired(at=CLOSES + 5 * MINUTE)
    end_round(round=Round.objects.get(), at=CLOSES + 5 * MINUTE)

    assert Attempt.objects.get(entrant__code="CT-00001").place == 1
    rows = [json.loads(line) for line in proof_lines(round.contest, at=CLOSES + 5 * MINUTE)]
    assert rows[1]["extra_seconds"] == []  # the papers lasted as long as all
    assert verify(json.dumps(row) for row in rows).findings == []
    assert Attempt.objects.get(pk=ran_out.pk).millis == 15 * 60_000
    rows[2]["shown_at"] = rows[2]["started_at"]
    told = [one.told for one in verify(json.dumps(row) for row in rows).findings]
    assert "thời gian làm bài không khớp lúc bắt đầu, lúc đề hiện và lúc nộp." in told
    assert "biên nhận không khớp bài đã nộp." in told


def test_rules_sealed_before_stay_what_they_were(round: Round) -> None:
    """Their commitment, their receipts and the time that counts are those of then."""
    old = {name: value for name, value in RULES.to_dict().items() if name != "showing_seconds"}
    rules = Rules.from_dict(old)
    assert (rules.showing_seconds, rules.to_dict()) == (0, old)
    assert Rules.from_dict(RULES.to_dict()) == RULES
    sealed: dict[str, Any] = {
        "contest": "vi-du", "round": 1, "questions": tuple(sealed_questions(round).values()), "seed": round.seed
    }  # fmt: skip
    assert commitment(rules=RULES, **sealed) == round.commitment != commitment(rules=rules, **sealed)
    assert any("chậm nhất 30 giây" in one for one in rules_in_words(RULES))
    assert not any("đề hiện ra lần đầu" in one for one in rules_in_words(rules))
    Round.objects.update(rules_data=old)
    again = start(make_entrant(round.contest, 1), Round.objects.select_related("contest").get())
    assert shown(again, 9).ends_at == END
    assert submit_attempt(attempt=again, at=OPENS + MINUTE).millis == 60_000
