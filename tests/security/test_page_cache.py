"""What is kept and handed to the next reader: never a personal byte, a form token or a cookie."""

import re
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from luatgandan.foundation.modules.middleware import storable

from .addresses import addresses
from .answers import LEFT_OPEN, body
from .world import World

pytestmark = LEFT_OPEN

SECRET = "csrfmiddlewaretoken"


def personal(world: World) -> re.Pattern[str]:
    """What only the reader, or nobody, should find on a page: name, address and public id of the one who asked."""
    words = (world.asker.last_name, world.asker.email, str(world.asker.public_id), SECRET)
    return re.compile("|".join(map(re.escape, words)))


def text(answer: HttpResponse) -> str:
    return body(answer).decode("utf-8", "replace")


def is_shared(answer: HttpResponse) -> bool:
    """True when a cache between us and the reader may give the answer to others."""
    return "public" in answer.get("Cache-Control", "")


@pytest.mark.django_db
def test_nothing_personal_is_kept_for_others(world: World, settings: Any) -> None:
    settings.PAGE_CACHE_SECONDS = 60
    found, kept = personal(world), []
    reader = Client(raise_request_exception=False)
    reader.force_login(world.asker)
    for address in addresses(world):
        if address.path.startswith("/quan-tri/"):
            continue
        own = reader.get(address.path)
        own_text = text(own)
        assert address.path.startswith("/tep/") or "private" in own["Cache-Control"], address.path
        assert own.get("X-Page-Cache") != "hit", address.path
        assert not (is_shared(own) and found.search(own_text)), address.path
        if address.path.startswith("/tai-khoan/") and own.status_code == 200:
            assert "no-store" in own["Cache-Control"], address.path
        stranger = Client(raise_request_exception=False).get(address.path)
        stranger_text = text(stranger)
        assert stranger.get("X-Page-Cache") != "hit", f"{address.path}: the answer to a reader was kept"
        if not storable(stranger):
            continue
        kept.append(address.path)
        assert not found.search(stranger_text), address.path
        assert not stranger.cookies, address.path
        assert "Cookie" not in stranger.get("Vary", "") or not is_shared(stranger), address.path
    assert len(kept) > 40
