"""Before a question is sent: files wait with it, what is answered already stands beside it, and may be enough."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from luatgandan.foundation.search.pipeline.values import Result

from .. import services
from ..models import Attachment, Question, Sufficed
from ..queries.sufficing import sufficed
from ..rules import Caller
from ..services.attaching import HELD, MOST_FILES
from .conftest import NOW, Units
from .test_askers_pages import ASK, code, fake_messages, typed
from .test_attaching import photo, private_files

__all__ = ["fake_messages", "private_files"]
TODAY = timezone.localdate()
SHOWN = Result(id="qa:17", kind="question", title="Xe không gương phạt bao nhiêu?", url="/hoi-dap/q/xe/")


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_files_wait_through_errors_and_the_code_and_come_with_the_question(client: Client, units: Units) -> None:
    data = typed(client, name="Lâm Thị Hoa")
    refused = client.post(ASK, {**data, "text": "", "files": [upload("don-lam-thi-hoa.jpg", photo())]})
    assert refused.status_code == 422
    asked = client.post(ASK, {**data, "files": [upload("giay.txt", "Giấy khai sinh".encode())]}).content.decode()
    for kept in ("giay.txt", "tep-1.jpg", 'name="code"'):  # a name in the first is not kept
        assert kept in asked

    assert client.post(ASK, {**data, "told": "1", "code": code()}).status_code == 302
    question = Question.objects.get()
    names = [one.name for one in question.attachments.all()]
    assert names == ["tep-1.jpg", "giay.txt"]
    with question.attachments.first().content.open("rb") as file:
        assert b"Phone of Hoa" not in file.read()
    assert not Attachment.objects.filter(question=None).exists()


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("don.pdf", b"MZ" + b"\0" * 200, "don.pdf: Đây là tệp chương trình đã đổi tên"),
        ("don.pdf", b"%PDF-1.4 /JavaScript (x)", "don.pdf: Tệp PDF có mã lệnh bên trong"),
        ("don.exe", b"MZ", "don.exe: Không nhận loại tệp “.exe”"),
        ("don.txt", b"", "don.txt: Tệp rỗng"),
        ("don.txt", b"x" * 1_100_000, "don.txt: Tệp nặng 1,0 MB, vượt mức 1 MB"),
        ("don.txt", b"<script>alert(1)</script>", "don.txt: Nội dung tệp không phải .txt"),
    ],
)
def test_a_file_that_cannot_be_taken_is_said_and_the_others_stay(
    client: Client, units: Units, settings: Any, name: str, content: bytes, told: str
) -> None:
    settings.UPLOAD_LIMITS = {**settings.UPLOAD_LIMITS, "document": 1}
    answer = client.post(ASK, {**typed(client), "files": [upload(name, content), upload("anh.jpg", photo())]})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert told in page
    assert "anh.jpg" in page
    assert "Con tôi chạy xe không gương." in page
    assert Attachment.objects.count() == 1


def test_twenty_files_are_too_many_and_five_are_kept(client: Client, units: Units) -> None:
    files = [upload(f"{number}.txt", f"Giấy {number}".encode()) for number in range(20)]
    page = client.post(ASK, {**typed(client), "files": files}).content.decode()
    assert page.count("nhiều nhất 5 tệp. Hãy gộp") == 2  # beside the field and in the summary
    assert Attachment.objects.count() == MOST_FILES


def test_a_file_is_dropped_and_nobody_drops_those_of_another_form(
    client: Client, units: Units, django_capture_on_commit_callbacks: Any
) -> None:
    data, other = typed(client), typed(client)
    client.post(ASK, {**data, "files": [upload("giay.txt", b"Giay")]})
    row = Attachment.objects.get()
    client.post(ASK, {**other, "drop": str(row.pk)})
    assert Attachment.objects.count() == 1
    with django_capture_on_commit_callbacks(execute=True):
        page = client.post(ASK, {**data, "drop": [str(row.pk), "x"]}).content.decode()
    assert not Attachment.objects.exists()
    assert "giay.txt" not in page
    assert not row.content.storage.exists(row.content.name)


def test_files_of_questions_that_never_came_are_forgotten(
    question: Question, asker: Caller, django_capture_on_commit_callbacks: Any
) -> None:
    waiting = services.hold_file(form_key="x" * 22, upload=upload("a.txt", b"A"), at=NOW)
    services.attach_file(question=question, upload=upload("b.txt", b"B"), by=asker, at=NOW)
    services.forget_held(at=NOW + HELD)
    assert Attachment.objects.count() == 2
    with django_capture_on_commit_callbacks(execute=True):
        services.forget_held(at=NOW + HELD + timedelta(seconds=1))
    assert [one.name for one in Attachment.objects.all()] == ["b.txt"]
    assert not waiting.content.storage.exists(waiting.content.name)


def test_short_words_show_nothing_and_nobody_asks_without_end(client: Client, db: None) -> None:
    here = reverse("qa:beside")
    assert client.get(here).status_code == 405
    assert client.post(here, {"text": "Xe"}).content == b""
    codes = {client.post(here, {"text": "Xe máy không gương phạt bao nhiêu"}).status_code for _time in range(200)}
    assert codes == {200}
    assert client.post(here, {"text": "Xe máy không gương phạt bao nhiêu"}).status_code == 429


def test_enough_is_asked_then_counted_without_a_word_of_the_person(client: Client, db: None) -> None:
    here = f"{reverse('qa:enough')}?muc={services.seal_item(SHOWN)}"
    asked = client.get(here).content.decode()
    assert SHOWN.title in asked
    assert "forget-draft" not in asked
    assert not Sufficed.objects.exists()

    done = client.post(here).content.decode()
    assert "Cảm ơn bạn" in done
    assert "<forget-draft>" in done
    for _press in range(5):
        client.post(here)
    assert sufficed(since=TODAY, until=TODAY) == [(SHOWN.title, SHOWN.url, 3)]
    assert sufficed(since=TODAY + timedelta(days=1), until=TODAY + timedelta(days=1)) == []


@pytest.mark.parametrize("token", ["", "x", "WyJ4IiwieSIsImh0dHA6Ly94Il0:1x:y"])
def test_only_what_was_shown_is_counted(client: Client, db: None, token: str) -> None:
    assert client.post(f"{reverse('qa:enough')}?muc={token}").status_code == 404
    assert not Sufficed.objects.exists()
