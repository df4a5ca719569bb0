"""Search pages over HTTP, of the portal in LUATGANDAN_HOME as it stands: import laws, then `search_index rebuild`.

Everyday queries of `tests/graded` one after another without page cache, then what is odd, each alone.
"""

import csv
import os
import time
import urllib.request
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

from luatgandan.foundation.search.pipeline.tests.odd_texts import TYPED

from .pages import OUR_WSGI, ROUNDS, Server, load, say, served

QUERIES = Path(__file__).resolve().parent.parent / "tests" / "graded" / "queries.tsv"
EVERY, TIMES = 5, 5


def run() -> dict[str, object]:
    """Requests per second and milliseconds of everyday queries; milliseconds of odd ones; passages in the index."""
    environment = {**os.environ, "LUATGANDAN_PAGE_CACHE_SECONDS": "0", "LUATGANDAN_DEBUG": "0",
                   "DJANGO_SETTINGS_MODULE": "luatgandan.config.settings.dev"}  # fmt: skip
    with served(OUR_WSGI, environment) as server:
        found = everyday(server)
        odd = {name: milliseconds(server, text) for name, text in TYPED.items()}
    return {"everyday": found, "odd_ms": odd, "slowest_odd_ms": max(odd.values())}


def everyday(server: Server) -> dict[str, float]:
    """The median of all rounds; the first is not counted."""
    with QUERIES.open(encoding="utf-8", newline="") as lines:
        queries = [row["query"] for row in csv.DictReader(lines, delimiter="\t")][::EVERY]
    seen = []
    for number in range(ROUNDS + 1):
        say(f"  lượt {number}/{ROUNDS}")
        seen.append(load(server, *map(address, queries)))
    return {"queries": len(queries), **{key: median(one[key] for one in seen[1:]) for key in seen[0]}}


def milliseconds(server: Server, text: str) -> float:
    """The longest of some times; the first is not counted."""
    times = []
    for _ in range(TIMES + 1):
        started = time.perf_counter()
        with urllib.request.urlopen(f"http://127.0.0.1:{server.port}{address(text)}", timeout=30) as answer:
            answer.read()
        times.append(round((time.perf_counter() - started) * 1000, 1))
    return max(times[1:])


def address(text: str) -> str:
    """Where the results stand, also where the words name one document."""
    return f"/tim-kiem/?{urlencode({'q': text, 'khong-nhay': '1'})}"
