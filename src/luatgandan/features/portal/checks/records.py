"""The records of documents (`library/starter/documents.tsv`) as plain values, and whether each is consistent."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from luatgandan.lib.vietnamese import clean

EXPIRED = "expired"
NOT_YET = "not_yet"
SUSPENDED = "suspended"


@dataclass(frozen=True)
class Record:
    """What we say of one document: dates, status, what replaced and what amended it."""

    number: str
    name: str
    status: str
    issued_on: date | None
    effective_on: date | None
    expired_on: date | None
    replaced_by: str
    amended_by: tuple[str, ...]
    to_confirm: str
    bad_dates: tuple[str, ...] = ()

    @property
    def is_retroactive(self) -> bool:
        """In force from before the day of issue."""
        return bool(self.issued_on and self.effective_on and self.effective_on < self.issued_on)

    def is_expired(self, day: date) -> bool:
        """Expired by its status or its date."""
        return self.status == EXPIRED or (self.expired_on is not None and self.expired_on <= day)

    def is_not_yet(self, day: date) -> bool:
        """Not yet in force by its status or its date."""
        return self.status == NOT_YET or (self.effective_on is not None and self.effective_on > day)


def read_records(path: Path) -> dict[str, Record]:
    """Records by number; empty when the file is not there."""
    return {row["number"]: _record(row) for row in table_rows(path)}


def table_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a tab-separated table with a header row; empty when the file is not there."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [{key: clean(value or "") for key, value in row.items() if key} for row in reader]


def _record(row: Mapping[str, str]) -> Record:
    bad: list[str] = []
    issued, effective, expired = (_day(row.get(name, ""), bad) for name in ("issued_on", "effective_on", "expired_on"))
    return Record(
        number=row["number"],
        name=row.get("short_name") or row.get("title", ""),
        status=row.get("status", ""),
        issued_on=issued,
        effective_on=effective,
        expired_on=expired,
        replaced_by=row.get("replaced_by", ""),
        amended_by=tuple(number.strip() for number in row.get("amended_by", "").split("|") if number.strip()),
        to_confirm=row.get("to_confirm", ""),
        bad_dates=tuple(bad),
    )


def _day(text: str, bad: list[str]) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        bad.append(text)
        return None


def record_remarks(record: Record, records: Mapping[str, Record]) -> Iterator[str]:
    """What would be a fault, did the record not itself ask a person to confirm."""
    if not record.to_confirm:
        return
    if record.is_retroactive:
        yield "ngày có hiệu lực trước ngày ban hành"
    if record.replaced_by and record.replaced_by not in records:
        yield f"văn bản thay thế {record.replaced_by} chưa có trong danh mục"


def record_faults(record: Record, records: Mapping[str, Record], day: date) -> Iterator[str]:
    """What does not fit in one record, in words."""
    yield from (f"ngày “{text}” không đọc được" for text in record.bad_dates)
    days = [one for one in (record.effective_on or record.issued_on, record.expired_on) if one]
    if days != sorted(days) or (record.is_retroactive and not record.to_confirm):
        yield "ngày ban hành, ngày có hiệu lực, ngày hết hiệu lực không theo thứ tự"
    if record.replaced_by and record.replaced_by not in records and not record.to_confirm:
        yield f"văn bản thay thế {record.replaced_by} chưa có trong danh mục"
    if record.status != EXPIRED and record.expired_on and record.expired_on <= day:
        yield f"đã quá ngày hết hiệu lực {show_day(record.expired_on)} mà chưa ghi là hết hiệu lực"
    if record.status == EXPIRED and record.expired_on and record.expired_on > day:
        yield f"ghi là hết hiệu lực trước ngày {show_day(record.expired_on)}"
    if record.status not in (NOT_YET, EXPIRED) and record.effective_on and record.effective_on > day:
        yield f"chưa tới ngày có hiệu lực {show_day(record.effective_on)} mà ghi là còn hiệu lực"
    if record.status == NOT_YET and record.effective_on and record.effective_on <= day:
        yield f"đã có hiệu lực từ {show_day(record.effective_on)} mà vẫn ghi là chưa có hiệu lực"


def show_day(day: date) -> str:
    """A date as law texts write it."""
    return f"{day.day:02}/{day.month:02}/{day.year}"
