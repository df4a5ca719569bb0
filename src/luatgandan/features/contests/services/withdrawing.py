"""Taking part is everybody's own choice and may be taken back at any time.

A running attempt is handed in as it stands. A round that is not ranked yet leaves the person out. Places that are
there stay, under the code alone and without a prize; the next ranking of that round leaves the person out. A prize that
is decided stays with its certificate, which names the person to whoever has its code, until the person is erased.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from luatgandan.foundation.accounts.models import Consent
from luatgandan.lib.events import publish

from ..enums import LogKind, Standing
from ..events import EntrantWithdrew
from ..models import Attempt, Entrant, Round
from ..queries.data import came_back
from ..queries.winners import rounds_won
from .errors import ContestError
from .joining import TAKING_PART, consent_key
from .log import write_log
from .prizes import renew_awards
from .taking import submit_attempt

WHO_MAY = (Standing.ACTIVE, Standing.UNFIT)


@transaction.atomic
def withdraw_entrant(*, entrant: Entrant, at: datetime) -> Entrant:
    """Out of one contest, by the person's own word; a second time changes nothing. Raises ContestError."""
    now = Entrant.objects.select_for_update(of=("self",), no_key=True).get(pk=entrant.pk)
    if now.standing == Standing.WITHDRAWN:
        return now
    if now.standing not in WHO_MAY:
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


def withdraw_again(key: str, at: datetime) -> bool:
    """After an old backup came back: whoever withdrew at `at` is out again; False when they are, or came back since."""
    entrant = Entrant.objects.filter(public_id=key.split()[0], standing__in=WHO_MAY).first()
    if entrant is None or came_back(entrant, since=at):
        return False
    withdraw_entrant(entrant=entrant, at=at)
    return True


def _lock_sat(entrant: Entrant) -> None:
    """A ranking that runs ends first: it reads who takes part more than once."""
    sat = Round.objects.filter(pk__in=entrant.attempts.order_by().values("round")).order_by("pk")
    list(sat.select_for_update(no_key=True).values_list("pk"))


def withdraw_person(*, person_id: int, at: datetime) -> None:
    """Out of every contest: the consent to take part is one for all of them."""
    for entrant in Entrant.objects.filter(person_id=person_id, standing__in=WHO_MAY):
        withdraw_entrant(entrant=entrant, at=at)
