"""The door for harvesters, by the rules of OAI-PMH 2.0."""

import json
from typing import Any
from xml.etree.ElementTree import fromstring

import pytest
from django.test import Client

from luatgandan.features.library.enums import State
from luatgandan.features.library.models import Document
from luatgandan.features.opendata import queries, services
from luatgandan.features.opendata.models import SharedItem

from .conftest import NAMES, NOW, Asked, text

NAME = "oai:localhost:van-ban/luat-1-2020-qh14"
RECORDS = {"verb": "ListRecords", "metadataPrefix": "oai_dc"}


def names(tree: Any) -> list[str]:
    return [one.text for one in tree.iterfind(".//header/identifier", NAMES)]


def test_the_house_says_who_it_is(law: Document, ask: Asked) -> None:
    tree = ask(verb="Identify")
    said = {one.tag.split("}")[1]: one.text for one in tree.find("Identify", NAMES) or ()}
    assert said == {
        "repositoryName": "Luật Gần Dân",
        "baseURL": "http://localhost:8000/oai/",
        "protocolVersion": "2.0",
        "adminEmail": said["adminEmail"],
        "earliestDatestamp": "2026-11-24T08:00:00Z",
        "deletedRecord": "persistent",
        "granularity": "YYYY-MM-DDThh:mm:ssZ",
    }
    assert "@" in str(said["adminEmail"])
    assert tree.find("request", NAMES).attrib == {"verb": "Identify"}  # type: ignore[union-attr]


def test_sets_and_formats(law: Document, ask: Asked) -> None:
    assert text(ask(verb="ListSets"), "ListSets/set/setSpec") == "van-ban"
    for tree in (ask(verb="ListMetadataFormats"), ask(verb="ListMetadataFormats", identifier=NAME)):
        prefixes = [one.text for one in tree.iterfind(".//metadataPrefix", NAMES)]
        assert prefixes == ["oai_dc", "luatgandan", "akn"]
    assert "urn:luatgandan:values:1" in ask_schema(ask(verb="ListMetadataFormats"))


def ask_schema(tree: Any) -> str:
    [address] = [one.text for one in tree.iterfind(".//schema", NAMES) if one.text.endswith("luatgandan.xsd")]
    return Client().get(address.removeprefix("http://localhost:8000")).content.decode()


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({}, "badVerb"),
        ({"verb": "Lists"}, "badVerb"),
        ({"verb": ["Identify", "Identify"]}, "badVerb"),
        ({"verb": "Identify", "set": "x"}, "badArgument"),
        ({"verb": "ListRecords"}, "badArgument"),
        ({"verb": "GetRecord", "identifier": NAME}, "badArgument"),
        ({**RECORDS, "from": ["2026-11-24", "2026-11-24"]}, "badArgument"),
        ({**RECORDS, "from": "hôm qua"}, "badArgument"),
        ({**RECORDS, "from": "2026-13-01"}, "badArgument"),
        ({**RECORDS, "from": "2026-11-24", "until": "2026-11-24T00:00:00Z"}, "badArgument"),
        ({**RECORDS, "from": "2026-11-25", "until": "2026-11-24"}, "badArgument"),
        ({**RECORDS, "resumptionToken": "x"}, "badArgument"),
        ({"verb": "ListRecords", "resumptionToken": "x"}, "badResumptionToken"),
        ({"verb": "ListRecords", "metadataPrefix": "marc"}, "cannotDisseminateFormat"),
        ({**RECORDS, "set": "tho"}, "noRecordsMatch"),
        ({**RECORDS, "from": "2026-11-25"}, "noRecordsMatch"),
        ({"verb": "GetRecord", "metadataPrefix": "oai_dc", "identifier": "oai:khac:van-ban/x"}, "idDoesNotExist"),
        ({"verb": "GetRecord", "metadataPrefix": "oai_dc", "identifier": NAME + "x"}, "idDoesNotExist"),
        ({"verb": "ListMetadataFormats", "identifier": "\x00<b>"}, "idDoesNotExist"),
    ],
)
def test_what_is_wrong_is_told_by_its_name(law: Document, ask: Asked, asked: dict[str, Any], code: str) -> None:
    tree = ask(**asked)
    assert [one.get("code") for one in tree.iterfind("error", NAMES)] == [code]
    is_understood = code not in ("badVerb", "badArgument")
    assert bool(tree.find("request", NAMES).attrib) == is_understood  # type: ignore[union-attr]


