"""Taking over from another house: over its protocol, what changed since, what stays when it fails."""

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from xml.etree.ElementTree import fromstring

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from luatgandan.backends.repositories import Batch, Found, RepositoryError
from luatgandan.backends.repositories.oai import OaiRepository
from luatgandan.features.library.events import DocumentPublished
from luatgandan.features.library.models import Document, ProvisionVersion
from luatgandan.features.library.tests.laws import stored_law
from luatgandan.features.opendata import queries, services, tasks
from luatgandan.features.opendata.models import Origin, SharedItem
from luatgandan.foundation.modules.registry import Schedule, offers
from luatgandan.lib.events import publish

from .conftest import NOW

URL = "https://kho.example/oai/"
GONE = Batch(found=(Found(identifier="oai:kho:van-ban/x", source="van-ban", data=None),), told_at=NOW)
BROKEN = RepositoryError("answered 502", is_temporary=True)
House = Callable[..., None]


@pytest.fixture
def house(settings: Any) -> House:
    """What the other house will give: batches, and then a fault."""

    def says(*batches: Batch, error: RepositoryError | None = None) -> None:
        options = {"batches": batches, "error": error}
        settings.REPOSITORIES = {"BACKEND": "luatgandan.backends.repositories.fake.FakeRepository", "OPTIONS": options}

    settings.HARVEST_FROM = [URL]
    return says


class Door(BaseHTTPRequestHandler):
    """Gives the answers of our own door that were fetched before."""

    answers: dict[tuple[tuple[str, str], ...], bytes] = {}

    def do_GET(self) -> None:
        content = self.answers.get(tuple(sorted(parse_qsl(urlsplit(self.path).query))))
        self.send_response(200 if content else 404)
        self.end_headers()
        self.wfile.write(content or b"")

    def log_message(self, *args: object) -> None:
        """Silence."""


