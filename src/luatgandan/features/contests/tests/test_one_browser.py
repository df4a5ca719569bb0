"""Two people on one browser, one after the other: what the tab of the first sends touches nothing of the second."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from luatgandan.foundation.accounts.services import publish_texts
from luatgandan.foundation.organisations.models import Organisation

from ..models import Attempt, Response
from ..queries import paper_of
from ..rules.codes import login_digest
from .desk import text
from .making import make_entrant, make_round
from .pages import HOME
from .sitting import RULES, ward

__all__ = ["ward"]  # fixtures
pytestmark = pytest.mark.django_db
PAPER = f"{HOME}vong/1/luot/1/"
CODES = ("AAAA2222", "BBBB3333")


@pytest.fixture
def browser(ward: Organisation) -> Client:
    """The first began and left the tab open; the second typed another code and began."""
    publish_texts(at=timezone.now())
    hour, now = timedelta(hours=1), timezone.now()
    round = make_round(ward, RULES, starts_at=now - hour, ends_at=now + hour)
    client = Client()
    for number, code in enumerate(CODES):
        make_entrant(round.contest, number, login_digest=login_digest(code))
        client.post(f"{HOME}ma-rieng/", {"code": code, "agrees": "on"})
        client.post(f"{HOME}vong/1/bat-dau/")
    return client


def attempt(number: int) -> Attempt:
    rows = Attempt.objects.select_related("round__contest", "entrant")
    return rows.get(entrant__code=f"CT-{number:05}")


@pytest.mark.parametrize("address", [PAPER, f"{PAPER}nop/"])
def test_the_tab_of_the_first_writes_nothing_into_the_paper_of_the_second(browser: Client, address: str) -> None:
    mine = {f"c{place}": slot.options[0] for place, (slot, _question) in enumerate(paper_of(attempt(1)))}
    browser.post(PAPER, {**mine, "seen": "0", "act": "save", "paper": attempt(1).paper})
    before = dict(Response.objects.values_list("slot", "answer"))

    told = text(browser.post(address, {"seen": "5", "act": "review", "paper": attempt(0).paper}), 409)

    assert "Máy này đang mở bài của mã CT-00001" in told
    assert dict(Response.objects.values_list("slot", "answer")) == before != {}
    assert [attempt(number).submitted_at for number in (0, 1)] == [None, None]


def test_every_form_of_a_paper_says_whose_it_is(browser: Client) -> None:
    for address in (PAPER, f"{PAPER}nop/"):
        assert f'name="paper" value="{attempt(1).paper}"' in text(browser.get(address))
    assert "Cứ vài câu hãy bấm “Lưu, làm tiếp”" in text(browser.get(PAPER)), "who has no script must know"
    browser.post(f"{PAPER}nop/", {"paper": attempt(1).paper})
    assert [attempt(number).submitted_at is None for number in (0, 1)] == [True, False]
