"""How often signing in may be tried: counted per account, contact and device.

An address alone has only a generous ceiling, for codes: a whole school stands behind one address.
"""

from datetime import datetime

from django.conf import settings

from luatgandan.lib import limits


def take(*, name: str, key: str, now: datetime) -> bool:
    """Use up one of the uses of the limit `name` (settings.SIGN_IN_LIMITS) for `key`; False when none is left."""
    amount, seconds = settings.SIGN_IN_LIMITS[name]
    return limits.take(name=name, key=key, amount=amount, seconds=seconds, now=now)


def is_used_up(*, name: str, key: str) -> bool:
    """True when no use is left of a limit with few uses; uses nothing up."""
    return limits.is_used_up(name=name, key=key, amount=settings.SIGN_IN_LIMITS[name][0])


def take_code(*, recipient: str, address: str, is_known_device: bool, now: datetime) -> bool:
    """May one more code go to this recipient?

    A device that signed in before has a count of its own: a stranger who asks for codes in someone's name does not
    lock that person out.
    """
    who = f"{recipient}:{is_known_device}"
    return take(name="code_per_recipient", key=who, now=now) and take(name="code_per_address", key=address, now=now)
