"""Asking another server: only where it was told to, and faults told apart."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from luatgandan.backends.http import AskingError, Endpoint


class Server(BaseHTTPRequestHandler):
    """Answers with the status that is asked for; 302 leads to itself."""

    asked: list[tuple[str, str, Any]] = []

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.asked.append((self.path, self.headers.get("Authorization", ""), body))
        self.send_response(body["status"])
        if body["status"] == 302:
            self.send_header("Location", "/elsewhere")
        self.end_headers()
        self.wfile.write(b'{"ok": 1}')

    def do_GET(self) -> None:
        self.asked.append((self.path, self.headers.get("Authorization", ""), None))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *args: object) -> None:
        """Silence."""


@pytest.fixture
def url() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    Server.asked.clear()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/ask"
    server.shutdown()
    server.server_close()


def test_json_goes_with_the_key_and_the_answer_is_read(url: str) -> None:
    with Endpoint(url=url, key="k").post({"status": 200, "text": "Đò"}) as response:
        assert json.load(response) == {"ok": 1}
    assert Server.asked == [("/ask", "Bearer k", {"status": 200, "text": "Đò"})]


@pytest.mark.parametrize(
    ("status", "is_temporary"), [(400, False), (401, False), (302, False), (429, True), (503, True)]
)
def test_refusals_and_passing_faults_are_told_apart(url: str, status: int, *, is_temporary: bool) -> None:
    with pytest.raises(AskingError, match=str(status)) as caught, Endpoint(url=url, key="k").post({"status": status}):
        pass
    assert caught.value.is_temporary == is_temporary
    assert [path for path, _key, _body in Server.asked] == ["/ask"]  # nothing goes where an answer points


def test_nobody_there() -> None:
    with pytest.raises(AskingError) as caught, Endpoint(url="http://127.0.0.1:9/").post({}):
        pass
    assert caught.value.is_temporary


@pytest.mark.parametrize(
    "address", ["http://sms.example.vn/", "file:///etc/passwd", "ftp://localhost/", "sms.example.vn"]
)
def test_only_addresses_over_tls_or_inside_the_house(address: str) -> None:
    with pytest.raises(ValueError, match="https"):
        Endpoint(url=address)
    assert Endpoint(url="http://models.example.vn/", is_on_premises=True).seconds == 5
