"""A contest for journeys: one question of each kind, pupils with personal codes, a class code."""

from .server import Server

MAKE = """
import json
from datetime import timedelta
from django.utils import timezone
from luatgandan.features.contests.models import Contest, Unit
from luatgandan.features.contests.papers.values import Quota, Rules
from luatgandan.features.contests.rules.codes import login_digest
from luatgandan.features.contests.tests.kinds import fill_with_all_kinds
from luatgandan.features.contests.tests.making import make_entrant, make_round
from luatgandan.features.questionbank.models import Bank
from luatgandan.foundation.organisations.models import Organisation
unit = Organisation.objects.filter(kind="ward_committee").order_by("pk").last()
if not Contest.objects.filter(slug="vi-du").exists():
    fill_with_all_kinds(unit)
    now = timezone.now()
    rules = Rules(quotas=(Quota(count=6),), prediction="taking_part", minutes=15)
    bank = Bank.objects.get(organisation=unit)
    times = {"starts_at": now - timedelta(hours=1), "ends_at": now + timedelta(days=2)}
    round = make_round(unit, rules, banks=[bank.pk], **times)
    Unit.objects.create(contest=round.contest, name="THPT Ví dụ, lớp 10A1", folded="thpt vi du", join_code="LQP9A2")
    for number in range(20):
        make_entrant(round.contest, number, login_digest=login_digest(f"MA{number:06}"))
print(json.dumps("vi-du"))
"""
CLASS_CODE = "LQP9A2"
HOME = "/cuoc-thi/vi-du/"


def contest(server: Server) -> str:
    """The address of the contest, made once."""
    return f"/cuoc-thi/{server.ask(MAKE)}/"


def stored(server: Server, number: int) -> dict[str, list[str]]:
    """The answers of a pupil as the database has them, by place from 0."""
    code = f"CT-{number:05}"
    answers: dict[str, list[str]] = server.ask(
        "import json; from luatgandan.features.contests.models import Response; "
        f"rows = Response.objects.filter(attempt__entrant__code={code!r}); "
        "print(json.dumps(dict(rows.values_list('slot', 'answer'))))"
    )
    return answers


def shorten(server: Server, number: int, seconds: int) -> None:
    """So many seconds are left of the attempt of a pupil."""
    code = f"CT-{number:05}"
    server.ask(
        "import json; from datetime import timedelta; from django.utils import timezone; "
        "from luatgandan.features.contests.models import Attempt; now = timezone.now(); "
        f"print(json.dumps(Attempt.objects.filter(entrant__code={code!r}).update("
        f"started_at=now - timedelta(seconds=60), ends_at=now + timedelta(seconds={seconds}))))"
    )


def prolong(server: Server, number: int) -> None:
    """Ten minutes more for a pupil, as an officer gives them after an outage; the pupil's page is not told."""
    rows = f"Attempt.objects.filter(entrant__code={f'CT-{number:05}'!r})"
    server.ask(
        "import json; from datetime import timedelta; from django.db.models import F; "
        "from luatgandan.features.contests.models import Attempt; "
        f"print(json.dumps({rows}.update(ends_at=F('ends_at') + timedelta(minutes=10))))"
    )
