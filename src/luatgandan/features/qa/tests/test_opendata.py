"""Published answers for programs: the words everybody reads, whole and bit by bit, and nothing of who asked."""

import csv
import io
import json
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError, call_command
from django.test import Client

from luatgandan.features.library.enums import Reason
from luatgandan.features.library.models import Document, Review
from luatgandan.features.library.tests.laws import stored_law

from .. import services
from ..enums import Field, State
from ..models import Publication, Question
from ..queries.opendata import open_answers, open_rows
from ..rules import Caller
from ..services import Written
from ..services.own import publish_own
from .conftest import NOW, Units
from .paths import WORDS, Way

API = "/api/v1/questions"
TODAY = date(2026, 11, 16)
SECRETS = ("Lâm Thị Hoa", "0912345678", "Con tôi chạy xe", "asker@example.invalid", "thử của cán bộ")


@pytest.fixture
def law(db: None) -> Document:
    return stored_law()


@pytest.fixture
def published(law: Document, question: Question, asker: Caller, officer: Caller, checker: Caller) -> Question:
    """A question of somebody with a name, answered, and published in other words."""
    Question.objects.filter(pk=question.pk).update(name="Lâm Thị Hoa", text="Con tôi chạy xe. Gọi 0912345678.")
    Way(asker=asker, officer=officer, checker=checker).to(State.ACCEPTED, question)
    written = Written(short="Phạt tiền.", day_of_law=TODAY, basis=[(law.pk, "art_2")], steps=["Nộp phạt."])
    services.say(question=question, text="Lời thử của cán bộ.", by=officer, at=NOW)
    services.save_draft(question=question, written=written, seen=0, by=officer, at=NOW)
    services.hand_in(question=question, seen=1, by=officer, at=NOW)
    services.check_answer(question=question, seen=1, by=checker, at=NOW)
    services.sign_answer(question=question, seen=1, by=checker, at=NOW)
    services.publish_answer(question=question, words=WORDS, is_confirmed=True, by=checker, at=NOW)
    question.refresh_from_db()
    return question


def file(client: Client, extension: str) -> str:
    answer = client.get(f"/hoi-dap/du-lieu/hoi-dap.{extension}")
    assert answer.status_code == 200
    return b"".join(answer).decode()


def own(
    units: Units, number: int, field: Field = Field.LAND, title: str = "", basis: Sequence[tuple[int, str]] = ()
) -> None:
    written = Written(short="Có.", day_of_law=TODAY, basis=basis)
    publish_own(
        key=f"k{number}", title=title or f"Câu {number}?", variants=[], field=field, written=written,
        says=["Như vậy."] * len(basis),
        organisation=units["ward-a"], at=NOW - timedelta(days=number),
    )  # fmt: skip


def test_one_answer_tells_what_its_page_tells(client: Client, law: Document, published: Question) -> None:
    told = client.get(f"{API}/{published.code.lower()}").json()

    address = Publication.objects.get().get_absolute_url()
    assert (told["question"], told["short"], told["steps"]) == (WORDS.title, WORDS.short, ["Nộp phạt."])
    assert told["url"] == f"http://localhost:8000{address}"
    assert (told["unit"], told["day_of_law"], told["is_under_review"]) == ("Phường ward-a", "2026-11-16", False)
    assert [(one["number"], one["label"], one["eid"]) for one in told["basis"]] == [(law.number, "Điều 2", "art_2")]


def test_whoever_asked_is_in_no_file_and_no_answer(client: Client, published: Question) -> None:
    told = [json.dumps(client.get(API).json(), ensure_ascii=False), file(client, "json"), file(client, "csv")]

    assert all(WORDS.title in text for text in told)
    assert [secret for secret in SECRETS for text in told if secret in text] == []


