"""For tests: says what it was told to say, a few letters at a time; nothing leaves the process."""

from collections.abc import Iterator, Sequence

from .base import LlmBackend, LlmError, Said


class FakeLlm(LlmBackend):
    """`answer` is said to everything; with `error` it breaks off in the middle. `heard`: what it was told last."""

    def __init__(self, *, answer: str = "", error: LlmError | None = None) -> None:
        self.answer, self.error = answer, error
        self.heard: tuple[Said, ...] = ()

    def stream(self, messages: Sequence[Said]) -> Iterator[str]:
        self.heard = tuple(messages)
        half = len(self.answer) // 2
        yield self.answer[:half]
        if self.error:
            raise self.error
        yield self.answer[half:]
