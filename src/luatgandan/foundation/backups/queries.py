"""Which backups there are, and whether the newest is new enough."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

SUFFIX, STAMP = ".lgd", "luatgandan-%Y%m%dT%H%M%SZ"
LATE = timedelta(hours=36)  # one a night, and half a day to notice that it failed


def archives(folder: Path) -> dict[datetime, Path]:
    """The finished backups of a folder by when they were made."""
    found = {}
    for path in folder.glob(f"*{SUFFIX}"):
        try:
            found[datetime.strptime(path.stem, STAMP).replace(tzinfo=UTC)] = path
        except ValueError:
            continue
    return dict(sorted(found.items()))


def what_is_wrong() -> str:
    """For the health of the house. A portal that is only tried out, without a key, has nothing to lose."""
    if settings.IS_DEMO and not settings.BACKUP_KEY:
        return ""
    stand = archives(settings.BACKUPS)
    if not stand:
        return f"chưa có bản sao lưu nào trong {settings.BACKUPS}"
    age = timezone.now() - max(stand)
    return "" if age <= LATE else f"bản sao lưu mới nhất đã {int(age.total_seconds() // 3600)} giờ"
