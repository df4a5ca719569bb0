"""Limits: few uses come back one by one, many are counted by the stretch of time; nobody's key uses up another's."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from luatgandan.lib import limits

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


@pytest.mark.parametrize("amount", [1, limits.FEW, limits.FEW + 1, 100])
def test_as_many_uses_as_the_amount_and_no_more(amount: int) -> None:
    key = uuid4().hex

    taken = [limits.take(name="test", key=key, amount=amount, seconds=60, now=NOW) for _ in range(amount + 2)]

    assert taken == [True] * amount + [False] * 2
    assert limits.take(name="test", key=uuid4().hex, amount=amount, seconds=60, now=NOW)
    assert limits.take(name="other", key=key, amount=amount, seconds=60, now=NOW)


def test_a_limit_of_many_begins_anew_with_the_next_stretch() -> None:
    key, amount = uuid4().hex, limits.FEW + 1
    for _ in range(amount + 1):
        limits.take(name="test", key=key, amount=amount, seconds=60, now=NOW)

    assert limits.take(name="test", key=key, amount=amount, seconds=60, now=NOW + timedelta(seconds=60))


def test_asking_whether_it_is_used_up_uses_nothing_up() -> None:
    key = uuid4().hex

    before = [limits.is_used_up(name="test", key=key, amount=1) for _ in range(2)]
    limits.take(name="test", key=key, amount=1, seconds=60, now=NOW)

    assert (before, limits.is_used_up(name="test", key=key, amount=1)) == ([False, False], True)
