"""Uploads at the desk and the files behind /tep/."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from wagtail.documents.forms import get_document_form
from wagtail.images.forms import get_image_form

from luatgandan.foundation.accounts.models import Person
from luatgandan.foundation.media.models import Attachment, Picture


def jpeg_with_place() -> bytes:
    exif = Image.Exif()
    exif[0x010F] = "Camera của cô Tư"
    output = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(output, format="JPEG", exif=exif)
    return output.getvalue()


@pytest.fixture
def editor(db: None) -> Person:
    return Person.objects.create_superuser("editor", "editor@example.invalid", "x")


def picture_form(editor: Person, name: str, content: bytes, description: str) -> Any:
    form = get_image_form(Picture)
    return form({"title": "Ảnh", "description": description}, {"file": SimpleUploadedFile(name, content)}, user=editor)


def test_a_picture_needs_a_description(editor: Person) -> None:
    form = picture_form(editor, "a.jpg", jpeg_with_place(), "")
    assert list(form.errors) == ["description"]


def test_what_the_camera_knew_is_taken_out(editor: Person) -> None:
    form = picture_form(editor, "a.jpg", jpeg_with_place(), "Một ô vuông đỏ")
    assert form.is_valid(), form.errors
    picture = form.save()
    with picture.file.open() as file:
        assert b"Camera" not in file.read()


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.svg", b"<svg/>"), ("a.jpg", b"MZ\x90\x00program"), ("a.png", b"<html><script>x</script>"), ("a.exe", b"MZ")],
)
def test_what_is_no_picture_is_refused(editor: Person, name: str, content: bytes) -> None:
    assert "file" in picture_form(editor, name, content, "mô tả").errors


def test_a_program_named_pdf_is_refused(editor: Person) -> None:
    form = get_document_form(Attachment)
    files = {"file": SimpleUploadedFile("quyet-dinh.pdf", b"MZ\x90\x00")}
    filled = form({"title": "Quyết định"}, files, user=editor)
    assert "chương trình" in str(filled.errors["file"])


def test_only_pictures_are_served(db: None, client: Client, settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    for folder in ("images", "documents"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.png").write_bytes(b"\x89PNG")
    for path in (
        "documents/x.png",
        "images/../documents/x.png",
        "images/none.png",
        "images/",
        "images/%00.png",
        "../secret_key",
    ):
        assert client.get(f"/tep/{path}").status_code == 404
    answer = client.get("/tep/images/x.png")
    assert (b"".join(answer), answer.close()) == (b"\x89PNG", None)  # type: ignore[arg-type]
    assert answer["Content-Security-Policy"].startswith("default-src 'none'")
