"""From draft to public: two persons, one table (`rules.transitions`); whoever must do the next step is told."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from luatgandan.foundation.accounts.models import Person
from luatgandan.foundation.accounts.queries import people_of
from luatgandan.foundation.accounts.rules import Action
from luatgandan.foundation.notifications.services import notify
from luatgandan.lib.events import publish

from ..enums import Act, Phase, State
from ..events import PublicContestStepped
from ..models import Contest
from ..queries.contests import was_public
from ..queries.desk import wanting
from ..rules import ROOM, may_do, transition
from .changing import finish, locked
from .errors import ContestError, NotAllowedError
from .fitting import ask_anew
from .telling import STEPS

DESK_KIND = "contests.desk"
WITH_REASON = (Act.GIVE_BACK, Act.CANCEL)
NEEDS_ALL = (Act.CHECK, Act.APPROVE, Act.PUBLISH)
NEXT = {Act.CHECK: Action.APPROVE, Act.APPROVE: Action.PUBLISH}
"""Who must do the step after an act."""


class WrongStateError(ContestError):
    """The contest has moved on."""

    def __init__(self, contest: Contest) -> None:
        super().__init__(
            _("Cuộc thi đang ở bước “%(state)s” nên không làm được việc này. Hãy tải lại trang.")
            % {"state": contest.get_state_display()}
        )


class NotReadyError(ContestError):
    """Something is missing that everybody who takes part needs."""


@transaction.atomic
def take_step(*, contest: Contest, act: Act, by: Any, at: datetime, reason: str = "") -> Contest:
    """Do one act of the table. Raises WrongStateError, NotAllowedError, NotReadyError or ContestError."""
    now = locked(contest)
    step = transition(now.state, act)
    if step is None:
        raise WrongStateError(now)
    if not may_do(by, act, now):
        raise NotAllowedError
    _check(now, act, reason, at)
    is_known, before, now.state = was_public(now), now.state, step.to
    if act == Act.APPROVE:
        now.approver = by
    elif act == Act.GIVE_BACK:
        now.approver = now.published_at = None
    elif act == Act.PUBLISH:
        now.published_at = at
    if act == Act.PUBLISH:
        ask_anew(now, by=by, at=at)
    finish(now, what=str(act), by=by, at=at, state=str(now.state), reason=reason.strip(), own={"was_public": is_known})
    _tell(now, act, by, at)
    if is_known and act in STEPS and (act != Act.GIVE_BACK or before == State.PUBLISHED):
        publish(PublicContestStepped(contest_id=now.pk, act=str(act)))
    return now


def _check(contest: Contest, act: Act, reason: str, at: datetime) -> None:
    if act in WITH_REASON and not reason.strip():
        raise ContestError(_("Hãy viết lý do."))
    if act == Act.GIVE_BACK and contest.rounds.exclude(phase=Phase.WAITING).exists():
        raise WrongStateError(contest)
    if act == Act.CANCEL and contest.rounds.filter(phase=Phase.DECIDED).exists():
        raise ContestError(_("Đã có quyết định trao giải nên cuộc thi không hủy được nữa."))
    if act in NEEDS_ALL and (missing := wanting(contest, at=at)):
        raise NotReadyError(" ".join(missing))


def _tell(contest: Contest, act: Act, by: Any, at: datetime) -> None:
    title = _("Cuộc thi “%(title)s”: %(state)s") % {
        "title": contest.title, "state": str(State(contest.state).label).lower(),
    }  # fmt: skip
    url = reverse("contests_desk:contest", args=[contest.pk])
    for person in _whom(contest, act):
        if person.pk != by.pk:
            notify(person=person, kind=DESK_KIND, title=title, at=at, url=url)


def _whom(contest: Contest, act: Act) -> list[Person]:
    if act in NEXT:
        return people_of(contest.organisation, NEXT[act], room=ROOM, at=timezone.now())
    return [contest.author] if contest.author else []
