"""The command that reads a file without the library."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from luatgandan.features.library.models import Document

from . import circulars
from .arriving import old


@pytest.mark.django_db
def test_parse_document_tells_people_and_machines(tmp_path: Path, capsys: Any) -> None:
    path = old(tmp_path / "a.txt", circulars.circular())
    call_command("parse_document", str(path))
    told = capsys.readouterr().out
    assert "Thông tư 01/2026/TT-BTP" in told
    assert "        b) Không tẩy xóa." in told

    call_command("parse_document", str(path), "--json")
    values = json.loads(capsys.readouterr().out)
    assert (values["header"]["number"], values["header"]["issued_on"]) == ("01/2026/TT-BTP", "2026-01-05")
    assert [unit["eid"] for unit in values["body"]] == ["chp_I", "chp_II"]
    assert not Document.objects.exists()


def test_parse_document_reads_all_documents_of_a_file(tmp_path: Path, capsys: Any) -> None:
    path = old(tmp_path / "hai.txt", circulars.two_documents())
    call_command("parse_document", str(path), "--json")
    values = json.loads(capsys.readouterr().out)
    assert [one["header"]["number"] for one in values] == ["01/2026/TT-BTP", "02/2026/TT-BTP"]


def test_parse_document_says_what_is_wrong_by_words_and_exit_code(tmp_path: Path) -> None:
    bad = old(tmp_path / "a.pdf", "no pdf")
    with pytest.raises(CommandError, match=r"đuôi \.pdf") as caught:
        call_command("parse_document", str(bad))
    assert caught.value.returncode == 2
    with pytest.raises(CommandError, match="Không thấy tệp") as missing:
        call_command("parse_document", str(tmp_path / "nope.pdf"))
    assert missing.value.returncode == 1
