"""How much of a question an answer gets: the one place where answers are scored, for contests, courses and practice."""

from collections.abc import Callable, Sequence
from fractions import Fraction

from ..enums import Kind
from ..formats.values import PAIR, read_number

NOTHING, WHOLE = Fraction(0), Fraction(1)
Answer = Sequence[str]


def score(kind: str, key: Answer, answer: Answer) -> Fraction:
    """From 0 to 1; `key` and `answer` have the same shape (see `formats.values`). Whatever is malformed gets 0.

    One right, true or false, number: all or nothing. Several right: right choices less wrong ones, over the right ones.
    Order: the share of things in their place. Match: the share of right pairs.
    """
    if not key or not answer or len(set(answer)) != len(answer):
        return NOTHING
    return _SCORES[Kind(kind)](key, answer)


def _same(key: Answer, answer: Answer) -> Fraction:
    return WHOLE if list(key) == list(answer) else NOTHING


def _several(key: Answer, answer: Answer) -> Fraction:
    right = len(set(key) & set(answer))
    return max(NOTHING, Fraction(right - (len(answer) - right), len(set(key))))


def _in_place(key: Answer, answer: Answer) -> Fraction:
    if len(answer) > len(key):
        return NOTHING
    return Fraction(sum(one == other for one, other in zip(key, answer, strict=False)), len(key))


def _pairs(key: Answer, answer: Answer) -> Fraction:
    left = [one.partition(PAIR)[0] for one in answer]
    if len(set(left)) != len(left):
        return NOTHING
    return Fraction(len(set(key) & set(answer)), len(set(key)))


def _number(key: Answer, answer: Answer) -> Fraction:
    given = read_number(answer[0]) if len(answer) == 1 else None
    return WHOLE if given is not None and given == read_number(key[0]) else NOTHING


_SCORES: dict[Kind, Callable[[Answer, Answer], Fraction]] = {
    Kind.ONE: _same,
    Kind.SEVERAL: _several,
    Kind.TRUE_FALSE: _same,
    Kind.ORDER: _in_place,
    Kind.MATCH: _pairs,
    Kind.NUMBER: _number,
}
