"""A contest is written to a file and checked from it by command."""

from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from luatgandan.foundation.organisations.models import Organisation

from ..management.commands.verify_contest import COMPARE
from ..models import Attempt, Contest, Round, Voided
from ..queries.proof import proof_lines
from ..services import end_round, make_proof, rank_round
from .making import hand_in, make_attempt, make_entrant, make_round
from .test_proof import OVER, RULES, Row, rows, ward

pytestmark = pytest.mark.django_db
__all__ = ["rows", "ward"]


def test_commands(rows: list[Row], tmp_path: Path) -> None:
    file, out = tmp_path / "vi-du.jsonl", StringIO()
    call_command("export_contest", "vi-du", file, stdout=out)
    call_command("verify_contest", file, stdout=out)
    seal, receipts = Round.objects.values_list("commitment", "receipts").get()
    assert out.getvalue().splitlines()[1:] == [
        "Đã tính lại 1 vòng thi, 7 lượt thi.",
        "Vòng 1: niêm phong 08:00 16/11/2026, mở 08:00 16/11/2026, đóng 10:00 16/11/2026, xếp hạng 10:10 16/11/2026; "
        f"mã niêm phong {seal}; mã các biên nhận {receipts}; 5 người được xếp hạng, 1 người đã nộp bài mà "
        f"không được xếp hạng; câu bị hủy: {Voided.objects.get().code}.",
        str(COMPARE),
        "Mọi thứ đều khớp.",
    ]
    call_command("verify_contest", file, commitment=[seal.upper()], receipts=[receipts.upper()], stdout=out)
    with pytest.raises(CommandError, match="Có 2 điểm"):
        call_command("verify_contest", file, receipts=["0" * 64], stdout=out)
    with pytest.raises(CommandError, match="Có 2 điểm"):
        call_command("verify_contest", file, commitment=["0" * 64], stdout=out)

    file.write_text(file.read_text(encoding="utf-8").replace('"place": 1}', '"place": 9}'), encoding="utf-8")
    with pytest.raises(CommandError, match="Có 1 điểm"):
        call_command("verify_contest", file, stdout=out)
    assert "tính lại là 1, tệp ghi 9" in out.getvalue()
    with pytest.raises(CommandError, match="Không đọc"):
        call_command("verify_contest", tmp_path / "no", stdout=out)


def test_everybody_takes_the_file_from_the_page_and_checks_it(rows: list[Row], tmp_path: Path, client: Client) -> None:
    contest, out, address = Contest.objects.get(), StringIO(), "/cuoc-thi/vi-du/"
    assert client.get(f"{address}du-lieu-kiem-tra/").status_code == 404
    assert make_proof(contest=contest, at=OVER)
    page = client.get(address).content.decode()
    file = tmp_path / "vi-du.jsonl.gz"
    file.write_bytes(b"".join(client.get(f"{address}du-lieu-kiem-tra/")))
    assert sha256(file.read_bytes()).hexdigest() in page
    assert Round.objects.get().seed in page
    call_command("verify_contest", file, stdout=out)
    assert "Mọi thứ đều khớp." in out.getvalue()
    file.write_bytes(file.read_bytes()[:-9])
    with pytest.raises(CommandError, match="Không đọc"):
        call_command("verify_contest", file, stdout=out)

    before = contest.proof.name
    Round.objects.update(stale_since=OVER)
    assert not make_proof(contest=contest, at=OVER)
    Round.objects.update(stale_since=None)
    assert make_proof(contest=contest, at=OVER)
    assert not contest.proof.storage.exists(before) or contest.proof.name == before
    Round.objects.update(revealed_at=None)
    assert not make_proof(contest=contest, at=OVER)
    assert Round.objects.get().seed not in client.get(address).content.decode()


def test_nothing_is_exported_before_the_keys_are_public(ward: Organisation, tmp_path: Path) -> None:
    round = make_round(ward, RULES)
    hand_in(make_attempt(round, make_entrant(round.contest, 1)), right=3)
    rank_round(round=round, at=OVER)

    with pytest.raises(CommandError, match="Chưa vòng nào"):
        call_command("export_contest", "vi-du", tmp_path / "x")
    with pytest.raises(CommandError, match="Không có"):
        call_command("export_contest", "khac", tmp_path / "x")
    assert len(list(proof_lines(round.contest, at=OVER))) == 1
    Round.objects.update(revealed_at=OVER, stale_since=OVER)
    with pytest.raises(CommandError, match="đang được tính lại"):
        call_command("export_contest", "vi-du", tmp_path / "x")
    assert not (tmp_path / "x").exists()


def test_the_proof_takes_as_many_queries_for_one_as_for_thirty(
    ward: Organisation, django_assert_num_queries: Any
) -> None:
    round = make_round(ward, RULES)
    hand_in(make_attempt(round, make_entrant(round.contest, 0)), right=3)
    rank_round(round=round, at=OVER)
    end_round(round=Round.objects.select_related("contest").get(), at=OVER)
    for number in range(1, 30):
        hand_in(make_attempt(round, make_entrant(round.contest, number)), right=3)

    with django_assert_num_queries(8):
        lines = list(proof_lines(round.contest, at=OVER))

    assert len(lines) == 2 + Attempt.objects.count()
