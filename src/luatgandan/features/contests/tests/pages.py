"""A pupil with a personal code, a citizen with an account, and the pages they open."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from luatgandan.features.questionbank.enums import Kind
from luatgandan.features.questionbank.formats.values import PAIR
from luatgandan.foundation.accounts.models import Person
from luatgandan.foundation.accounts.services import publish_texts
from luatgandan.foundation.organisations.models import Organisation

from ..enums import PredictionBase
from ..models import Attempt, Contest, Entrant, Round
from ..papers.values import Quota, Rules
from ..queries import paper_of
from ..rules.codes import login_digest
from .conftest import Units
from .kinds import fill_with_all_kinds
from .making import make_entrant, make_round

CODE = "7K3M92QF"
HOME = "/cuoc-thi/vi-du/"
PAPER = f"{HOME}vong/1/luot/1/"


@pytest.fixture(autouse=True)
def texts(db: None) -> None:
    publish_texts(at=timezone.now())


@pytest.fixture
def ward(units: Units) -> Organisation:
    unit = units["ward-a"]
    fill_with_all_kinds(unit)
    return unit


@pytest.fixture
def round(ward: Organisation) -> Round:
    now = timezone.now()
    rules = Rules(quotas=(Quota(count=6),), prediction=PredictionBase.TAKING_PART)
    return make_round(ward, rules, starts_at=now - timedelta(hours=1), ends_at=now + timedelta(hours=1))


@pytest.fixture
def pupil(round: Round) -> Entrant:
    return make_entrant(round.contest, 1, login_digest=login_digest(CODE))


@pytest.fixture
def seated(pupil: Entrant, client: Client) -> Client:
    """A pupil who typed the code, agreed and began."""
    client.post(f"{HOME}ma-rieng/", {"code": CODE, "agrees": "on"})
    client.post(f"{HOME}vong/1/bat-dau/")
    return client


def text(response: Any) -> str:
    return str(response.content.decode())


def answers_of(page: str) -> dict[str, str]:
    """What a browser would send back of a form: hidden fields."""
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))


def right_fields(attempt: Attempt) -> dict[str, Any]:
    """The fields of a form that is answered without a fault."""
    fields: dict[str, Any] = {}
    for place, (_slot, question) in enumerate(paper_of(attempt)):
        name, key, kind = f"c{place}", question.content.key, question.content.kind
        if kind == Kind.ORDER:
            fields |= {f"{name}-{option}": str(number) for number, option in enumerate(key, 1)}
        elif kind == Kind.MATCH:
            fields |= {f"{name}-{one.partition(PAIR)[0]}": one.partition(PAIR)[2] for one in key}
        else:
            fields[name] = list(key)
    return fields


@pytest.fixture
def citizen(client: Client) -> Person:
    person = Person.objects.create_user("hoa", "hoa@example.invalid", "x", last_name="Lâm Thị", first_name="Hoa")
    Person.objects.filter(pk=person.pk).update(phone="+84912345678", phone_verified_at=timezone.now())
    client.force_login(person)
    return Person.objects.get(pk=person.pk)


def change(contest: Contest, **values: Any) -> None:
    Contest.objects.filter(pk=contest.pk).update(**values)
