"""Every list of questions and answers with 10,000 questions: queries and milliseconds, for everybody and each role.

A portal in a folder of its own, asked by Django's test client without page cache: all of a request but the socket.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from .pages import our_environment, say

COUNT, TIMES, MOST_QUERIES, MOST_MS = 10_000, 40, 12, 150
INSIDE = """
import json
from bench import {module}
print(json.dumps({module}.{call}))
"""


def run(*, amount: int = COUNT, times: int = TIMES) -> dict[str, object]:
    """Queries, p50 and p95 of every list page, and those that are above what issue 6 asks for.

    With smaller numbers it shows that all of it runs: `python -c "from bench.qa import run; run(amount=50, times=1)"`.
    """
    with tempfile.TemporaryDirectory(prefix="luatgandan-bench-") as folder:
        environment = {**our_environment(Path(folder)), "LUATGANDAN_PAGE_CACHE_SECONDS": "0"}
        say(f"  {amount} câu hỏi")
        count = inside(environment, "qa_questions", f"fill({amount})")
        say("  đo")
        pages = inside(environment, "qa_visits", f"measured({times})")
    above = {name: page for name, page in pages.items() if page["queries"] > MOST_QUERIES or page["p95_ms"] > MOST_MS}
    return {"questions": count, "pages": pages, "above": sorted(above)}


def inside(environment: dict[str, str], module: str, call: str) -> dict[str, dict[str, float]]:
    """What a function says that runs inside the portal."""
    code = INSIDE.format(module=module, call=call)
    command = [sys.executable, "-m", "luatgandan", "shell", "--no-imports", "--command", code]
    done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout.splitlines()[-1])
