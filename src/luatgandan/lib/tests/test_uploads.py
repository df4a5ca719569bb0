"""Uploads: what is refused and why, and what pictures lose."""

import io
import random
import zipfile

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from luatgandan.lib.uploads import UploadRefusedError, UploadValidator, check_upload, clean_picture, extensions

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ALL = ("picture", "document", "sound", "film", "captions")


def file(name: str, content: bytes) -> ContentFile:
    return ContentFile(content, name=name)


def picture(format_: str = "JPEG", size: tuple[int, int] = (40, 20), **options: object) -> bytes:
    output = io.BytesIO()
    image = Image.new("RGB", size, "red")
    image.paste("blue", (0, 0, size[0] // 2, size[1]))
    image.save(output, format=format_, **options)
    return output.getvalue()


NAMED = b'<!DOCTYPE x [<!ENTITY a "ha">]><x>&a;</x>'


def package(*names: str, content: bytes = b"<xml/>") -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, content)
    return output.getvalue()


def with_gps(orientation: int = 1) -> bytes:
    exif = Image.Exif()
    exif[0x010F] = "Điện thoại của Lành"
    exif[0x0112] = orientation
    exif[0x8825] = {1: "N", 2: (10.0, 2.0, 0.0), 3: "E", 4: (105.0, 47.0, 0.0)}
    return picture(exif=exif, comment=b"Ninh Kieu")


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.JPG", picture(), "picture"),
        ("a.png", picture("PNG"), "picture"),
        ("a.webp", picture("WEBP"), "picture"),
        ("a.gif", picture("GIF"), "picture"),
        ("a.pdf", b"%PDF-1.7\n1 0 obj", "document"),
        ("a.docx", package("[Content_Types].xml", "word/document.xml"), "document"),
        ("a.xlsx", package("[Content_Types].xml", "xl/workbook.xml"), "document"),
        ("a.txt", "Điều 1. Phạm vi".encode(), "document"),
        ("a.csv", b"ma,ten\n1,An", "document"),
        ("a.mp3", b"ID3\x04rest", "sound"),
        ("a.mp4", b"\x00\x00\x00\x20ftypisom", "film"),
        ("a.vtt", b"WEBVTT\n\n00:00.000 --> 00:01.000\nChao", "captions"),
    ],
)
def test_honest_files_are_taken_and_rewound(name: str, content: bytes, kind: str) -> None:
    upload = file(name, content)
    assert check_upload(upload, kinds=ALL) == kind
    assert upload.tell() == 0


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("bao-cao.pdf", b"MZ\x90\x00 program", "program"),
        ("bao-cao.pdf", b"\x7fELF program", "program"),
        ("anh.jpg", b"#!/bin/sh\nrm", "program"),
        ("anh.jpg", picture("PNG"), "content"),
        ("anh.png", b"<svg onload='x'>", "content"),
        ("anh.svg", b"<svg/>", "kind"),
        ("a.exe", b"MZ", "kind"),
        ("a.html", b"<html>", "kind"),
        ("khong-duoi", b"x", "kind"),
        ("a.docm", package("word/document.xml"), "kind"),
        ("a.docx", package("word/document.xml", "word/vbaProject.bin"), "macro"),
        ("a.docx", package("xl/workbook.xml"), "content"),
        ("a.docx", package("word/document.xml")[:-30], "broken"),
        ("a.xlsx", b"PK\x03\x04 broken", "broken"),
        ("a.docx", OLE + bytes(512) + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        ("a.docx", OLE + bytes(512), "content"),
        ("a.xlsx", package("xl/workbook.xml", content=b"0" * 3_000_000), "bomb"),
        ("a.docx", package("word/document.xml", content=NAMED), "broken"),
        (
            "a.docx",
            package(
                "word/document.xml",
                content=b"<!--" + bytes(random.Random(1).choices(b"xyz", k=70_000)) + b"-->" + NAMED,
            ),
            "broken",
        ),
        ("a.xlsx", package("xl/workbook.xml", *(f"xl/{at}.xml" for at in range(5_000))), "bomb"),
        ("a.pdf", b"%PDF-1.7 << /S /JavaScript /JS (app.alert(1)) >>", "script"),
        ("a.txt", b"<script>alert(1)</script>", "content"),
        ("a.csv", b"\x00\x01\x02", "content"),
        ("a.jpg", picture()[:60], "broken"),
        ("a.jpg", b"", "empty"),
    ],
)
def test_dishonest_files_are_refused(name: str, content: bytes, code: str) -> None:
    with pytest.raises(UploadRefusedError) as caught:
        check_upload(file(name, content), kinds=ALL)
    assert caught.value.code == code


