"""What is known of an entrant is put right at the desk, with a reason that the entrant reads."""

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
from ..models import Contest, Entrant, Round, Unit
from ..rules import may_manage_entrants
from ..rules.eligibility import Facts, why_not
from .changing import begin, finish
from .errors import ContestError, WrongPhaseError

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
    """Write what is right. Name, birthday and class until the decision, unit and ward until a round sat is ranked.

    Raises NotAllowedError, WrongPhaseError, UnfitError or ContestError.
    """
    contest = begin(contest=entrant.contest, by=by, may=may_manage_entrants, is_draft_only=False)
    now = Entrant.objects.select_for_update(of=("self",), no_key=True).select_related("unit", "ward").get(pk=entrant.pk)
    changed = [name for name in vars(known) if getattr(now, name) != getattr(known, name)]
    _check(contest, now, known, changed, reason)
    reasons = why_not(contest.eligibility, _facts(known), opens_on=queries.opens_on(contest))
    if reasons and not is_unfit_known:
        raise UnfitError(reasons)
    for name in changed:
        setattr(now, name, getattr(known, name))
    now.folded = fold(now.name)
    now.save(update_fields=[*changed, "folded"])
    told: dict[str, Any] = {"entrant": now.code, "fields": changed, "reason": reason.strip()}
    if reasons:
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


def _check(contest: Contest, entrant: Entrant, known: Known, changed: Sequence[str], reason: str) -> None:
    if entrant.standing not in (Standing.ACTIVE, Standing.EXCLUDED) or not entrant.name:
        raise WrongPhaseError(_("Người này đã rút, hoặc là mã thi thử: không có gì để sửa."))
    if not known.name:
        raise ContestError(_("Hãy ghi họ và tên."))
    if not changed:
        raise ContestError(_("Không có gì khác với thông tin đang có."))
    if not reason.strip():
        raise ContestError(_("Hãy ghi lý do; người dự thi đọc được lý do này."))
    sat = Round.objects.filter(pk__in=entrant.attempts.order_by().values("round")).order_by("pk")
    phases = set(sat.select_for_update(no_key=True).values_list("phase", flat=True))
    if set(changed) & set(PLACING) and phases & {Phase.RANKED, Phase.DECIDED}:
        raise WrongPhaseError(_("Vòng người này dự đã xếp hạng: không đổi được đơn vị và xã, phường nữa."))
    if not contest.rounds.exclude(phase=Phase.DECIDED).exists():
        raise WrongPhaseError(_("Mọi vòng của cuộc thi đã có quyết định: không sửa được nữa."))
