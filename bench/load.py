"""A mixed day of a province and a rush: `python -m bench load`. Everything shares this machine, the visitors too.

70 % read, 15 % search, 5 % ask the assistant, 8 % sit a contest, 2 % send a question. Each database (SQLite,
PostgreSQL), with one web server and with two behind nginx (where Debian's nginx is installed), without and with page
cache: a day in which every visitor asks as fast as it gets answers, then a rush from 10 to 200 requests a second within
10 s. Requests a second, times, errors, processor and memory of every part; what visitors were told is compared with
what is stored. What was lost stands under "broken", and the command ends with status 1; goals that were missed under
"missed". LUATGANDAN_BENCH_SCALE (1) makes phases shorter, LUATGANDAN_BENCH_DATABASES and LUATGANDAN_BENCH_ROWS
("one", "one cached", "two", "two cached") choose.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from .contest import NEVER, our_environment_of, started
from .load_parts import Parts
from .pages import OUR_WSGI, free_port, say, served, wait_for
from .qa import inside

SCALE = float(os.environ.get("LUATGANDAN_BENCH_SCALE", "1"))
DATABASES = os.environ.get("LUATGANDAN_BENCH_DATABASES", "sqlite,postgresql").split(",")
ROWS = {"one": (1, "0"), "one cached": (1, "60"), "two": (2, "0"), "two cached": (2, "60")}
WANTED = os.environ.get("LUATGANDAN_BENCH_ROWS", ",".join(ROWS)).split(",")
SHARES = {"read": 70, "search": 15, "assistant": 5, "contest": 8, "write": 2}
DAY = {"seconds": 15.0 * SCALE, "visitors": 24, "rising": None}
RUSH = {"seconds": 15.0 * SCALE, "visitors": 96, "rising": (10, 200, 10.0 * SCALE)}
PEOPLE, GOAL_RATE, GOAL_MS = 400, 150, 500
Found = dict[str, Any]


def run() -> Found:
    """Figures by database and row, goals that were missed, and what must never be."""
    found = {database: measured(database) for database in DATABASES}
    rows = {
        f"{database}, {name}": row for database, all_ in found.items() for name, row in all_.items() if "day" in row
    }
    return {
        "scale": SCALE, **found,
        "missed": [f"{name}: {one}" for name, row in rows.items() for one in missed(row)],
        "broken": [f"{name}: {one}" for name, row in rows.items() for one in broken(row)],
    }  # fmt: skip


def missed(row: Found) -> list[str]:
    """Which goals this row does not reach."""
    rate, p95 = row["day"]["requests_per_second"], row["day"]["all"]["p95_ms"]
    told = [f"{rate} requests a second"] if rate < GOAL_RATE else []
    return told + ([f"p95 {p95} ms"] if p95 > GOAL_MS else [])


def broken(row: Found) -> list[str]:
    """What was lost, doubled or answered with an error."""
    told = [f"{key} {row['checked'][key]}" for key in (*NEVER, "questions_lost") if row["checked"][key]]
    phases = [(name, row[name]) for name in ("day", "rush")]
    told += [f"{name}: {phase['errors']} errors, {phase['first_errors']}" for name, phase in phases if phase["errors"]]
    return told + [f"{name}: {one['tried_again']} tried again" for name, one in phases if one["tried_again"]]


def measured(database: str) -> dict[str, Found]:
    """All rows on this database, one portal for all of them."""
    say(f"  {database}")
    with tempfile.TemporaryDirectory(prefix="luatgandan-bench-") as folder, ExitStack() as stack:
        home = Path(folder)
        environment = {**our_environment_of(home, database, stack), "LUATGANDAN_TRUSTED_PROXIES": "1"}
        rows = {name: one_row(home, environment, name) for name in WANTED}
        return {**rows, "costs": costs({**environment, "LUATGANDAN_PAGE_CACHE_SECONDS": "0"})}


def costs(environment: dict[str, str]) -> Found:
    """Processor milliseconds of each kind of request, for docs/sizing.md."""
    return inside(environment, "load_costs", "costs('gia-ngay')")


def one_row(home: Path, environment: dict[str, str], name: str) -> Found:
    """One arrangement: a day, a rush, and the database compared with what visitors were told."""
    nodes, cached = ROWS[name]
    if nodes > 1 and not shutil.which("nginx"):
        return {"skipped": "nginx is not installed: apt-get install nginx-light"}
    say(f"  {name}")
    slug = f"ngay-{name.replace(' ', '-')}"
    log = home / f"{slug}.jsonl"
    plan = inside(environment, "load_inside", f"fill({slug!r}, {PEOPLE})")
    half = len(plan["entries"]) // 2
    entries = {"day": plan["entries"][:half], "rush": plan["entries"][half:]}
    found: Found = {}
    with ExitStack() as stack:
        port, parts = standing(home, {**environment, "LUATGANDAN_PAGE_CACHE_SECONDS": cached}, nodes, stack)
        for number, (phase, more) in enumerate((("day", DAY), ("rush", RUSH))):
            whole = {**plan, **more, "entries": entries[phase], "shares": SHARES, "seed": number}
            found[phase] = visited(port, parts, home, whole, log)
    return {**found, "checked": inside(environment, "load_inside", f"reconcile({slug!r}, {str(log)!r})")}


def standing(home: Path, environment: dict[str, str], nodes: int, stack: ExitStack) -> tuple[int, Parts]:
    """Web servers, worker and proxy; the port to ask, and what belongs to which part."""
    servers = [stack.enter_context(served(OUR_WSGI, environment)) for _ in range(nodes)]
    worker = stack.enter_context(started([sys.executable, "-m", "luatgandan", "run_worker"], environment))
    pids = {f"web {number}": server.pid for number, server in enumerate(servers, 1)} | {"worker": worker.pid}
    if data := environment.get("LUATGANDAN_DATABASE_HOST"):
        pids["database"] = int((Path(data) / "postmaster.pid").read_text().splitlines()[0])
    if nodes == 1:
        return servers[0].port, Parts(pids)
    port, pid = stack.enter_context(proxied(home, [server.port for server in servers]))
    return port, Parts(pids | {"proxy": pid})


def visited(port: int, parts: Parts, home: Path, plan: Found, log: Path) -> Found:
    """One phase by visitors in a process of their own, with processor and memory of all parts."""
    file = home / "plan.json"
    file.write_text(json.dumps(plan), encoding="utf-8")
    parts.begin()
    command = [sys.executable, "-m", "bench.load_day", "127.0.0.1", str(port), str(file), str(log)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    result: Found = json.loads(done.stdout)
    return {**result, "parts": parts.figures()}


PROXY = """
user root; worker_processes 1; pid {folder}/pid; error_log stderr error; daemon off;
events {{ worker_connections 1024; }}
http {{
  access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  large_client_header_buffers 4 128k;
  upstream portal {{ {servers} keepalive 32; }}
  server {{
    listen 127.0.0.1:{port};
    location / {{
      proxy_pass http://portal; proxy_http_version 1.1; proxy_set_header Connection "";
      proxy_set_header Host $host:{port};
    }}
  }}
}}
"""


@contextmanager
def proxied(home: Path, ports: list[int]) -> Iterator[tuple[int, int]]:
    """nginx before these web servers: its port and its process. Visitors' addresses pass through: they are made up."""
    folder, port = home / "nginx", free_port()
    folder.mkdir(exist_ok=True)
    servers = " ".join(f"server 127.0.0.1:{one};" for one in ports)
    (folder / "conf").write_text(PROXY.format(folder=folder, servers=servers, port=port))
    with started(["nginx", "-p", str(folder), "-e", "stderr", "-c", str(folder / "conf")], dict(os.environ)) as process:
        wait_for(port)
        yield port, process.pid
