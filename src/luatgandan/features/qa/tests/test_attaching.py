"""Files with a question: what is taken, what is refused, and what they no longer tell."""

import errno
import io
from typing import Any

import pytest
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from luatgandan.lib.uploads import UploadRefusedError

from .. import services
from ..models import Question
from ..rules import NOBODY, Caller, token_of
from ..services.attaching import MOST_FILES, TooManyFilesError
from .conftest import NOW


@pytest.fixture(autouse=True)
def private_files(settings: Any, tmp_path: Any) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "private": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}},
    }


def photo(shade: int = 0) -> bytes:
    """A picture in which a camera wrote where it stood."""
    picture, exif, file = Image.new("RGB", (8, 8), (shade, 0, 0)), Image.Exif(), io.BytesIO()
    exif[0x010F] = "Phone of Hoa"
    picture.save(file, "JPEG", exif=exif)
    return file.getvalue()


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_a_photo_loses_what_its_camera_knew_and_comes_once(question: Question) -> None:
    asker = Caller(token=token_of(question))
    first, again = (
        services.attach_file(question=question, upload=upload("giay.jpg", photo()), by=asker, at=NOW)
        for _time in range(2)
    )
    assert first == again
    with first.content.open("rb") as file:
        assert b"Phone of Hoa" not in file.read()
    assert not hasattr(first, "public_copy")


def test_a_name_that_tells_of_a_person_is_not_kept(question: Question, asker: Caller) -> None:
    Question.objects.filter(pk=question.pk).update(name="Lâm Thị Hoa")
    row = services.attach_file(
        question=question, upload=upload("don-lam-thi-hoa-0912345678.jpg", photo()), by=asker, at=NOW
    )
    assert row.name == f"{question.code}-1.jpg"
    assert {"code": "renamed", "is_open": False} in row.remarks


def test_a_program_called_pdf_and_the_sixth_file_are_refused_in_words(question: Question, asker: Caller) -> None:
    with pytest.raises(UploadRefusedError):
        services.attach_file(question=question, upload=upload("don.pdf", b"MZ" + b"\0" * 200), by=asker, at=NOW)
    for shade in range(MOST_FILES):
        services.attach_file(question=question, upload=upload("a.jpg", photo(shade * 40)), by=asker, at=NOW)
    with pytest.raises(TooManyFilesError, match="nhiều nhất 5 tệp"):
        services.attach_file(question=question, upload=upload("a.jpg", photo(255)), by=asker, at=NOW)
    assert question.attachments.count() == MOST_FILES


def test_strangers_attach_nothing(question: Question) -> None:
    with pytest.raises(services.NotAllowedError):
        services.attach_file(question=question, upload=upload("a.jpg", photo()), by=NOBODY, at=NOW)


def test_a_storage_that_is_gone_is_told_in_words_and_nothing_is_noted(
    question: Question, asker: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*args: Any) -> str:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(FileSystemStorage, "_save", full)
    with pytest.raises(UploadRefusedError, match="bằng chữ vẫn được"):
        services.attach_file(question=question, upload=upload("giay.jpg", photo()), by=asker, at=NOW)
    assert not question.attachments.exists()
