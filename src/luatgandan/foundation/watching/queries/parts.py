"""The parts every house has: database, migrations, cache, files, room on the disk."""

import secrets
import shutil
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

ROOM_MEGABYTES = 500
PROBE = "probe"


class _Migrated:
    """The code of a process stays, so a database that once had all its migrations has them."""

    is_seen = False


def database() -> str:
    """One question answered."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()
    return ""


def migrations() -> str:
    """Names on disk against names in the database: nothing is imported."""
    if _Migrated.is_seen:
        return ""
    missing = sorted(migrations_on_disk() - set(MigrationRecorder(connection).applied_migrations()))
    _Migrated.is_seen = not missing
    if missing:
        return f"chưa chạy {len(missing)} bước nâng cấp, đầu tiên là {'.'.join(missing[0])}: chạy luatgandan prepare"
    return ""


def migrations_on_disk() -> set[tuple[str, str]]:
    """(app, name) of every migration this code has."""
    return {
        (config.label, path.stem)
        for config in apps.get_app_configs()
        for path in (Path(config.path) / "migrations").glob("[0-9]*.py")
    }


def cached() -> str:
    """What is put in comes out."""
    word = secrets.token_hex(4)
    cache.set("watching-probe", word, 60)
    if cache.get("watching-probe") != word:
        return "không giữ được giá trị vừa ghi"
    return "không trả lời: mỗi máy tạm nhớ riêng" if getattr(cache, "is_dark", False) else ""


def files() -> str:
    """A file can be written among the private ones, and removed."""
    storage, name = storages["private"], f"{PROBE}-{secrets.token_hex(4)}"
    try:
        storage.save(name, ContentFile(b"1"))
    finally:
        storage.delete(name)  # on a full disk an empty file stands
    return ""


def room() -> str:
    """How much fits on the disk of LUATGANDAN_HOME."""
    free = shutil.disk_usage(settings.HOME).free // 1_000_000
    return "" if free >= ROOM_MEGABYTES else f"đĩa sắp đầy: còn {free} MB"
