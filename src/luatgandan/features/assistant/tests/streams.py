"""A real server on this machine and readers of server-sent events, for the test and for the bench."""

import asyncio
import gc
import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import monotonic, sleep
from typing import Any

import uvicorn
from django.core.asgi import get_asgi_application


@dataclass
class Reading:
    """What one reader got: (id, name, data) of each event, and when, in seconds after all readers began."""

    events: list[tuple[int, str, Any]] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    first_at: float = 0.0
    ended_at: float = 0.0

    @property
    def names(self) -> list[str]:
        return [name for _, name, _ in self.events]

    @property
    def is_whole(self) -> bool:
        """All in order, from the first to the end."""
        return self.names[-1:] == ["done"] and [number for number, _, _ in self.events] == [
            *range(1, len(self.events) + 1)
        ]


@contextmanager
def serving() -> Iterator[int]:
    """Our ASGI application behind uvicorn; gives the port."""
    config = uvicorn.Config(
        get_asgi_application(), port=0, lifespan="off", ws="none", log_level="warning", backlog=1024
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        until = monotonic() + 30
        while not server.started and monotonic() < until:
            sleep(0.02)
        yield server.servers[0].sockets[0].getsockname()[1]
    finally:
        server.should_exit = True
        thread.join()
        gc.collect()  # threads that are over leave their connections to the database open until then


def read_together(port: int, paths: Sequence[str], *, leave_after: int | None = None) -> list[Reading]:
    """One reader a path, all at the same time; with `leave_after` each hangs up after so many events."""

    async def all_of_them() -> list[Reading]:
        began = monotonic()
        return await asyncio.gather(*(_read(port, path, began, leave_after) for path in paths))

    return asyncio.run(all_of_them())


async def _read(port: int, path: str, began: float, leave_after: int | None) -> Reading:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n".encode())
    head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
    reading = Reading(headers={name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:])})
    async for block in _blocks(reader):
        if not reading.events:
            reading.first_at = monotonic() - began
        values = dict(line.partition(": ")[::2] for line in block.splitlines())
        if "event" in values:
            reading.events.append((int(values["id"]), values["event"], json.loads(values["data"])))
        if len(reading.events) == leave_after:
            break
    reading.ended_at = monotonic() - began
    writer.close()
    return reading


async def _blocks(reader: asyncio.StreamReader) -> Any:
    """The events of a chunked answer (RFC 9112, 7.1)."""
    text = b""
    while size := int(await reader.readline(), 16):
        text += (await reader.readexactly(size + 2))[:-2]
        *blocks, text = text.split(b"\n\n")
        for block in blocks:
            yield block.decode()
