"""People decide on odd things and on who takes part; a machine only shows them."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from luatgandan.foundation.audit.services import record
from luatgandan.lib.events import publish

from .. import rules
from ..enums import LogKind, Phase, SignalState, Standing
from ..events import StandingChanged
from ..models import Entrant, Round, Signal
from .changing import locked_round
from .errors import ContestError, NotAllowedError
from .log import write_log

OUT = (Standing.EXCLUDED, Standing.UNFIT)


class JudgingError(ContestError):
    """A judgement without a reason, or too late."""


@transaction.atomic
def judge_signal(*, signal: Signal, is_upheld: bool, reason: str, by: Any, at: datetime) -> Signal:
    """What a person made of something odd. Nobody is excluded by this alone. Raises JudgingError, NotAllowedError."""
    round_ = locked_round(signal.round)
    now, contest = Signal.objects.select_for_update().get(pk=signal.pk), round_.contest
    if not rules.may_decide(by, contest):
        raise NotAllowedError
    if round_.decided_at:
        raise JudgingError(_("Vòng thi đã có quyết định trao giải; kết luận không sửa được nữa."))
    now.reason = _reason(reason)
    now.state = SignalState.UPHELD if is_upheld else SignalState.CLEARED
    now.decided_by, now.decided_at = by, at
    now.save(update_fields=["state", "reason", "decided_by", "decided_at"])
    write_log(contest, LogKind.CHANGED, at=at, by=by, signal=now.pk, state=str(now.state))
    return now


@transaction.atomic
def exclude_entrant(*, entrant: Entrant, reason: str, by: Any, at: datetime) -> Entrant:
    """Out of the contest by the rules, for a written reason that the entrant reads; the worker ranks anew.

    Rounds that are decided stay as they are.
    """
    return _stand(entrant, (Standing.ACTIVE,), Standing.EXCLUDED, _reason(reason), by=by, at=at)


@transaction.atomic
def readmit_entrant(*, entrant: Entrant, reason: str, by: Any, at: datetime) -> Entrant:
    """Taking part again, also of who does not fit conditions that were changed: they are not asked of them any more."""
    return _stand(entrant, OUT, Standing.ACTIVE, _reason(reason), by=by, at=at)


def _stand(
    entrant: Entrant, before: Collection[Standing], standing: Standing, reason: str, *, by: Any, at: datetime
) -> Entrant:
    rows = Entrant.objects.select_for_update(of=("self",), no_key=True).select_related("contest__organisation")
    now = rows.get(pk=entrant.pk)
    contest = now.contest
    if not rules.may_decide(by, contest):
        raise NotAllowedError
    if now.standing not in before:
        raise JudgingError(_("Tư cách của người này đã đổi. Hãy tải lại trang."))
    rounds = Round.objects.filter(pk__in=now.attempts.order_by().values("round")).order_by("pk")
    sat = list(rounds.select_for_update(no_key=True))
    if not contest.rounds.exclude(phase=Phase.DECIDED).exists():
        raise JudgingError(_("Mọi vòng của cuộc thi đã có quyết định; không đổi được tư cách dự thi nữa."))
    now.is_admitted = now.is_admitted or now.standing == Standing.UNFIT
    now.standing, now.standing_reason = standing, reason
    now.save(update_fields=["standing", "standing_reason", "is_admitted"])
    write_log(contest, LogKind.EXCLUDED, at=at, by=by, entrant=now.code, standing=str(standing))
    record(
        action="contests.exclude" if standing == Standing.EXCLUDED else "contests.readmit", at=at, actor=by,
        target=now, label=now.code, organisation_code=contest.organisation.code,
    )  # fmt: skip
    _make_stale([one for one in sat if one.phase == Phase.RANKED], at)
    return now


def _make_stale(ranked: list[Round], at: datetime) -> None:
    """The worker ranks anew: with a million attempts that takes longer than anybody waits for a page."""
    for one in ranked:
        one.stale_since = one.stale_since or at
        one.save(update_fields=["stale_since"])
        publish(StandingChanged(round_id=one.pk))


def _reason(words: str) -> str:
    if not words.strip():
        raise JudgingError(_("Hãy viết lý do."))
    return words.strip()