LAW = ("law", "document", "picture")


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("luat.doc", OLE + b"rest", "law"),
        ("luat.doc", b"{\\rtf1 x}", "law"),
        ("luat.doc", b"<html><body>x</body></html>", "law"),
        ("luat.doc", package("word/document.xml"), "law"),
        ("luat.rtf", b"{\\rtf1 x}", "law"),
        ("luat.html", b"<!doctype html><p>x", "law"),
        ("luat.md", "# Điều 1".encode(), "law"),
        ("luat.tif", b"II*\x00rest", "law"),
        ("luat.jsonl", b'{"so_hieu": "1"}\n', "law"),
        ("luat.json", b'\xef\xbb\xbf {"law_info": {}}', "law"),
        ("luat.jsonl.xz", b"\xfd7zXZ\x00rest", "law"),
        ("luat.txt", "Điều 1. Phạm vi".encode("utf-16"), "document"),
        ("luat.pdf", b"%PDF-1.7\n1 0 obj", "document"),
    ],
)
def test_files_of_laws_are_taken_where_they_are_asked_for(name: str, content: bytes, kind: str) -> None:
    assert check_upload(file(name, content), kinds=LAW, limit="law") == kind


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("luat.doc", b"MZ\x90", "program"),
        ("luat.doc", b"plain words", "content"),
        ("luat.doc", package("word/document.xml")[:-30], "broken"),
        ("luat.doc", package("word/document.xml", "word/vbaProject.bin"), "macro"),
        ("luat.doc", package("word/document.xml", content=b"0" * 3_000_000), "bomb"),
        ("luat.html", b"\x00\x01", "content"),
        ("luat.jsonl", b"words", "content"),
        ("luat.txt", "<script>alert(1)</script>".encode("utf-16"), "content"),
        ("luat.docm", package("word/document.xml"), "kind"),
        ("luat.md", b"", "empty"),
    ],
)
def test_bad_files_of_laws_are_refused(name: str, content: bytes, code: str) -> None:
    with pytest.raises(UploadRefusedError) as caught:
        check_upload(file(name, content), kinds=LAW, limit="law")
    assert caught.value.code == code


def test_files_of_laws_are_taken_nowhere_else() -> None:
    for name, content in (("a.doc", OLE), ("a.html", b"<html>"), ("a.md", b"#"), ("a.jsonl", b"{}")):
        with pytest.raises(UploadRefusedError, match="Không nhận loại tệp"):
            check_upload(file(name, content), kinds=ALL)


def test_files_of_laws_have_a_size_of_their_own(settings) -> None:
    settings.UPLOAD_LIMITS = {**settings.UPLOAD_LIMITS, "document": 1, "law": 2}
    upload = file("a.pdf", b"%PDF-" + b"0" * (3 * 512 * 1024))
    assert check_upload(upload, kinds=LAW, limit="law") == "document"
    with pytest.raises(UploadRefusedError, match="vượt mức 1 MB"):
        check_upload(upload, kinds=LAW)


def test_size_is_limited_by_kind(settings) -> None:
    settings.UPLOAD_LIMITS = {**settings.UPLOAD_LIMITS, "document": 1}
    with pytest.raises(UploadRefusedError, match=r"nặng 1,5 MB, vượt mức 1 MB"):
        check_upload(file("a.pdf", b"%PDF-" + b"0" * (3 * 512 * 1024)), kinds=ALL)


def test_giant_pictures_are_refused_before_decoding(settings) -> None:
    settings.UPLOAD_PICTURE_MEGAPIXELS = 1
    with pytest.raises(UploadRefusedError, match="2000 × 600"):
        check_upload(file("a.png", picture("PNG", (2000, 600))), kinds=ALL)


def test_a_field_takes_only_its_kinds() -> None:
    with pytest.raises(UploadRefusedError, match="jpg, jpeg, png, gif, webp"):
        UploadValidator("picture")(file("a.pdf", b"%PDF-1.7"))
    assert extensions(["captions"]) == ["vtt"]


def test_pictures_lose_place_camera_and_comment() -> None:
    original = with_gps()
    assert Image.open(io.BytesIO(original)).getexif().get_ifd(0x8825)
    cleaned = clean_picture(file("anh.jpg", original))
    result = Image.open(cleaned)
    assert dict(result.getexif()) == {}
    for trace in (b"Exif", b"Ninh Kieu", "Lành".encode()):
        assert trace not in cleaned.open().read()
    assert (cleaned.name, result.format, result.size) == ("anh.jpg", "JPEG", (40, 20))


def test_pictures_are_turned_the_right_way_up() -> None:
    result = Image.open(clean_picture(file("anh.jpg", with_gps(orientation=6))))
    assert result.size == (20, 40)


@pytest.mark.parametrize("format_", ["PNG", "WEBP"])
def test_other_pictures_lose_their_exif_too(format_: str) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Lanh"
    cleaned = clean_picture(file(f"a.{format_.lower()}", picture(format_, exif=exif)))
    assert dict(Image.open(cleaned).getexif()) == {}


def test_a_gif_stays_as_it_is() -> None:
    original = picture("GIF")
    assert clean_picture(file("a.gif", original)).read() == original
