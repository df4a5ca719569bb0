"""Answering before the reader's eyes: a ticket is opened by asking, and who holds it hears the steps.

The work is done in threads of its own: a reader who leaves breaks nothing off, and one who comes again, to this process
or another, waits for the same answer. A ticket holds a scrubbed question, for two minutes or until it is taken.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from queue import SimpleQueue
from time import monotonic, sleep
from typing import Any

from django.core.cache import cache
from django.db import connections
from django.utils import timezone

from luatgandan.foundation.accounts.models import Person

from ..models import Run
from ..pipeline.privacy import scrub
from ..queries import Asked, run_with
from .asking import Step, answer_and_keep, new_token
from .remembering import remember, wants_history
from .turns import take_turn

TICKET_SECONDS, TAKEN_SECONDS = 120, 600
PATIENCE, LOOK = 60.0, 0.2  # seconds: how long who comes again waits for the end, how often it looks
Heard = Step | Run | None  # None: no answer will come
log = logging.getLogger(__name__)
pool = ThreadPoolExecutor(max_workers=8, thread_name_prefix="assistant")


@dataclass(frozen=True, kw_only=True)
class Ticket:
    """A question that waits for its reader."""

    asked: Asked
    at: datetime
    hidden: tuple[str, ...]
    person: int | None = None  # who wants it kept with the account


def open_ticket(
    *, text: str, at: datetime, device: str = "", address: str = "", day: date | None = None,
    is_settled: bool = False, person: Any = None,
) -> str:  # fmt: skip
    """Take a turn and put the question by; gives the token of the answer to come. Raises AskedTooOftenError."""
    take_turn(at=at, device=device, address=address)
    scrubbed, token = scrub(text), new_token()
    asked = Asked(text=scrubbed.text, today=timezone.localdate(at), at=day, is_settled=is_settled)
    ticket = Ticket(asked=asked, at=at, hidden=scrubbed.kinds, person=person.pk if wants_history(person) else None)
    cache.set(_key(token), ticket, TICKET_SECONDS)
    return token


def heard(*, token: str) -> Iterator[Heard]:
    """The steps, then the run, or None when there is none. For a server without an event loop."""
    told: SimpleQueue[Heard] = SimpleQueue()
    pool.submit(_work, token, told.put)
    while isinstance(one := told.get(), Step):
        yield one
    yield one


async def heard_live(*, token: str) -> AsyncIterator[Heard]:
    """The same inside an event loop: a reader who waits takes no thread."""
    loop, told = asyncio.get_running_loop(), asyncio.Queue[Heard]()

    def tell(one: Heard) -> None:
        with suppress(RuntimeError):  # the loop has ended, and its readers with it
            loop.call_soon_threadsafe(told.put_nowait, one)

    pool.submit(_work, token, tell)
    while isinstance(one := await told.get(), Step):
        yield one
    yield one


def _work(token: str, tell: Callable[[Heard], None]) -> None:
    try:
        tell(_answered(token, tell))
    except Exception:
        log.exception("an answer could not be made")
        cache.delete(_taken(token))
        tell(None)
    finally:
        connections.close_all()


def _answered(token: str, tell: Callable[[Step], None]) -> Run | None:
    """Who takes the ticket makes the answer; everybody else waits for it."""
    ticket: Ticket | None = cache.get(_key(token))
    if ticket is None or not cache.add(_taken(token), 1, TAKEN_SECONDS):
        return _awaited(token)
    cache.delete(_key(token))
    run = answer_and_keep(asked=ticket.asked, at=ticket.at, tell=tell, token=token, hidden=ticket.hidden)
    if ticket.person:
        remember(run=run, person=Person.objects.filter(pk=ticket.person).first())
    return run


def _awaited(token: str) -> Run | None:
    until = monotonic() + PATIENCE
    while (run := run_with(token)) is None and cache.get(_taken(token)) and monotonic() < until:
        sleep(LOOK)
    return run


def _key(token: str) -> str:
    return f"assistant:ticket:{token}"


def _taken(token: str) -> str:
    return f"assistant:taken:{token}"