def test_answers_come_by_field_by_day_and_page_by_page(client: Client, units: Units) -> None:
    for number, field in enumerate([Field.LAND, Field.LAND, Field.DEBT]):
        own(units, number, field)

    land = client.get(API, {"field": Field.LAND, "per_page": 1, "page": 2}).json()
    assert (land["total"], [one["question"] for one in land["answers"]]) == (2, ["Câu 1?"])
    assert [one["question"] for one in client.get(API, {"since": "15/11/2026"}).json()["answers"]] == [
        "Câu 0?",
        "Câu 1?",
    ]
    assert client.get(API, {"page": 9}).json()["answers"] == []


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"field": "khong-co"}, "Không có lựa chọn này."),
        ({"since": "hôm qua"}, "Không đọc được ngày này."),
        ({"page": "0"}, "Nhỏ quá: ít nhất là 1."),
        ({"per_page": "5000"}, "Lớn quá: nhiều nhất là 100."),
    ],
)
def test_what_cannot_be_asked_is_refused_in_words(db: None, client: Client, asked: dict[str, str], told: str) -> None:
    answer = client.get(API, asked)

    assert answer.status_code == 422
    assert [one["message"][: len(told)] for one in answer.json()["errors"]] == [told]


def test_what_is_not_public_is_not_there(client: Client, question: Question) -> None:
    answer = client.get(f"{API}/{question.code}")

    assert (answer.status_code, answer.json()["title"]) == (404, "Không có hỏi đáp công khai mang mã này.")
    assert json.loads(file(client, "json")) == []
    assert client.get("/hoi-dap/du-lieu/hoi-dap.xml").status_code == 404


def test_an_answer_whose_law_changed_is_marked_and_goes_after_the_grace_date(published: Question) -> None:
    publication = Publication.objects.get()
    Review.objects.create(
        content_type=ContentType.objects.get_for_model(Publication), object_id=publication.pk, label="x", url="/",
        document=Document.objects.get(), reason=Reason.CHANGED, changed_on=TODAY, raised_at=NOW,
        grace_until=TODAY + timedelta(days=30),
    )  # fmt: skip

    assert [one["is_under_review"] for one in open_rows(open_answers(on=TODAY))] == [True]
    assert list(open_rows(open_answers(on=TODAY + timedelta(days=31)))) == []


@pytest.mark.parametrize("count", [1, 30])
def test_thirty_answers_take_as_many_queries_as_one(
    count: int, units: Units, law: Document, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        own(units, number, basis=[(law.pk, "art_2")])
    with django_assert_num_queries(4):  # hidden ones, the answers, what is under review, the documents
        assert len(list(open_rows(open_answers(on=TODAY)))) == count


def test_table_opens_in_a_spreadsheet_without_computing_anything(client: Client, units: Units) -> None:
    own(units, 0, title="=HYPERLINK(1)?")
    text = file(client, "csv")
    (row,) = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))

    assert text.startswith("\ufeff")
    assert (row["question"], row["short"], row["basis"]) == ("'=HYPERLINK(1)?", "Có.", "")


def test_catalogue_and_page_lead_to_every_file(client: Client, units: Units) -> None:
    own(units, 0)
    told = json.loads(client.get("/hoi-dap/du-lieu/dcat.jsonld").content)
    page = client.get("/hoi-dap/du-lieu/").content.decode()

    assert told["@type"] == "dcat:Dataset"
    assert told["dct:modified"].startswith("2026-11-16")
    paths = [one["dcat:downloadURL"].removeprefix("http://localhost:8000") for one in told["dcat:distribution"]]
    assert [client.get(path).status_code for path in paths] == [200, 200]
    assert all(f'href="{path}"' in page for path in paths)


def test_whoever_takes_the_file_again_and_again_is_asked_to_wait(client: Client, db: None) -> None:
    answers = [client.get("/hoi-dap/du-lieu/hoi-dap.json") for _time in range(21)]

    assert [one.status_code for one in answers] == [200] * 20 + [429]
    assert "Hãy đợi 10 phút" in answers[-1].content.decode()


def test_officer_writes_the_same_file_by_command(client: Client, units: Units, tmp_path: Path, capsys: Any) -> None:
    own(units, 0)
    path = tmp_path / "hoi-dap.json"
    call_command("export_questions", str(path))

    assert path.read_text(encoding="utf-8") == file(client, "json")
    assert "Đã ghi 1 hỏi đáp" in capsys.readouterr().out
    with pytest.raises(CommandError, match=r"đuôi: json, csv"):
        call_command("export_questions", str(tmp_path / "x.xml"))
    with pytest.raises(CommandError, match="Không ghi được"):
        call_command("export_questions", str(tmp_path / "none" / "x.csv"))
