"""The contract of language models, over the fake and over the real protocol spoken by a scripted server."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from luatgandan.backends.llm import LlmBackend, LlmRefusedError, LlmUnavailableError, Said, get_llm
from luatgandan.backends.llm.fake import FakeLlm
from luatgandan.backends.llm.openai_compatible import OpenAiCompatibleLlm

ASKED = [Said(role="system", text="Chỉ dùng điều luật."), Said(role="user", text="Hỏi")]
ANSWER = "Phạt từ 400.000 đồng."
Script = Callable[[Any], None]


def event(text: str) -> bytes:
    return f"data: {json.dumps({'choices': [{'delta': {'content': text}}]})}\n\n".encode()


def good(handler: Any) -> None:
    handler.begin(200)
    for piece in ("", ANSWER[:5], ANSWER[5:]):
        handler.wfile.write(event(piece))
    handler.wfile.write(b": a comment\n\ndata: [DONE]\n\n")


def endless(handler: Any) -> None:
    handler.begin(200)
    for _ in range(10_000):
        handler.wfile.write(event("dài "))


def slow(handler: Any) -> None:
    handler.begin(200)
    handler.wfile.write(event("Phạt"))
    handler.wfile.flush()
    time.sleep(1.5)


def broken_off(handler: Any) -> None:
    handler.begin(200)
    handler.wfile.write(event("Phạt"))


def not_json(handler: Any) -> None:
    handler.begin(200)
    handler.wfile.write(b"data: <html>\n\n")


def error_event(handler: Any) -> None:
    handler.begin(200)
    handler.wfile.write(b'data: {"error": {"message": "overloaded"}}\n\n')


def status(code: int) -> Script:
    return lambda handler: handler.begin(code)


class Server:
    """A scripted server; `asked` is the last request."""

    def __init__(self) -> None:
        self.script: Script = good
        self.asked: dict[str, Any] = {}
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def begin(self, code: int) -> None:
                self.send_response(code)
                self.send_header("Content-Type", "text/event-stream")
                self.end_headers()

            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                outer.asked = {"path": self.path, "key": self.headers.get("Authorization"), **body}
                try:
                    outer.script(self)
                except (BrokenPipeError, ConnectionResetError):
                    return

            def log_message(self, *args: Any) -> None:
                """Quiet."""

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.http.server_port}/v1"
        self.thread = threading.Thread(target=self.http.serve_forever, daemon=True)
        self.thread.start()


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    running = Server()
    yield running
    running.http.shutdown()
    running.http.server_close()
    running.thread.join()


@pytest.fixture
def model(server: Server) -> OpenAiCompatibleLlm:
    server.script = good
    return OpenAiCompatibleLlm(url=server.url, model="m", key="k", seconds=0.6, letters=200)


@pytest.mark.parametrize("name", ["fake", "server"])
def test_pieces_make_the_answer(name: str, model: OpenAiCompatibleLlm) -> None:
    llm: LlmBackend = FakeLlm(answer=ANSWER) if name == "fake" else model
    pieces = list(llm.stream(ASKED))
    assert len(pieces) > 1
    assert "".join(pieces) == llm.complete(ASKED) == ANSWER


def test_what_is_sent(model: OpenAiCompatibleLlm, server: Server) -> None:
    model.complete(ASKED)
    assert (server.asked["path"], server.asked["key"]) == ("/v1/chat/completions", "Bearer k")
    assert (server.asked["model"], server.asked["stream"], server.asked["temperature"]) == ("m", True, 0)
    assert server.asked["messages"][0] == {"role": "system", "content": "Chỉ dùng điều luật."}


@pytest.mark.parametrize("script", [slow, broken_off, error_event, status(429), status(503)])
def test_faults_that_pass(model: OpenAiCompatibleLlm, server: Server, script: Script) -> None:
    server.script = script
    with pytest.raises(LlmUnavailableError):
        model.complete(ASKED)


@pytest.mark.parametrize("script", [not_json, status(401), status(404)])
def test_faults_that_stay(model: OpenAiCompatibleLlm, server: Server, script: Script) -> None:
    server.script = script
    with pytest.raises(LlmRefusedError):
        model.complete(ASKED)


def test_an_endless_answer_is_cut(model: OpenAiCompatibleLlm, server: Server) -> None:
    server.script = endless
    assert len(model.complete(ASKED)) == 200


def test_a_line_that_never_ends_uses_up_the_time(model: OpenAiCompatibleLlm, server: Server) -> None:
    """A letter now and then: no single wait is long, and the line does not end."""
    line, sent = b'data: {"choices": [{"delta": {"content": "Ph' * 2, bytearray()

    def dripping(handler: Any) -> None:
        handler.begin(200)
        for letter in line:
            handler.wfile.write(bytes([letter]))
            handler.wfile.flush()
            sent.append(letter)
            time.sleep(0.05)

    server.script = dripping
    with pytest.raises(LlmUnavailableError):
        model.complete(ASKED)
    assert len(sent) < len(line)


def test_nobody_there() -> None:
    with pytest.raises(LlmUnavailableError):
        OpenAiCompatibleLlm(url="http://127.0.0.1:9/v1", model="m", seconds=1).complete(ASKED)


def test_a_fake_may_break_off() -> None:
    with pytest.raises(LlmUnavailableError):
        FakeLlm(answer=ANSWER, error=LlmUnavailableError("no")).complete(ASKED)


def test_plain_http_only_inside_the_house() -> None:
    with pytest.raises(ValueError, match="https"):
        OpenAiCompatibleLlm(url="http://models.example/v1", model="m")
    assert OpenAiCompatibleLlm(url="http://models.example/v1", model="m", is_on_premises=True).model == "m"


def test_there_is_no_model_unless_one_is_set(settings: Any) -> None:
    assert get_llm() is None
    settings.LLM = {"BACKEND": "luatgandan.backends.llm.fake.FakeLlm", "OPTIONS": {"answer": "x"}}
    assert isinstance(get_llm(), FakeLlm)
