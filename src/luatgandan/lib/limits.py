"""How often something may be tried, counted in the cache; keys are hashed, so that no phone or address stands there."""

import hashlib
from datetime import datetime
from typing import Any

from allauth.account.adapter import get_adapter
from django.core.cache import cache

FEW = 30


def address_of(request: Any) -> str:
    """Where a request came from, for limits; behind how many proxies we stand is a setting."""
    return str(get_adapter().get_client_ip(request))


def take(*, name: str, key: str, amount: int, seconds: int, now: datetime) -> bool:
    """Use up one of `amount` uses in `seconds` of the limit `name` for `key`; False when none is left."""
    if amount <= FEW:  # one slot per use, each free again after `seconds`; `add` is atomic
        return any(cache.add(slot, 1, seconds) for slot in _slots(name, key, amount))
    # of many uses, a few at the same moment may count as one; `incr` would give a file of the cache its usual lifetime
    counter = f"{_key(name, key)}:{int(now.timestamp() // seconds)}"
    count = int(cache.get_or_set(counter, 0, seconds) or 0)
    cache.set(counter, count + 1, seconds)
    return count < amount


def is_used_up(*, name: str, key: str, amount: int) -> bool:
    """True when no use is left of a limit with few uses; uses nothing up."""
    slots = _slots(name, key, amount)
    return len(cache.get_many(slots)) == len(slots)


def _slots(name: str, key: str, amount: int) -> list[str]:
    return [f"{_key(name, key)}:{slot}" for slot in range(amount)]


def _key(name: str, key: str) -> str:
    return f"limit:{name}:{hashlib.sha256(key.encode()).hexdigest()}"
