"""An officer drops files, sees what became of each, mends what the machine misread, and citizens read it."""

import re
from pathlib import Path
from typing import Any

import pytest

from luatgandan.features.library.tests import circulars
from luatgandan.lib.files.tests.docx_maker import docx, paragraph

from .conftest import Open
from .server import Server
from .watching import Watch

EDITOR, CONTRIBUTOR, CITIZEN = "Biên tập viên", "Cộng tác viên", "Người dân"
LIST = "/quan-tri/thu-vien/tep/"
NUMBER = "71/2026/TT-BTP"
ADDRESS = "/van-ban/tt-71-2026-tt-btp/dieu-2/"


@pytest.fixture(scope="module")
def dropped(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """A circular whose second clause lost its full stop, the same as a text, and a picture that is none."""
    folder = tmp_path_factory.mktemp("dropped")
    text = circulars.circular(NUMBER).replace("2. Sổ được", "2, Sổ được")
    word, broken = folder / "thong-tu.docx", folder / "hong.pdf"
    word.write_bytes(docx("".join(paragraph(line) for line in text.split("\n"))))
    broken.write_bytes(b"not a pdf")
    return [word, broken]


@pytest.fixture(scope="module")
def work(server: Server) -> Any:
    """Does what waits in the background, as the worker would."""
    return lambda: server.command("db_worker", "--batch", "--verbosity", "0")


def test_file_goes_from_the_officers_disk_to_the_reader_and_is_mended(
    signed_in: Open, page: Any, dropped: list[Path], work: Any
) -> None:
    desk = signed_in(EDITOR, f"{LIST}tai-len/")
    desk.set_input_files("[name=files]", [str(path) for path in dropped])
    desk.get_by_role("button", name="Tải lên và đọc").click()
    says(desk, "Đã nhận 1 tệp")
    assert "hong.pdf: Nội dung tệp không phải .pdf" in desk.locator("#main").inner_text()

    desk.get_by_role("link", name="thong-tu.docx").click()
    says(desk, "Đang chờ")
    work()
    desk.reload()
    says(desk, "3 điều, 1 khoản, 2 điểm")
    page.goto(ADDRESS)
    assert "2, Sổ được lưu 20 năm." in page.locator("main").inner_text()

    mend_clause(desk)
    says(desk, "3 điều, 2 khoản, 2 điểm")
    page.goto(f"{ADDRESS}khoan-2/")
    assert "Sổ được lưu 20 năm." in page.locator("main").inner_text()


def says(desk: Any, words: str) -> None:
    """Waits until the screen says so."""
    desk.locator("#main").get_by_text(words).first.wait_for()


def mend_clause(desk: Any) -> None:
    """With the keyboard alone: choose the line, write its words, see what changes, save."""
    desk.get_by_role("link", name="Sửa cấu trúc").click()
    number = desk.locator(".file-row", has_text="2, Sổ được").locator(".file-row__number")
    number.focus()
    desk.keyboard.press("Enter")
    words = desk.get_by_label(re.compile("Lời của dòng"))
    assert words.input_value() == "2, Sổ được lưu 20 năm."
    words.fill("2. Sổ được lưu 20 năm.")
    desk.get_by_role("button", name="Ghi lời").press("Enter")
    desk.locator(".file-row.is-chosen .file-row__label").get_by_text("khoản 2").wait_for()
    desk.get_by_role("link", name="Xem thay đổi và lưu").click()
    desk.get_by_role("heading", name="Điều 2: khác lời hoặc khác khoản, điểm").wait_for()
    desk.get_by_label("Ghi chú (không bắt buộc)").fill("Dấu chấm sau số")
    desk.get_by_role("button", name="Lưu bản sửa").click()
    desk.locator(".messages").get_by_text("Đã lưu bản sửa").wait_for()


def test_correction_works_without_script(signed_in: Open, dropped: list[Path]) -> None:
    desk = signed_in(EDITOR, LIST, java_script_enabled=False)
    desk.get_by_role("link", name="thong-tu.docx").click()
    desk.get_by_role("link", name="Sửa cấu trúc").click()
    desk.locator(".file-row__number").nth(11).click()
    desk.get_by_role("button", name="Đoạn thường").click()
    says(desk, "Đang sửa:")
    desk.get_by_role("button", name="Bỏ cả bản đang sửa").click()
    desk.get_by_text("Đã bỏ bản đang sửa").wait_for(state="attached")
    assert desk.locator(".file-draft").count() == 0


@pytest.mark.parametrize("path", ["", "tai-len/", "1/", "1/cau-truc/?dong=12", "1/lich-su/", "1/gan/"])
def test_screens_of_files_fit_a_phone(signed_in: Open, dropped: list[Path], path: str) -> None:
    desk = signed_in(EDITOR, LIST + path)
    desk.set_viewport_size({"width": 360, "height": 740})
    assert desk.locator("h1").count() == 1
    assert desk.evaluate("document.documentElement.scrollWidth") <= 360


def test_watched_folder_is_emptied_and_seen_at_the_desk(server: Server, signed_in: Open) -> None:
    incoming = server.home / "incoming"
    incoming.mkdir(exist_ok=True)
    text = circulars.circular("72/2026/TT-BTP")
    (incoming / "tu-may-quet.txt").write_text(text, encoding="utf-8")
    code = (
        "import json; from datetime import timedelta; from django.conf import settings;"
        "from django.utils import timezone; from luatgandan.features.library.services import folders;"
        "later = timezone.now() + timedelta(minutes=1);"
        "told = folders.import_incoming(folder=settings.INCOMING, at=later);"
        "print(json.dumps([one.state for one in told]))"
    )
    assert server.ask(code) == ["read"]
    assert [path.name for path in (incoming / "da-nhap").iterdir()] == ["tu-may-quet.txt"]
    desk = signed_in(EDITOR, f"{LIST}?q=tu-may-quet")
    assert "72/2026/TT-BTP" in desk.locator("#main tbody").inner_text()


@pytest.mark.parametrize("role", [CONTRIBUTOR, CITIZEN])
def test_originals_are_not_for_others(signed_in: Open, watch: Watch, role: str) -> None:
    watch.allowed.append(r"40[34]")
    person = signed_in(role, f"{LIST}1/goc/")
    assert "Tải tệp gốc" not in person.content()
    assert person.locator("h1").count() == 1
