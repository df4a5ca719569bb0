"""After a contest: a voided question is scored anew, odd things are looked for: `python -m bench contest_after`.

On SQLite, in one process; LUATGANDAN_BENCH_SCALE (1: 100,000 attempts with 20 answers each) makes it smaller. Nobody
has a unit or a ward, so all are one group: the worst case for looking at papers side by side.
"""

import tempfile
from contextlib import ExitStack
from pathlib import Path

from .contest import our_environment_of, scaled
from .qa import inside

ATTEMPTS = 100_000


def run() -> dict[str, object]:
    """Seconds for both, and the most memory of the process."""
    with tempfile.TemporaryDirectory(prefix="luatgandan-bench-") as folder, ExitStack() as stack:
        environment = our_environment_of(Path(folder), "sqlite", stack)
        return inside(environment, "contest_ended", f"after({scaled(ATTEMPTS)})")
