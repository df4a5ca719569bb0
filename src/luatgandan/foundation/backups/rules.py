"""What apps tell of erasures, which backups stay, and what went wrong in words an operator understands."""

import errno
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from luatgandan.lib import sealed


@dataclass(frozen=True, kw_only=True)
class Erasure:
    """An offer: personal data that was erased must not come back with a backup.

    `known()` gives (key, moment) of all erasures; a key names nobody. `again(key, at)` erases once more after a restore
    and says whether there was anything to erase.
    """

    name: str
    known: Callable[[], Iterable[tuple[str, datetime]]]
    again: Callable[[str, datetime], bool]


class BackupError(Exception):
    """Something an operator can do something about; the text says what."""


def to_remove(moments: Iterable[datetime], *, daily: int, weekly: int) -> set[datetime]:
    """Those that go when the newest of each of the last `daily` days and of the last `weekly` weeks stay.

    The newest of all always stays.
    """
    newest_first = sorted(moments, reverse=True)
    days = {one.date(): one for one in reversed(newest_first)}
    weeks = {one.isocalendar()[:2]: one for one in reversed(newest_first)}
    kept = set(newest_first[:1])
    kept |= {days[day] for day in sorted(days, reverse=True)[: max(daily, 0)]}
    kept |= {weeks[week] for week in sorted(weeks, reverse=True)[: max(weekly, 0)]}
    return set(newest_first) - kept


def words_for(error: Exception) -> str:
    """What happened and what to do, in Vietnamese."""
    if isinstance(error, sealed.WrongKeyError):
        return "Sai khóa: tệp được khóa bằng LUATGANDAN_BACKUP_KEY khác. Chưa có gì bị thay đổi."
    if isinstance(error, sealed.NotSealedError):
        return "Đây không phải tệp sao lưu của Luật Gần Dân."
    if isinstance(error, sealed.DamagedError):
        return (
            f"Tệp sao lưu hỏng hoặc bị cắt ngắn ở MB thứ {error.piece + 1}. Chưa có gì bị thay đổi; hãy dùng bản khác."
        )
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return "Đĩa đầy. Dọn chỗ rồi chạy lại lệnh."
    if isinstance(error, OSError) and not error.strerror:  # a storage that is no folder
        return f"Kho tệp không trả lời hoặc từ chối. Xem kho rồi chạy lại lệnh. ({error})"
    if isinstance(error, OSError):
        return f"Không đọc hoặc ghi được {error.filename or 'tệp'}: {error.strerror}."
    return str(error)
