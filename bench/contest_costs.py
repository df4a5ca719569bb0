"""Inside the portal that is measured: processor time of each request and bytes of each attempt, for docs/sizing.md.

One process asks the whole application without a socket; the web server's own part (some 0.3 ms) comes on top.
"""

import io
import json
import re
import time
from pathlib import Path
from statistics import median
from typing import Any
from wsgiref.util import setup_testing_defaults

from django.db import connection

from luatgandan.config.wsgi import application
from luatgandan.features.contests.models import Attempt, Device, Entrant, LogEntry, Response

from .contest_phones import CSRF, TOKEN
from .contest_round import QUESTIONS, fill

PEOPLE, VISITS = 25, 40
FORM = f"csrfmiddlewaretoken={CSRF}"
TABLES = (Entrant, Attempt, Response, Device, LogEntry)


def costs(slug: str) -> dict[str, Any]:
    """Milliseconds of processor of Python and of PostgreSQL by kind of request, and bytes by attempt (PostgreSQL)."""
    meter = Meter()
    for entry in fill(slug, PEOPLE)["entries"]:
        _sit(meter, slug, entry)
    for _visit in range(VISITS):
        meter.ask("board", "GET", f"/cuoc-thi/{slug}/bang/")
    return {**meter.figures(), "bytes_per_attempt": _bytes()}


class Meter:
    """What each request to the application in this process cost."""

    def __init__(self) -> None:
        self.spent: dict[str, list[tuple[float, float]]] = {}

    def ask(self, kind: str, method: str, path: str, body: str = "", **headers: str) -> tuple[dict[str, str], str]:
        """Headers and body of the answer; stops the bench when it is none."""
        environ: dict[str, Any] = {"REQUEST_METHOD": method, "PATH_INFO": path, "HTTP_HOST": "localhost", **headers}
        environ |= {"wsgi.input": io.BytesIO(body.encode()), "CONTENT_LENGTH": str(len(body.encode()))}
        setup_testing_defaults(environ)
        told: list[Any] = []
        connection.ensure_connection()
        before = (time.process_time_ns(), _of_database())
        parts = application(environ, lambda status, found: told.extend((status, dict(found))))
        text = b"".join(parts).decode()
        parts.close()
        connection.ensure_connection()
        own, database = time.process_time_ns() - before[0], _of_database() - before[1]
        if int(told[0].split()[0]) >= 400:
            raise SystemExit(f"{kind}: {told[0]}")
        self.spent.setdefault(kind, []).append((own / 1e6, database / 1e6))
        return told[1], text

    def figures(self) -> dict[str, dict[str, float]]:
        """Medians."""
        return {
            kind: {"count": len(spent), "web_ms": round(median(own for own, _ in spent), 2),
                   "database_ms": round(median(database for _, database in spent), 2)}
            for kind, spent in self.spent.items()
        }  # fmt: skip


def _sit(meter: Meter, slug: str, entry: dict[str, str]) -> None:
    cookies = {"sessionid": entry["session"], "csrftoken": CSRF}
    browser = {"HTTP_COOKIE": _cookie(cookies), "CONTENT_TYPE": "application/x-www-form-urlencoded"}
    headers, _text = meter.ask("start", "POST", f"/cuoc-thi/{slug}/vong/1/bat-dau/", FORM, **browser)
    path = headers["Location"]
    device = headers.get("Set-Cookie", "").partition(";")[0]
    browser["HTTP_COOKIE"] += f"; {device}"
    _headers, text = meter.ask("paper", "GET", path, **browser)
    found = re.search(TOKEN, text)
    if not found:
        raise SystemExit("no token on the paper")
    for slot in range(QUESTIONS):
        given = {"slot": slot, "answer": ["a"], "sequence": slot + 1, "given": int(time.time() * 1000)}
        body = json.dumps({"paper": found[2], "answers": [given]})
        meter.ask("save", "POST", "/thi/luu/", body, CONTENT_TYPE="application/json", HTTP_X_START_TOKEN=found[1])
    headers, _text = meter.ask("hand in", "POST", f"{path}nop/", FORM, **browser)
    meter.ask("receipt", "GET", headers["Location"], **browser)


def _cookie(cookies: dict[str, str]) -> str:
    return "; ".join(f"{name}={value}" for name, value in cookies.items())


def _of_database() -> int:
    """Nanoseconds of processor that the server process of this connection has used; 0 where there is none."""
    if connection.vendor != "postgresql":
        return 0
    return int(Path(f"/proc/{connection.connection.info.backend_pid}/schedstat").read_text().split()[0])


def _bytes() -> float:
    """Disk of all tables of taking part with their indexes, by attempt."""
    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        sizes = []
        for table in TABLES:
            cursor.execute("SELECT pg_total_relation_size(%s)", [table._meta.db_table])
            sizes.append(cursor.fetchone()[0])
    return round(sum(sizes) / max(1, Attempt.objects.count()))