@pytest.fixture
def door() -> Iterator[str]:
    """The address of a house, over real HTTP."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/oai/"
    server.shutdown()
    server.server_close()
    Door.answers.clear()


def fetch(**asked: str) -> None:
    """Fetch an answer of our door, and all that follow it."""
    content = Client().get("/oai/", {"verb": "ListRecords", **asked}).content
    Door.answers[tuple(sorted({"verb": "ListRecords", **asked}.items()))] = content
    token = fromstring(content).findtext(".//{http://www.openarchives.org/OAI/2.0/}resumptionToken")
    if token:
        fetch(resumptionToken=token)


def words() -> list[Any]:
    rows = ProvisionVersion.objects.order_by("provision__position")
    return list(rows.values_list("provision__document__number", "provision__eid", "text"))


def test_a_house_takes_over_what_another_gives(
    copies: list[SharedItem], door: str, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    monkeypatch.setitem(queries.PER_PAGE, "luatgandan", 2)
    fetch(metadataPrefix="luatgandan")
    before = words()
    Document.objects.all().delete()
    settings.HARVEST_FROM = [door]
    out = StringIO()
    call_command("harvest", stdout=out)
    assert out.getvalue().splitlines()[-1] == (
        f"{door}: 1 văn bản mới hoặc đổi, 0 như cũ, 0 không còn công bố, 0 không dùng được."
    )
    assert words() == before
    origin = Origin.objects.get()
    assert (origin.url, origin.problem, origin.failing_since) == (door, "", None)
    since = (origin.known_until - services.harvesting.OVERLAP).strftime("%Y-%m-%dT%H:%M:%SZ")  # type: ignore[operator]
    fetch(**{"metadataPrefix": "luatgandan", "from": since})
    tally = services.harvest(url=door, at=NOW)
    assert (tally.new, tally.bad) == (0, [])


@pytest.mark.parametrize(
    ("content", "reason", "is_temporary"),
    [
        (b"", "answered 404", False),
        (b"<html>", "no OAI-PMH: ParseError", False),
        (b"<a/>", "no OAI-PMH: it does not say when it answered", False),
        (b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', "no OAI-PMH: EntitiesForbidden", False),
    ],
)
def test_what_is_no_repository_is_told(door: str, content: bytes, reason: str, *, is_temporary: bool) -> None:
    Door.answers[(("metadataPrefix", "luatgandan"), ("verb", "ListRecords"))] = content
    with pytest.raises(RepositoryError, match=reason) as caught:
        list(OaiRepository(url=door).changed_since(None))
    assert caught.value.is_temporary == is_temporary


def test_records_without_values_and_errors_of_the_protocol_are_told(law: Document, door: str) -> None:
    key = (("metadataPrefix", "luatgandan"), ("verb", "ListRecords"))
    fetch(metadataPrefix="luatgandan")
    Door.answers[key] = Door.answers[key].replace(b"{", b"(", 1)
    with pytest.raises(RepositoryError, match="holds no values"):
        list(OaiRepository(url=door).changed_since(None))
    Door.answers[key] = Client().get("/oai/", {"verb": "ListRecords", "resumptionToken": "x"}).content
    with pytest.raises(RepositoryError, match="badResumptionToken") as caught:
        list(OaiRepository(url=door).changed_since(None))
    assert caught.value.is_temporary


@pytest.mark.django_db
def test_what_came_before_a_fault_stays_and_the_next_visit_asks_again(house: House) -> None:
    house(GONE, error=BROKEN)
    services.harvest_all(at=NOW)
    origin = Origin.objects.get()
    assert (origin.known_until, origin.failing_since, origin.problem) == (None, NOW, "answered 502")
    services.harvest_all(at=NOW + timedelta(hours=6))
    origin.refresh_from_db()
    assert (origin.asked_at, origin.failing_since) == (NOW + timedelta(hours=6), NOW)
    house(GONE)
    services.harvest_all(at=NOW + timedelta(hours=7))
    origin.refresh_from_db()
    assert (origin.known_until, origin.failing_since, origin.problem) == (NOW, None, "")


@pytest.mark.django_db
def test_things_that_cannot_be_used_are_told_and_the_others_taken(house: House) -> None:
    strange = Found(identifier="oai:kho:tho/1", source="tho", data={})
    broken = Found(identifier="oai:kho:van-ban/1", source="van-ban", data={"form": 9})
    house(Batch(found=(strange, broken, *GONE.found), told_at=NOW))
    tally = services.harvest(url=URL, at=NOW)
    assert (tally.new, tally.same, tally.gone) == (0, 0, 0)
    assert tally.bad == ["oai:kho:tho/1: tho", "oai:kho:van-ban/1: values of form 9, known is 1"]


@pytest.mark.django_db
def test_a_house_silent_for_days_stands_at_the_desk_of_administrators(house: House, admin_user: Any) -> None:
    house(error=BROKEN)
    services.harvest_all(at=timezone.now() - timedelta(days=3))
    assert [str(one.label) for one in queries.origin_tasks(admin_user)] == [f"Kho nguồn không trả lời: {URL}"]
    assert queries.origin_tasks(AnonymousUser()) == []


@pytest.mark.django_db
def test_the_command_says_what_to_do(house: House, settings: Any) -> None:
    house(error=BROKEN)
    with pytest.raises(CommandError, match=r"answered 502.*hãy chạy lại sau"):
        call_command("harvest", stdout=StringIO())
    settings.HARVEST_FROM = []
    with pytest.raises(CommandError, match="LUATGANDAN_HARVEST_FROM"):
        call_command("harvest", stdout=StringIO())
    settings.REPOSITORIES = {"BACKEND": "luatgandan.backends.repositories.oai.OaiRepository"}
    with pytest.raises(CommandError, match="https://"):
        call_command("harvest", "http://kho.example/oai/", stdout=StringIO())


@pytest.mark.django_db(transaction=False)
def test_a_law_that_changes_is_noted_at_once(django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        document = stored_law()
        publish(DocumentPublished(document_id=document.pk))
    assert [one.path for one in SharedItem.objects.all()] == [document.slug]


def test_it_is_done_without_being_asked() -> None:
    names = {one.task.module_path for one in offers(Schedule)}
    assert {tasks.stamp_all.module_path, tasks.harvest_all.module_path} <= names
