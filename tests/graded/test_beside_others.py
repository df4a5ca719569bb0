"""The same 200 queries where answers that came later, and that no label names, want the first places too."""

import pytest

from .conftest import hold_to_baseline
from .grading import Run


def test_everyday_queries_find_their_answers_beside_others(beside_run: Run, request: pytest.FixtureRequest) -> None:
    hold_to_baseline("beside", beside_run, writes=request.config.getoption("--write-baseline"))
