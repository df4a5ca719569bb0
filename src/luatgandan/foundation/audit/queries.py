"""Reading the log and proving that it is whole."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from . import rules
from .models import Entry, EntryQuerySet, Head

SEALED = ("sequence", "at", "actor_id", "actor_label", "action", "object_type", "object_id", "object_label",
          "organisation_code", "detail", "previous_hash")  # fmt: skip


@dataclass(frozen=True)
class Checkpoint:
    """Where the chain stood at some moment, kept outside the database."""

    sequence: int
    hash: str


@dataclass(frozen=True)
class Verification:
    """The result: how many entries were read, and the first broken one with the reason ("" when whole)."""

    checked: int
    head: Checkpoint
    broken_at: int | None = None
    reason: str = ""


def entries_for(person: Any) -> EntryQuerySet:
    """Entries the person may read, newest first."""
    codes = rules.readable_codes(person)
    return Entry.objects.all() if codes is None else Entry.objects.all().within(codes)


def entry_count() -> int:
    """How many entries the log should hold by its head."""
    head = Head.objects.first()
    return head.sequence if head else 0


def verify_chain(
    *, checkpoints: Iterable[Checkpoint] = (), progress: Callable[[int], None] = lambda done: None
) -> Verification:
    """Read every entry in order; check its seal, its link, every outside checkpoint, and that the tail is there."""
    expected = {point.sequence: point.hash for point in checkpoints if point.sequence}
    last = Checkpoint(0, rules.GENESIS)
    for entry in Entry.objects.order_by("sequence").iterator(chunk_size=1000):
        if reason := _fault(entry, last, expected):
            return Verification(last.sequence, last, last.sequence + 1, reason)
        last = Checkpoint(entry.sequence, entry.hash)
        expected.pop(entry.sequence, None)
        progress(last.sequence)
    return _check_tail(last, expected)


def _fault(entry: Entry, last: Checkpoint, expected: dict[int, str]) -> str:
    if entry.sequence != last.sequence + 1:
        return "thiếu mục này (số thứ tự bị đứt)"
    if entry.previous_hash != last.hash:
        return "không nối với mục đứng trước"
    if entry.hash != rules.seal({name: getattr(entry, name) for name in SEALED}):
        return "nội dung đã bị sửa (mã băm không khớp)"
    if expected.get(entry.sequence, entry.hash) != entry.hash:
        return "khác với mốc đã lưu bên ngoài: chuỗi đã bị viết lại"
    return ""


def _check_tail(last: Checkpoint, expected: dict[int, str]) -> Verification:
    head = Head.objects.first()
    missing = max([head.sequence if head else 0, *expected])
    if missing > last.sequence:
        return Verification(last.sequence, last, last.sequence + 1, f"mất phần cuối: lẽ ra có đến mục {missing}")
    if head and (head.sequence, head.hash) != (last.sequence, last.hash):
        return Verification(last.sequence, last, last.sequence, "mốc cuối trong cơ sở dữ liệu không khớp")
    if head is None and last.sequence:
        return Verification(last.sequence, last, last.sequence, "mốc cuối trong cơ sở dữ liệu đã bị xóa")
    return Verification(last.sequence, last)


def read_checkpoints(path: Path) -> list[Checkpoint]:
    """Checkpoints from a file of JSON lines; an absent file holds none. Raises ValueError for a line it cannot read."""
    if not path.exists():
        return []
    lines = path.read_text(encoding="utf-8").splitlines()
    return [Checkpoint(int(row["sequence"]), str(row["hash"])) for row in map(json.loads, filter(None, lines))]
