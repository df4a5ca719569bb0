"""Practising: right answer, reason and law at once; nothing that an open round asks."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from luatgandan.features.questionbank.enums import Field
from luatgandan.features.questionbank.models import Bank

from ..enums import State
from ..models import Attempt, Contest, Round
from ..papers.values import Quota, Rules
from ..queries.practice import exercise, keeping_back, practice_fields, public_practice_words
from .conftest import MakeStaff, Units
from .kinds import WHY, fill_with_all_kinds
from .making import make_round

pytestmark = pytest.mark.django_db
FIELD = "/on-tap/giao-thong/"


@pytest.fixture
def bank(units: Units) -> Bank:
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


@pytest.fixture
def coming(bank: Bank, units: Units) -> Round:
    """A round of a published contest that opens next week; it asks of traffic only."""
    opens = timezone.now() + timedelta(days=7)
    rules = Rules(quotas=(Quota(count=3, field="giao-thong"),))
    return make_round(units["ward-a"], rules, is_sealed=False, starts_at=opens, ends_at=opens + timedelta(hours=2))


def test_what_a_published_contest_will_ask_is_kept_from_its_publication_on(coming: Round, client: Client) -> None:
    assert "Không còn câu nào" in text(client, FIELD)
    page = text(client, "/on-tap/")
    assert "Bây giờ không còn câu nào để ôn" in page
    assert '<a href="/cuoc-thi/vi-du/">Ví dụ minh họa</a>' in page
    assert text(client, FIELD).count("/cuoc-thi/vi-du/") == 1


@pytest.mark.parametrize(
    "change",
    [{"contest__state": State.APPROVED}, {"contest__state": State.CANCELLED}, {"rules": Field.LAND}, {"banks": [0]},
     {"contest__is_practice": True}, {"is_gone": True}],
    ids=lambda one: next(iter(one)),
)  # fmt: skip
def test_nothing_else_is_kept(coming: Round, client: Client, change: dict[str, Any]) -> None:
    """Not for a contest nobody sees, another field, another bank, practice, or a round that nobody ever sealed."""
    contest = {name.removeprefix("contest__"): value for name, value in change.items() if name.startswith("contest__")}
    Contest.objects.update(changed_at=timezone.now(), **contest)
    if "rules" in change:
        coming.rules_data = Rules(quotas=(Quota(count=3, field=change["rules"]),)).to_dict()
    coming.banks = change.get("banks", [])
    if "is_gone" in change:
        coming.starts_at, coming.ends_at = timezone.now() - timedelta(days=2), timezone.now() - timedelta(days=1)
    coming.save()

    assert "Câu 1 trong 6 câu" in text(client, FIELD)
    assert "Những câu đang dùng" not in text(client, "/on-tap/")


def test_the_bank_of_another_unit_is_not_asked(coming: Round, units: Units, client: Client) -> None:
    Contest.objects.update(organisation=units["ward-b"])
    assert "Không còn câu nào" in text(client, FIELD)  # the bank is shared
    Bank.objects.update(is_shared=False)
    assert keeping_back(at=timezone.now()) == []


def test_a_bank_for_contests_only_is_never_practised(bank: Bank, units: Units, client: Client) -> None:
    make_round(units["ward-a"], Rules(quotas=(Quota(count=6),)), is_sealed=False)
    Contest.objects.update(is_practice=True)
    assert "Câu 1 trong 6 câu" in text(client, FIELD)
    Bank.objects.update(is_for_contests=True)
    cache.clear()

    assert "Không còn câu nào" in text(client, FIELD)
    paper = text(client, "/cuoc-thi/vi-du/luyen-tap/?de=1")
    assert "Chưa đủ câu hỏi để làm thử" in paper
    assert 'href="/on-tap/"' in paper


def test_practice_costs_the_same_for_one_and_for_thirty_coming_rounds(
    coming: Round, units: Units, django_assert_num_queries: Any
) -> None:
    practice_fields(at=timezone.now())
    with CaptureQueriesContext(connection) as one:
        practice_fields(at=timezone.now())
    for _ in range(29):
        make_round(units["ward-a"], is_sealed=False, starts_at=coming.starts_at, ends_at=coming.ends_at)
    with django_assert_num_queries(len(one)):
        practice_fields(at=timezone.now())


def test_officers_are_told_what_nobody_will_practise(coming: Round, make_staff: MakeStaff) -> None:
    """On the page of the round, and before the publication with a tick."""
    Contest.objects.update(state=State.DRAFT, help_contact="0292 3 000 000")
    told = "Vòng 1: 6 câu của Phường ward-a đang cho mọi người ôn tập kèm đáp án."
    assert public_practice_words(coming.contest, at=timezone.now())[0].startswith(told)
    officer = make_staff("approver")
    desk, address = Client(), reverse("contests_desk:step", args=[coming.contest_id, "publish"])
    desk.force_login(officer)
    assert told in text(desk, reverse("contests_desk:round", args=[coming.contest_id, 1]))
    Contest.objects.update(state=State.APPROVED)
    assert told in text(desk, address)
    assert "không ai ôn tập được" in desk.post(address, {}).content.decode()
    assert Contest.objects.get().state == State.APPROVED
    assert desk.post(address, {"knows": "on"}).status_code == 302
    assert Contest.objects.get().state == State.PUBLISHED
    Bank.objects.update(is_for_contests=True)
    assert public_practice_words(coming.contest, at=timezone.now()) == []
