"""Forgetting: an erased person at once, everybody else a year (a setting) after the contest.

Attempts stay, under the code alone: places, receipts and the export are checked as before.
"""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Case, CharField, F, QuerySet, Value, When
from django.db.models.functions import Cast, Concat

from ..enums import LogKind, SignalKind
from ..models import Attempt, Award, Complaint, Contest, Correction, Device, Entrant, LogEntry, Round, Signal
from .archives import forget_archives_of
from .withdrawing import withdraw_person

OWN_ACTS = (LogKind.JOINED, LogKind.WITHDRAWN)  # lines that tie a person to the code


@transaction.atomic
def forget_person(*, person_id: int, at: datetime) -> int:
    """An erased person is out of every contest that goes on; a certificate no longer shows a name.

    The keyed digest of the phone stays while the contest goes on: nobody comes anew who was excluded, or has used up
    the attempts.
    """
    withdraw_person(person_id=person_id, at=at)
    entrants = Entrant.objects.filter(person=person_id)
    Award.objects.filter(attempt__entrant__in=entrants).update(shown_name="")
    goes_on = When(contest__in=Contest.objects.unfinished(), then=F("phone_digest"))
    return _blank(entrants, ward=None, phone_digest=Case(goes_on, default=Value("")))


def forget_entrants(*, at: datetime) -> int:
    """Of contests that are long over nobody is known any more; how many people went.

    Who was erased while one went on leaves no mark of the phone once it is over. Names on certificates stay, for
    whoever checks one, and units and wards, whose boards are results.
    """
    erased = Entrant.objects.filter(person=None, name="").exclude(phone_digest="")
    erased.exclude(contest__in=Contest.objects.unfinished()).update(phone_digest="")
    before = at - timedelta(days=settings.CONTEST_ENTRANT_DAYS)
    return sum(_forget_all(one) for one in Contest.objects.long_over(before))


@transaction.atomic
def _forget_all(contest: Contest) -> int:
    known = contest.entrants.exclude(name="", phone_digest="")
    return _blank(known, phone_digest="") if known.exists() else 0


def _blank(entrants: QuerySet[Entrant], **more: Any) -> int:
    attempts = Attempt.objects.filter(entrant__in=entrants)
    forget_archives_of(list(Round.objects.filter(contest__in=entrants.values("contest"))))
    Award.objects.filter(attempt__in=attempts).update(identity_last4="", identity_digest="", reason="")
    Complaint.objects.filter(entrant__in=entrants).update(text="", answer="")
    Correction.objects.filter(entrant__in=entrants).delete()
    _forget_devices(attempts)
    own = LogEntry.objects.filter(kind__in=OWN_ACTS, contest__in=entrants.values("contest"))
    own.filter(by__in=entrants.values("person")).update(by=None)
    _forget_lines(entrants)
    return entrants.update(
        person=None, name="", folded="", born_on=None, class_name="", phone="", email="", login_digest="",
        shows_name=False, guardian_agreed_at=None, standing_reason="", is_admitted=False, extra_percent=0,
        **more,
    )  # fmt: skip


def _forget_lines(entrants: QuerySet[Entrant]) -> None:
    """Lines that say who was registered as disabled, or why a name was put right, keep that it was done."""
    for what in ("extra_time", "correct_entrant", "ask_correction", "refuse_correction"):
        _forget_lines_of(entrants, what)


def _forget_lines_of(entrants: QuerySet[Entrant], what: str) -> None:
    lines = LogEntry.objects.filter(contest__in=entrants.values("contest"), detail__what=what)
    codes = {line.pk: (line.contest_id, line.detail.get("entrant", "")) for line in lines}
    known = set(entrants.filter(code__in=[code for _contest, code in codes.values()]).values_list("contest", "code"))
    gone = [key for key, one in codes.items() if one in known]
    LogEntry.objects.filter(pk__in=gone).update(detail={"what": what})


def _forget_devices(attempts: QuerySet[Attempt]) -> None:
    """A signal about one device keeps its attempts, so it is known again; the key that names the device goes."""
    signals = Signal.objects.filter(kind=SignalKind.DEVICE, attempts__in=attempts)
    Signal.objects.filter(pk__in=signals.values("pk")).update(key=Concat(Value("forgotten-"), Cast("pk", CharField())))
    Device.objects.filter(attempt__in=attempts).delete()
    attempts.update(device="")
