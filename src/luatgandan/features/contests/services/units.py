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
    """Its name, kind, headcount; once the first round has opened another headcount waits for a second person.

    Everybody reads of another name of a public contest. Raises ContestError for a name or kind after a ranking, when
    another unit has the name, for a headcount too late, or without `values["reason"]`.
    """
    contest = begin(contest=unit.contest, by=by, may=may_manage_entrants, is_draft_only=False)
    now = Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
    before, wanted, was = now.headcount, values["headcount"], now.name
    _refuse_other_name(now, values)
    now.name, now.kind = clean(values["name"]), values["kind"]
    now.folded = fold(now.name)
    others = contest.units.filter(folded=now.folded).exclude(pk=now.pk).values_list("name", flat=True)
    if name_key(now.name) in map(name_key, others):
        raise ContestError(_("Đã có đơn vị tên này."))
    what = "change_unit"
    if wanted != before and has_begun(contest, at):
        what, reason = "ask_headcount", _asked(contest, values.get("reason", ""))
        now.asked_headcount, now.asked_reason, now.asked_by = wanted, reason, by
    else:
        now.headcount = wanted
    now.save()
    own = {"was": was, "name": now.name} if was != now.name and contest.state == State.PUBLISHED else {}
    finish(contest, what=what, by=by, at=at, unit=now.join_code, before=before, after=wanted, own=own)
    return now


def _refuse_other_name(unit: Unit, values: Mapping[str, Any]) -> None:
    """Boards, prizes and certificates of a ranked round go by its name and kind. Raises ContestError."""
    is_same = (unit.name, unit.kind) == (clean(values["name"]), values["kind"])
    if not is_same and unit.contest.rounds.filter(phase__in=(Phase.RANKED, Phase.DECIDED)).exists():
        raise ContestError(_("Đã xếp hạng nên tên và loại của đơn vị không sửa được nữa: bảng và giải ghi theo đó."))


def _asked(contest: Contest, reason: str) -> str:
    """Why a headcount changes so late. Raises ContestError."""
    _refuse_ranked(contest)
    if not reason.strip():
        raise ContestError(_("Vòng đầu đã mở nên đổi số người cần ghi lý do, rồi người thứ hai duyệt."))
    return reason.strip()


def _refuse_ranked(contest: Contest) -> None:
    if contest.rounds.filter(phase__in=(Phase.RANKED, Phase.DECIDED)).exists():
        raise ContestError(_("Đã xếp hạng nên số người của đơn vị không sửa được nữa: giải theo tỷ lệ tính từ số này."))


@transaction.atomic
def settle_headcount(*, unit: Unit, is_agreed: bool, seen: int | None, by: Any, at: datetime) -> Unit:
    """A second person agrees, and everybody reads what changed and why; or it is dropped.

    `seen` is the figure they agree to. Raises NotAllowedError, or ContestError where another one is asked for by now.
    """
    contest = begin(contest=unit.contest, by=by, may=may_manage_entrants, is_draft_only=False)
    now = Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
    if not now.asked_reason or (is_agreed and (now.asked_by_id == by.pk or not may_decide(by, contest))):
        raise NotAllowedError
    before, after, reason = now.headcount, now.asked_headcount, now.asked_reason
    if is_agreed:
        _refuse_ranked(contest)
        if seen != now.asked_headcount:
            raise ContestError(_("Số người đề nghị đã đổi từ khi bạn mở trang. Hãy xem lại rồi duyệt."))
        now.headcount = now.asked_headcount
    now.asked_headcount, now.asked_reason, now.asked_by = None, "", None
    now.save()
    what = "confirm_headcount" if is_agreed else "refuse_headcount"
    finish(
        contest, what=what, by=by, at=at, unit=now.join_code, before=before, after=after, reason=reason,
        own={"name": now.name},
    )  # fmt: skip
    return now


@transaction.atomic
def remove_unit(*, unit: Unit, by: Any, at: datetime) -> None:
    """Take a unit away in which nobody takes part."""
    contest = begin(contest=unit.contest, by=by, may=may_manage_entrants, is_draft_only=False)
    if unit.entrants.exists():
        raise ContestError(_("Đơn vị này đã có người dự thi nên không bỏ được."))
    code = unit.join_code
    unit.delete()
    finish(contest, what="remove_unit", by=by, at=at, unit=code)
