"""Files that cannot be read as they are: each says why and what to do."""

import time
import zipfile
from io import BytesIO

import pytest

from luatgandan.foundation.organisations import spreadsheet
from luatgandan.foundation.organisations.spreadsheet import reading

from .conftest import workbook


def encrypted() -> bytes:
    return reading.OLE + b"\0" * 512 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 512


def bomb() -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (reading.MAX_UNPACKED + 1))
    return target.getvalue()


def word_file() -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("word/document.xml", b"<document/>")
    return target.getvalue()


def torn() -> bytes:
    return workbook(("a", "Sở A", None, None, None, None, None))[:-200]


def gutted() -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("xl/workbook.xml", b"<workbook")
    return target.getvalue()


def entities() -> bytes:
    declaration = b'<?xml version="1.0"?><!DOCTYPE z [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    whole = workbook(("a", "Sở A", None, None, None, None, None))
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(whole)) as source, zipfile.ZipFile(target, "w") as copy:
        for name in source.namelist():
            data = source.read(name)
            copy.writestr(name, declaration + data.split(b"?>", 1)[-1] if name == "xl/workbook.xml" else data)
    return target.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "0 byte"),
        (b"ma,ten\na,b\n", "không phải tệp Excel"),
        (b"%PDF-1.7", "không phải tệp Excel"),
        (b"PK\x03\x04 nothing", "bị hỏng"),
        (reading.OLE + b"\0" * 2000, "kiểu cũ"),
        (encrypted(), "mật khẩu"),
        (bomb(), "quá lớn"),
        (word_file(), "Word"),
        (torn(), "bị hỏng"),
        (gutted(), "bị hỏng"),
        (entities(), "bị hỏng"),
        (b"PK" + b"\0" * (reading.MAX_BYTES + 1), "20 MB"),
        (workbook(header=()), "Bảng tính trống"),
        (workbook(), "chưa có dòng nào"),
        (workbook(("x", "y"), header=("Họ tên", "Ngày sinh")), "Không thấy dòng tiêu đề"),
    ],
)
def test_files_that_cannot_be_read_say_why_and_what_to_do(content: bytes, words: str) -> None:
    with pytest.raises(spreadsheet.SheetError, match=words):
        spreadsheet.read_sheet(content)


def test_a_file_that_claims_a_huge_size_is_read_quickly() -> None:
    content = patched_dimension(workbook(("a", "Sở A", None, None, None, None, None)))

    started = time.process_time()
    assert len(spreadsheet.read_sheet(content).rows) == 1
    assert time.process_time() - started < 2


def patched_dimension(content: bytes) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(target, "w") as copy:
        for name in source.namelist():
            data = source.read(name).replace(b'<dimension ref="A1:G2"', b'<dimension ref="A1:XFD1048576"')
            if name == "xl/worksheets/sheet1.xml":
                data = data.replace(b"</sheetData>", b'<row r="1048576"><c r="A1048576"/></row></sheetData>')
            copy.writestr(name, data)
    return target.getvalue()


def test_rows_up_to_the_limit_are_read_and_one_more_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit is lowered here so that the test stays quick."""
    monkeypatch.setattr(reading, "MAX_ROWS", 300)
    rows = [(f"d{n}", f"Đơn vị {n}", None, "d0" if n else None, None, n, None) for n in range(301)]

    assert len(spreadsheet.read_sheet(workbook(*rows[:300])).rows) == 300
    with pytest.raises(spreadsheet.SheetError, match=r"hơn 50\.000 dòng"):
        spreadsheet.read_sheet(workbook(*rows))
