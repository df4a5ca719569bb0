"""Whose turn it is: a browser has its own count, an address a high ceiling, since a whole school stands behind one."""

from datetime import datetime

from django.conf import settings

from luatgandan.lib import limits

SECONDS = 3600


class AskedTooOftenError(Exception):
    """This browser, or all behind this address, have used up their questions; they may ask again within the hour."""


def take_turn(*, at: datetime, device: str = "", address: str = "") -> None:
    """Use up one question of a browser (a secret of its own) and of an address; what is empty is not counted.

    Raises AskedTooOftenError.
    """
    counts = (("device", device, settings.ASSISTANT_PER_HOUR), ("address", address, settings.ASSISTANT_PER_ADDRESS))
    for kind, key, amount in counts:
        name = f"assistant_{kind}"
        if key and not limits.take(name=name, key=key, amount=amount, seconds=SECONDS, now=at):
            raise AskedTooOftenError
