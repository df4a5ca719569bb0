"""Events: how rooms speak to each other. A fact is published after commit to whoever asked to hear it."""

import logging
from collections import defaultdict
from collections.abc import Callable
from typing import Any, TypeVar

from django.db import transaction

log = logging.getLogger(__name__)
Event = TypeVar("Event")
_receivers: dict[type, list[Callable[[Any], None]]] = defaultdict(list)


def receives(event_type: type[Event]) -> Callable[[Callable[[Event], None]], Callable[[Event], None]]:
    """Register the decorated function for one event type. The same function registers once."""

    def register(receiver: Callable[[Event], None]) -> Callable[[Event], None]:
        if receiver not in _receivers[event_type]:
            _receivers[event_type].append(receiver)
        return receiver

    return register


def publish(event: object) -> None:
    """Deliver `event` after the surrounding transaction commits; never if it rolls back."""
    transaction.on_commit(lambda: _deliver(event))


def _deliver(event: object) -> None:
    """One receiver that fails is logged and does not stop the others: the act itself is already committed."""
    for receiver in _receivers[type(event)]:
        try:
            receiver(event)
        except Exception:
            log.exception("receiver %s failed on %r", receiver.__qualname__, event)
