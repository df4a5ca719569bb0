"""Control characters, huge numbers, bad dates and bad cursors in every parameter: an answer in words, never a crash."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings as configured
from django.http import QueryDict
from django.test import Client, override_settings

from luatgandan.foundation.modules.api import api

from .addresses import addresses
from .answers import LEFT_OPEN, body
from .world import World

pytestmark = LEFT_OPEN

HOSTILE = (
    "\x00", "a\x00b", "\x1b[2J", "\u202e\ufeff", "\ud7ff\U0010ffff", "x" * 5000, "-1", "0", "9" * 30, "1e309", "NaN",
    "²", "٣", "2026-02-30", "0000-00-00", "99999-12-31", "'\"><script>alert(1)</script>", "../../etc/passwd", "%",
    "*(\"[", "{}", "null", "https://evil.example/", "//evil.example/", "/\\evil.example/",
)  # fmt: skip
HOSTILE_JSON: tuple[Any, ...] = (*HOSTILE, None, True, 10**40, -1.5, [], {}, ["x"], {"a": {"b": []}})
read: set[str] = set()


class Watched(QueryDict):
    """The query of a request; what is read of it is noted."""

    def __getitem__(self, key: str) -> Any:
        read.add(key)
        return super().__getitem__(key)

    def get(self, key: str, default: Any = None) -> Any:
        read.add(key)
        return super().get(key, default)

    def getlist(self, key: str, default: Any = None) -> list[Any]:
        read.add(key)
        return super().getlist(key, default)

    def __contains__(self, key: object) -> bool:
        read.add(str(key))
        return super().__contains__(key)


class WatchMiddleware:
    """Learns which parameters a page reads."""

    def __init__(self, get_response: Any) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> Any:
        request.GET = Watched(request.META.get("QUERY_STRING", ""))
        return self.get_response(request)


def names_of(client: Client, path: str) -> list[str]:
    """The parameters that the page at this address reads; some are read only when others are given."""
    read.clear()
    body(client.get(path))
    body(client.get(path, dict.fromkeys(sorted(read), "1")))
    return sorted(read - {"", "utm_source"})


def squares(names: list[str], values: tuple[Any, ...]) -> Iterator[dict[str, Any]]:
    """Every name with every value, all names at once, each turn another way."""
    for turn in range(len(values)):
        yield {name: values[(turn + place * 5) % len(values)] for place, name in enumerate(names)}


def fault_of(answer: Any) -> str:
    """What no answer to a hostile query may be: a crash, a way to another site, an echo of script."""
    content = body(answer)
    if answer.status_code >= 500:
        return str(answer.status_code)
    if "evil.example" in urlsplit(answer.get("Location", "").replace("\\", "/")).netloc:
        return "leads to another site"
    is_page = "html" in answer.get("Content-Type", "")
    return "echoes script" if is_page and b"<script>alert(1)" in content else ""


@pytest.mark.django_db
def test_every_parameter_of_every_public_page_bears_anything(world: World, part: slice) -> None:
    middleware = [*configured.MIDDLEWARE, "tests.security.test_hostile_input.WatchMiddleware"]
    tried, faults, client = 0, [], Client(raise_request_exception=False)
    with override_settings(MIDDLEWARE=middleware):
        found = [one.path for one in addresses(world)[part] if not one.path.startswith(("/quan-tri/", "/_ui/"))]
        pages = {path: names for path in found if (names := names_of(client, path))}
        for path, names in pages.items():
            for query in squares(names, HOSTILE):
                tried += 1
                if fault := fault_of(client.get(path, query)):
                    faults.append((fault, path, query))
    assert not faults, faults[:10]
    assert len(pages) > 5, tried


def operations() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every operation of the API as (path, method, description)."""
    for path, methods in api.get_openapi_schema()["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def body_names(operation: dict[str, Any], schemas: dict[str, Any]) -> list[str]:
    """The names of the body's fields."""
    content = operation.get("requestBody", {}).get("content", {}).get("application/json")
    if content is None:
        return []
    schema = content["schema"]
    return sorted(schemas[schema["$ref"].rsplit("/", 1)[1]]["properties"] if "$ref" in schema else schema["properties"])


@pytest.mark.django_db
@pytest.mark.parametrize(("path", "method", "operation"), list(operations()), ids=lambda one: str(one)[:40])
def test_every_operation_answers_as_it_declares(path: str, method: str, operation: dict[str, Any]) -> None:
    client = Client(raise_request_exception=False)
    schemas = api.get_openapi_schema()["components"]["schemas"]
    given = operation.get("parameters", [])
    queries = [one["name"] for one in given if one["in"] == "query"]
    fields = body_names(operation, schemas)
    for place, query in enumerate(squares(queries or ["q"], HOSTILE)):
        address = path
        for one in given:
            if one["in"] == "path":
                address = address.replace("{" + one["name"] + "}", HOSTILE[(place + 16) % len(HOSTILE)][:50] or "x")
        body = {name: HOSTILE_JSON[(place + turn * 7) % len(HOSTILE_JSON)] for turn, name in enumerate(fields)}
        sent = json.dumps(body) if place else "{"
        answer = client.generic(
            method.upper(), address, sent if fields else "", content_type="application/json",
            query_params=query,
        )  # fmt: skip
        declared = {int(status) for status in operation["responses"]} | {404}
        assert answer.status_code in declared, (answer.status_code, query, body, answer.content[:300])
