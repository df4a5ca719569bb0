"""Reading an answer to its end, so that what it holds open is closed."""

from itertools import islice
from typing import Any

import pytest

# Wagtail leaves the files of the pictures it makes to the garbage collector.
LEFT_OPEN = pytest.mark.filterwarnings("ignore:(?i)unclosed file:ResourceWarning")
ENDLESS, FIRST_PIECES = "text/event-stream", 2


def body(answer: Any) -> bytes:
    """All its bytes, also of a stream; of a stream of events, which waits for more, what is there at once."""
    if not answer.streaming:
        return bytes(answer.content)
    if not answer.get("Content-Type", "").startswith(ENDLESS):
        return b"".join(answer.streaming_content)
    first = b"".join(islice(answer.streaming_content, FIRST_PIECES))
    answer.streaming_content = ()  # lets go of the rest, as a reader does who closes the page
    return first
