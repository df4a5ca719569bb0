"""Taking part is everybody's own choice and may be taken back at any time.

A running attempt is handed in as it stands. A round that is not ranked yet leaves the person out. Places that are
there stay, under the code alone and without a prize; the next ranking of that round leaves the person out. A prize that
is decided stays with its certificate, which names the person to whoever has its code, until the person is erased.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext as _

from luatgandan.foundation.accounts.models import Consent
from luatgandan.lib.events import publish

from ..enums import LogKind, SignalKind, Standing
from ..events import EntrantWithdrew
from ..models import Attempt, Award, Complaint, Device, Entrant, LogEntry, Round, Signal
from ..queries.winners import rounds_won
from .certificates import forget_archives_of
from .errors import ContestError
from .joining import TAKING_PART, consent_key
from .log import write_log
from .prizes import renew_awards
from .taking import submit_attempt

OWN_ACTS = (LogKind.JOINED, LogKind.WITHDRAWN)  # lines that tie a person to the code


@transaction.atomic
def withdraw_entrant(*, entrant: Entrant, at: datetime) -> Entrant:
    """Out of one contest, by the person's own word; a second time changes nothing. Raises ContestError."""
    now = Entrant.objects.select_for_update(of=("self",)).get(pk=entrant.pk)
    if now.standing == Standing.WITHDRAWN:
        return now
    if now.standing != Standing.ACTIVE:
        raise ContestError(_("Bạn không dự cuộc thi này nữa: %s.") % now.get_standing_display())
    _lock_sat(now)
    for attempt in Attempt.objects.filter(entrant=now, submitted_at=None):
        submit_attempt(attempt=attempt, at=at)
    now.standing, now.withdrawn_at, now.phone, now.email = Standing.WITHDRAWN, at, "", ""
    now.shows_name, now.guardian_agreed_at = False, None
    now.save()
    Consent.objects.filter(anonymous_key=consent_key(now), purpose=TAKING_PART).live().withdraw(at)
    write_log(now.contest_id, LogKind.WITHDRAWN, at=at, entrant=now.code, standing=str(now.standing))
    for round in rounds_won(now.pk):
        renew_awards(round=round)
    publish(EntrantWithdrew(entrant_id=now.pk))
    return now


def _lock_sat(entrant: Entrant) -> None:
    """A ranking that runs ends first: it reads who takes part more than once."""
    sat = Round.objects.filter(pk__in=entrant.attempts.order_by().values("round")).order_by("pk")
    list(sat.select_for_update(no_key=True).values_list("pk"))


def withdraw_person(*, person_id: int, at: datetime) -> None:
    """Out of every contest: the consent to take part is one for all of them."""
    for entrant in Entrant.objects.filter(person_id=person_id, standing=Standing.ACTIVE):
        withdraw_entrant(entrant=entrant, at=at)


@transaction.atomic
def forget_person(*, person_id: int) -> int:
    """Of an erased person the attempts stay, under their code alone; a certificate no longer shows a name."""
    entrants = Entrant.objects.filter(person_id=person_id)
    attempts = Attempt.objects.filter(entrant__in=entrants)
    forget_archives_of(list(Round.objects.filter(contest__entrants__in=entrants).distinct()))
    Award.objects.filter(attempt__in=attempts).update(shown_name="", identity_last4="", identity_digest="", reason="")
    Complaint.objects.filter(entrant__in=entrants).update(text="", answer="")
    _forget_devices(attempts)
    LogEntry.objects.filter(by_id=person_id, kind__in=OWN_ACTS).update(by=None)
    return entrants.update(
        person=None, name="", folded="", born_on=None, ward=None, class_name="", phone="", email="", phone_digest="",
        login_digest="", shows_name=False, guardian_agreed_at=None, standing_reason="", extra_percent=0,
    )  # fmt: skip


def _forget_devices(attempts: QuerySet[Attempt]) -> None:
    """A signal about one device keeps its attempts, so it is known again; the key that names the device goes."""
    signals = Signal.objects.filter(kind=SignalKind.DEVICE, attempts__in=attempts)
    Signal.objects.filter(pk__in=signals.values("pk")).update(key=Concat(Value("forgotten-"), Cast("pk", CharField())))
    Device.objects.filter(attempt__in=attempts).delete()
    attempts.update(device="")
