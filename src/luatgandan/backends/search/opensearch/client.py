"""Talking to a cluster: JSON over HTTP by connections that stay open, and its faults as ours."""

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

import urllib3
from urllib3.util import Retry, Timeout, make_headers

from ..base import IndexUnavailableError, SearchError

Body = Mapping[str, Any]
_PIECE = 4 << 20  # bytes of one bulk write; a cluster takes 100 MB unless it is told otherwise
_WRITING = 120.0  # seconds that a cluster may take to write a piece
_CONNECTIONS = 16
_ONCE_MORE = Retry(connect=1, read=False, redirect=False, status=False, other=False)
_REDIRECTED, _BAD_REQUEST, _NOT_FOUND = 300, 400, 404


class Client:
    """One cluster. Raises IndexUnavailableError when it is away or has no such index, SearchError when it refuses."""

    def __init__(self, url: str, *, user: str, password: str, seconds: float) -> None:
        self._url = url.rstrip("/")
        self._headers = make_headers(basic_auth=f"{user}:{password}") if user else {}
        self._seconds = seconds
        self._owner = 0

    def _connections(self) -> urllib3.PoolManager:
        """Those of this process: a fork must not go on with its parent's."""
        if self._owner != os.getpid():
            self._pool = urllib3.PoolManager(maxsize=_CONNECTIONS, retries=_ONCE_MORE, headers=self._headers)
            self._owner = os.getpid()
        return self._pool

    def ask(self, method: str, path: str, body: Body | None = None, **wanted: str) -> Any:
        """The answer to a request as JSON."""
        data = None if body is None else _line(body)
        return self._answer(method, path, data, "application/json", self._seconds, wanted)

    def ask_slowly(self, method: str, path: str, body: Body | None = None, **wanted: str) -> Any:
        """The same for what may take its time: writing."""
        data = None if body is None else _line(body)
        return self._answer(method, path, data, "application/json", _WRITING, wanted)

    def search_all(self, index: str, bodies: Sequence[Body]) -> list[Any]:
        """The answers to several searches in one go."""
        data = b"".join(line for body in bodies for line in (b"{}\n", _line(body)))
        path = f"/{index}/_msearch"
        answers = self._answer("POST", path, data, "application/x-ndjson", self._seconds, {})["responses"]
        for one in answers:
            if one.get("status", 200) >= _BAD_REQUEST:
                raise _refused(one["status"], one)
        return list(answers)

    def write(self, index: str, actions: Iterable[tuple[Body, Body]], **wanted: str) -> int:
        """Put documents in, many at a time; how many. `actions`: what to do, and the document."""
        count = 0
        for piece in _pieces(actions):
            path = f"/{index}/_bulk"
            answer = self._answer("POST", path, b"".join(piece), "application/x-ndjson", _WRITING, wanted)
            if answer["errors"]:
                raise next(_refused(one["status"], one) for [one] in map(_values, answer["items"]) if "error" in one)
            count += len(answer["items"])
        return count

    def _answer(
        self, method: str, path: str, data: bytes | None, kind: str, seconds: float, wanted: Mapping[str, str]
    ) -> Any:
        address = f"{self._url}{path}" + (f"?{urlencode(wanted)}" if wanted else "")
        headers = {**self._headers, "Content-Type": kind} if data is not None else self._headers
        timeout = Timeout(connect=3, read=seconds)
        try:
            response = self._connections().request(method, address, body=data, headers=headers, timeout=timeout)
            found = json.loads(response.data)
        except (urllib3.exceptions.HTTPError, OSError, ValueError) as error:
            raise IndexUnavailableError(f"the search cluster does not answer: {type(error).__name__}") from error
        if response.status >= _REDIRECTED:
            raise _refused(response.status, found)
        return found


def _line(body: Body) -> bytes:
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _values(item: Mapping[str, Any]) -> list[Any]:
    return list(item.values())


def _pieces(actions: Iterable[tuple[Body, Body]]) -> Iterator[list[bytes]]:
    piece: list[bytes] = []
    size = 0
    for action, document in actions:
        lines = [_line(action), _line(document)]
        piece += lines
        size += sum(map(len, lines))
        if size > _PIECE:
            yield piece
            piece, size = [], 0
    if piece:
        yield piece


def _refused(status: int, answer: Any) -> SearchError:
    """What a refusal means for us: the cluster must be looked after, or we asked for nonsense."""
    error = answer.get("error") if isinstance(answer, dict) else None
    told = error.get("reason") or error.get("type") if isinstance(error, dict) else error
    if status == _NOT_FOUND:
        return IndexUnavailableError(f"there is no index in the cluster: rebuild it ({told})")
    if status == _BAD_REQUEST:
        return SearchError(f"the search cluster does not understand: {told}")
    return IndexUnavailableError(f"the search cluster answered {status}: {told}")
