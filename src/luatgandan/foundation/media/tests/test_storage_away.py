"""The storage of uploads is gone: whoever sends a file is told in words and sends it again, with all that was typed."""

import errno
import re
from html import unescape
from typing import Any

import pytest
from django.core.files.base import File
from django.core.files.storage import InMemoryStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from luatgandan.backends.files.base import StorageError
from luatgandan.foundation.accounts.models import Person
from luatgandan.foundation.media.models import Picture

from .test_media import jpeg_with_place

SENT = {"title": 'Bìa "sách" <b>', "description": "Một ô vuông đỏ", "tags": "", "collection": "1"}


class Fickle(InMemoryStorage):
    """Fails with `fault` while there is one."""

    fault: OSError | None = None

    def _save(self, name: str, content: File[bytes]) -> str:
        if Fickle.fault:
            raise Fickle.fault
        return str(super()._save(name, content))


@pytest.fixture
def desk(db: None, settings: Any) -> Client:
    settings.STAFF_SECOND_FACTOR = False
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": f"{__name__}.Fickle"}}
    client = Client(raise_request_exception=False)
    client.force_login(
        Person.objects.create_superuser("editor", "editor@example.invalid", "x"),
        backend=settings.AUTHENTICATION_BACKENDS[-1],
    )
    return client


@pytest.mark.parametrize("fault", [StorageError("gone"), OSError(errno.ENOSPC, "full")])
def test_an_upload_is_told_in_words_and_sent_again(
    desk: Client, fault: OSError, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = reverse("wagtailimages:add")
    monkeypatch.setattr(Fickle, "fault", fault)
    answer = desk.post(address, SENT | {"file": SimpleUploadedFile("bìa.jpg", jpeg_with_place())})
    page = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert "Chọn lại tệp: bìa.jpg" in page
    assert not Picture.objects.exists()
    monkeypatch.setattr(Fickle, "fault", None)
    again = {
        unescape(name): unescape(value) for name, value in re.findall(r'hidden" name="([^"]+)" value="([^"]*)"', page)
    }
    again.pop("csrfmiddlewaretoken")
    assert again == SENT
    assert desk.post(address, again | {"file": SimpleUploadedFile("bìa.jpg", jpeg_with_place())}).status_code == 302
    assert [(one.title, one.description) for one in Picture.objects.all()] == [(SENT["title"], SENT["description"])]


def test_another_fault_is_not_said_to_be_the_storage(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Fickle, "fault", OSError("something else"))
    file = SimpleUploadedFile("bìa.jpg", jpeg_with_place())
    assert desk.post(reverse("wagtailimages:add"), SENT | {"file": file}).status_code == 500
