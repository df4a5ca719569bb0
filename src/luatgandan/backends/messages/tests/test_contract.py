"""One contract for every way of sending; the SMS gateway is a real HTTP server on loopback."""

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.core import mail
from django.core.exceptions import ImproperlyConfigured

from luatgandan.backends import messages
from luatgandan.backends.messages import Message, MessageRefusedError, MessagesUnavailableError, fake
from luatgandan.backends.messages.console import ConsoleMessages
from luatgandan.backends.messages.fake import FakeMessages
from luatgandan.backends.messages.sms_http import HttpSmsMessages
from luatgandan.backends.messages.smtp import MailMessages

TEXT = "Mã đăng nhập của bạn là 123456"


class Gateway(BaseHTTPRequestHandler):
    """Answers by the receiver: …400 refuses, …429 and …503 ask for patience, …999 is slow, …777 is not JSON."""

    received: list[tuple[dict, str]] = []

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.received.append((body, self.headers.get("Authorization", "")))
        ending = body["to"][-3:]
        if ending == "999":
            time.sleep(1)
        status = int(ending) if ending in ("400", "429", "503") else 200
        self.send_response(status)
        self.end_headers()
        self.wfile.write(b"OK" if ending == "777" else b'{"id": "sms-1"}')

    def log_message(self, *args: object) -> None:
        """Silence."""


@pytest.fixture
def gateway() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Gateway)
    Gateway.received.clear()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/sms"
    server.shutdown()
    server.server_close()


def sms(url: str) -> HttpSmsMessages:
    return HttpSmsMessages(url=url, token="secret", sender="LuatGanDan", timeout=0.4)


@pytest.fixture(params=["console", "fake", "mail", "sms"])
def backend(request: pytest.FixtureRequest, gateway: str) -> messages.MessagesBackend:
    return {
        "console": ConsoleMessages,
        "fake": FakeMessages,
        "mail": MailMessages,
        "sms": lambda: sms(gateway),
    }[request.param]()


def test_every_backend_takes_a_message_and_gives_a_receipt(backend: messages.MessagesBackend) -> None:
    receipt = backend.send(Message(to="+84912345678", subject="Mã đăng nhập", text=TEXT))
    assert isinstance(receipt, messages.Receipt)


def test_console_prints_the_message(capsys: pytest.CaptureFixture[str]) -> None:
    ConsoleMessages().send(Message(to="an@example.vn", subject="Mã", text=TEXT))
    assert "│ Gửi tới an@example.vn\n│ Mã\n│ Mã đăng nhập của bạn là 123456\n" in capsys.readouterr().out


def test_mail_goes_through_django() -> None:
    MailMessages().send(Message(to="an@example.vn", subject="Mã", text=TEXT))
    assert (mail.outbox[-1].to, mail.outbox[-1].subject, mail.outbox[-1].body) == (["an@example.vn"], "Mã", TEXT)


def test_a_mail_says_how_to_end_such_mails() -> None:
    stop = "https://luatgandan.example.vn/thoi-nhan/x/"
    for message in (Message(to="an@example.vn", text=TEXT, stop_url=stop), Message(to="an@example.vn", text=TEXT)):
        MailMessages().send(message)
    recurring, once = (sent.message() for sent in mail.outbox[-2:])
    assert recurring["List-Unsubscribe"] == f"<{stop}>"
    assert recurring["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "List-Unsubscribe" not in once


def test_a_mail_server_that_is_away_is_told_apart(settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    with pytest.raises(MessagesUnavailableError):
        MailMessages().send(Message(to="an@example.vn", subject="Mã", text=TEXT))


def test_sms_carries_fields_and_token(gateway: str) -> None:
    receipt = sms(gateway).send(Message(to="+84912345678", text=TEXT))
    assert receipt.reference == "sms-1"
    assert Gateway.received == [({"to": "+84912345678", "text": TEXT, "sender": "LuatGanDan"}, "Bearer secret")]


@pytest.mark.parametrize(
    ("to", "error"),
    [
        ("+84912345400", MessageRefusedError),
        ("+84912345429", MessagesUnavailableError),
        ("+84912345503", MessagesUnavailableError),
        ("+84912345999", MessagesUnavailableError),
    ],
)
def test_sms_faults_are_told_apart_and_hide_the_receiver(gateway: str, to: str, error: type[Exception]) -> None:
    with pytest.raises(error) as caught:
        sms(gateway).send(Message(to=to, text=TEXT))
    assert to not in str(caught.value)
    assert "123456" not in str(caught.value)


def test_an_accepted_sms_without_json_is_accepted(gateway: str) -> None:
    assert sms(gateway).send(Message(to="+84912345777", text=TEXT)).reference == ""


def test_no_gateway_at_all() -> None:
    with pytest.raises(MessagesUnavailableError):
        sms("http://127.0.0.1:9/").send(Message(to="+84912345678", text=TEXT))


def test_a_gateway_without_tls_is_refused() -> None:
    with pytest.raises(ValueError, match="https"):
        HttpSmsMessages(url="http://sms.example.vn/")


def test_the_fake_fails_on_purpose() -> None:
    with pytest.raises(MessageRefusedError):
        FakeMessages().send(Message(to="refused@example.vn", text=TEXT))
    with pytest.raises(MessagesUnavailableError):
        FakeMessages().send(Message(to="down@example.vn", text=TEXT))


def test_channels_come_from_settings(settings) -> None:
    settings.MESSAGES = {"email": {"BACKEND": "luatgandan.backends.messages.fake.FakeMessages"}, "sms": None}
    fake.outbox.clear()
    messages.get_messages("email").send(Message(to="an@example.vn", text=TEXT))
    assert [message.to for message in fake.outbox] == ["an@example.vn"]
    assert messages.has_messages("sms") is False
    with pytest.raises(ImproperlyConfigured):
        messages.get_messages("sms")
