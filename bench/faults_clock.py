"""The portal with a clock that a bench moves: its processes add the seconds of a file to what their machine says.

A preloaded library (libfaketime) moves all clocks but breaks `time.sleep` of this Python; rooms ask only this one.
"""

import os
from datetime import datetime, timedelta
from pathlib import Path

from django.utils import timezone

_now = timezone.now


def moved() -> datetime:
    """Now, as this clock has it."""
    return _now() + timedelta(seconds=float(Path(os.environ["BENCH_CLOCK"]).read_text(encoding="ascii")))


timezone.now = moved

from luatgandan.config.wsgi import application  # noqa: E402, F401 - after its clock
