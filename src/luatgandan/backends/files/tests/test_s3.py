"""Uploads in a real S3 server (moto, in this process): kept, found, handed out; and what one meets when it is gone."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import SuspiciousOperation
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.test import Client

from luatgandan.backends.files.base import StorageError
from luatgandan.backends.files.s3 import S3Files

from .buckets import empty_bucket, s3_server

NAME = "images/Ảnh phố cổ.png"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with s3_server() as address:
        yield address


@pytest.fixture
def options(server: str) -> dict[str, Any]:
    return empty_bucket(server)


@pytest.fixture
def files(options: dict[str, Any]) -> S3Files:
    return S3Files(**options)


@pytest.fixture
def gone(options: dict[str, Any]) -> S3Files:
    """Nobody listens at its address."""
    return S3Files(**{**options, "endpoint_url": "http://127.0.0.1:9"})


def test_what_is_saved_is_found_under_a_name_of_its_own(files: S3Files) -> None:
    first, second = (files.save(NAME, ContentFile(word)) for word in (b"one", b"two"))
    assert first == NAME != second
    for name, word in ((first, b"one"), (second, b"two")):
        with files.open(name) as file:
            assert file.read() == word
    assert (files.size(first), files.exists(first), files.exists("images/x.png")) == (3, True, False)
    assert sorted(files.listdir("images")[1]) == sorted(name.split("/")[1] for name in (first, second))
    files.delete(first)
    files.delete(first)
    assert not files.exists(first)


def test_places_of_one_bucket_do_not_see_each_other(files: S3Files, options: dict[str, Any]) -> None:
    private = S3Files(**{**options, "location": "private", "base_url": None})
    private.save("x.txt", ContentFile(b"for few"))
    assert not files.exists("x.txt")
    with pytest.raises(SuspiciousOperation):
        files.exists("../private/x.txt")
    with pytest.raises(ValueError, match="URL"):
        private.url("x.txt")


def test_what_is_not_there_is_not_found(files: S3Files) -> None:
    for ask in (files.open, files.size, files.get_modified_time):
        with pytest.raises(FileNotFoundError):
            ask("images/none.png")


def test_a_storage_that_is_gone_is_a_disk_that_fails(gone: S3Files) -> None:
    for ask in (gone.open, gone.size, gone.exists, gone.delete, gone.listdir, gone.get_modified_time):
        with pytest.raises(StorageError):
            ask(NAME)
    with pytest.raises(StorageError):
        gone.save(NAME, ContentFile(b"x"))


def test_the_portal_hands_pictures_out_and_nothing_else(
    db: None, files: S3Files, options: dict[str, Any], settings: Any, client: Client
) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": f"{S3Files.__module__}.S3Files", "OPTIONS": options},
    }
    for name in (NAME, "documents/x.png"):
        storages["default"].save(name, ContentFile(b"\x89PNG"))
    address = files.url(NAME)
    assert address == "/tep/images/%E1%BA%A2nh%20ph%E1%BB%91%20c%E1%BB%95.png"
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"], answer.getvalue()) == (200, "image/png", b"\x89PNG")
    assert client.get(address, headers={"If-Modified-Since": answer["Last-Modified"]}).status_code == 304
    for path in ("documents/x.png", "images/../documents/x.png", "images/none.png", "images/../../private/x"):
        assert client.get(f"/tep/{path}").status_code == 404
