"""Numbers of requests, measurements without personal data, and who may read them."""

import json
import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as house
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from luatgandan.lib import logs

from ..middleware import WatchingMiddleware

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[5]
NAME = re.compile(r"luatgandan_[a-z_]+")


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Where the counts of this process lie: said before the library is imported, and only once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PROMETHEUS_MULTIPROC_DIR", str(tmp_path_factory.mktemp("metrics")))
        yield


@pytest.fixture
def measured(folder: None, settings: Any) -> Client:
    """A client of a house that counts."""
    settings.METRICS, settings.METRICS_TOKEN = True, ""
    return Client()


def test_every_answer_has_a_number_of_its_own(client: Client) -> None:
    numbers = {client.get("/robots.txt")["X-Request-ID"] for _ in range(3)}
    assert len(numbers) == 3


def test_only_a_proxy_of_ours_gives_the_number(client: Client, settings: Any) -> None:
    asked = {"X-Request-ID": "from-the-proxy-1"}
    assert client.get("/robots.txt", headers=asked)["X-Request-ID"] != "from-the-proxy-1"
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert client.get("/robots.txt", headers=asked)["X-Request-ID"] == "from-the-proxy-1"
    assert client.get("/robots.txt", headers={"X-Request-ID": "a\tb <script>"})["X-Request-ID"].isalnum()


def test_without_the_setting_there_are_no_measurements(client: Client) -> None:
    assert client.get("/metrics").status_code == 404


def test_requests_are_counted_by_route_and_never_by_address(measured: Client) -> None:
    measured.get("/hoi-dap/", {"q": "chồng đánh vợ 0912345678"})
    measured.get("/khong-co-0912345678/")
    text = measured.get("/metrics").content.decode()
    assert 'luatgandan_requests_total{method="GET",route="qa:board",status="200"}' in text
    assert "0912345678" not in text
    assert "chồng" not in text


@pytest.mark.parametrize(
    ("token", "given", "status"),
    [
        ("", {}, 200),
        ("", {"X-Forwarded-For": "203.0.113.9"}, 404),
        ("s3cret", {}, 404),
        ("s3cret", {"Authorization": "Bearer wrong"}, 404),
        ("s3cret", {"Authorization": "Bearer s3cret", "X-Forwarded-For": "203.0.113.9"}, 200),
    ],
)
def test_who_may_measure(measured: Client, settings: Any, token: str, given: dict[str, str], status: int) -> None:
    settings.METRICS_TOKEN = token
    assert measured.get("/metrics", headers=given).status_code == status


def test_a_stranger_may_not_measure(measured: Client) -> None:
    assert measured.get("/metrics", REMOTE_ADDR="203.0.113.9").status_code == 404


def test_the_dashboard_shows_what_there_is(measured: Client) -> None:
    measured.get("/robots.txt")
    told = set(NAME.findall(measured.get("/metrics").content.decode()))
    dashboard = json.loads((ROOT / "docs" / "grafana.json").read_text(encoding="utf-8"))
    asked = {name for panel in dashboard["panels"] for one in panel["targets"] for name in NAME.findall(one["expr"])}
    assert asked
    assert asked <= told


def test_a_slow_request_is_told_by_its_route(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("luatgandan.foundation.watching.middleware.watching.SLOW_SECONDS", -1.0)
    with caplog.at_level(logging.WARNING):
        Client().get("/hoi-dap/", {"q": "chồng đánh vợ"})
    (record,) = [one for one in caplog.records if one.name.endswith("watching")]
    line = json.loads(logs.JsonFormatter().format(record))
    assert (line["route"], line["status"]) == ("qa:board", 200)
    assert "chồng" not in str(line)


def test_the_probes_stand_above_everything() -> None:
    def broken(request: HttpRequest) -> HttpResponse:
        raise ConnectionError

    assert WatchingMiddleware(broken)(RequestFactory().get("/healthz")).status_code == 200
    assert house.MIDDLEWARE[0].endswith("WatchingMiddleware")
