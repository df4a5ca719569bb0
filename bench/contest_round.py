"""Inside the portal that is measured: a round with entrants, what the database holds afterwards, and ranking alone."""

import json
import random
import time
from datetime import datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

from django.conf import settings
from django.test import Client
from django.utils import timezone

from luatgandan.features.contests.enums import Criterion, State
from luatgandan.features.contests.models import Attempt, Contest, Entrant, Response, Round
from luatgandan.features.contests.papers.values import POINT, Quota, Rules
from luatgandan.features.contests.queries import receipt_of
from luatgandan.features.contests.services import rank_round, seal_round
from luatgandan.features.contests.services.ranking import write_places
from luatgandan.features.contests.views.joining import ENTRIES
from luatgandan.foundation.organisations.models import Organisation

from .contest_phones import figures

QUESTIONS, BATCH, VISITS = 20, 5_000, 100
SCALE = "xep-hang"


def fill(slug: str, people: int) -> dict[str, Any]:
    """An open, sealed round with so many entrants who have typed their personal codes."""
    round = make_round(slug, timezone.now() - timedelta(minutes=1))
    engine = import_module(settings.SESSION_ENGINE)
    entries = []
    for entrant in entrants(round.contest, people):
        session = engine.SessionStore()
        session[ENTRIES] = {str(round.contest_id): entrant.login_digest}
        session.create()
        entries.append({"code": entrant.code, "session": session.session_key})
    return {"slug": slug, "questions": QUESTIONS, "entries": entries}


def make_round(slug: str, starts_at: datetime) -> Round:
    """A sealed round of 20 questions of the portal's own bank."""
    contest = Contest.objects.create(
        organisation=Organisation.objects.get(code=settings.ROOT_ORGANISATION), slug=slug, title=slug,
        state=State.PUBLISHED, changed_at=starts_at, published_at=starts_at,
    )  # fmt: skip
    rules = Rules(
        quotas=(Quota(count=QUESTIONS),), chain=(Criterion.SCORE, Criterion.TIME, Criterion.EARLIER, Criterion.LOT)
    )
    round = Round.objects.create(
        contest=contest, number=1, starts_at=starts_at, ends_at=starts_at + timedelta(hours=3),
        rules_data=rules.to_dict(),
    )  # fmt: skip
    return seal_round(round=round, at=starts_at)


def entrants(contest: Contest, people: int) -> list[Entrant]:
    """So many people."""
    now = timezone.now()
    rows = [
        Entrant(contest=contest, code=f"CT-{n:07}", name=f"Người {n}", login_digest=f"{n:064x}", joined_at=now)
        for n in range(people)
    ]
    return Entrant.objects.bulk_create(rows, batch_size=BATCH)


def reconcile(slug: str, log: str) -> dict[str, Any]:
    """What phones were told against what the database holds."""
    told = [json.loads(line) for line in Path(log).read_text(encoding="utf-8").splitlines()]
    newest: dict[tuple[str, int], dict[str, Any]] = {}
    for one in told:
        if "slot" in one:
            before = newest.get((one["code"], one["slot"]))
            newest[one["code"], one["slot"]] = one if not before or one["sequence"] > before["sequence"] else before
    rows = list(Response.objects.filter(attempt__round__contest__slug=slug).values_list(
        "attempt__entrant__code", "slot", "answer", "sequence"))  # fmt: skip
    stored = {(code, slot): (answer, sequence) for code, slot, answer, sequence in rows}
    attempts = list(Attempt.objects.filter(round__contest__slug=slug).select_related("round__contest", "entrant"))
    in_hand = {one.entrant.code for one in attempts if one.submitted_at}
    lost = [key for key, one in newest.items() if stored.get(key) != (one["answer"], one["sequence"])]
    return {
        "saves_told": sum("slot" in one for one in told), "answers_in_database": len(rows),
        "lost": len(lost), "doubled": len(rows) - len(stored), "never_told": len(stored.keys() - newest.keys()),
        "attempts": len(attempts), "attempts_doubled": len(attempts) - len({one.entrant_id for one in attempts}),
        "started_told": sum("started" in one for one in told),
        "hand_in_told_but_lost": sum(one["code"] not in in_hand for one in told if "handed_in" in one),
        "receipts_untrue": sum(receipt_of(one) != one.receipt for one in attempts if one.submitted_at),
    }  # fmt: skip


def ranking(count: int) -> dict[str, Any]:
    """Seconds for the places of so many attempts, the whole act, and doing it again; milliseconds of a board."""
    round = make_round(SCALE, timezone.now() - timedelta(hours=4))
    chance = random.Random(1)
    for first in range(0, count, BATCH):
        _attempts(round, first, min(BATCH, count - first), chance)
    now = timezone.now()
    places = seconds(lambda: write_places(round))
    Attempt.objects.filter(round=round).update(place=None, is_counted=False)
    return {
        "attempts": count, "places_s": places, "rank_round_s": seconds(lambda: rank_round(round=round, at=now)),
        "again_s": seconds(lambda: rank_round(round=round, at=now)), "board": _board(),
    }  # fmt: skip


def _attempts(round: Round, first: int, count: int, chance: random.Random) -> None:
    """Handed in, without answers: what the ranking reads."""
    people = Entrant.objects.bulk_create(
        Entrant(contest=round.contest, code=f"XH-{n:08}", name=f"Người {n}", joined_at=round.starts_at)
        for n in range(first, first + count)
    )
    rows = []
    for entrant in people:
        started_at = round.starts_at + timedelta(seconds=chance.random() * 9_000)
        millis, score = chance.randint(60_000, 900_000), chance.randint(0, QUESTIONS) * POINT
        rows.append(Attempt(
            round=round, entrant=entrant, number=1, paper="0" * 64, started_at=started_at,
            ends_at=started_at + timedelta(minutes=15), submitted_at=started_at + timedelta(milliseconds=millis),
            millis=millis, score=score, is_all_right=score == QUESTIONS * POINT, lot=chance.getrandbits(56),
            receipt=f"{chance.getrandbits(256):064x}",
        ))  # fmt: skip
    Attempt.objects.bulk_create(rows, batch_size=BATCH)


def seconds(act: Any) -> float:
    """How long an act takes."""
    started = time.perf_counter()
    act()
    return round(time.perf_counter() - started, 2)


def _board() -> dict[str, float]:
    """The board of the ranked round without page cache, by Django's client."""
    client, times = Client(), []
    for _visit in range(VISITS):
        started = time.perf_counter()
        answer = client.get(f"/cuoc-thi/{SCALE}/bang/", headers={"host": "localhost"})
        times.append((time.perf_counter() - started) * 1000)
        if answer.status_code != 200:
            raise SystemExit(f"board: {answer.status_code}")
    return figures(times)
