"""Reading an answer to its end, so that what it holds open is closed."""

from typing import Any

import pytest

# Wagtail and the test client leave files of pictures and downloads to the garbage collector.
LEFT_OPEN = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


def body(answer: Any) -> bytes:
    """All its bytes, also of a stream."""
    return b"".join(answer.streaming_content) if answer.streaming else bytes(answer.content)
