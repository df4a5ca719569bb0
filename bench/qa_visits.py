"""Visits to the pages of questions and answers, counted and timed inside the portal that is measured."""

import time
from collections.abc import Callable, Iterator
from itertools import count

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from luatgandan.features.qa.enums import Channel, Field, State
from luatgandan.features.qa.models import Publication, Question
from luatgandan.features.qa.queries.queues import QUEUES
from luatgandan.foundation.accounts.models import Person

ROLES = ("editor", "approver", "unit_head", "administrator")
Visit = tuple[str, Client, str]


def measured(times: int) -> dict[str, dict[str, float]]:
    """Database queries, p50 and p95 in milliseconds of every page, and of the processor, by its name."""
    visits = [*public_pages(), *desk_pages(), *other_lists()]
    return {name: one_page(client, path, times) for name, client, path in visits}


def public_pages() -> Iterator[Visit]:
    """What everybody reads."""
    board, field = reverse("qa:board"), f"linh-vuc={Field.LAND}"
    shown, asked = Publication.objects.select_related("question").first(), Question.objects.first()
    paths = {
        "board": board,
        "board, page 100": f"{board}?trang=100",
        "board, one field": f"{board}?{field}",
        "one question": shown.get_absolute_url() if shown else board,
        "promises": reverse("qa:promises"),
        "feed": reverse("qa:atom"),
        "feed of one field": reverse("qa:field_atom", args=[Field.LAND]),
        "form": reverse("qa:ask"),
        "status by code": f"{reverse('qa:status')}?ma={asked.code if asked else ''}",
    }
    yield from ((name, Client(), path) for name, path in paths.items())


def desk_pages() -> Iterator[Visit]:
    """Every queue for every role."""
    listing = reverse("qa_desk:list")
    for role in ROLES:
        client = at_desk(role)
        yield from ((f"desk, {role}, {name}", client, f"{listing}?hang={name}") for name in QUEUES)
        yield f"desk, {role}, page 100", client, f"{listing}?hang=tat-ca&p=100"


def other_lists() -> Iterator[Visit]:
    """The other lists of the desk, and one question, for who sees them."""
    one = Question.objects.filter(state=State.PUBLISHED).exclude(channel=Channel.OWN).order_by("pk")[:1].get()
    paths = {
        "adviser": ("qa_advising:list",),
        "editor": ("qa_library:list",),
        "unit_head": ("qa_statistics:list",),
        "administrator": ("qa_routes:index", "qa_statistics:list", "qa_library:list"),
    }
    for role, names in paths.items():
        client = at_desk(role)
        yield from ((f"desk, {role}, {name}", client, reverse(name)) for name in names)
    yield "desk, administrator, one question", at_desk("administrator"), reverse("qa_desk:question", args=[one.pk])


def at_desk(role: str) -> Client:
    """A browser in which one of the demo's people is signed in."""
    client = Client()
    client.force_login(Person.objects.get(username=f"demo-{role}"))
    return client


def one_page(client: Client, path: str, amount: int) -> dict[str, float]:
    """Queries of a visit that is not the first, and times of some more; each comes from an address of its own."""
    addresses = (f"10.0.0.{number}" for number in count(1))

    def visit() -> None:
        answer = client.get(path, headers={"host": "localhost"}, REMOTE_ADDR=next(addresses))
        if answer.status_code != 200:
            raise SystemExit(f"{path}: {answer.status_code}")
        b"".join(answer) if answer.streaming else answer.content

    visit()
    with CaptureQueriesContext(connection) as queries:
        visit()
    asked = len(queries)
    times, work = (sorted(all_) for all_ in zip(*(timed(visit) for _time in range(amount)), strict=True))
    return {
        "queries": asked, "p50_ms": times[amount // 2], "p95_ms": times[int(amount * 0.95)],
        "cpu_ms": work[amount // 2],
    }  # fmt: skip


def timed(visit: Callable[[], None]) -> tuple[float, float]:
    """Milliseconds of one visit, by the clock and of the processor: others may be at work on the machine."""
    started, worked = time.perf_counter(), time.process_time()
    visit()
    return tuple(round((end - begin) * 1000, 1)
                 for end, begin in ((time.perf_counter(), started), (time.process_time(), worked)))  # fmt: skip
