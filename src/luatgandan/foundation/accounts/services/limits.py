"""How often something may be tried: counted per account, contact and device.

An address alone has only a generous ceiling, for codes: a whole school stands behind one address.
"""

import hashlib
from datetime import datetime

from django.conf import settings
from django.core.cache import cache

FEW = 30


def take(*, name: str, key: str, now: datetime) -> bool:
    """Use up one of the uses of the limit `name` (settings.SIGN_IN_LIMITS) for `key`; False when none is left."""
    amount, seconds = settings.SIGN_IN_LIMITS[name]
    if amount <= FEW:  # one slot per use, each free again after `seconds`; `add` is atomic
        return any(cache.add(slot, 1, seconds) for slot in _slots(name, key, amount))
    counter = f"{_key(name, key)}:{int(now.timestamp() // seconds)}"
    count = int(cache.get_or_set(counter, 0, seconds) or 0)
    cache.set(counter, count + 1, seconds)
    return count < amount


def is_used_up(*, name: str, key: str) -> bool:
    """True when no use is left of a limit with few uses; uses nothing up."""
    slots = _slots(name, key, settings.SIGN_IN_LIMITS[name][0])
    return len(cache.get_many(slots)) == len(slots)


def take_code(*, recipient: str, address: str, is_known_device: bool, now: datetime) -> bool:
    """May one more code go to this recipient?

    A device that signed in before has a count of its own: a stranger who asks for codes in someone's name does not
    lock that person out.
    """
    who = f"{recipient}:{is_known_device}"
    return take(name="code_per_recipient", key=who, now=now) and take(name="code_per_address", key=address, now=now)


def _slots(name: str, key: str, amount: int) -> list[str]:
    return [f"{_key(name, key)}:{slot}" for slot in range(amount)]


def _key(name: str, key: str) -> str:
    """Keys are hashed: no phone or address stands in the cache."""
    return f"limit:{name}:{hashlib.sha256(key.encode()).hexdigest()}"
