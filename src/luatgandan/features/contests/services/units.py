"""Units that take part: their own list, those of the organisation tree, or a table; each with a code to join by."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from luatgandan.foundation.organisations.enums import OrganisationKind
from luatgandan.foundation.organisations.models import Organisation
from luatgandan.foundation.organisations.spreadsheet import values as cells
from luatgandan.foundation.places.models import Ward
from luatgandan.lib.vietnamese import clean, fold

from ..enums import Phase, State
from ..importing.tables import TableRow
from ..models import Contest, Unit
from ..rules import may_decide, may_manage_entrants
from ..rules.codes import JOIN_LENGTH, new_code
from ..rules.unit_names import name_key
from .changing import begin, finish
from .errors import ContestError, NotAllowedError

LONGEST_NAME, MOST_UNITS = 200, 5_000
COLUMNS = {
    "name": frozenset({"ten don vi", "don vi", "don vi du thi", "ten"}),
    "kind": frozenset({"loai", "loai don vi"}),
    "headcount": frozenset({"so nguoi", "si so", "quan so", "so luong"}),
}


@dataclass(frozen=True, kw_only=True)
class UnitRow:
    """A unit to be added."""

    name: str
    kind: str = OrganisationKind.OTHER
    headcount: int | None = None
    ward: Ward | None = None
    organisation: Organisation | None = None


def unit_rows(rows: Sequence[TableRow]) -> tuple[list[UnitRow], list[str]]:
    """Rows of a table as units, and what was wrong with the others."""
    found, told = [], []
    for number, row in rows:
        try:
            name, _notes = cells.text(row.get("name"), LONGEST_NAME)
            kind, _notes = cells.kind(row.get("kind"), name)
            headcount, _notes = cells.headcount(row.get("headcount"))
        except cells.CellError as refusal:
            told.append(_("Dòng %(number)d: %(told)s.") % {"number": number, "told": refusal})
            continue
        if name:
            found.append(UnitRow(name=name, kind=kind, headcount=headcount))
    return found, told


def rows_of_organisations(organisations: Iterable[Organisation]) -> list[UnitRow]:
    """Organisations as units, with their wards."""
    return [UnitRow(name=one.name, kind=one.kind, ward=one.ward, organisation=one) for one in organisations]


@transaction.atomic
def add_units(*, contest: Contest, rows: Sequence[UnitRow], by: Any, at: datetime) -> int:
    """Add those whose names are new; returns how many. Once the first round has opened they come without headcounts.

    Raises NotAllowedError, LockedError or ContestError.
    """
    now = begin(contest=contest, by=by, may=may_manage_entrants, is_draft_only=False)
    known = {name_key(name) for name in now.units.values_list("name", flat=True)}
    fresh = {name_key(row.name): row for row in reversed(rows) if row.name and name_key(row.name) not in known}
    if len(known) + len(fresh) > MOST_UNITS:
        raise ContestError(_("Mỗi cuộc thi nhiều nhất %d đơn vị.") % MOST_UNITS)
    codes, is_late = _new_codes(len(fresh)), has_begun(now, at)
    Unit.objects.bulk_create(
        Unit(
            contest=now, name=clean(row.name)[:LONGEST_NAME], folded=fold(row.name), kind=row.kind, ward=row.ward,
            organisation=row.organisation, headcount=None if is_late else row.headcount, join_code=code,
        )
        for row, code in zip(reversed(fresh.values()), codes, strict=True)
    )  # fmt: skip
    if fresh:
        finish(now, what="add_units", by=by, at=at, units=len(fresh))
    return len(fresh)


def _new_codes(count: int) -> list[str]:
    """Codes that no unit of any contest has."""
    codes: set[str] = set()
    while len(codes) < count:
        codes |= {new_code(JOIN_LENGTH) for _place in range(count - len(codes))}
        codes -= set(Unit.objects.filter(join_code__in=codes).values_list("join_code", flat=True))
    return sorted(codes)


def has_begun(contest: Contest, at: datetime) -> bool:
    """Whether headcounts are fixed: the first round of a public contest has opened."""
    return contest.state == State.PUBLISHED and contest.rounds.filter(starts_at__lte=at).exists()


@transaction.atomic
def change_unit(*, unit: Unit, values: Mapping[str, Any], by: Any, at: datetime) -> Unit:
    """Its name, kind, headcount; a headcount once the first round has opened, and a name once places are there, wait.

    Everybody reads of another name of a public contest. Raises ContestError for a kind after a ranking, when another
    unit has the name, for what comes too late, or without `values["reason"]` where it waits for a second person.
    """
    contest = begin(contest=unit.contest, by=by, may=may_manage_entrants, is_draft_only=False)
    now = Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
    _refuse_taken(now, name := clean(values["name"]))
    if _is_ranked(contest):
        return _ask_name(contest, now, name, values, by=by, at=at)
    before, wanted, was = now.headcount, values["headcount"], now.name
    now.name, now.folded, now.kind = name, fold(name), values["kind"]
    what = "change_unit"
    if wanted != before and has_begun(contest, at):
        what, reason = "ask_headcount", _asked(contest, values.get("reason", ""))
        _wait(now, reason, by, headcount=wanted)
    else:
        now.headcount = wanted
    now.save()
    own = {"was": was, "name": now.name} if was != now.name and contest.state == State.PUBLISHED else {}
    finish(contest, what=what, by=by, at=at, unit=now.join_code, before=before, after=wanted, own=own)
    return now


def _refuse_taken(unit: Unit, name: str) -> None:
    """Raises ContestError where another unit of the contest has the name."""
    others = unit.contest.units.filter(folded=fold(name)).exclude(pk=unit.pk).values_list("name", flat=True)
    if name_key(name) in map(name_key, others):
        raise ContestError(_("Đã có đơn vị tên này."))


def _is_ranked(contest: Contest) -> bool:
    return contest.rounds.filter(phase__in=(Phase.RANKED, Phase.DECIDED)).exists()


def _ask_name(contest: Contest, now: Unit, name: str, values: Mapping[str, Any], *, by: Any, at: datetime) -> Unit:
    """Places are public: a name waits for a second person, and nothing else of a unit changes. Raises ContestError."""
    if (now.kind, now.headcount) != (values["kind"], values["headcount"]):
        told = _("Đã xếp hạng nên loại và số người của đơn vị không sửa được nữa: bảng và giải tính theo đó.")
        raise ContestError(told)
    if name == now.name:
        return now
    _refuse_decided(contest)
    reason = values.get("reason", "").strip()
    if not reason:
        raise ContestError(_("Đã xếp hạng nên sửa tên đơn vị cần ghi lý do, rồi người thứ hai duyệt."))
    _wait(now, reason, by, name=name)
    now.save()
    finish(contest, what="ask_unit_name", by=by, at=at, unit=now.join_code, own={"was": now.name, "name": name})
    return now


def _wait(unit: Unit, reason: str, by: Any, *, name: str = "", headcount: int | None = None) -> None:
    unit.asked_name, unit.asked_headcount, unit.asked_reason, unit.asked_by = name, headcount, reason, by


def _refuse_decided(contest: Contest) -> None:
    if not contest.rounds.exclude(phase=Phase.DECIDED).exists():
        raise ContestError(_("Mọi vòng của cuộc thi đã có quyết định: không sửa được nữa."))


def _asked(contest: Contest, reason: str) -> str:
    """Why a headcount changes so late. Raises ContestError."""
    if not reason.strip():
        raise ContestError(_("Vòng đầu đã mở nên đổi số người cần ghi lý do, rồi người thứ hai duyệt."))
    return reason.strip()


@transaction.atomic
def settle_unit(*, unit: Unit, is_agreed: bool, seen: str, by: Any, at: datetime) -> Unit:
    """A second person agrees, and everybody reads what changed and why; or it is dropped.

    `seen` is the figure or name they agree to (`waiting_for`). Raises NotAllowedError, or ContestError where another
    one is asked for by now, or it comes too late.
    """
    contest = begin(contest=unit.contest, by=by, may=may_manage_entrants, is_draft_only=False)
    now = Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
    if not now.asked_reason or (is_agreed and (now.asked_by_id == by.pk or not may_decide(by, contest))):
        raise NotAllowedError
    if is_agreed and seen != waiting_for(now):
        raise ContestError(_("Điều đề nghị đã đổi từ khi bạn mở trang. Hãy xem lại rồi duyệt."))
    settle = _settle_name if now.asked_name else _settle_headcount
    what, told = settle(contest, now, is_agreed)
    reason = now.asked_reason
    _wait(now, "", None)
    now.save()
    what = f"confirm_{what}" if is_agreed else f"refuse_{what}"
    finish(contest, what=what, by=by, at=at, unit=now.join_code, reason=reason, **told)
    return now


def waiting_for(unit: Unit) -> str:
    """The name or figure that waits, as a form sends it back."""
    return unit.asked_name or ("" if unit.asked_headcount is None else str(unit.asked_headcount))


def _settle_headcount(contest: Contest, now: Unit, is_agreed: bool) -> tuple[str, dict[str, Any]]:
    before, after = now.headcount, now.asked_headcount
    if is_agreed and _is_ranked(contest):
        raise ContestError(_("Đã xếp hạng nên số người của đơn vị không sửa được nữa: giải theo tỷ lệ tính từ số này."))
    if is_agreed:
        now.headcount = after
    return "headcount", {"before": before, "after": after, "own": {"name": now.name}}


def _settle_name(contest: Contest, now: Unit, is_agreed: bool) -> tuple[str, dict[str, Any]]:
    was, name = now.name, now.asked_name
    if is_agreed:
        _refuse_decided(contest)
        _refuse_taken(now, name)
        now.name, now.folded = name, fold(name)
    return "unit_name", {"own": {"was": was, "name": name}}


@transaction.atomic
def remove_unit(*, unit: Unit, by: Any, at: datetime) -> None:
    """Take a unit away in which nobody takes part."""
    contest = begin(contest=unit.contest, by=by, may=may_manage_entrants, is_draft_only=False)
    if unit.entrants.exists():
        raise ContestError(_("Đơn vị này đã có người dự thi nên không bỏ được."))
    code = unit.join_code
    unit.delete()
    finish(contest, what="remove_unit", by=by, at=at, unit=code)
