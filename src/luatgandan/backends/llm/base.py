"""What every language model has in common: messages in, pieces of text out, within a time and a length."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Said:
    """One message; `role` is "system", "user" or "assistant"."""

    role: str
    text: str


class LlmError(Exception):
    """The model gave no answer. The text never holds what was asked or a key."""


class LlmRefusedError(LlmError):
    """Asking again would not help: wrong key, unknown model, refused content, an answer that is none."""


class LlmUnavailableError(LlmError):
    """Try again later: no answer in time, too many requests, a fault on the other side."""


class LlmBackend(ABC):
    """One model."""

    @abstractmethod
    def stream(self, messages: Sequence[Said]) -> Iterator[str]:
        """The answer in pieces. Raises LlmRefusedError or LlmUnavailableError, also in the middle, nothing else."""

    def complete(self, messages: Sequence[Said]) -> str:
        """The whole answer."""
        return "".join(self.stream(messages))
