"""A whole paper weighs at most 60 KB, with its own script and styles."""

import gzip
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from luatgandan.foundation.accounts.services import publish_texts

from ..papers.values import Quota, Rules
from ..queries.shown import Shown
from ..rules.codes import login_digest
from .conftest import Units
from .making import fill_bank, make_entrant, make_round

MOST = 60_000
STATIC = Path(__file__).parents[1] / "static" / "contests"


@pytest.mark.django_db
def test_a_paper_of_twenty_questions(units: Units, client: Client) -> None:
    publish_texts(at=timezone.now())
    fill_bank(units["ward-a"], 20)
    now = timezone.now()
    round = make_round(
        units["ward-a"], Rules(quotas=(Quota(count=20),)), starts_at=now, ends_at=now + timedelta(hours=1)
    )
    make_entrant(round.contest, 1, login_digest=login_digest("7K3M92QF"))
    client.post("/cuoc-thi/vi-du/ma-rieng/", {"code": "7K3M92QF", "agrees": "on"})
    client.post("/cuoc-thi/vi-du/vong/1/bat-dau/")
    page = client.get("/cuoc-thi/vi-du/vong/1/luot/1/", headers={"Accept-Encoding": "gzip"})
    own = [gzip.compress((STATIC / name).read_bytes()) for name in ("exam.js", "contests.css")]
    sizes = [len(page.content), *map(len, own)]
    assert gzip.decompress(page.content).decode().count('<fieldset class="exam-q"') == 20
    assert sum(sizes) <= MOST


def test_what_templates_get_holds_no_key() -> None:
    assert {"key", "explanation", "cites", "content"}.isdisjoint(Shown.__dataclass_fields__)
