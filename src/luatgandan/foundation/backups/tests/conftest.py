"""A house of its own in a temporary folder, with one upload of each kind."""

from pathlib import Path
from typing import Any

import pytest

KEY = "một câu đủ dài để làm khóa"


@pytest.fixture
def home(tmp_path: Path, settings: Any) -> Path:
    settings.HOME, settings.BACKUPS, settings.BACKUP_KEY = tmp_path, tmp_path / "backups", KEY
    settings.MEDIA_ROOT, settings.STATIC_ROOT = tmp_path / "media", tmp_path / "static"
    private = {**settings.STORAGES["private"], "OPTIONS": {"location": tmp_path / "private", "base_url": None}}
    settings.STORAGES = {**settings.STORAGES, "private": private}
    for name, data in (("media/anh/bìa.jpg", b"picture"), ("private/goc.pdf", b"original" * 200_000)):
        path = tmp_path / name
        path.parent.mkdir(parents=True)
        path.write_bytes(data)
    return tmp_path
