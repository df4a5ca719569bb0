"""Asking another server by HTTP, with a bearer key and a time limit, over TLS unless it is near."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

RETRY_LATER = {408, 425, 429}
LOCAL = ("localhost", "127.0.0.1", "::1")


class AskingError(Exception):
    """The server did not answer as it should; `is_temporary`: asking again later may help."""

    def __init__(self, message: str, *, is_temporary: bool) -> None:
        super().__init__(message)
        self.is_temporary = is_temporary


class _NoRedirect(HTTPRedirectHandler):
    """What is sent holds a key and people's words: it goes to the address that was set, and to no other."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


_opener = build_opener(_NoRedirect)


@dataclass(frozen=True, kw_only=True)
class Endpoint:
    """An address of another server: https, or http on this machine or inside the house (`is_on_premises`)."""

    url: str
    key: str = ""
    seconds: float = 5
    is_on_premises: bool = False

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)
        is_inside = self.is_on_premises or parts.hostname in LOCAL
        if parts.scheme != "https" and not (parts.scheme == "http" and is_inside):
            raise ValueError(
                f"must be an https:// address, or stand on the premises: {parts.scheme}://{parts.hostname}"
            )

    @contextmanager
    def post(self, body: Any, *, accept: str = "application/json") -> Iterator[HTTPResponse]:
        """The answer to `body` as JSON, open for reading; `seconds` for each wait. Raises AskingError."""
        content = json.dumps(body).encode()
        with self._ask(self.url, accept=accept, content=content) as response:
            yield response

    @contextmanager
    def get(self, values: Mapping[str, str], *, accept: str) -> Iterator[HTTPResponse]:
        """The answer to the address with these values behind its question mark, as `post`."""
        with self._ask(f"{self.url}?{urlencode(values)}", accept=accept) as response:
            yield response

    @contextmanager
    def _ask(self, url: str, *, accept: str, content: bytes | None = None) -> Iterator[HTTPResponse]:
        headers = {"Accept": accept}
        if content is not None:
            headers["Content-Type"] = "application/json"
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        request = Request(url, data=content, headers=headers)  # noqa: S310 - scheme checked above
        try:
            with _opener.open(request, timeout=self.seconds) as response:
                yield response
        except HTTPError as error:
            error.close()
            is_temporary = error.code >= 500 or error.code in RETRY_LATER
            raise AskingError(f"answered {error.code}", is_temporary=is_temporary) from None
        except (OSError, HTTPException) as error:
            raise AskingError(type(error).__name__, is_temporary=True) from error
