"""What is drawn, sealed, receipted and scored, as plain values."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from itertools import product
from typing import Any

import pytest

from luatgandan.features.questionbank.enums import Field, Kind
from luatgandan.features.questionbank.formats.values import matching

from ..papers.canonical import canonical, written
from ..papers.drawing import TooFewQuestionsError, draw, lacking, lot_of, paper_hash
from ..papers.receipts import all_receipts, receipt
from ..papers.scoring import score_paper
from ..papers.sealing import commitment, new_seed
from ..papers.values import POINT, Quota, Rules, SealedQuestion, Sitting
from .making import OPENS, question

SEED = "ab" * 32
BANK = [
    question(number, field=field, difficulty=level)
    for number, (field, level, _copy) in enumerate(product((Field.TRAFFIC, Field.LAND), (1, 2, 3), range(10)))
]
RULES = Rules(quotas=(Quota(count=10), Quota(count=5, field=Field.LAND, difficulty=3), Quota(count=3, difficulty=1)))
SITTING = Sitting(
    contest="vi-du", round=1, entrant="CT-1", number=1, paper="p", started_at=OPENS,
    submitted_at=OPENS + timedelta(minutes=3), prediction=7, answers={1: ["b"], 0: ["a", "c"]},
)  # fmt: skip


def codes(entrant: str = "CT-1", number: int = 1, rules: Rules = RULES, seed: str = SEED) -> list[str]:
    return [one.code for one in draw(rules, BANK, seed=seed, entrant=entrant, number=number)]


def test_a_paper_is_the_same_on_every_machine() -> None:
    slots = draw(RULES, BANK, seed=SEED, entrant="CT-1", number=1)

    assert paper_hash(slots) == "b29e0fc5739e6b31abbe12f250378a3ea788bc007043ae3faf780c4f04bb1970"
    assert lot_of(seed=SEED, entrant="CT-1", number=1) == 10_477_767_670_690_625


def test_the_order_of_the_bank_does_not_matter() -> None:
    assert draw(RULES, BANK[::-1], seed=SEED, entrant="CT-1", number=1) == draw(
        RULES, BANK, seed=SEED, entrant="CT-1", number=1
    )


@pytest.mark.parametrize("other", [{"entrant": "CT-2"}, {"number": 2}, {"seed": "cd" * 32}])
def test_seed_entrant_and_number_change_the_paper(other: dict[str, Any]) -> None:
    assert codes(**other) != codes()


def test_quotas_are_filled_without_a_question_twice() -> None:
    by_code = {one.code: one for one in BANK}
    for number in range(1, 30):
        paper = [by_code[one] for one in codes(number=number)]

        assert len({one.code for one in paper}) == 18
        assert sum(one.field == Field.LAND and one.difficulty == 3 for one in paper) >= 5
        assert sum(one.difficulty == 1 for one in paper) >= 3


def test_the_next_attempt_brings_other_questions_while_there_are_any() -> None:
    rules = Rules(quotas=(Quota(count=20),))

    seen = [set(codes(number=number, rules=rules)) for number in (1, 2, 3, 4)]

    assert seen[0] | seen[1] | seen[2] == {one.code for one in BANK}
    assert seen[3] == seen[0]


def test_every_question_comes_about_as_often_in_every_place() -> None:
    rules = Rules(quotas=(Quota(count=20),))
    first = Counter(codes(entrant=f"CT-{n}", rules=rules)[0] for n in range(1200))
    drawn = Counter(code for n in range(600) for code in codes(entrant=f"CT-{n}", rules=rules))

    assert len(first) == len(BANK)
    assert max(first.values()) < 45  # 20 expected
    assert min(drawn.values()) > 150  # 200 expected
    assert max(drawn.values()) < 250


def test_options_are_shuffled_only_when_the_rules_say_so() -> None:
    plain = replace(RULES, is_shuffled=False)
    options = {one.code: tuple(option.id for option in one.content.options) for one in BANK}

    slots = draw(plain, BANK, seed=SEED, entrant="CT-1", number=1)

    assert [one.options for one in slots] == [options[one.code] for one in slots]
    mixed = draw(RULES, BANK, seed=SEED, entrant="CT-1", number=1)
    assert {one.code for one in mixed} == {one.code for one in slots}
    assert any(one.options != options[one.code] for one in mixed)


def test_what_the_bank_lacks_is_told_before_anybody_draws() -> None:
    wide = Rules(quotas=(Quota(count=52), Quota(count=9, field=Field.LAND, difficulty=3)))

    assert lacking(wide, BANK) == [(wide.quotas[0], 1)]
    with pytest.raises(TooFewQuestionsError):
        codes(rules=wide)
    assert lacking(RULES, BANK) == []


def test_a_seed_is_never_given_twice() -> None:
    assert len({new_seed() for _ in range(100)}) == 100


CHANGES = {
    "contest": {"contest": "khac"},
    "round": {"round": 2},
    "rules": {"rules": replace(RULES, minutes=16)},
    "questions": {"questions": BANK[1:]},
    "key": {"questions": [replace(BANK[0], content=replace(BANK[0].content, key=("o0b",))), *BANK[1:]]},
    "seed": {"seed": "cd" * 32},
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=list(CHANGES))
def test_whatever_decides_changes_the_commitment(change: dict[str, Any]) -> None:
    facts: dict[str, Any] = {"contest": "vi-du", "round": 1, "rules": RULES, "questions": BANK, "seed": SEED}

    assert commitment(**(facts | change)) != commitment(**facts)
    assert commitment(**(facts | {"questions": BANK[::-1]})) == commitment(**facts)


def test_values_come_back_from_the_database() -> None:
    one = matching("Ghép", [("a", "b"), ("c", "d")])
    sealed = replace(
        question(1),
        content=one,
        cites=({"number": "1/2020/QH14", "eid": "art_1", "label": "Điều 1", "url": "/van-ban/"},),
    )

    assert SealedQuestion.from_dict(sealed.to_dict()) == sealed
    assert Rules.from_dict(RULES.to_dict()) == RULES


@pytest.mark.parametrize(
    "change",
    [{"answers": {0: ["a"], 1: ["b"]}}, {"answers": {0: ["a", "c"]}}, {"prediction": None}, {"entrant": "CT-2"},
     {"submitted_at": OPENS + timedelta(minutes=3, microseconds=1)}, {"paper": "q"}, {"number": 2}],
)  # fmt: skip
def test_a_receipt_changes_with_everything_it_is_about(change: dict[str, Any]) -> None:
    assert receipt(replace(SITTING, **change)) != receipt(SITTING)
    assert receipt(replace(SITTING, answers={0: ("a", "c"), 1: ("b",)})) == receipt(SITTING)


def test_receipts_of_a_round_have_one_hash() -> None:
    assert all_receipts(["a", "bc"]) != all_receipts(["ab", "c"])


def test_what_is_hashed_has_one_form() -> None:
    assert canonical({"b": ("đò", 1), "a": None}) == '{"a":null,"b":["đò",1]}'.encode()
    assert written(OPENS) == "2026-11-16T01:00:00.000000Z"
    with pytest.raises(TypeError):
        canonical({"a": [1.5]})


def test_points() -> None:
    several = replace(question(9), content=replace(question(9).content, kind=Kind.SEVERAL, key=("o9a", "o9b", "o9c")))
    questions = {one.code: one for one in (question(1), several)}
    rules = Rules(quotas=(Quota(count=2),), is_shuffled=False)
    slots = draw(rules, questions.values(), seed=SEED, entrant="CT-1", number=1)
    slots = tuple(sorted(slots, key=lambda one: one.code))
    answers = {0: ["o1a"], 1: ["o9a"]}

    assert score_paper(slots, questions, answers, rules=rules) == POINT
    assert score_paper(slots, questions, answers, rules=replace(rules, is_partial=True)) == POINT + 333
    assert score_paper(slots, questions, {}, rules=rules, voided={"c-009"}) == POINT
    assert score_paper(slots, questions, answers, rules=rules, voided={"c-009"}) == rules.best_score
