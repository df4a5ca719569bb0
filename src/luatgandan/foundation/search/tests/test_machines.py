"""Suggestions, feeds, the description browsers read, and counting what was opened."""

import json
from xml.etree import ElementTree

import pytest
from django.test import Client

from luatgandan.foundation.search import services
from luatgandan.foundation.search.models import SearchCount

pytestmark = pytest.mark.usefixtures("things")
HERE = "/tim-kiem/"


def test_suggestions_are_a_list_of_lines(client: Client) -> None:
    answer = client.get(f"{HERE}goi-y/", {"q": "nghị định 168"})

    line = next(one for one in answer.json() if one["kind"] == "document")
    assert line["url"] == "/van-ban/nd-168-2024-nd-cp/"
    assert set(line) == {"label", "detail", "kind", "url", "lang"}


def test_suggestions_on_khmer_pages_say_their_language(client: Client) -> None:
    found = client.get(f"/km{HERE}goi-y/", {"q": "nghị định 168"}).json()

    assert {one["lang"] for one in found} == {"vi"}
    assert found[0]["url"].startswith("/km/")


@pytest.mark.parametrize("typed", ["", "a", "x" * 5000, "\x00", "((("])
def test_suggestions_never_fail(client: Client, typed: str) -> None:
    assert client.get(f"{HERE}goi-y/", {"q": typed}).status_code == 200


def test_browsers_get_suggestions_their_way(client: Client) -> None:
    answer = client.get(f"{HERE}goi-y/", {"q": "nghị định 168", "kieu": "opensearch"})

    typed, texts, details, urls = json.loads(answer.content)
    assert answer["Content-Type"] == "application/x-suggestions+json"
    assert typed == "nghị định 168"
    assert len(texts) == len(details) == len(urls) > 0


def test_a_search_is_a_feed(client: Client) -> None:
    answer = client.get(f"{HERE}atom/", {"q": "nồng độ cồn", "nhom": "dieu"})

    atom = "{http://www.w3.org/2005/Atom}"
    feed = ElementTree.fromstring(answer.content)
    entries = {entry.findtext(f"{atom}id"): entry for entry in feed.iter(f"{atom}entry")}
    entry = entries["http://localhost:8000/van-ban/nd-168-2024-nd-cp/dieu-7/"]
    assert entry.findtext(f"{atom}updated") == "2024-12-26T00:00:00+00:00"
    assert len(entries) == 4


@pytest.mark.parametrize("typed", ["", "\x00", "\ufffe đất", "<đất> & ]]>"])
def test_a_feed_of_odd_words_can_be_read(client: Client, typed: str) -> None:
    assert ElementTree.fromstring(client.get(f"{HERE}atom/", {"q": typed}).content)


def test_browsers_learn_how_to_search(client: Client) -> None:
    answer = client.get("/opensearch.xml")

    spec = "{http://a9.com/-/spec/opensearch/1.1/}"
    description = ElementTree.fromstring(answer.content)
    templates = {url.get("type"): url.get("template") for url in description.iter(f"{spec}Url")}
    assert templates["text/html"] == "http://localhost:8000/tim-kiem/?q={searchTerms}"
    assert len(description.findtext(f"{spec}ShortName") or "") <= 16
    assert "opensearch.xml" in client.get(HERE).content.decode()


# --- counting --------------------------------------------------------------------------------------------------------


def test_opening_a_result_is_counted_without_a_person(client: Client) -> None:
    services.write_counts()
    SearchCount.objects.all().delete()
    client.get(HERE, {"q": "nồng độ cồn"})

    answer = Client(enforce_csrf_checks=True).post(
        f"{HERE}nhan/?q=n%E1%BB%93ng+%C4%91%E1%BB%99+c%E1%BB%93n&hang=1&id=x"
    )

    assert answer.status_code == 204
    services.write_counts()
    (count,) = SearchCount.objects.all()
    assert (count.asked, count.opened) == (1, 1)


@pytest.mark.parametrize("rest", ["", "q=", "q=%00", "x=1"])
def test_odd_countings_count_nothing(client: Client, rest: str) -> None:
    services.write_counts()
    SearchCount.objects.all().delete()

    assert client.post(f"{HERE}nhan/?{rest}").status_code == 204

    services.write_counts()
    assert not SearchCount.objects.exists()
