"""Laws of our own, noted for others, and a harvester that asks."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import pytest
from django.test import Client

from luatgandan.features.library.models import Document
from luatgandan.features.library.tests.laws import stored_law
from luatgandan.features.opendata import services
from luatgandan.features.opendata.models import SharedItem

NOW = datetime(2026, 11, 24, 8, 0, 0, tzinfo=UTC)
NAMES = {"": "http://www.openarchives.org/OAI/2.0/", "dc": "http://purl.org/dc/elements/1.1/"}
Asked = Callable[..., Element]


@pytest.fixture
def law(db: None) -> Document:
    """One law, noted at NOW."""
    law = stored_law()
    SharedItem.objects.all().delete()
    services.stamp_all(at=NOW)
    return law


@pytest.fixture
def copies(law: Document) -> list[SharedItem]:
    """The law and four more rows that lead to it, one a minute."""
    row = SharedItem.objects.get()
    return [row, *(copy_of(row, number) for number in range(1, 5))]


def copy_of(row: SharedItem, number: int) -> SharedItem:
    later = row.stamped_at + timedelta(minutes=number)
    same = {"source": row.source, "path": f"{row.path}-{number}", "stamp": row.stamp, "stamped_at": later}
    return SharedItem.objects.create(key=f"{row.key}{number}000", **same)


@pytest.fixture
def ask(client: Client) -> Asked:
    """An answer as a tree."""

    def asked(**values: Any) -> Element:
        response = client.get("/oai/", {name.rstrip("_"): one for name, one in values.items()})
        assert (response.status_code, response["Content-Type"]) == (200, "text/xml; charset=utf-8")
        return fromstring(response.content)

    return asked


def text(tree: Element, path: str) -> str:
    return tree.findtext(path, "", NAMES)
