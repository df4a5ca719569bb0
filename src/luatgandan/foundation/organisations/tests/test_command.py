"""`luatgandan import_organisations`."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from luatgandan.foundation.organisations.models import Organisation

from .conftest import workbook

pytestmark = pytest.mark.usefixtures("places")
ROWS = (("a", "Sở A", None, None, "Cái Khế", 5, None), ("b", "Sở B", None, None, None, "abc", None))


def run(*words: object) -> str:
    out = StringIO()
    call_command("import_organisations", *map(str, words), stdout=out)
    return out.getvalue()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "danh sách.xlsx"
    path.write_bytes(workbook(*ROWS))
    return path


def test_a_dry_run_tells_everything_and_writes_only_the_report(file: Path, tmp_path: Path) -> None:
    said = run(file, "--dry-run", "--report", tmp_path / "ra.xlsx")

    assert "dòng 3: Lỗi. Số người: “abc” không phải số" in said
    assert "Thêm mới 1, cập nhật 0, không đổi 0, dòng có lỗi 1." in said
    assert "chưa ghi gì" in said
    assert (tmp_path / "ra.xlsx").stat().st_size > 1000
    assert not Organisation.objects.exists()


def test_errors_stop_it_unless_they_are_to_be_skipped(file: Path) -> None:
    with pytest.raises(CommandError, match="Còn 1 dòng có lỗi"):
        run(file)
    assert "Đã nhập: thêm 1, cập nhật 0." in run(file, "--skip-errors")
    assert Organisation.objects.get().ward_id == "31120"


def test_a_missing_or_wrong_file_is_told(tmp_path: Path) -> None:
    wrong = tmp_path / "a.xlsx"
    wrong.write_text("không phải Excel")

    with pytest.raises(CommandError, match="Không mở được tệp"):
        run(tmp_path / "khong-co.xlsx")
    with pytest.raises(CommandError, match="không phải tệp Excel"):
        run(wrong)
