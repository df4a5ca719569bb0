"""Our own starter content stands up to the checker, without law texts and against them."""

import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from luatgandan.features.portal.checks.citations import Checker, Finding, Level
from luatgandan.features.portal.checks.content import LIBRARY_STARTER, read_starter
from luatgandan.features.portal.checks.records import read_records

from .conftest import laws

DAY = date(2026, 11, 22)
ROOT = Path(__file__).resolve().parents[5]
SHARED_DATA = Path(os.environ.get("LUATGANDAN_SHARED_DATA") or ROOT.parent / "shared" / "data")


def shown(findings: Iterable[Finding]) -> str:
    return "\n".join(f"{one.group} › {one.label} › {one.citation}: {one.message}" for one in findings)


def test_our_starter_content_has_no_error_without_data() -> None:
    records = read_records(LIBRARY_STARTER / "documents.tsv")
    result = Checker(records, None, DAY).check(read_starter())
    assert len(result.answers) > 80
    assert shown(result.at(Level.ERROR)) == ""


@pytest.mark.data
def test_our_starter_content_has_no_error_against_the_law_texts() -> None:
    if not SHARED_DATA.is_dir():
        pytest.skip("Không có dữ liệu luật (shared/data cạnh thư mục dự án, hoặc LUATGANDAN_SHARED_DATA).")
    answers = read_starter()
    records = read_records(LIBRARY_STARTER / "documents.tsv")
    result = Checker(records, laws(SHARED_DATA, answers), DAY).check(answers)
    assert result.counts["found"] > 400
    assert shown(result.at(Level.ERROR)) == ""
