"""What failed is told to a service that speaks Sentry's protocol; who asked, and what they typed, is not."""

import gzip
import json
import logging
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import brotli
import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from django.utils.module_loading import import_string

from ..services.faults import report_faults

sentry_sdk = pytest.importorskip("sentry_sdk", reason="requirements/scale.txt")
PHONE, TYPED, COOKIE = "0912345678", "nha-toi-o-cuoi-hem", "banh-quy-cua-toi"
UNPACK = {"gzip": gzip.decompress, "br": brotli.decompress, "": bytes}


def broken(request: HttpRequest, code: str) -> HttpResponse:
    if request.POST["what"] == TYPED:  # read, so that it stands in the request
        raise RuntimeError(f"không gọi được {PHONE}")
    return HttpResponse(code)


urlpatterns = [path("vo/<code>/", broken, name="broken"), *import_string("luatgandan.config.urls.urlpatterns")]


@pytest.fixture
def heard(settings: Any) -> Iterator[list[bytes]]:
    """What a service was sent, by a client that was set up as the house sets it up."""
    bodies: list[bytes] = []

    class Service(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            bodies.append(UNPACK[self.headers.get("Content-Encoding", "")](body))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_told: Any) -> None:
            """Nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Service) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        settings.FAULTS_URL = f"http://key@127.0.0.1:{server.server_port}/1"
        report_faults()
        yield bodies
        sentry_sdk.get_client().close()
        sentry_sdk.get_global_scope().set_client(None)
        server.shutdown()
        thread.join()


def events(bodies: list[bytes]) -> list[dict[str, Any]]:
    sentry_sdk.flush(5)
    lines = [json.loads(line) for body in bodies for line in body.splitlines() if line.startswith(b"{")]
    return [line for line in lines if "logentry" in line]


@pytest.mark.django_db
@pytest.mark.urls(__name__)
def test_a_fault_of_a_page_is_told_without_its_reader(heard: list[bytes]) -> None:
    client = Client(raise_request_exception=False)
    client.cookies["sessionid"] = COOKIE
    answer = client.post(f"/vo/{TYPED}/?q={TYPED}", {"what": TYPED}, HTTP_USER_AGENT=TYPED)
    [event] = events(heard)
    [fault] = event["exception"]["values"]
    assert fault["type"] == "RuntimeError"
    assert fault["value"] == "không gọi được •••"
    assert fault["stacktrace"]["frames"][-1]["function"] == "broken"
    assert event["logentry"]["message"].endswith("broken")
    assert event["tags"] == {"request": answer["X-Request-ID"]}
    sent = b"".join(heard).decode()
    assert [
        word for word in (PHONE, TYPED, COOKIE, "127.0.0.1") if word in sent.replace(fault_address(heard), "")
    ] == []


def fault_address(bodies: list[bytes]) -> str:
    """The address of the service itself, which stands in each envelope."""
    return str(json.loads(bodies[0].splitlines()[0]).get("dsn", "-"))


def test_an_error_of_the_log_is_told_and_a_warning_is_not(heard: list[bytes]) -> None:
    log = logging.getLogger("luatgandan.thu")
    log.warning("slow")
    log.error("no mail to %s", PHONE, extra={"person": TYPED})
    [event] = events(heard)
    assert event["logentry"]["message"] == "no mail to •••"
    assert TYPED not in b"".join(heard).decode()


def test_nothing_is_reported_where_no_service_is_set(settings: Any) -> None:
    settings.FAULTS_URL = ""
    report_faults()
    assert not sentry_sdk.get_client().is_active()
