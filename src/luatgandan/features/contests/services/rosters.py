"""Who takes part, out of a file: a report first, then entries with personal codes that are told once."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from luatgandan.lib.vietnamese import fold

from ..enums import LogKind, Standing
from ..importing.rosters import RosterRow
from ..models import Contest, Entrant, Unit
from ..rules import may_manage_entrants
from ..rules.codes import LOGIN_LENGTH, login_digest, new_code, phone_digest
from ..rules.eligibility import Facts, why_not
from ..rules.unit_names import is_said, meant, name_key
from .changing import begin, finish
from .errors import ContestError, NotAllowedError
from .joining import public_codes
from .log import write_log

MOST_ROWS_TOLD = 50
Key = tuple[str, date | None, str, int | None]


class RowState(StrEnum):
    """What an import does with a row."""

    NEW = "new"
    KNOWN = "known"
    REFUSED = "refused"


@dataclass(frozen=True, kw_only=True)
class PlannedRow:
    """One row of the report; `told` says what was repaired or what to mend."""

    row: RosterRow
    state: RowState
    told: str = ""
    unit: Unit | None = None


@dataclass(frozen=True, kw_only=True)
class RosterPlan:
    """What an import of a file would do."""

    rows: tuple[PlannedRow, ...]

    @property
    def counts(self) -> Counter[str]:
        """How many rows in each state."""
        return Counter(row.state for row in self.rows)

    @property
    def new(self) -> list[PlannedRow]:
        """Who would be added."""
        return [row for row in self.rows if row.state == RowState.NEW]

    @property
    def mended(self) -> dict[str, list[int]]:
        """The numbers of rows that were refused, and of those that were repaired; the first of many."""
        found = {
            "refused_rows": [one.row.number for one in self.rows if one.state == RowState.REFUSED],
            "repaired_rows": [one.row.number for one in self.new if one.told],
        }
        return {name: places[:MOST_ROWS_TOLD] for name, places in found.items() if places}


@dataclass(frozen=True)
class Handed:
    """A personal code, in words, for one entrant: never kept."""

    entrant: Entrant
    code: str


class _Shelf:
    """Who is there already, in the contest or earlier in the file."""

    def __init__(self, contest: Contest) -> None:
        rows = contest.entrants.values_list("name", "born_on", "class_name", "unit", "phone_digest")
        self.people: dict[Key, int] = {
            (name_key(name), born, fold(group), unit): 0 for name, born, group, unit, _p in rows
        }
        self.phones: dict[str, int] = {phone: 0 for *_rest, phone in rows if phone}

    def repeats(self, row: RosterRow, unit: Unit | None) -> tuple[RowState, str] | None:
        """What a row repeats; remembers it when it repeats nothing."""
        key = (name_key(row.name), row.born_on, fold(row.class_name), unit.pk if unit else None)
        digest = phone_digest(row.phone) if row.phone else ""
        for place, label in ((self.phones.get(digest) if digest else None, _("số điện thoại")),
                             (self.people.get(key), _("họ tên, ngày sinh, lớp"))):  # fmt: skip
            if place is not None:
                if place == 0:
                    return RowState.KNOWN, _("Đã có trong cuộc thi (trùng %s).") % label
                told = _("Trùng %(what)s với dòng %(row)d. Nếu là hai người, hãy ghi thêm điều để phân biệt.")
                return RowState.REFUSED, told % {"what": label, "row": place}
        self.people[key] = row.number
        if digest:
            self.phones[digest] = row.number
        return None


def plan_roster(*, contest: Contest, rows: Sequence[RosterRow], opens_on: date) -> RosterPlan:
    """The report for rows that were read; writes nothing."""
    units: dict[str, list[Unit]] = defaultdict(list)
    for one in contest.units.all():
        units[one.folded].append(one)
    shelf = _Shelf(contest)
    return RosterPlan(rows=tuple(_planned(row, contest, units, shelf, opens_on) for row in rows))


def _planned(
    row: RosterRow, contest: Contest, units: Mapping[str, list[Unit]], shelf: _Shelf, opens_on: date
) -> PlannedRow:
    unit, notes, wrong = _unit(row.unit, units)
    faults = [*row.faults, *wrong]
    if not faults:
        faults += why_not(contest.eligibility, _facts(row, unit), opens_on=opens_on)
    if faults:
        return PlannedRow(row=row, state=RowState.REFUSED, told="; ".join(faults))
    if repeated := shelf.repeats(row, unit):
        return PlannedRow(row=row, state=repeated[0], told=repeated[1])
    return PlannedRow(row=row, state=RowState.NEW, told="; ".join([*row.notes, *notes]), unit=unit)


def _unit(text: str, units: Mapping[str, list[Unit]]) -> tuple[Unit | None, list[str], list[str]]:
    """The unit that a cell names, with what a person should know of it, and what to mend."""
    found = meant(text, units.get(fold(text), []))
    told = {"text": text, "names": ", ".join(one.name for one in found)}
    if text and not found:
        return None, [], [_("đơn vị “%s” chưa có trong danh sách đơn vị dự thi") % text]
    if len(found) > 1:
        return None, [], [_("đơn vị “%(text)s” có thể là %(names)s") % told]
    notes = [_("đơn vị “%(text)s” hiểu là “%(names)s”") % told] if found and not is_said(text, found[0].name) else []
    return (found[0] if found else None), notes, []


def _facts(row: RosterRow, unit: Unit | None) -> Facts:
    return Facts(
        born_on=row.born_on, ward=row.ward.code if row.ward else "", unit_kind=unit.kind if unit else "",
        class_name=row.class_name, phones=[phone_digest(row.phone)] if row.phone else [],
    )  # fmt: skip


def note_report(*, contest: Contest, plan: RosterPlan, by: Any, at: datetime) -> None:
    """A line in the log about a file that was read: which of its rows were refused or repaired, if any.

    Raises NotAllowedError.
    """
    if not may_manage_entrants(by, contest):
        raise NotAllowedError
    mended: dict[str, Any] = plan.mended
    if mended:
        write_log(contest, LogKind.ROSTER, at=at, by=by, what="read_roster", counts=dict(plan.counts), **mended)


@transaction.atomic
def import_roster(*, contest: Contest, plan: RosterPlan, by: Any, at: datetime) -> list[Handed]:
    """Add the new rows of a plan; gives each personal code once. Raises NotAllowedError or LockedError."""
    now = begin(contest=contest, by=by, may=may_manage_entrants, is_draft_only=False)
    handed = [
        Handed(_entrant(now, planned, code, login, at), login)
        for planned, code, login in zip(
            plan.new, public_codes(now, len(plan.new)), (new_code(LOGIN_LENGTH) for _row in plan.new), strict=True
        )
    ]
    Entrant.objects.bulk_create(one.entrant for one in handed)
    finish(now, what="import_roster", kind=LogKind.ROSTER, by=by, at=at, counts=dict(plan.counts))
    return handed


def _entrant(contest: Contest, planned: PlannedRow, code: str, login: str, at: datetime) -> Entrant:
    row = planned.row
    return Entrant(
        contest=contest, code=code, name=row.name, folded=fold(row.name), born_on=row.born_on, ward=row.ward,
        unit=planned.unit,
        class_name=row.class_name, phone_digest=phone_digest(row.phone) if row.phone else "",
        login_digest=login_digest(login), joined_at=at,
    )  # fmt: skip


@transaction.atomic
def reissue_codes(*, contest: Contest, entrants: Iterable[Entrant], by: Any, at: datetime) -> list[Handed]:
    """New personal codes for people of the roster; the old ones open nothing any more."""
    now = begin(contest=contest, by=by, may=may_manage_entrants, is_draft_only=False)
    handed = [Handed(one, new_code(LOGIN_LENGTH)) for one in entrants if one.login_digest]
    if not handed:
        raise ContestError(_("Không có ai dự thi bằng mã riêng ở đây."))
    for one in handed:
        one.entrant.login_digest = login_digest(one.code)
    Entrant.objects.bulk_update([one.entrant for one in handed], ["login_digest"], batch_size=500)
    finish(now, what="reissue_codes", kind=LogKind.ROSTER, by=by, at=at, codes=len(handed))
    return handed


@transaction.atomic
def make_rehearsal_codes(*, contest: Contest, count: int, by: Any, at: datetime) -> list[Handed]:
    """Seats for staff and guests to sit the trial paper; they never count and are no real people's entries."""
    now = begin(contest=contest, by=by, may=may_manage_entrants, is_draft_only=False)
    before = now.entrants.filter(standing=Standing.REHEARSING).count()
    handed = []
    for place, code in enumerate(public_codes(now, count), before + 1):
        login = new_code(LOGIN_LENGTH)
        seat = Entrant(
            contest=now, code=code, name=(name := _("Thi thử %d") % place), folded=fold(name),
            standing=Standing.REHEARSING,
            login_digest=login_digest(login), joined_at=at,
        )  # fmt: skip
        handed.append(Handed(seat, login))
    Entrant.objects.bulk_create(one.entrant for one in handed)
    finish(now, what="rehearsal_codes", kind=LogKind.ROSTER, by=by, at=at, codes=count)
    return handed


@transaction.atomic
def set_extra_time(*, entrant: Entrant, percent: int, by: Any, at: datetime) -> Entrant:
    """More time for a registered disabled person, from the next attempt on; the reason is not kept."""
    contest = begin(contest=entrant.contest, by=by, may=may_manage_entrants, is_draft_only=False)
    now = Entrant.objects.select_for_update().get(pk=entrant.pk)
    now.extra_percent = percent
    now.save(update_fields=["extra_percent"])
    finish(contest, what="extra_time", by=by, at=at, own={"entrant": now.code, "percent": percent})
    return now
