"""Many files: the watched folder, the command."""

import os
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command

from luatgandan.features.library.enums import FileState
from luatgandan.features.library.models import SourceFile
from luatgandan.features.library.services import folders
from luatgandan.features.library.tasks import import_incoming

from . import circulars
from .arriving import old
from .laws import NOW

pytestmark = pytest.mark.django_db


def test_watched_folder_imports_sorts_and_says_why_not(tmp_path: Path) -> None:
    old(tmp_path / "a.txt", circulars.circular())
    old(tmp_path / "sub" / "b.pdf", "no pdf")
    old(tmp_path / "c.exe", "MZ")
    old(tmp_path / ".an.txt", circulars.circular("09/2026/TT-BTP"))
    fresh = tmp_path / "d.txt"
    fresh.write_text(circulars.circular("02/2026/TT-BTP"), encoding="utf-8")
    os.utime(fresh, (NOW.timestamp() - 2, NOW.timestamp() - 2))

    outcomes = folders.import_folder(folder=tmp_path, at=NOW, settled=15)

    assert {one.name: one.state for one in outcomes} == {
        "a.txt": FileState.READ, "b.pdf": FileState.FAILED, "c.exe": FileState.FAILED,
    }  # fmt: skip
    lying = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()}
    assert lying == {
        "da-nhap/a.txt", "khong-doc-duoc/b.pdf", "khong-doc-duoc/b.pdf.vi-sao.txt", "khong-doc-duoc/c.exe",
        "khong-doc-duoc/c.exe.vi-sao.txt", ".an.txt", "d.txt",
    }  # fmt: skip
    assert "đuôi .pdf" in (tmp_path / "khong-doc-duoc/b.pdf.vi-sao.txt").read_text(encoding="utf-8")
    assert SourceFile.objects.get(name="a.txt").received_from == "thư mục theo dõi"
    assert folders.import_folder(folder=tmp_path, at=NOW, settled=15) == []


def test_nothing_in_the_watched_folder_is_ever_overwritten(tmp_path: Path) -> None:
    old(tmp_path / "a.txt", circulars.circular())
    folders.import_folder(folder=tmp_path, at=NOW)
    old(tmp_path / "a.txt", circulars.circular("02/2026/TT-BTP"))
    folders.import_folder(folder=tmp_path, at=NOW)
    assert sorted(path.name for path in (tmp_path / "da-nhap").iterdir()) == ["a-2.txt", "a.txt"]


def test_schedule_makes_and_imports_the_folder_one_run_at_a_time(tmp_path: Path, settings: Any) -> None:
    settings.INCOMING = tmp_path / "incoming"
    import_incoming.enqueue()
    old(settings.INCOMING / "a.txt", circulars.circular())
    cache.set(folders.LOCK, 1)
    import_incoming.enqueue()
    assert SourceFile.objects.count() == 0
    cache.delete(folders.LOCK)
    import_incoming.enqueue()
    assert SourceFile.objects.get().state == FileState.READ
    assert cache.get(folders.LOCK) is None


def test_command_goes_on_after_a_bad_file_reports_and_resumes(tmp_path: Path, capsys: Any) -> None:
    old(tmp_path / "in" / "a.txt", circulars.circular())
    old(tmp_path / "in" / "b.pdf", "no pdf")
    report = tmp_path / "report.csv"

    call_command("import_documents", str(tmp_path / "in"), "--dry-run")
    assert SourceFile.objects.count() == 0
    call_command("import_documents", str(tmp_path / "in"), "--report", str(report))
    call_command("import_documents", str(tmp_path / "in"))

    told = capsys.readouterr().out
    assert "Đọc thử (chưa ghi gì): 2 tệp" in told
    rows = report.read_text(encoding="utf-8-sig").splitlines()
    assert rows[1].startswith("a.txt,Đã đọc,3,")
    assert "Không đọc được" in rows[2]
    assert SourceFile.objects.count() == 2
    with pytest.raises(CommandError, match="Không thấy"):
        call_command("import_documents", str(tmp_path / "nope"))
    with pytest.raises(CommandError, match="không có tệp nào nhập được"):
        call_command("import_documents", str(tmp_path / "report.csv"))
