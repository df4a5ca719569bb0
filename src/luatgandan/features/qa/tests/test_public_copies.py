"""Public copies of files: what everybody gets of a paper that came with a question, and what nobody gets."""

import io
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from luatgandan.foundation.accounts.services.secrets import seal_secret

from .. import services
from ..enums import State, Visibility
from ..models import Attachment, PublicCopy, Question
from ..rules import Caller, may_drop_files, may_publish_files
from ..services import QuestionError
from .browser import at_desk, text, url
from .conftest import NOW, MakeStaff
from .paths import Way
from .test_attaching import photo, private_files

__all__ = ["private_files"]
TRACKED = b'<w:document><w:del w:author="Hoa"><w:t>0912345678</w:t></w:del></w:document>'


@pytest.fixture
def way(asker: Caller, officer: Caller, checker: Caller) -> Way:
    return Way(asker=asker, officer=officer, checker=checker)


@pytest.fixture
def published(question: Question, way: Way) -> Question:
    return way.to(State.PUBLISHED, question)


def attached(question: Question, by: Caller, name: str, content: bytes) -> Attachment:
    return services.attach_file(question=question, upload=SimpleUploadedFile(name, content), by=by, at=NOW)


def word(document: bytes) -> bytes:
    """A small Word file around the XML of its text."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("[Content_Types].xml", b"<Types/>")
        package.writestr("word/document.xml", document)
    return file.getvalue()


def public_address(question: Question, copy: PublicCopy) -> str:
    return reverse("qa:public_file", args=[question.publication.address, copy.pk])


def test_what_everybody_gets_is_the_copy_and_the_asker_keeps_the_paper(
    published: Question, asker: Caller, checker: Caller, client: Client
) -> None:
    paper = attached(published, asker, "giay-phat.jpg", photo())
    page = published.publication.get_absolute_url()
    assert "giay-phat" not in text(client.get(page))
    desk, here = at_desk(checker), url("copy", published, paper.pk)
    assert "Máy không tìm mặt người" in text(desk.get(here))
    typed = {"name": "Biên bản", "upload": SimpleUploadedFile("che.jpg", photo(200))}
    assert "không ai bị nhận ra" in text(desk.post(here, typed))
    typed = {"name": "Biên bản", "upload": SimpleUploadedFile("che.jpg", photo(200)), "is_confirmed": "on"}
    assert desk.post(here, typed).status_code == 302

    copy = PublicCopy.objects.get()
    assert (copy.name, copy.by) == ("Biên bản.jpg", checker.person)
    assert "Biên bản.jpg" in text(client.get(page))
    got = client.get(public_address(published, copy))
    with paper.content.open("rb") as kept:
        assert got.content != kept.read()
    assert b"Phone of Hoa" not in got.content
    assert got["Content-Disposition"].startswith("attachment")
    desk.post(here, {"drop": "1"})
    assert client.get(public_address(published, copy)).status_code == 404
    assert "Biên bản.jpg" not in text(client.get(page))


def test_words_of_a_file_are_looked_through_before_everybody_gets_it(
    published: Question, asker: Caller, checker: Caller
) -> None:
    Question.objects.filter(pk=published.pk).update(name="Lâm Thị Hoa")
    with_number = attached(published, asker, "don.txt", "Gọi số 0912345678 để hỏi.".encode())
    assert "0912345678" in text(at_desk(checker).get(url("copy", published, with_number.pk)))
    with pytest.raises(QuestionError, match="1 chỗ có thể là dữ liệu cá nhân: 0912345678"):
        make(with_number, checker)
    assert make(with_number, checker, is_kept=True).name == "Đơn.txt"
    naming = attached(published, asker, "giay.txt", "Tôi là LÂM THỊ HOA.".encode())
    with pytest.raises(QuestionError, match="còn tên hoặc nơi liên lạc của người hỏi"):
        make(naming, checker, is_kept=True)
    with pytest.raises(QuestionError, match="Tên tệp còn cho biết"):
        make(with_number, checker, name="Đơn của Lâm Thị Hoa", is_kept=True)
    tracked = attached(published, asker, "sua.docx", word(TRACKED))
    with pytest.raises(QuestionError, match="vết sửa"):
        make(tracked, checker, is_kept=True)
    assert [one.name for one in PublicCopy.objects.all()] == ["Đơn.txt"]


def make(paper: Attachment, by: Caller, **values: Any) -> PublicCopy:
    typed = {"name": "Đơn", "is_kept": False, "is_confirmed": True, **values}
    return services.make_public_copy(attachment=paper, by=by, at=NOW, **typed)


def test_only_who_publishes_makes_copies_and_only_where_the_asker_allows(
    question: Question, way: Way, asker: Caller, officer: Caller, checker: Caller, make_staff: MakeStaff
) -> None:
    paper = attached(question, asker, "giay.jpg", photo())
    assert not may_publish_files(checker, question)  # nothing is answered yet
    way.to(State.ANSWERED, question)
    people = {"checker": checker, "officer": officer, "asker": asker, "other": make_staff("approver", "ward-b")}
    allowed = {name for name, one in people.items() if may_publish_files(one, question)}
    assert allowed == {"checker"}
    for name in ("officer", "asker", "other"):
        with pytest.raises(services.NotAllowedError):
            make(paper, people[name])
    assert at_desk(officer).get(url("copy", question, paper.pk)).status_code == 302
    question.visibility = Visibility.PRIVATE
    assert not may_publish_files(checker, question)


def test_a_copy_is_gone_with_the_answer_and_with_its_asker(
    published: Question, asker: Caller, checker: Caller, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    copy = make(attached(published, asker, "giay.jpg", photo()), checker)
    address = public_address(published, copy)
    assert client.get(address).status_code == 200
    services.unpublish_answer(question=published, reason="Sai.", by=checker, at=NOW)
    assert client.get(address).status_code == 404
    stored = copy.content.path
    assert copy.content.storage.exists(stored)
    with django_capture_on_commit_callbacks(execute=True):
        services.forget_asker(person_id=asker.person.pk)
    assert not PublicCopy.objects.exists()
    assert not copy.content.storage.exists(stored)


def test_a_copy_is_taken_down_also_while_the_answer_is_looked_at_again(
    published: Question, asker: Caller, checker: Caller, officer: Caller, client: Client
) -> None:
    paper = attached(published, asker, "giay.jpg", photo())
    address = public_address(published, make(paper, checker))
    services.reopen_question(question=published, text="Mặt tôi trong ảnh.", by=asker, at=NOW)
    published.refresh_from_db()
    assert not may_publish_files(checker, published)
    assert (may_drop_files(checker, published), may_drop_files(officer, published)) == (True, False)
    assert at_desk(checker).post(url("copy", published, paper.pk), {"drop": "1"}).status_code == 302
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("name", ["bang.csv", "bang.txt"])
def test_a_file_the_machine_cannot_read_is_for_a_person_to_keep(
    published: Question, asker: Caller, checker: Caller, name: str
) -> None:
    paper = attached(published, asker, name, "Thửa ruộng,ba công\n".encode())
    page = text(at_desk(checker).get(url("copy", published, paper.pk)))
    if name.endswith(".csv"):
        assert "Máy không đọc được lời của tệp này" in page
        with pytest.raises(services.QuestionError, match="Máy không đọc được"):
            make(paper, checker)
    assert make(paper, checker, is_kept=True).name.endswith(name[-4:])


@pytest.mark.parametrize(
    "written",
    [
        "0912 345 678",
        "0912345678",
        "+84912345678",
        "0912.345.678",
        "84912345678",
        "(0912) 345 678",
        "0912 - 345 - 678",
        "0912–345–678",
        "0912/345/678",
        "(+84)912345678",
    ],
)
def test_the_phone_of_the_asker_is_refused_however_it_is_written(
    published: Question, asker: Caller, checker: Caller, written: str
) -> None:
    published.contact = seal_secret("+84912345678")
    published.save()
    paper = attached(published, asker, "giay.txt", f"Gọi tôi số {written} nhé".encode())
    with pytest.raises(QuestionError):
        make(paper, checker, is_kept=True)
