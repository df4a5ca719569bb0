"""A language model on loopback that speaks OpenAI's protocol and has moods."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

TRUE = "[E1] Người lớn qua đò trả tiền 50.000 đồng."
LIES = "[E1] Người lớn qua đò trả tiền 500.000 đồng.\n[E1] Trẻ em qua đò trả tiền 900.000 đồng."
SAID = {"true": TRUE, "lying": LIES, "broken_off": TRUE}


def event(text: str) -> bytes:
    """One piece of an answer as a server-sent event."""
    return f"data: {json.dumps({'choices': [{'delta': {'content': text}}]})}\n\n".encode()


class Model(BaseHTTPRequestHandler):
    """Answers each question by the mood of its server."""

    mood = ""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        if self.mood == "slow":
            time.sleep(6)
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        self.wfile.write(event(SAID[self.mood]) if self.mood in SAID else b"<html>It works!</html>\n")
        if self.mood != "broken_off":
            self.wfile.write(b"data: [DONE]\n\n")

    def log_message(self, *_args: object) -> None:
        """Says nothing."""


@contextmanager
def speaking(mood: str) -> Iterator[str]:
    """The address of a model in this mood; nobody listens there when it is "down"."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Moody", (Model,), {"mood": mood}))
    thread = threading.Thread(target=server.serve_forever)
    if mood == "down":
        server.server_close()
    else:
        thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        if mood != "down":
            server.shutdown()
            thread.join()
            server.server_close()
