"""What an archive may hold: our own parts with the hashes of its list, nothing else, sealed or not."""

import io
import json
import tarfile
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from luatgandan.lib.sealed import SealingWriter

from .. import rules, services
from .conftest import KEY

HEAD = {"format": 1, "version": "0", "made_at": "2026-11-23", "engine": connection.vendor, "migrations": []}
TOLD = {"size": 4, "sha256": "88d4266fd4e6338d13b845fcf289579d209c897823b9217da3e161936f031589"}  # of b"abcd"


def archive(folder: Path, *members: tuple[str, bytes, bytes], files: dict[str, Any]) -> Path:
    """Sealed under the right key, with members of (name, kind, data) between its head and its list."""
    path = folder / "made.lgd"
    listed = json.dumps({"rows": {}, "files": files}).encode()
    head, manifest = (
        ("head.json", tarfile.REGTYPE, json.dumps(HEAD).encode()),
        ("manifest.json", tarfile.REGTYPE, listed),
    )
    with path.open("wb") as file:
        writer = SealingWriter(file, KEY)
        with tarfile.open(fileobj=writer, mode="w|") as tar:  # type: ignore[call-overload]
            for name, kind, data in (head, *members, manifest):
                info = tarfile.TarInfo(name)
                info.type, info.size, info.linkname = (
                    kind,
                    len(data),
                    "/etc/hostname" if kind == tarfile.SYMTYPE else "",
                )
                tar.addfile(info, io.BytesIO(data))
        writer.finish()
    return path


def opened(path: Path, folder: Path) -> services.Opened:
    (folder / "unpacked").mkdir()
    return services.open_backup(path=path, key=KEY, folder=folder / "unpacked")


def test_an_archive_of_ours_opens(tmp_path: Path) -> None:
    path = archive(tmp_path, ("media/a.txt", tarfile.REGTYPE, b"abcd"), files={"media/a.txt": TOLD})
    assert opened(path, tmp_path).files == 1


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("media/../../outside", tarfile.REGTYPE),
        ("/tmp/outside", tarfile.REGTYPE),
        ("erasures.jsonl", tarfile.REGTYPE),
        ("secret_key", tarfile.REGTYPE),
        ("media/link", tarfile.SYMTYPE),
        ("media/pipe", tarfile.FIFOTYPE),
    ],
)
def test_a_foreign_part_is_refused(tmp_path: Path, name: str, kind: bytes) -> None:
    data = b"abcd" if kind == tarfile.REGTYPE else b""
    path = archive(tmp_path, (name, kind, data), files={name: TOLD})
    with pytest.raises(rules.BackupError, match="phần lạ"):
        opened(path, tmp_path)
    assert sorted(one.name for one in tmp_path.rglob("*")) == ["head.json", "made.lgd", "unpacked"]


@pytest.mark.parametrize(
    ("data", "files"),
    [
        (b"abce", {"media/a.txt": TOLD}),
        (b"abcd", {}),
        (b"abcd", {"media/a.txt": TOLD, "media/b.txt": TOLD}),
    ],
)
def test_a_file_that_is_not_the_listed_one_is_told(tmp_path: Path, data: bytes, files: dict[str, Any]) -> None:
    path = archive(tmp_path, ("media/a.txt", tarfile.REGTYPE, data), files=files)
    with pytest.raises(rules.BackupError, match="1 tệp không khớp danh mục"):
        opened(path, tmp_path)