def test_one_law_in_three_formats(law: Document, ask: Asked) -> None:
    dublin, own, akn = (
        ask(verb="GetRecord", identifier=NAME, metadataPrefix=prefix) for prefix in ("oai_dc", "luatgandan", "akn")
    )
    assert names(dublin) == [NAME]
    assert text(dublin, ".//header/datestamp") == "2026-11-24T08:00:00Z"
    assert text(dublin, ".//dc:title") == law.full_name
    values = json.loads(own.find(".//{urn:luatgandan:values:1}values").text or "")  # type: ignore[union-attr]
    assert (values["number"], len(values["texts"])) == ("1/2020/QH14", 1)
    assert akn.find(".//{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}article") is not None


def test_a_list_comes_in_pages_and_what_changes_meanwhile_comes_at_its_end(
    copies: list[SharedItem], ask: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "HEADERS_PER_PAGE", 2)
    pages = [ask(verb="ListIdentifiers", metadataPrefix="oai_dc")]
    SharedItem.objects.filter(pk=copies[0].pk).update(stamped_at=NOW.replace(hour=9))
    while token := text(pages[-1], ".//resumptionToken"):
        pages.append(ask(verb="ListIdentifiers", resumptionToken=token))
    ends = ["", "-1", "-2", "-3", "-4", ""]
    assert [one for page in pages for one in names(page)] == [NAME + end for end in ends]
    sizes = [page.find(".//resumptionToken", NAMES) for page in pages]
    assert [one.get("completeListSize") for one in sizes if one is not None] == ["5"] * 3
    tree = ask(verb="ListRecords", resumptionToken=text(pages[0], ".//resumptionToken"))
    assert text(tree, "error") == "the token continues ListIdentifiers"


@pytest.mark.parametrize(
    ("span", "ends"),
    [
        ({"from": "2026-11-24T08:01:00Z", "until": "2026-11-24T08:03:00Z"}, ["-1", "-2", "-3"]),
        ({"from": "2026-11-24", "until": "2026-11-24"}, ["", "-1", "-2", "-3", "-4"]),
        ({"until": "2026-11-24T08:00:00Z"}, [""]),
    ],
)
def test_both_ends_of_a_span_belong_to_it(
    copies: list[SharedItem], ask: Asked, span: dict[str, str], ends: list[str]
) -> None:
    for row in copies:  # within its second
        SharedItem.objects.filter(pk=row.pk).update(stamped_at=row.stamped_at.replace(microsecond=400_000))
    assert names(ask(verb="ListIdentifiers", metadataPrefix="oai_dc", **span)) == [NAME + end for end in ends]


def test_a_law_that_went_is_told_for_ever(law: Document, ask: Asked) -> None:
    Document.objects.filter(pk=law.pk).update(state=State.WITHDRAWN)
    assert services.stamp_all(at=NOW.replace(hour=9)) == 1
    assert services.stamp_all(at=NOW.replace(hour=10)) == 0
    tree = ask(**RECORDS)
    header = tree.find(".//header", NAMES)
    assert header is not None
    assert (header.get("status"), text(header, "datestamp")) == ("deleted", "2026-11-24T09:00:00Z")
    assert tree.find(".//metadata", NAMES) is None
    assert text(ask(verb="ListMetadataFormats", identifier=NAME), "error") == "it is no longer public"
    Document.objects.filter(pk=law.pk).update(state=State.PUBLISHED)
    assert services.stamp_all(at=NOW.replace(hour=11)) == 1
    assert ask(**RECORDS).find(".//metadata", NAMES) is not None


def test_a_page_takes_the_same_queries_for_one_and_for_many(
    law: Document, ask: Asked, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(5):
        ask(**RECORDS)


def test_requests_by_post_and_limits(law: Document, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert NAME.encode() in client.post("/oai/", RECORDS).content
    assert client.put("/oai/").status_code == 405
    monkeypatch.setattr("luatgandan.features.opendata.views.PER_HOUR", 0)
    refused = client.get("/oai/", {"verb": "Identify"})
    assert (refused.status_code, refused["Retry-After"]) == (503, "600")


def test_letters_that_xml_cannot_hold_are_left_out(law: Document, client: Client) -> None:
    Document.objects.filter(pk=law.pk).update(title="Đò\x0b ngang \ufffe<&>")
    content = client.get("/oai/", RECORDS).content
    assert "đò ngang &lt;&amp;&gt;".encode() in content
    fromstring(content)
