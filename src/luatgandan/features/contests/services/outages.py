"""After an outage: minutes and attempts are given back, by two persons, with a reason for everybody.

Papers that run get the minutes of the span. Papers that the clock handed in, having run within the span, are given
again, with other questions: whoever begins anew after the confirmation has that paper set aside, which stays in the
export and never counts; whoever does not keeps it as it stands, so nobody loses by an outage of seconds. Whoever handed
in by hand keeps what was handed in. A later end is for everybody, also for papers that the old end had cut: the span
may have kept people from beginning at all.

Places and keys wait for the second person a day at most, from the first statement on (of those after the end, where
there is one): stating anew holds nothing longer.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from luatgandan.foundation.modules.services import content_changed
from luatgandan.lib.events import publish

from ..enums import LogKind, Phase, PredictionBase, State
from ..events import OutageConfirmed, RoundMoved
from ..models import Attempt, Contest, Outage, Round
from ..queries.outages import cut_off, expired_unseen, rounds_just_over, running_within, told_elsewhere
from ..rules import may_manage_entrants, may_publish
from .changing import begin, finish, locked_round
from .contests import check_closing, give_back_time
from .errors import ContestError, WrongPhaseError
from .log import write_log

CONFIRMING = timedelta(days=1)  # places and keys wait so long for the second person
SEEN_WITHIN, MISSED = timedelta(minutes=10), timedelta(hours=2)


class SameOfficerError(ContestError):
    """Whoever stated an outage does not confirm it."""

    def __init__(self) -> None:
        super().__init__(_("Người nêu sự cố không tự xác nhận. Cần một người khác."))


@transaction.atomic
def state_outage(
    *, round: Round, from_at: datetime, to_at: datetime, ends_at: datetime | None, reason: str, by: Any, at: datetime
) -> Outage:
    """The first person's part; places and keys wait for the second. Raises NotAllowedError or ContestError."""
    contest = begin(contest=round.contest, by=by, may=may_manage_entrants, is_draft_only=False)
    kept = locked_round(round)
    outage = Outage(
        round=kept, from_at=from_at, to_at=to_at, ends_at=ends_at, reason=reason.strip(), stated_by=by, stated_at=at
    )
    _check(contest, kept, outage, at)
    outage.save()
    if kept.stated_at is None or kept.stated_at < kept.ends_at:
        kept.stated_at = at
    kept.held_until = kept.stated_at + CONFIRMING
    kept.save(update_fields=["stated_at", "held_until"])
    _finish(contest, outage, "state_outage", by, at)
    return outage


@transaction.atomic
def confirm_outage(*, outage: Outage, by: Any, at: datetime) -> Outage:
    """The second person's part: what was lost is given back. A second time changes nothing.

    Raises NotAllowedError, SameOfficerError or ContestError.
    """
    contest = begin(contest=outage.round.contest, by=by, may=may_publish, is_draft_only=False)
    round = locked_round(outage.round)
    now = Outage.objects.select_for_update(of=("self",)).get(pk=outage.pk)
    if now.confirmed_at:
        return now
    if now.stated_by_id == by.pk:
        raise SameOfficerError
    _check(contest, round, now, at)
    if expired_unseen(round, at=at).exists():
        raise WrongPhaseError(_("Còn bài thi chưa được đóng. Hệ thống đóng bài hết giờ mỗi phút một lần."))
    before, round.ends_at = round.ends_at, now.ends_at or round.ends_at
    round.stale_since = round.stale_since or (at if round.phase == Phase.RANKED else None)
    if not round.outages.filter(confirmed_at=None).exclude(pk=now.pk).exists():
        round.held_until = None
    round.save(update_fields=["ends_at", "held_until", "stale_since"])
    if now.ends_at:
        give_back_time(round, before)
    papers, again = _give_minutes(round, now), cut_off(round, now).count()
    now.confirmed_by, now.confirmed_at = by, at
    now.save(update_fields=["confirmed_by", "confirmed_at"])
    _finish(contest, now, "confirm_outage", by, at, again=again, papers=papers, before=before.isoformat())
    publish(OutageConfirmed(round_id=round.pk))
    if now.ends_at:
        publish(RoundMoved(round_id=round.pk))
    return now


@transaction.atomic
def drop_outage(*, outage: Outage, by: Any, at: datetime) -> None:
    """An outage that nobody confirmed is not gone on with. Raises NotAllowedError or WrongPhaseError.

    Only whoever may release the round ends its hold by this; otherwise the hold stands as it was.
    """
    contest = begin(contest=outage.round.contest, by=by, may=may_manage_entrants, is_draft_only=False)
    now = Outage.objects.select_for_update(of=("self",)).select_related("round").get(pk=outage.pk)
    if now.confirmed_at:
        raise WrongPhaseError(_("Sự cố này đã xác nhận, không bỏ được nữa."))
    _finish(contest, now, "drop_outage", by, at)
    now.delete()
    if may_publish(by, contest) and not Outage.objects.filter(round=outage.round_id, confirmed_at=None).exists():
        _release(outage.round, at)


