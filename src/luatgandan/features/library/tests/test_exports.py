"""Files to take away: made from the text of a day, and the originals."""

from datetime import date

import pytest
from django.test import Client

from luatgandan.features.library import queries
from luatgandan.features.library.enums import State
from luatgandan.features.library.models import Document
from luatgandan.features.library.services.files import receive_bytes

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


def test_an_exported_document_is_the_document(client: Client, law: Document) -> None:
    parsed = queries.parsed_on(law, day=date(2026, 1, 1), today=date(2026, 1, 1))
    assert parsed is not None
    original = a_law()
    assert (parsed.body, parsed.annexes, parsed.signatures) == (original.body, original.annexes, original.signatures)


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
