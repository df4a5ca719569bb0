"""A long day in short: `python -m bench soak`. Visitors come steadily for half an hour, memory must stay flat.

LUATGANDAN_BENCH_SOAK_MINUTES (30), LUATGANDAN_BENCH_SOAK_RATE (40 requests a second), LUATGANDAN_BENCH_DATABASES (one).
Memory is what the parts hold after each tenth; the first three tenths fill what may be filled and do not count. It is
flat when no part's last three lie more than 5 % above the three before the middle.
"""

import os
import tempfile
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import Any

from .contest import our_environment_of
from .load import PEOPLE, SHARES, broken, standing, visited
from .pages import say
from .qa import inside

MINUTES = float(os.environ.get("LUATGANDAN_BENCH_SOAK_MINUTES", "30"))
RATE = float(os.environ.get("LUATGANDAN_BENCH_SOAK_RATE", "40"))
DATABASE = os.environ.get("LUATGANDAN_BENCH_DATABASES", "sqlite").split(",")[0]
TENTHS, FLAT = 10, 1.05
SLUG = "ngay-dai"
Found = dict[str, Any]


def run() -> Found:
    """Times and memory of each tenth; what grew, was lost or answered with an error stands under "broken"."""
    with tempfile.TemporaryDirectory(prefix="luatgandan-bench-") as folder, ExitStack() as stack:
        home = Path(folder)
        environment = {**our_environment_of(home, DATABASE, stack), "LUATGANDAN_TRUSTED_PROXIES": "1"}
        log, people = home / "soak.jsonl", max(PEOPLE, int(MINUTES * RATE * 0.4) + PEOPLE)
        plan = inside(environment, "load_inside", f"fill({SLUG!r}, {people})")
        entries, share = plan["entries"], len(plan["entries"]) // TENTHS
        tenths = []
        with ExitStack() as servers:
            port, parts = standing(home, environment, 1, servers)
            for number in range(TENTHS):
                say(f"  {number + 1}/{TENTHS}")
                some = entries[number * share : (number + 1) * share]
                more = {"seconds": MINUTES * 60 / TENTHS, "visitors": 24, "rising": (RATE, RATE, 1.0), "seed": number}
                tenths.append(visited(port, parts, home, {**plan, **more, "entries": some, "shares": SHARES}, log))
        checked = inside(environment, "load_inside", f"reconcile({SLUG!r}, {str(log)!r})")
    grown = {name: growth([one["parts"][name]["mb"] for one in tenths]) for name in tenths[0]["parts"]}
    faults = broken({"day": together(tenths), "rush": {"errors": 0, "tried_again": 0}, "checked": checked})
    grew = [f"{name} grew to {times} times" for name, times in grown.items() if times > FLAT]
    return {
        "minutes": MINUTES, "rate": RATE, "database": DATABASE, "growth": grown, "checked": checked,
        "megabytes": {name: [one["parts"][name]["mb"] for one in tenths] for name in grown},
        "p95_ms": [one["all"]["p95_ms"] for one in tenths],
        "requests_per_second": [one["requests_per_second"] for one in tenths], "broken": faults + grew,
    }  # fmt: skip


def growth(megabytes: list[float]) -> float:
    """The last three against the three before the middle."""
    return round(median(megabytes[-3:]) / max(0.1, median(megabytes[3:6])), 3)


def together(tenths: list[Found]) -> Found:
    """Errors of all."""
    return {
        "errors": sum(one["errors"] for one in tenths), "tried_again": sum(one["tried_again"] for one in tenths),
        "first_errors": [told for one in tenths for told in one["first_errors"]][:5],
    }  # fmt: skip
