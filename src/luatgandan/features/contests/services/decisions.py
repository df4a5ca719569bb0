"""The decision on a round's prizes: a second person signs what others verified."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from luatgandan.foundation.audit.services import record
from luatgandan.lib.events import publish
from luatgandan.lib.vietnamese import clean

from .. import rules
from ..enums import AwardState, LogKind, Phase
from ..events import ContestDecided
from ..models import Award, Round
from ..queries.winners import awards_of, obstacles, printed_now
from .changing import locked_round
from .errors import ContestError, NotAllowedError
from .finals import fix_finalists
from .log import write_log
from .prizes import write_list


class NotReadyError(ContestError):
    """Something still stands before the decision."""


class SamePersonError(ContestError):
    """Whoever verified a winner does not decide as well."""

    def __init__(self) -> None:
        super().__init__(_("Người đã xác minh người đạt giải không tự quyết định trao giải. Cần một người thứ hai."))


@transaction.atomic
def decide_round(*, round: Round, by: Any, at: datetime) -> Round:
    """The list of winners becomes the decision: certificates are valid from now on.

    Raises NotAllowedError, SamePersonError, NotReadyError.
    """
    now = locked_round(round)
    if not rules.may_decide(by, now.contest):
        raise NotAllowedError
    if now.phase == Phase.RANKED:
        write_list(now)  # the list follows the newest ranking, whoever was excluded or voided what since it was written
    if left := obstacles(now, at=at):
        raise NotReadyError(" ".join(left))
    given = list(awards_of(now).filter(state=AwardState.VERIFIED))
    if any(one.verified_by_id == by.pk for one in given):
        raise SamePersonError
    return close_round(now, given, by=by, at=at)


def close_round(round_: Round, given: list[Award], *, by: Any, at: datetime) -> Round:
    """Write the decision down; whether it may be made is the caller's to ask."""
    for award in given:
        award.state, award.decided_at, award.shown_name = AwardState.DECIDED, at, printed_name(award)
        award.printed = printed_now(award)
    Award.objects.bulk_update(given, ["state", "decided_at", "shown_name", "printed"], batch_size=500)
    round_.phase, round_.decided_at = Phase.DECIDED, at
    round_.save(update_fields=["phase", "decided_at"])
    _tell(round_, len(given), by=by, at=at)
    fix_finalists(at=at, contest=round_.contest)
    return round_


def printed_name(award: Award) -> str:
    """The name a certificate bears."""
    if award.attempt:
        return clean(award.attempt.entrant.name)
    return award.unit.name if award.unit else ""


def _tell(round_: Round, awards: int, *, by: Any, at: datetime) -> None:
    contest = round_.contest
    write_log(contest, LogKind.DECIDED, at=at, by=by, round=round_.number, awards=awards)
    record(
        action="contests.decide", at=at, actor=by, target=round_, label=contest.slug,
        organisation_code=contest.organisation.code, detail={"awards": awards},
    )  # fmt: skip
    publish(ContestDecided(contest_id=contest.pk, round_id=round_.pk))
