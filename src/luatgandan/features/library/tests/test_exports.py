"""Files to take away: made from the text of a day, and the originals."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client
from jsonschema import Draft202012Validator

from luatgandan.features.library import queries
from luatgandan.features.library.enums import State
from luatgandan.features.library.models import Document
from luatgandan.features.library.queries import exporting
from luatgandan.features.library.services.files import receive_bytes
from luatgandan.lib.legaltext.tree import Parsed

from .laws import LAW, NOW, a_law, store, text_of

pytestmark = pytest.mark.django_db


def test_files_are_made_from_the_text_of_the_day(client: Client, law: Document) -> None:
    store(law, a_law(fee="70.000 đồng"), valid_from=date(2024, 1, 1))
    for extension, sign in (("txt", "70.000"), ("json", "70.000"), ("xml", "70.000"), ("docx", "PK")):
        answer = client.get(f"{LAW}tai-ve/{extension}/")
        assert answer["Content-Disposition"] == f'attachment; filename="luat-1-2020-qh14.{extension}"'
        assert sign.encode() in answer.content
    then = client.get(f"{LAW}tai-ve/txt/?at=2023-01-01")
    assert "50.000" in then.content.decode()
    assert 'filename="luat-1-2020-qh14-2023-01-01.txt"' in then["Content-Disposition"]


def test_json_fits_the_schema_that_is_served(client: Client, law: Document) -> None:
    schema = client.get("/luoc-do/van-ban.schema.json")
    assert schema["Content-Type"] == "application/schema+json"
    assert "/luoc-do/van-ban.schema.json" in client.get("/luoc-do/").content.decode()
    Draft202012Validator(schema.json()).validate(client.get(f"{LAW}tai-ve/json/?at=2023-01-01").json())


def test_an_exported_document_is_the_document(client: Client, law: Document) -> None:
    parsed = queries.parsed_on(law, day=date(2026, 1, 1), today=date(2026, 1, 1))
    assert parsed is not None
    original = a_law()
    assert (parsed.body, parsed.annexes, parsed.signatures) == (original.body, original.annexes, original.signatures)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[date]:
    """The days for which a DOCX was really made."""
    days: list[date] = []
    docx = next(one for one in exporting.FORMATS if one.extension == "docx")

    def write(parsed: Parsed, day: date) -> bytes:
        days.append(day)
        return docx.write(parsed, day)

    monkeypatch.setattr(exporting, "FORMATS", (replace(docx, write=write),))
    monkeypatch.setattr(exporting, "__version__", uuid4().hex)  # what other tests made does not count
    return days


def test_a_file_is_made_once_for_the_same_words(client: Client, law: Document, made: list[date]) -> None:
    path = f"{LAW}tai-ve/docx/"
    first, again, other_day = client.get(path), client.get(path), client.get(f"{path}?at=2021-05-05")

    assert len(made) == 1
    assert first.content == again.content == other_day.content
    store(law, a_law(fee="70.000 đồng"), valid_from=date(2024, 1, 1))
    assert client.get(path)["ETag"] != first["ETag"]
    assert len(made) == 2


def test_who_has_the_file_is_not_sent_it_again(client: Client, law: Document, made: list[date]) -> None:
    path = f"{LAW}tai-ve/docx/"
    tag = client.get(path)["ETag"]
    cache.delete("library.export." + tag.strip('"'))

    answer = client.get(path, headers={"If-None-Match": tag})

    assert (answer.status_code, answer.content, answer["ETag"]) == (304, b"", tag)
    assert len(made) == 1


def test_a_file_out_of_the_page_cache_keeps_its_name(client: Client, law: Document, settings: Any) -> None:
    settings.PAGE_CACHE_SECONDS = 60
    first, again = (client.get(f"{LAW}tai-ve/txt/") for _ in range(2))
    assert again["X-Page-Cache"] == "hit"
    assert again["Content-Disposition"] == first["Content-Disposition"]


@pytest.mark.parametrize("ending", ["exe", "pdfx", "JSON"])
def test_unknown_formats_are_not_found(client: Client, law: Document, ending: str) -> None:
    assert client.get(f"{LAW}tai-ve/{ending}/").status_code == 404


def test_only_originals_of_public_documents_go_out(client: Client, law: Document) -> None:
    row, _ = receive_bytes(name="Luật đò ngang.txt", content="Điều 1. Phạm vi".encode(), at=NOW)
    path = f"{LAW}tep-goc/{row.pk}/"
    assert client.get(path).status_code == 404
    row.document = law
    row.save()
    assert b"".join(client.get(path)) == "Điều 1. Phạm vi".encode()
    assert f'href="{path}"' in text_of(client, LAW)
    Document.objects.filter(pk=law.pk).update(state=State.DRAFT)
    assert client.get(path).status_code == 404
