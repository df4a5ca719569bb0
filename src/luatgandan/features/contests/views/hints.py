"""Hints for the big screen, as server-sent events: "something is new", nothing else.

Behind an event loop a screen that listens takes no thread. Behind threads it takes one, so only a few may listen in a
process; the others, and whoever loses the line, ask every two seconds.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator
from threading import BoundedSemaphore
from time import sleep

from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIRequest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from ..queries.live import live
from ..services.seats import read_screen

HEADERS = {"Cache-Control": "private, no-store", "Content-Encoding": "identity", "X-Accel-Buffering": "no"}
LOOK, LASTS = 1.0, 55  # seconds between two looks; looks until the browser comes again
MOST_WITH_THREADS = 2  # in a process; `gunicorn --threads 4` keeps two for everybody else
_room = BoundedSemaphore(MOST_WITH_THREADS)


@require_GET
def screen_hints(request: HttpRequest, token: str) -> HttpResponseBase:
    """A stream of hints for one minute; the browser comes again by itself. 204: no room, ask instead."""
    code = read_screen(token)
    if not code:
        raise Http404
    if isinstance(request, ASGIRequest):
        return _stream(_hints_live(code))
    if not _room.acquire(blocking=False):
        return HttpResponse(status=204)
    return _stream(_Held(code))


def _stream(events: AsyncIterator[str] | Iterator[str]) -> StreamingHttpResponse:
    return StreamingHttpResponse(events, content_type="text/event-stream; charset=utf-8", headers=HEADERS)


class _Held:
    """The events of one screen; its place is free again when the server closes it, however that comes."""

    def __init__(self, code: str) -> None:
        self.events = _hints(code)
        self.is_held = True

    def __iter__(self) -> Iterator[str]:
        return self.events

    def close(self) -> None:
        """Called by the server at the end of an answer, and of one that was broken off."""
        if self.is_held:
            self.is_held = False
            _room.release()


def _hints(code: str) -> Iterator[str]:
    yield "retry: 1000\n\n"
    told = ""
    for _look in range(LASTS):
        new = _mark(code)
        yield _event(new, told)
        told = new
        sleep(LOOK)


async def _hints_live(code: str) -> AsyncIterator[str]:
    yield "retry: 1000\n\n"
    told = ""
    for _look in range(LASTS):
        new = await sync_to_async(_mark)(code)
        yield _event(new, told)
        told = new
        await asyncio.sleep(LOOK)


def _mark(code: str) -> str:
    found = live(code)
    return found.mark(timezone.now()) if found else "gone"


def _event(new: str, told: str) -> str:
    """A hint, or a comment that shows a lost line to whoever sends."""
    return f"event: news\ndata: {new}\n\n" if new != told else ":\n\n"
