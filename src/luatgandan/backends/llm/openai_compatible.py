"""Any server that speaks the chat protocol of OpenAI (`POST …/chat/completions`, streamed as server-sent events).

On the premises (vLLM, llama.cpp, Ollama) or elsewhere; the address decides. One request is given `seconds` in all and
`letters` of answer; what goes beyond is cut off by us, whatever the server does.
"""

import json
from collections.abc import Iterator, Sequence
from http.client import HTTPResponse
from time import monotonic
from typing import Any

from ..http import AskingError, Endpoint
from .base import LlmBackend, LlmRefusedError, LlmUnavailableError, Said

LONGEST_LINE = 64_000


class OpenAiCompatibleLlm(LlmBackend):
    """`url` up to "/v1" (https, or http inside the house with `is_on_premises`); `key` bearer; `model` its name."""

    def __init__(
        self, *, url: str, model: str, key: str = "", seconds: float = 20, letters: int = 4_000, tokens: int = 800,
        is_on_premises: bool = False,
    ) -> None:  # fmt: skip
        address = f"{url.rstrip('/')}/chat/completions"
        self.server = Endpoint(url=address, key=key, seconds=seconds, is_on_premises=is_on_premises)
        self.model, self.seconds, self.letters, self.tokens = model, seconds, letters, tokens

    def stream(self, messages: Sequence[Said]) -> Iterator[str]:
        deadline, left = monotonic() + self.seconds, self.letters
        try:
            with self.server.post(self._body(messages), accept="text/event-stream") as response:
                for piece in _pieces(response, deadline):
                    yield piece[:left]
                    left -= len(piece)
                    if left <= 0:
                        return
        except AskingError as error:
            kind = LlmUnavailableError if error.is_temporary else LlmRefusedError
            raise kind(f"the language model: {error}") from error

    def _body(self, messages: Sequence[Said]) -> dict[str, Any]:
        return {
            "model": self.model,
            "messages": [{"role": one.role, "content": one.text} for one in messages],
            "stream": True,
            "temperature": 0,
            "max_tokens": self.tokens,
        }


def _pieces(response: HTTPResponse, deadline: float) -> Iterator[str]:
    """The text of each event until "[DONE]"; an end without it is a broken answer."""
    for line in _lines(response, deadline):
        if not line.startswith(b"data:"):
            continue
        data = line[5:].strip()
        if data == b"[DONE]":
            return
        yield _text(data)
    raise LlmUnavailableError("the language model broke off")


def _lines(response: HTTPResponse, deadline: float) -> Iterator[bytes]:
    """Whole lines as they come; the clock is looked at after each arrival, since a line may come letter by letter."""
    rest = b""
    while came := response.read1(LONGEST_LINE):
        if monotonic() > deadline:
            raise LlmUnavailableError("the language model took too long")
        *lines, rest = (rest + came).split(b"\n")
        yield from lines
        if len(rest) > LONGEST_LINE:
            raise LlmRefusedError("the language model answered something else")
    yield rest


def _text(data: bytes) -> str:
    try:
        event: Any = json.loads(data)
        if event.get("error"):
            raise LlmUnavailableError("the language model told of an error")
        choices = event["choices"]
        return str(choices[0].get("delta", {}).get("content") or "") if choices else ""
    except (ValueError, KeyError, IndexError, AttributeError, TypeError) as error:
        raise LlmRefusedError("the language model answered something else") from error
