"""Scoring, with laws that hold for every key and every answer of every kind (made by fixed seeds)."""

import random
from decimal import Decimal
from fractions import Fraction

import pytest

from ..enums import Kind
from ..formats.values import (
    PAIR,
    Content,
    choosing,
    counting,
    deciding,
    matching,
    ordering,
    read_number,
    write_number,
)
from ..linting import faults
from ..rules import score

ROUNDS = 300


def made(kind: Kind, dice: random.Random) -> Content:
    """Any question of a kind that has no faults."""
    texts = [f"phương án {number}" for number in dice.sample(range(1000), dice.randint(3, 8))]
    if kind == Kind.TRUE_FALSE:
        return deciding("Nhận định", dice.random() < 0.5)
    if kind == Kind.NUMBER:
        return counting("Bao nhiêu", write_number(Decimal(dice.randint(-(10**9), 10**9)) / 1000), "đồng")
    if kind == Kind.ORDER:
        return ordering("Thứ tự", texts)
    if kind == Kind.MATCH:
        return matching("Ghép", [(text, f"vế của {text}") for text in texts], others=["thừa"])
    right = 1 if kind == Kind.ONE else dice.randint(1, len(texts) - 1)
    return choosing(kind, "Chọn", texts, dice.sample(range(len(texts)), right))


def guessed(content: Content, dice: random.Random) -> list[str]:
    """Any answer at all, malformed ones too."""
    pool = [one.id for one in content.options] + ["lạ", "", "dung", "sai", "5", "1.000", *content.key]
    if content.kind == Kind.MATCH:
        pool += [f"{one.id}{PAIR}{other.id}" for one in content.options for other in content.options]
    return [dice.choice(pool) for _ in range(dice.randint(0, 6))]


@pytest.mark.parametrize("kind", Kind)
def test_the_key_is_whole_and_nothing_is_above_or_below(kind: Kind) -> None:
    dice = random.Random(f"whole {kind}")
    for _ in range(ROUNDS):
        content = made(kind, dice)
        assert faults(content) == []
        assert score(kind, content.key, content.key) == 1
        answer = guessed(content, dice)
        got = score(kind, content.key, answer)
        assert 0 <= got <= 1
        assert score(kind, content.key, []) == 0


@pytest.mark.parametrize("kind", [Kind.ONE, Kind.SEVERAL, Kind.MATCH])
def test_the_order_of_what_is_chosen_says_nothing(kind: Kind) -> None:
    dice = random.Random(f"order {kind}")
    for _ in range(ROUNDS):
        content = made(kind, dice)
        answer = list(content.key)
        dice.shuffle(answer)
        assert score(kind, content.key, answer) == 1


def test_one_wrong_choice_more_never_helps() -> None:
    dice = random.Random("more")
    for _ in range(ROUNDS):
        content = made(Kind.SEVERAL, dice)
        right = list(content.key)[: dice.randint(1, len(content.key))]
        wrong = next(one.id for one in content.options if one.id not in content.key)
        assert score(Kind.SEVERAL, content.key, [*right, wrong]) < score(Kind.SEVERAL, content.key, right)


def test_choosing_everything_gains_nothing_that_choosing_right_does_not() -> None:
    content = choosing(Kind.SEVERAL, "Chọn", ["a", "b", "c", "d"], [0, 1])
    every = [one.id for one in content.options]
    assert score(Kind.SEVERAL, content.key, every) == 0
    assert score(Kind.SEVERAL, content.key, content.key[:1]) == Fraction(1, 2)


def test_places_and_pairs_count_one_by_one() -> None:
    order = ordering("Thứ tự", ["một", "hai", "ba", "bốn"])
    first, second, *rest = order.key
    assert score(Kind.ORDER, order.key, [second, first, *rest]) == Fraction(1, 2)
    assert score(Kind.ORDER, order.key, [first] * 4) == 0
    pairs = matching("Ghép", [("a", "1"), ("b", "2"), ("c", "3")])
    left, _sign, right = pairs.key[0].partition(PAIR)
    assert score(Kind.MATCH, pairs.key, pairs.key[:2]) == Fraction(2, 3)
    doubled = [*pairs.key, f"{left}{PAIR}{pairs.key[1].partition(PAIR)[2]}"]
    assert score(Kind.MATCH, pairs.key, doubled) == 0
    assert right not in {one.id for one in pairs.options if one.side == "left"}


@pytest.mark.parametrize(
    ("typed", "value"),
    [("5", "5"), ("5,5", "5.5"), ("5.5", "5.5"), ("5.000.000", "5000000"), ("5 000 000", "5000000"), ("05", "5"),
     ("1.234,5", "1234.5"), ("-3", "-3"), (" 7 ", "7"), ("5.000", "5000")],
)  # fmt: skip
def test_numbers_are_read_as_people_write_them(typed: str, value: str) -> None:
    assert read_number(typed) == Decimal(value)
    assert score(Kind.NUMBER, (write_number(Decimal(value)),), [typed]) == 1


@pytest.mark.parametrize("typed", ["", "năm", "5 triệu", "1e9", "NaN", "Infinity", "1,2,3", "9" * 40, "5;5"])
def test_what_is_no_number_is_not_read(typed: str) -> None:
    assert read_number(typed) is None
    assert score(Kind.NUMBER, ("5",), [typed]) == 0


def test_the_place_of_an_option_says_nothing_of_the_key() -> None:
    texts = ["đi", "dừng", "rẽ", "lùi"]
    assert ordering("Thứ tự", texts).options == ordering("Thứ tự", texts[::-1]).options
    mended = choosing(Kind.ONE, "?", ["đi thẳng", *texts[1:]], [0], before=choosing(Kind.ONE, "?", texts, [0]).options)
    assert [one.id for one in mended.options] == [one.id for one in choosing(Kind.ONE, "?", texts, [0]).options]
