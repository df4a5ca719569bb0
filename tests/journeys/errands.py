"""A warm process of the portal that does errands: it forks for each, so nothing waits for imports.

Lines in: JSON lists of the arguments of one management command. Lines out: `[status, what it wrote]`.
"""

import json
import os
import sys
import tempfile
import traceback
from typing import NoReturn

import django
from django.core.management import execute_from_command_line


def main() -> None:
    """Read errands until the input ends."""
    django.setup()
    for line in sys.stdin:
        with tempfile.TemporaryFile() as written:
            child = os.fork()
            if not child:
                run(json.loads(line), written.fileno())
            _child, status = os.waitpid(child, 0)
            written.seek(0)
            said = written.read().decode("utf-8", errors="replace")
        print(json.dumps([os.waitstatus_to_exitcode(status), said]), flush=True)


def run(arguments: list[str], written: int) -> NoReturn:
    """One management command in this fork, which ends with it."""
    for stream in (1, 2):
        os.dup2(written, stream)
    status = 0
    try:
        execute_from_command_line(["luatgandan", *arguments])
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 1
    except BaseException:
        traceback.print_exc()
        status = 1
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


if __name__ == "__main__":
    main()
