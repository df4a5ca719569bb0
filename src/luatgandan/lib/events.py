"""Events: how rooms speak to each other. A fact is published after commit to whoever asked to hear it.

Rows that must be written with the act itself, or not at all, are written by receivers that hear it `inside` the
transaction (docs/decisions/0015-changes-are-noted-with-the-act.md).
"""

import logging
from collections import defaultdict
from collections.abc import Callable
from typing import Any, TypeVar

from django.db import transaction

log = logging.getLogger(__name__)
Event = TypeVar("Event")
_receivers: dict[type, list[Callable[[Any], None]]] = defaultdict(list)
_inside: dict[type, list[Callable[[Any], None]]] = defaultdict(list)


def receives(
    event_type: type[Event], *, inside: bool = False
) -> Callable[[Callable[[Event], None]], Callable[[Event], None]]:
    """Register the decorated function for one event type; the same function registers once.

    With `inside` it is called at once, in the transaction of the act: what it raises undoes the act.
    """
    receivers = (_inside if inside else _receivers)[event_type]

    def register(receiver: Callable[[Event], None]) -> Callable[[Event], None]:
        if receiver not in receivers:
            receivers.append(receiver)
        return receiver

    return register


def publish(event: object) -> None:
    """Deliver `event` after the surrounding transaction commits, never if it rolls back; `inside` receivers now."""
    for receiver in _inside[type(event)]:
        receiver(event)
    transaction.on_commit(lambda: _deliver(event))


def _deliver(event: object) -> None:
    """One receiver that fails is logged and does not stop the others: the act itself is already committed."""
    for receiver in _receivers[type(event)]:
        try:
            receiver(event)
        except Exception:
            log.exception("receiver %s failed on %r", receiver.__qualname__, event)
