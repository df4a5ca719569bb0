"""Taking part is everybody's own choice and may be taken back at any time.

A running attempt is handed in as it stands. A round that is not ranked yet leaves the person out. Places that are
there stay, under the code alone and without a prize; the next ranking of that round leaves the person out.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from luatgandan.foundation.accounts.models import Consent
from luatgandan.lib.events import publish

from ..enums import LogKind, Standing
from ..events import EntrantWithdrew
from ..models import Attempt, Award, Complaint, Device, Entrant, LogEntry
from .errors import ContestError
from .joining import TAKING_PART, consent_key
from .log import write_log
from .taking import submit_attempt


@transaction.atomic
def withdraw_entrant(*, entrant: Entrant, at: datetime) -> Entrant:
    """Out of one contest, by the person's own word; a second time changes nothing. Raises ContestError."""
    now = Entrant.objects.select_for_update(of=("self",)).get(pk=entrant.pk)
    if now.standing == Standing.WITHDRAWN:
        return now
    if now.standing != Standing.ACTIVE:
        raise ContestError(_("Bạn không dự cuộc thi này nữa: %s.") % now.get_standing_display())
    for attempt in Attempt.objects.filter(entrant=now, submitted_at=None):
        submit_attempt(attempt=attempt, at=at)
    now.standing, now.withdrawn_at, now.phone, now.email = Standing.WITHDRAWN, at, "", ""
    now.shows_name, now.guardian_agreed_at = False, None
    now.save()
    Consent.objects.filter(anonymous_key=consent_key(now), purpose=TAKING_PART).live().withdraw(at)
    write_log(now.contest_id, LogKind.WITHDRAWN, at=at, entrant=now.code, standing=str(now.standing))
    publish(EntrantWithdrew(entrant_id=now.pk))
    return now


def withdraw_person(*, person_id: int, at: datetime) -> None:
    """Out of every contest: the consent to take part is one for all of them."""
    for entrant in Entrant.objects.filter(person_id=person_id, standing=Standing.ACTIVE):
        withdraw_entrant(entrant=entrant, at=at)


@transaction.atomic
def forget_person(*, person_id: int) -> int:
    """Of an erased person the attempts stay, under their code alone; a certificate no longer shows a name."""
    entrants = Entrant.objects.filter(person_id=person_id)
    Award.objects.filter(attempt__entrant__in=entrants).update(
        shown_name="", identity_last4="", identity_digest="", reason=""
    )
    Complaint.objects.filter(entrant__in=entrants).update(text="", answer="")
    Device.objects.filter(attempt__entrant__in=entrants).delete()
    LogEntry.objects.filter(by_id=person_id, kind=LogKind.JOINED).update(by=None)  # it ties the person to the code
    return entrants.update(
        person=None, name="", folded="", born_on=None, ward=None, class_name="", phone="", email="", phone_digest="",
        login_digest="", shows_name=False, guardian_agreed_at=None, standing_reason="",
    )  # fmt: skip
