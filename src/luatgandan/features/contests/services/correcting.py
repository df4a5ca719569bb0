"""What is known of an entrant is put right at the desk, with a reason that the entrant reads.

Until a round that the person sat is ranked one person does it; from then on one asks and another one writes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from luatgandan.foundation.places.models import Ward
from luatgandan.lib.events import publish
from luatgandan.lib.vietnamese import fold

from .. import queries
from ..enums import LogKind, Phase, Standing
from ..events import EntrantCorrected
from ..models import Contest, Correction, Entrant, Round, Unit
from ..rules import may_decide, may_manage_entrants
from ..rules.eligibility import Facts, why_not
from .changing import begin, finish
from .errors import ContestError, NotAllowedError, WrongPhaseError

CORRECTED = (Standing.ACTIVE, Standing.EXCLUDED, Standing.UNFIT)
PLACING = ("unit", "ward")  # boards and prizes of units are computed from these


class UnfitError(ContestError):
    """With what is right the person may not take part: somebody must say that it is written down all the same."""

    def __init__(self, reasons: Sequence[str]) -> None:
        told = _("Thông tin đúng thì người này không đủ điều kiện: %s Vẫn sửa thì đánh dấu ô dưới; loại hay không là "
                 "việc của người được quyết định.")  # fmt: skip
        super().__init__(told % " ".join(reasons))


@dataclass(frozen=True, kw_only=True)
class Known:
    """What may be put right; phone, code and consent are the person's own."""

    name: str
    born_on: date | None
    class_name: str
    unit: Unit | None
    ward: Ward | None


@transaction.atomic
def correct_entrant(
    *, entrant: Entrant, known: Known, reason: str, by: Any, at: datetime, is_unfit_known: bool = False
) -> Entrant:
    """Write what is right, or once a round sat is ranked ask a second person to.

    Name, birthday and class until the decision, unit and ward until a round sat is ranked. Raises NotAllowedError,
    WrongPhaseError, UnfitError or ContestError.
    """
    contest = begin(contest=entrant.contest, by=by, may=may_manage_entrants, is_draft_only=False)
    now = _locked(entrant)
    changed, is_out = _changed(now, known), _check(contest, now, known, reason)
    reasons = why_not(contest.eligibility, _facts(known), opens_on=queries.opens_on(contest))
    if reasons and not is_unfit_known:
        raise UnfitError(reasons)
    Correction.objects.filter(entrant=now).delete()
    if not is_out:
        return _write(contest, now, known, reason.strip(), by=by, at=at, against=reasons)
    Correction.objects.create(
        entrant=now, name=known.name, born_on=known.born_on, class_name=known.class_name, reason=reason.strip(),
        asked_by=by, asked_at=at,
    )  # fmt: skip
    told = {"entrant": now.code, "fields": changed, "reason": reason.strip()}
    finish(contest, what="ask_correction", kind=LogKind.CORRECTED, by=by, at=at, own=told)
    return now


@transaction.atomic
def settle_correction(*, entrant: Entrant, seen: int, is_agreed: bool, by: Any, at: datetime) -> Entrant:
    """A second person writes what was asked (`seen`, as they read it), or it is dropped.

    Raises NotAllowedError, WrongPhaseError, or ContestError where something else is asked by now.
    """
    contest = begin(contest=entrant.contest, by=by, may=may_manage_entrants, is_draft_only=False)
    now = _locked(entrant)
    asked = Correction.objects.filter(entrant=now, pk=seen).first()
    if asked is None:
        raise ContestError(_("Đề nghị này đã xong hoặc đã đổi từ khi bạn mở trang. Hãy xem lại."))
    if is_agreed and (asked.asked_by_id == by.pk or not may_decide(by, contest)):
        raise NotAllowedError
    asked.delete()
    if not is_agreed:
        told = {"entrant": now.code, "reason": asked.reason}
        finish(contest, what="refuse_correction", kind=LogKind.CORRECTED, by=by, at=at, own=told)
        return now
    known = Known(
        name=asked.name, born_on=asked.born_on, class_name=asked.class_name, unit=now.unit, ward=now.ward
    )  # fmt: skip
    _check(contest, now, known, asked.reason)
    against = why_not(contest.eligibility, _facts(known), opens_on=queries.opens_on(contest))
    return _write(contest, now, known, asked.reason, by=by, at=at, against=against)


def _locked(entrant: Entrant) -> Entrant:
    rows = Entrant.objects.select_for_update(of=("self",), no_key=True).select_related("unit", "ward")
    return rows.get(pk=entrant.pk)


def _changed(entrant: Entrant, known: Known) -> list[str]:
    return [name for name in vars(known) if getattr(entrant, name) != getattr(known, name)]


def _write(
    contest: Contest, now: Entrant, known: Known, reason: str, *, by: Any, at: datetime, against: Sequence[str]
) -> Entrant:
    """Who stood aside for a fact that was wrong takes part again; nobody stands aside by a correction."""
    changed = _changed(now, known)
    for name in changed:
        setattr(now, name, getattr(known, name))
    now.folded = fold(now.name)
    if now.standing == Standing.UNFIT:
        now.standing, now.standing_reason = (Standing.UNFIT, " ".join(against)) if against else (Standing.ACTIVE, "")
    now.save(update_fields=[*changed, "folded", "standing", "standing_reason"])
    told: dict[str, Any] = {"entrant": now.code, "fields": changed, "reason": reason}
    if against:
        told["unfit"] = True
    finish(contest, what="correct_entrant", kind=LogKind.CORRECTED, by=by, at=at, own=told)
    publish(EntrantCorrected(entrant_id=now.pk))
    return now


def _facts(known: Known) -> Facts:
    """Without phones: those are not corrected here."""
    return Facts(
        born_on=known.born_on, ward=known.ward.code if known.ward else "",
        unit_kind=known.unit.kind if known.unit else "", class_name=known.class_name,
    )  # fmt: skip


def _check(contest: Contest, entrant: Entrant, known: Known, reason: str) -> bool:
    """Raises what speaks against it; gives whether results of the person are out, so that it takes two."""
    changed = _changed(entrant, known)
    if entrant.standing not in CORRECTED or not entrant.name:
        raise WrongPhaseError(_("Người này đã rút, hoặc là mã thi thử: không có gì để sửa."))
    if not known.name:
        raise ContestError(_("Hãy ghi họ và tên."))
    if not changed:
        raise ContestError(_("Không có gì khác với thông tin đang có."))
    if not reason.strip():
        raise ContestError(_("Hãy ghi lý do; người dự thi đọc được lý do này."))
    sat = Round.objects.filter(pk__in=entrant.attempts.order_by().values("round")).order_by("pk")
    phases = set(sat.select_for_update(no_key=True).values_list("phase", flat=True))
    is_out = bool(phases & {Phase.RANKED, Phase.DECIDED})
    if set(changed) & set(PLACING) and is_out:
        raise WrongPhaseError(_("Vòng người này dự đã xếp hạng: không đổi được đơn vị và xã, phường nữa."))
    if not contest.rounds.exclude(phase=Phase.DECIDED).exists():
        raise WrongPhaseError(_("Mọi vòng của cuộc thi đã có quyết định: không sửa được nữa."))
    return is_out
