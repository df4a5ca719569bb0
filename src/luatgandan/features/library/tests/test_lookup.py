"""Looking documents up: by number however typed, by kind, year and state."""

import re
from datetime import date

import pytest
from django.test import Client

from luatgandan.features.library.enums import Validity
from luatgandan.features.library.models import Document
from luatgandan.lib.legaltext.validity import state_on

from .laws import LAW, make_document, words

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("typed", ["1/2020/QH14", "luật 1/2020", "01/2020/qh14", "1 2020 qh14"])
def test_an_exact_number_leads_straight_to_the_document(client: Client, law: Document, typed: str) -> None:
    make_document("11/2020/QH14")
    assert client.get("/van-ban/", {"q": typed})["Location"] == LAW


def test_a_number_that_several_bear_is_a_list(client: Client) -> None:
    for issuer in ("UBND thành phố Cần Thơ", "UBND tỉnh An Giang"):
        make_document("54/KH-UBND", slug=f"kh-{len(issuer)}", issuer=issuer, kind="ke-hoach")
    page = client.get("/van-ban/", {"q": "54/KH-UBND"})
    assert page.status_code == 200
    assert page.content.decode().count("54/KH-UBND · ") == 2


def test_filters_by_kind_year_and_state(client: Client, law: Document) -> None:
    make_document("2/2019/QH14", issued_on=date(2019, 1, 1), expired_on=date(2021, 1, 1), effective_on=date(2019, 1, 1))

    def found(**asked: str) -> list[str]:
        return re.findall(r"Luật (\d+/\d{4}/QH14) ·", words(client.get("/van-ban/", asked).content.decode()))

    assert found(year="2019") == ["2/2019/QH14"]
    assert found(state="in_force") == ["1/2020/QH14"]
    assert found(state="expired", kind="luat") == ["2/2019/QH14"]
    assert found(kind="nghi-dinh") == []


DAYS = (None, date(2020, 1, 1), date(2026, 11, 22), date(2030, 1, 1))


@pytest.mark.parametrize("stated", Validity.values)
def test_the_database_computes_validity_as_the_tool_does(stated: str) -> None:
    today = date(2026, 11, 22)
    for number, (begins, ends, partly, stops) in enumerate(
        (a, b, c, d) for a in DAYS for b in DAYS for c in DAYS for d in DAYS
    ):
        make = {"effective_on": begins, "ended_on": ends, "partly_since": partly, "suspended_from": stops}
        Document.objects.create(
            slug=f"x-{number}", number=f"{number}/X", kind="luat", title="x", issuer="x", stated_validity=stated, **make
        )
    for state in Validity.values:
        got = set(Document.objects.in_state(state, today).values_list("pk", flat=True))
        assert got == {one.pk for one in Document.objects.all() if state_on(one.span, today) == state}
