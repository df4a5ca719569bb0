"""A tab that was left open: nothing of the next person's paper is touched, nothing is handed in too early."""

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


def test_what_a_clock_of_the_page_hands_in_before_the_end_is_not_taken(browser: Client) -> None:
    paper = attempt(1).paper
    back = browser.post(f"{PAPER}nop/", {"paper": paper, "over": "1", "seen": "0"})
    assert (back.status_code, back["Location"]) == (302, PAPER)
    assert 'id="nop-bai"' in text(browser.post(f"{PAPER}nop/", {"paper": paper, "over": "1"}))
    assert attempt(1).submitted_at is None
    Attempt.objects.filter(pk=attempt(1).pk).update(ends_at=timezone.now())
    browser.post(f"{PAPER}nop/", {"paper": paper, "over": "1", "seen": "0"})
    assert attempt(1).is_automatic


def test_a_guess_that_was_typed_outlives_a_clock_that_is_ahead(browser: Client) -> None:
    one = attempt(1)
    one.round.rules_data["prediction"] = "taking_part"
    one.round.save()
    told = text(browser.post(f"{PAPER}nop/", {"paper": one.paper, "over": "1", "prediction": "812"}))
    assert 'value="812"' in told
    assert 'role="alert"' not in told
