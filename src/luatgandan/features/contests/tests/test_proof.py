"""The check of an exported contest: what was tampered with is told, whatever it is."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from luatgandan.foundation.organisations.models import Organisation
from luatgandan.foundation.organisations.tests.city import city

from ..enums import Criterion, PredictionBase, Standing
from ..formats import actual_of, places
from ..models import Entrant, Round
from ..papers.receipts import all_receipts, receipt
from ..papers.values import Quota, Rules, millis_between
from ..proving import AttemptLine, RoundLine, verify
from ..queries import draw_paper
from ..queries.proof import proof_lines
from ..services import end_round, void_question
from .making import CLOSES, fill_bank, hand_in, make_attempt, make_entrant, make_round

pytestmark = pytest.mark.django_db
OVER = CLOSES + timedelta(minutes=10)
RULES = Rules(
    quotas=(Quota(count=3, field="giao-thong"), Quota(count=2)),
    attempts=2,
    prediction=PredictionBase.ALL_RIGHT,
    chain=(Criterion.SCORE, Criterion.PREDICTION, Criterion.TIME, Criterion.EARLIER),
)
Row = dict[str, Any]
HEAD, ROUND, FIRST, SECOND = 0, 1, 2, 3


@pytest.fixture
def ward() -> Organisation:
    unit = city()["ward-a"]
    fill_bank(unit)
    return unit


@pytest.fixture
def rows(ward: Organisation) -> list[Row]:
    """The lines of a contest with ties, a second attempt, a voided question and somebody excluded."""
    round = make_round(ward, RULES)
    people = [make_entrant(round.contest, number) for number in range(6)]
    for number, entrant in enumerate(people):
        hand_in(make_attempt(round, entrant, start=number), right=5 - number % 3, prediction=number, seconds=60)
    hand_in(make_attempt(round, people[0], number=2, start=90), right=2, prediction=1)
    code = draw_paper(round=round, entrant=people[1].code, number=1)[4].code
    void_question(round=round, code=code, reason="Điều luật đã sửa", by=None, at=CLOSES)
    Entrant.objects.filter(pk=people[5].pk).update(standing=Standing.EXCLUDED)
    end_round(round=Round.objects.select_related("contest").get(), at=OVER)
    return [json.loads(line) for line in proof_lines(round.contest, at=OVER)]


def told(rows: list[Row]) -> list[str]:
    return [str(one) for one in verify(json.dumps(row) for row in rows).findings]


def test_what_was_done_rightly_fits(rows: list[Row]) -> None:
    verdict = verify(json.dumps(row) for row in rows)

    assert (verdict.findings, verdict.rounds, verdict.attempts) == ([], 1, 7)


def changed_again(rows: list[Row], **changed: Any) -> list[str]:
    """What only the new check tells: the receipt of the last attempt is made anew with what changed."""
    rows[-1] |= changed
    line = AttemptLine.from_dict(rows[-1])
    rows[-1]["receipt"] = receipt(line.sitting("vi-du"))
    rows[-1]["millis"] = millis_between(line.started_at, line.submitted_at)
    return [one.partition(": ")[2] for one in told(rows)]


def test_a_gap_and_papers_at_the_same_time_are_told(rows: list[Row]) -> None:
    early = {"started_at": "2026-11-16T01:00:30.000000Z", "submitted_at": "2026-11-16T01:01:30.000000Z"}
    assert "lượt sau bắt đầu trước khi nộp lượt trước." in changed_again(rows, **early)
    first = rows.pop(FIRST)
    assert first["entrant"] == rows[-1]["entrant"]
    assert "thiếu một lượt ở giữa." in [one.partition(": ")[2] for one in told(rows)]


def test_more_attempts_a_day_than_allowed_are_told_by_themselves(rows: list[Row]) -> None:
    """The rules are sealed too, so the commitment tells as well."""
    for per_day, is_told in ((1, True), (2, False)):
        rows[ROUND]["rules"]["per_day"] = per_day
        assert any(one.endswith("quá số lượt được thi trong ngày.") for one in told(rows)) is is_told


def test_more_time_is_told_without_whose_it_was(ward: Organisation) -> None:
    """Two papers of 15 minutes took 18; time was given to two, of 20 minutes in all."""
    round = make_round(ward, RULES)
    for number, minutes in enumerate((18, 18, 10)):
        attempt = make_attempt(round, make_entrant(round.contest, number, extra_percent=33))
        if minutes > 15:
            attempt.ends_at = attempt.started_at + timedelta(minutes=20)
        hand_in(attempt, right=3, seconds=minutes * 60)
    end_round(round=Round.objects.select_related("contest").get(), at=OVER)
    rows = [json.loads(line) for line in proof_lines(round.contest, at=OVER)]

    assert rows[ROUND]["extra_seconds"] == [300, 300]
    assert [set(row) & {"ends_at", "extra_percent"} for row in rows[FIRST:]] == [set()] * 3
    assert told(rows) == []
    rows[ROUND]["extra_seconds"] = [300]
    assert told(rows) == ["Vòng 1: có bài làm lâu hơn thời gian được phép, kể cả thêm giờ."]


def test_people_stand_in_the_file_by_their_codes_only(rows: list[Row]) -> None:
    text = json.dumps(rows, ensure_ascii=False)

    for entrant in Entrant.objects.all():
        assert entrant.code in text
        assert entrant.name not in text
        assert entrant.public_id.hex not in text
        assert str(entrant.public_id) not in text


def change(line: int, name: str, value: Any) -> Callable[[list[Row]], None]:
    def act(rows: list[Row]) -> None:
        assert rows[line][name] != value
        rows[line][name] = value

    return act


def change_key(rows: list[Row]) -> None:
    content = rows[ROUND]["questions"][0]["content"]
    content["key"] = [content["options"][1]["id"]]


def change_answer(rows: list[Row]) -> None:
    rows[FIRST]["answers"][0][1] = ["khác"]


def swap_places(rows: list[Row]) -> None:
    rows[FIRST]["place"], rows[SECOND]["place"] = rows[SECOND]["place"], rows[FIRST]["place"]


def take_out(rows: list[Row]) -> None:
    """An attempt disappears, and the count with it."""
    rows.pop()
    rows[ROUND]["attempts"] -= 1


def put_in(rows: list[Row]) -> None:
    """A copy under another code."""
    rows.append(rows[FIRST] | {"entrant": "CT-99999"})
    rows[ROUND]["attempts"] += 1


def put_in_twice(rows: list[Row]) -> None:
    rows.append(rows[FIRST])
    rows[ROUND]["attempts"] += 1


def make_all_right(rows: list[Row]) -> None:
    """Better answers with a receipt left as it was."""
    key = {one["code"]: one["content"]["key"] for one in rows[ROUND]["questions"]}
    rows[SECOND] |= {"score": 5000, "is_all_right": True, "answers": [[n, k] for n, k in enumerate(key.values())][:5]}


TAMPERED: dict[str, Callable[[list[Row]], None]] = {
    "contest": change(HEAD, "contest", "khac"),
    "form": change(HEAD, "form", "khác"),
    "rounds": change(HEAD, "rounds", 2),
    "round number": change(ROUND, "round", 2),
    "seed": change(ROUND, "seed", "0" * 64),
    "commitment": change(ROUND, "commitment", "0" * 64),
    "rules": change(ROUND, "rules", RULES.to_dict() | {"minutes": 30}),
    "part points": change(ROUND, "rules", RULES.to_dict() | {"is_partial": True}),
    "chain": change(ROUND, "rules", RULES.to_dict() | {"chain": ["time"]}),
    "unknown rule": change(ROUND, "rules", RULES.to_dict() | {"bonus": 1}),
    "key": change_key,
    "question gone": lambda rows: rows[ROUND]["questions"].pop(),
    "question twice": lambda rows: rows[ROUND]["questions"].append(rows[ROUND]["questions"][0]),
    "void taken back": change(ROUND, "voided", []),
    "void of nothing": change(ROUND, "voided", [{"code": "c-999", "reason": "", "at": ""}]),
    "actual": change(ROUND, "actual", 5),
    "receipts": change(ROUND, "receipts", "0" * 64),
    "not ranked": change(ROUND, "ranked_at", None),
    "opens later": change(ROUND, "starts_at", "2026-11-16T02:00:00.000000Z"),
    "paper": change(FIRST, "paper", "0" * 64),
    "entrant": change(FIRST, "entrant", "CT-99999"),
    "number": change(FIRST, "number", 3),
    "round of an attempt": change(FIRST, "round", 3),
    "answer": change_answer,
    "answer gone": lambda rows: rows[FIRST]["answers"].pop(),
    "answer twice": lambda rows: rows[FIRST]["answers"].append(rows[FIRST]["answers"][0]),
    "answer beyond": lambda rows: rows[FIRST]["answers"].append([9, ["x"]]),
    "score": change(FIRST, "score", 1),
    "all right": change(SECOND + 1, "is_all_right", True),
    "better paper": make_all_right,
    "prediction": change(FIRST, "prediction", 2),
    "started": change(FIRST, "started_at", "2026-11-16T01:00:30.000000Z"),
    "submitted": change(FIRST, "submitted_at", "2026-11-16T01:00:30.000000Z"),
    "submitted late": change(FIRST, "submitted_at", "2026-11-16T04:00:30.000000Z"),
    "millis": change(FIRST, "millis", 1),
    "lot": change(FIRST, "lot", 1),
    "receipt": change(FIRST, "receipt", "0" * 64),
    "place": change(FIRST, "place", 77),
    "places": swap_places,
    "counted": change(FIRST, "is_counted", False),
    "taken in": change(-2, "takes_part", True),
    "left out": change(FIRST, "takes_part", False),
    "attempt gone": take_out,
    "attempt cut off": lambda rows: rows[ROUND].update(attempts=99),
    "attempt added": put_in,
    "attempt twice": put_in_twice,
    "longer than allowed": change(ROUND, "rules", RULES.to_dict() | {"minutes": 0.5}),
    "more time for more papers": change(ROUND, "extra_seconds", [60] * 8),
    "no time at all": change(ROUND, "extra_seconds", [0]),
    "too many a day": change(ROUND, "rules", RULES.to_dict() | {"per_day": 1}),
    "line cut": lambda rows: rows[FIRST].pop("answers"),
    "stranger": lambda rows: rows.insert(FIRST, {"x": 1}),
}


@pytest.mark.parametrize("tamper", TAMPERED.values(), ids=list(TAMPERED))
def test_whatever_was_tampered_with_is_told(rows: list[Row], tamper: Callable[[list[Row]], object]) -> None:
    tamper(rows)

    assert told(rows)


def rank_again(rows: list[Row]) -> None:
    """All that the file states about all attempts together, made to fit by whoever changed it."""
    lines, rules = [AttemptLine.from_dict(row) for row in rows[FIRST:]], RoundLine.from_dict(rows[ROUND]).rules
    runs = [one.run() for one in lines if one.takes_part]
    found = places(runs, rules)
    for row, line in zip(rows[FIRST:], lines, strict=True):
        place = found.get((line.entrant, line.number))
        row |= {"place": place, "is_counted": place is not None}
    receipts = all_receipts(sorted(one.receipt for one in lines))
    rows[ROUND] |= {"attempts": len(lines), "actual": actual_of(runs, rules), "receipts": receipts}


def drop(rows: list[Row]) -> None:
    rows.pop(SECOND)


def leave_out(rows: list[Row]) -> None:
    rows[SECOND]["takes_part"] = False


@pytest.mark.parametrize("tamper", [drop, leave_out])
def test_a_rival_taken_out_by_a_file_that_fits_itself_is_seen_beside_the_public_pages(
    rows: list[Row], tamper: Callable[[list[Row]], None]
) -> None:
    published = rows[ROUND]["receipts"]
    before = verify(map(json.dumps, rows), receipts=[published])
    tamper(rows)
    rank_again(rows)
    after = verify(map(json.dumps, rows), receipts=[published])

    assert (told(rows), before.findings) == ([], [])
    assert (before.seals[0].ranked, before.seals[0].left_out) == (5, 1)
    assert (after.seals[0].ranked, after.seals[0].left_out) == (4, 1 if tamper is drop else 2)
    assert bool(after.findings) is (tamper is drop)


def test_a_voided_question_is_told_to_be_compared(rows: list[Row]) -> None:
    """A question that all had right gives nobody anything by being voided: the file fits, its seal names it."""
    [known] = verify(map(json.dumps, rows)).seals[0].voided
    added = next(one["code"] for one in rows[ROUND]["questions"] if one["code"] != known)
    rows[ROUND]["voided"].append({"code": added, "reason": "", "at": ""})

    assert verify(map(json.dumps, rows)).seals[0].voided == sorted([known, added])


def test_who_withdrew_while_the_worker_ranked_is_stated_as_ranked(ward: Organisation) -> None:
    """`ranked_at` is when the ranking began: the withdrawal came later, but before the places were written."""
    round = make_round(ward, RULES)
    people = [make_entrant(round.contest, number) for number in range(3)]
    for entrant in people:
        hand_in(make_attempt(round, entrant), right=3, prediction=1)
    people[0].standing, people[0].withdrawn_at = Standing.WITHDRAWN, OVER + timedelta(minutes=1)
    people[0].save()
    end_round(round=Round.objects.select_related("contest").get(), at=OVER)
    lines = list(proof_lines(round.contest, at=OVER + timedelta(hours=1)))

    assert [json.loads(line)["takes_part"] for line in lines[FIRST:]] == [False, True, True]
    assert told([json.loads(line) for line in lines]) == []


def test_what_does_not_fit_is_told_in_words(rows: list[Row]) -> None:
    drawn = rows[FIRST]["place"]  # the lot decides between two of them
    change(FIRST, "place", 77)(rows)

    assert told(rows) == [f"Vòng 1, mã dự thi CT-00000, lượt 1: thứ hạng tính lại là {drawn}, tệp ghi 77."]


def test_a_file_of_an_older_form_is_named_as_that(rows: list[Row]) -> None:
    rows[0]["form"] = "luatgandan/contest/2"
    assert told(rows) == ["Cả tệp: tệp theo mẫu cũ; hãy tải tệp mới ở trang cuộc thi."]


@pytest.mark.parametrize(
    "change",
    [{"extra_seconds": [10**15]}, {"extra_seconds": [float("inf")]}, {"rules": RULES.to_dict() | {"minutes": 10**15}}],
)
def test_figures_that_no_clock_has_are_a_finding(rows: list[Row], change: Row) -> None:
    assert told([rows[HEAD], rows[ROUND] | change, *rows[FIRST:]])


def test_a_line_that_is_too_deep_is_a_finding(rows: list[Row]) -> None:
    assert verify([json.dumps(rows[HEAD]), "[" * 100_000]).findings


def test_the_times_of_the_round_are_shown_and_nobody_began_before_it_was_sealed(rows: list[Row]) -> None:
    seal = str(verify(map(json.dumps, rows)).seals[0])
    assert "Vòng 1: niêm phong 08:00 16/11/2026, mở 08:00 16/11/2026, đóng 10:00 16/11/2026" in seal
    rows[ROUND]["sealed_at"] = "2026-11-16T01:00:00.500000Z"
    assert "Vòng 1: có lượt thi bắt đầu trước khi niêm phong đề." in told(rows)


@pytest.mark.parametrize("text", ["", "[]\n", "x\n", '{"form": 1}\n', '"x"\n'])
def test_a_file_that_is_something_else_is_told(text: str) -> None:
    assert len(verify(text.splitlines()).findings) == 1
