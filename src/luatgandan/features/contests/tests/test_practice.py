"""Practising: right answer, reason and law at once; nothing that an open round asks."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from luatgandan.features.questionbank.models import Bank

from ..models import Attempt, Contest, Round
from ..papers.values import Quota, Rules
from ..queries.practice import exercise
from .conftest import Units
from .kinds import WHY, fill_with_all_kinds
from .making import make_round

pytestmark = pytest.mark.django_db
FIELD = "/on-tap/giao-thong/"


@pytest.fixture
def bank(units: Units) -> Bank:
    cache.clear()
    fill_with_all_kinds(units["ward-a"])
    Bank.objects.update(is_shared=True)
    return Bank.objects.get()


def text(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def test_each_question_of_a_field_comes_once_with_its_reason(bank: Bank, client: Client) -> None:
    stems = set()
    for number in range(1, 7):
        asked = text(client, f"{FIELD}?cau={number}")
        assert WHY not in asked
        assert WHY in text(client, f"{FIELD}?cau={number}&tra-loi=1")
        stems |= set(re.findall(r'exam-q__stem">([^<]+)', asked))
    assert len(stems) == 6
    assert "Không còn câu nào" in text(client, f"{FIELD}?cau=7")


def test_right_and_wrong_are_told(bank: Bank, client: Client) -> None:
    shown = ((number, exercise("giao-thong", number, at=timezone.now())) for number in range(1, 7))
    number = next(number for number, one in shown if one and one.item.kind == "number")
    assert ">Đúng</strong>" in text(client, f"{FIELD}?cau={number}&tra-loi=1&c{number - 1}=12")
    assert "Chưa đúng" in text(client, f"{FIELD}?cau={number}&tra-loi=1&c{number - 1}=13")
    assert "hãy ghi một số" in text(client, f"{FIELD}?cau={number}&tra-loi=1&c{number - 1}=nam").lower()


@pytest.mark.parametrize("path", ["/on-tap/khong-co/", f"{FIELD}?cau=999999999", f"{FIELD}?cau=-1", f"{FIELD}?cau=x"])
def test_odd_addresses_do_not_break(bank: Bank, client: Client, path: str) -> None:
    assert client.get(path).status_code in (200, 404)


def test_what_an_open_round_asks_is_not_practised_until_the_reveal(bank: Bank, units: Units, client: Client) -> None:
    now = timezone.now()
    make_round(units["ward-a"], Rules(quotas=(Quota(count=6),)), starts_at=now, ends_at=now + timedelta(hours=1))
    assert "Không còn câu nào" in text(client, FIELD)
    Round.objects.update(revealed_at=now)
    cache.clear()
    assert "Câu 1 trong 6 câu" in text(client, FIELD)


def test_a_paper_of_a_practice_contest_needs_no_account_and_leaves_nothing(
    bank: Bank, units: Units, client: Client
) -> None:
    make_round(units["ward-a"], Rules(quotas=(Quota(count=6),)), is_sealed=False)
    Contest.objects.update(is_practice=True)
    address = client.get("/cuoc-thi/vi-du/luyen-tap/")["Location"]
    first = text(client, address)
    assert (first.count('<fieldset class="exam-q"'), WHY in first) == (6, False)
    assert first == text(client, address)
    marked = text(client, f"{address}&tra-loi=1")
    assert "Đúng hoàn toàn 0/6 câu" in marked
    assert marked.count(WHY) == 6
    assert not Attempt.objects.exists()
