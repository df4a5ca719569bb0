"""A small bounded HTTP load on loopback: keep-alive connections in threads of a separate process.

`python -m bench.load_pages HOST PORT SECONDS CONNECTIONS PATH…` prints one line of JSON.
"""

import json
import socket
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import cycle

LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass
class Tally:
    """What one connection saw: seconds per request, bytes of the last body, requests that failed."""

    times: list[float] = field(default_factory=list)
    body: int = 0
    failures: int = 0


def visit(host: str, port: int, paths: Iterator[str], until: float, tally: Tally) -> None:
    """Ask for the next of `paths` again and again over one connection until the time is up."""
    rest = f"HTTP/1.1\r\nHost: {host}:{port}\r\nAccept-Encoding: gzip\r\nConnection: keep-alive\r\n\r\n"
    with socket.create_connection((host, port), timeout=30) as connection:
        file = connection.makefile("rb")
        while time.perf_counter() < until:
            request = f"GET {next(paths)} {rest}".encode()
            started = time.perf_counter()
            connection.sendall(request)
            status, tally.body, stays = read_response(file)
            tally.times.append(time.perf_counter() - started)
            tally.failures += status != 200
            if not stays:
                connection.close()
                connection = socket.create_connection((host, port), timeout=30)
                file = connection.makefile("rb")


def read_response(file: "socket.SocketIO") -> tuple[int, int, bool]:
    """Status, length of the body, and whether the connection stays open."""
    status = int(file.readline().split()[1])
    length, stays = 0, True
    while (line := file.readline()) not in (b"\r\n", b""):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
        elif name.lower() == b"connection":
            stays = value.strip().lower() != b"close"
    file.read(length)
    return status, length, stays


def measure(host: str, port: int, paths: Sequence[str], seconds: float, connections: int) -> dict[str, float]:
    """Requests per second and percentiles in milliseconds over all connections, which share `paths` among them."""
    if host not in LOOPBACK:
        raise SystemExit("only loopback addresses")
    tallies = [Tally() for _ in range(connections)]
    until = time.perf_counter() + seconds
    asked = cycle(paths)
    threads = [threading.Thread(target=visit, args=(host, port, asked, until, tally)) for tally in tallies]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    elapsed = time.perf_counter() - started
    times = sorted(one for tally in tallies for one in tally.times)
    return {
        "requests_per_second": round(len(times) / elapsed, 1),
        "p50_ms": round(times[len(times) // 2] * 1000, 2),
        "p95_ms": round(times[int(len(times) * 0.95)] * 1000, 2),
        "bytes": tallies[0].body,
        "failures": sum(tally.failures for tally in tallies),
    }


if __name__ == "__main__":
    host, port, seconds, connections, *paths = sys.argv[1:]
    print(json.dumps(measure(host, int(port), paths, float(seconds), int(connections))))
