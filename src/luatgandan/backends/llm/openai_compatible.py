"""Any server that speaks the chat protocol of OpenAI (`POST …/chat/completions`, streamed as server-sent events).

On the premises (vLLM, llama.cpp, Ollama) or elsewhere; the address decides. One request is given `seconds` in all and
`letters` of answer; what goes beyond is cut off by us, whatever the server does.
"""

import json
from collections.abc import Iterator, Sequence
from http.client import HTTPException, HTTPResponse
from time import monotonic
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from .base import LlmBackend, LlmRefusedError, LlmUnavailableError, Said

RETRY_LATER = {408, 425, 429}
LONGEST_LINE = 64_000
LOCAL = ("localhost", "127.0.0.1", "::1")


class OpenAiCompatibleLlm(LlmBackend):
    """`url` up to "/v1" (https, or http inside the house with `is_on_premises`); `key` bearer; `model` its name."""

    def __init__(
        self, *, url: str, model: str, key: str = "", seconds: float = 20, letters: int = 4_000, tokens: int = 800,
        is_on_premises: bool = False,
    ) -> None:  # fmt: skip
        parts = urlsplit(url)
        is_inside = parts.scheme == "http" and (is_on_premises or parts.hostname in LOCAL)
        if parts.scheme != "https" and not is_inside:
            raise ValueError("the language model must have an https:// address, or stand on the premises")
        self.url, self.model, self.key = f"{url.rstrip('/')}/chat/completions", model, key
        self.seconds, self.letters, self.tokens = seconds, letters, tokens

    def stream(self, messages: Sequence[Said]) -> Iterator[str]:
        deadline, left = monotonic() + self.seconds, self.letters
        try:
            with self._open(messages) as response:
                for piece in _pieces(response, deadline):
                    yield piece[:left]
                    left -= len(piece)
                    if left <= 0:
                        return
        except HTTPError as error:
            error.close()
            is_temporary = error.code >= 500 or error.code in RETRY_LATER
            kind = LlmUnavailableError if is_temporary else LlmRefusedError
            raise kind(f"the language model answered {error.code}") from None
        except (OSError, HTTPException) as error:
            raise LlmUnavailableError(f"language model: {type(error).__name__}") from error

    def _open(self, messages: Sequence[Said]) -> HTTPResponse:
        body = {
            "model": self.model,
            "messages": [{"role": one.role, "content": one.text} for one in messages],
            "stream": True,
            "temperature": 0,
            "max_tokens": self.tokens,
        }
        headers = {"Content-Type": "application/json", "Accept": "text/event-stream"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        request = Request(self.url, data=json.dumps(body).encode(), headers=headers, method="POST")  # noqa: S310 - scheme checked above
        response: HTTPResponse = urlopen(request, timeout=self.seconds)  # noqa: S310
        return response


def _pieces(response: HTTPResponse, deadline: float) -> Iterator[str]:
    """The text of each event until "[DONE]"; an end without it is a broken answer."""
    while line := response.readline(LONGEST_LINE):
        if monotonic() > deadline:
            raise LlmUnavailableError("the language model took too long")
        if not line.startswith(b"data:"):
            continue
        data = line[5:].strip()
        if data == b"[DONE]":
            return
        yield _text(data)
    raise LlmUnavailableError("the language model broke off")


def _text(data: bytes) -> str:
    try:
        event: Any = json.loads(data)
        if event.get("error"):
            raise LlmUnavailableError("the language model told of an error")
        choices = event["choices"]
        return str(choices[0].get("delta", {}).get("content") or "") if choices else ""
    except (ValueError, KeyError, IndexError, AttributeError, TypeError) as error:
        raise LlmRefusedError("the language model answered something else") from error
