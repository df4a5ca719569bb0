"""One way for every change of a contest: lock, look who asks, change, write it down."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from luatgandan.foundation.audit.services import record
from luatgandan.foundation.modules.services import content_changed

from ..enums import LogKind, State
from ..models import Contest, Round
from .errors import ContestError, NotAllowedError
from .log import write_log


class LockedError(ContestError):
    """What was approved is not changed behind the approver's back."""

    def __init__(self) -> None:
        super().__init__(
            _("Cuộc thi đã trình, duyệt hoặc công bố nên không sửa được phần này. Trả lại để sửa, rồi duyệt lại.")
        )


def locked(contest: Contest) -> Contest:
    """The contest under a lock that lets entrants go on, whose lines and attempts name it; inside a transaction."""
    rows = Contest.objects.select_for_update(of=("self",), no_key=True).select_related("organisation", "author")
    return rows.get(pk=contest.pk)


def locked_round(round: Round) -> Round:
    """The round, with its contest, under a lock of the same kind; inside a transaction."""
    rows = Round.objects.select_for_update(of=("self",), no_key=True).select_related("contest__organisation")
    return rows.get(pk=round.pk)


def begin(*, contest: Contest, by: Any, may: Callable[[Any, Contest], bool], is_draft_only: bool = True) -> Contest:
    """Lock the contest for one change; inside a transaction. Raises NotAllowedError or LockedError."""
    now = locked(contest)
    if not may(by, now):
        raise NotAllowedError
    if now.state == State.CANCELLED or (is_draft_only and now.state != State.DRAFT):
        raise LockedError
    return now


def finish(
    contest: Contest,
    *,
    what: str,
    by: Any,
    at: datetime,
    kind: LogKind = LogKind.CHANGED,
    reason: str = "",
    own: Mapping[str, Any] | None = None,
    **detail: Any,
) -> None:
    """Save the contest, write a line in its log and one in the log of the house; pages that show it are new.

    A reason and `own` stand in the contest's own log only: the log of the house can never be erased.
    """
    contest.changed_at = at
    contest.save()
    told = {**detail, **(own or {}), **({"reason": reason} if reason else {})}
    write_log(contest, kind, at=at, by=by, what=what, **told)
    record(
        action=f"contests.{what}", at=at, actor=by, target=contest, label=contest.slug,
        organisation_code=contest.organisation.code, detail=detail,
    )  # fmt: skip
    if contest.state in (State.PUBLISHED, State.CANCELLED):
        content_changed()