@transaction.atomic
def release_round(*, round: Round, by: Any, at: datetime) -> None:
    """Places and keys wait no longer for anybody to state an outage. Raises NotAllowedError."""
    contest = begin(contest=round.contest, by=by, may=may_publish, is_draft_only=False)
    _release(round, at)
    finish(contest, what="release_round", kind=LogKind.OUTAGE, by=by, at=at, round=round.number)


def _release(round: Round, at: datetime) -> None:
    Round.objects.filter(pk=round.pk).update(held_until=at)


def hold_missed(*, at: datetime) -> int:
    """For the clock: of each round that is over note that it was seen; how many wait since nobody saw their end.

    Where the worker comes back long after the end the portal may have been away: places and keys wait for people.
    """
    missed = 0
    for round in rounds_just_over(at):
        is_late = at >= round.ends_at + SEEN_WITHIN
        held_until = at + MISSED if is_late else at
        mine = Round.objects.filter(pk=round.pk, held_until=round.held_until)
        if mine.update(held_until=held_until) and is_late:
            write_log(round.contest_id, LogKind.OUTAGE, at=at, what="hold_round", round=round.number)
            content_changed()
            missed += 1
    return missed


def _check(contest: Contest, round: Round, outage: Outage, at: datetime) -> None:
    _check_phase(contest, round)
    if not outage.reason:
        raise ContestError(_("Hãy ghi lý do; mọi người đọc được lý do này."))
    if not (outage.from_at < outage.to_at <= at and outage.from_at < round.ends_at and outage.to_at > round.starts_at):
        raise ContestError(_("Sự cố phải bắt đầu trước khi hết, đã hết, và nằm trong giờ của vòng thi."))
    given = round.outages.filter(confirmed_at__isnull=False, from_at__lt=outage.to_at, to_at__gt=outage.from_at)
    if given.exists():
        raise ContestError(_("Đã trả lại giờ cho một sự cố trong khoảng này rồi."))
    _check_end(contest, round, outage, at)


def _check_phase(contest: Contest, round: Round) -> None:
    if contest.state != State.PUBLISHED or contest.is_practice or round.phase not in (Phase.SEALED, Phase.RANKED):
        raise WrongPhaseError(_("Chỉ trả lại giờ cho vòng đã mở và chưa có quyết định trao giải."))
    if round.revealed_at or told_elsewhere(round):
        raise WrongPhaseError(_("Đáp án đã công bố nên không ai thi lại vòng này được nữa."))


def _check_end(contest: Contest, round: Round, outage: Outage, at: datetime) -> None:
    """Whoever begins anew has the time of a whole paper, those with more time too."""
    if outage.ends_at and outage.ends_at <= round.ends_at:
        raise ContestError(_("Giờ đóng mới phải sau giờ đóng đã công bố."))
    if outage.ends_at and round.phase == Phase.RANKED and _tells_too_much(round):
        raise WrongPhaseError(_("Đã báo điểm hoặc số đúng của câu dự đoán nên vòng này không mở lại được nữa."))
    most = contest.entrants.aggregate(most=Max("extra_percent"))["most"] or 0
    ends_at, lasts = outage.ends_at or round.ends_at, round.rules.lasts(most)
    if ends_at < at + lasts:
        told = _("Từ bây giờ đến giờ đóng không đủ một bài (%d phút). Hãy ghi giờ đóng mới muộn hơn.")
        raise ContestError(told % (lasts // timedelta(minutes=1)))
    if outage.ends_at:
        check_closing(contest, Round(number=round.number, ends_at=outage.ends_at))


def _tells_too_much(round: Round) -> bool:
    """Whether what is told with the places helps whoever sits after them."""
    return round.rules.attempts != 1 or round.rules.prediction != PredictionBase.NONE


def _give_minutes(round: Round, outage: Outage) -> int:
    """Papers that run go on with what they had left when it began, but no longer than the round; how many."""
    running = list(running_within(round, outage).select_for_update(of=("self",)).select_related("entrant"))
    for one in running:
        lost = outage.to_at - max(outage.from_at, one.started_at)
        one.round = round
        own = max(one.ends_at, one.begins_at + round.rules.lasts(one.entrant.extra_percent))
        one.ends_at = min(own + lost, round.ends_at)
    Attempt.objects.bulk_update(running, ["ends_at"], batch_size=500)
    return len(running)


def _finish(contest: Contest, outage: Outage, what: str, by: Any, at: datetime, **more: Any) -> None:
    told: dict[str, Any] = {"since": outage.from_at.isoformat(), "until": outage.to_at.isoformat(), **more}
    if outage.ends_at:
        told["ends"] = outage.ends_at.isoformat()
    finish(
        contest, what=what, kind=LogKind.OUTAGE, by=by, at=at, round=outage.round.number, reason=outage.reason, **told
    )
