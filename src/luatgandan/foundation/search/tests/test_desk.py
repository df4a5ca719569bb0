"""What the desk shows of search: reports, the index, every step."""

from typing import Any

import pytest
from django.test import Client

from luatgandan.foundation.accounts.models import Person
from luatgandan.foundation.search import services
from luatgandan.foundation.search.pipeline.tests.odd_texts import TYPED

pytestmark = pytest.mark.usefixtures("things")
HERE = "/tim-kiem/"


@pytest.fixture
def editor(client: Client, settings: Any) -> Client:
    settings.STAFF_SECOND_FACTOR = False
    client.force_login(Person.objects.create_superuser(username="bien-tap", password="x"))
    return client


@pytest.mark.parametrize("path", ["/quan-tri/tim-kiem/", "/quan-tri/tim-kiem/tung-buoc/?q=a"])
def test_strangers_see_no_reports(client: Client, path: str) -> None:
    client.force_login(Person.objects.create_user(username="lanh", email="lanh@example.vn"))

    assert client.get(path).status_code in (302, 403)


def test_an_editor_sees_what_is_looked_for_in_vain(editor: Client) -> None:
    for _ in range(3):
        editor.get(HERE, {"q": "thuế trước bạ tàu vũ trụ"})
    services.write_counts()

    assert "thuế trước bạ tàu vũ trụ" in editor.get("/quan-tri/tim-kiem/").content.decode()


def test_an_editor_sees_how_the_index_stands(editor: Client) -> None:
    services.note_changes(source="thing", keys=["3"])

    assert "6 đoạn; 1 thay đổi đang chờ, 0 đã thử" in editor.get("/quan-tri/tim-kiem/").content.decode()


@pytest.mark.parametrize("name", ["", *TYPED])
def test_every_step_of_a_search_is_shown(editor: Client, name: str) -> None:
    answer = editor.get("/quan-tri/tim-kiem/tung-buoc/", {"q": TYPED.get(name, "nồng độ cồn năm 2025"), "nhom": "dieu"})

    assert answer.status_code == 200
    if not name:
        html = answer.content.decode()
        for words in ("Kế hoạch tìm", "at_words", "năm 2025", "thing:17/art_7"):
            assert words in html
