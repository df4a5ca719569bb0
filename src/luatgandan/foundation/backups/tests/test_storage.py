"""Uploads in S3-compatible storage: in the backup like those of folders, and put back there."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import CommandError, call_command

from luatgandan.backends.files.tests.buckets import empty_bucket, s3_server

from .. import services
from ..services import uploads
from .conftest import KEY

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2026, 11, 23, 5, tzinfo=UTC)
HELD = {("media", "anh/bìa.jpg"): b"picture", ("private", "2026/11/goc.pdf"): b"original" * 200_000}


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with s3_server() as address:
        yield address


@pytest.fixture
def bucket(server: str, home: Path, settings: Any) -> dict[str, Any]:
    """A house whose uploads are in a bucket, and in it one of each kind and a part of the shared index."""
    options = empty_bucket(server)
    backend = "luatgandan.backends.files.s3.S3Files"
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": backend, "OPTIONS": options},
        "private": {"BACKEND": backend, "OPTIONS": {**options, "location": "private", "base_url": None}},
    }
    for (place, name), data in HELD.items():
        uploads.places()[place].save(name, ContentFile(data))
    storages["private"].save("search/gen-1/rows.bin.0", ContentFile(b"index"))
    return options


def read(place: str, name: str) -> bytes:
    with uploads.places()[place].open(name) as file:
        data: bytes = file.read()
    return data


def held() -> dict[tuple[str, str], bytes]:
    """What the storages hold now, the index left out."""
    return {(at, name): read(at, name) for at, storage in uploads.places().items() for name in uploads.names(storage)}


def test_the_storage_is_in_the_backup_and_comes_back(home: Path, bucket: dict[str, Any]) -> None:
    """One file lost, one changed, one that came later: afterwards all is as in the backup, the rest lies aside."""
    made = services.make_backup(folder=home / "backups", key=KEY, at=NOW)
    assert made.files == 3
    storages["default"].delete("anh/bìa.jpg")
    storages["private"].delete("2026/11/goc.pdf")
    storages["private"].save("2026/11/goc.pdf", ContentFile(b"other"))
    storages["private"].save("later.pdf", ContentFile(b"later"))
    call_command("restore", str(made.path), "--over", verbosity=0)
    assert held() == HELD
    aside = {path.name: path.read_bytes() for path in home.glob("before-restore-*/private/**/*") if path.is_file()}
    assert aside == {"goc.pdf": b"other", "later.pdf": b"later"}
    assert storages["private"].exists("search/gen-1/rows.bin.0")


def test_a_backup_of_folders_is_put_into_a_storage(home: Path, server: str, bucket: dict[str, Any]) -> None:
    uploads.exchange(storages["default"], new=home / "media", aside=home / "aside")
    uploads.exchange(storages["default"], new=home / "media", aside=home / "twice")
    assert (read("media", "anh/bìa.jpg"), (home / "twice").exists()) == (b"picture", False)


def test_a_storage_that_is_gone_is_told_and_leaves_no_half_backup(
    home: Path, bucket: dict[str, Any], settings: Any
) -> None:
    away = {**bucket, "endpoint_url": "http://127.0.0.1:9"}
    settings.STORAGES = {**settings.STORAGES, "default": {**settings.STORAGES["default"], "OPTIONS": away}}
    with pytest.raises(CommandError, match="Kho tệp không trả lời"):
        call_command("backup")
    assert list((home / "backups").iterdir()) == []
