"""Harvesting by OAI-PMH 2.0 (http://www.openarchives.org/OAI/openarchivesprotocol.html)."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from ..http import AskingError, Endpoint
from .base import Batch, Found, Repository, RepositoryError

NAMES = {"oai": "http://www.openarchives.org/OAI/2.0/"}
MOST_BYTES = 64 * 1024 * 1024
MOST_ANSWERS = 100_000
NOTHING = "noRecordsMatch"
PASSING = ("badResumptionToken",)  # the other house changed in between: beginning again helps


class OaiRepository(Repository):
    """The records of one format of another house; each holds one JSON object, as our own houses give them."""

    def __init__(self, *, url: str, prefix: str = "luatgandan", seconds: float = 60) -> None:
        self.prefix = prefix
        self.endpoint = Endpoint(url=url, seconds=seconds)

    def changed_since(self, since: datetime | None) -> Iterator[Batch]:
        asked = {"verb": "ListRecords", "metadataPrefix": self.prefix}
        if since:
            asked["from"] = f"{since.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
        for _answer in range(MOST_ANSWERS):
            tree = self._answer(asked)
            told_at = _moment(tree)
            problem = tree.find("oai:error", NAMES)
            if problem is not None:
                if problem.get("code") == NOTHING:
                    yield Batch(found=(), told_at=told_at)
                    return
                raise _refusal(problem)
            yield _batch(tree, told_at)
            token = tree.findtext("oai:ListRecords/oai:resumptionToken", "", NAMES).strip()
            if not token:
                return
            asked = {"verb": "ListRecords", "resumptionToken": token}
        raise RepositoryError("it never came to an end", is_temporary=False)

    def _answer(self, asked: dict[str, str]) -> Element:
        try:
            with self.endpoint.get(asked, accept="text/xml") as response:
                content = response.read(MOST_BYTES + 1)
        except AskingError as problem:
            raise RepositoryError(str(problem), is_temporary=problem.is_temporary) from None
        if len(content) > MOST_BYTES:
            raise RepositoryError(f"an answer above {MOST_BYTES} bytes", is_temporary=False)
        try:
            tree: Element = fromstring(content)
        except (ParseError, DefusedXmlException) as problem:
            raise RepositoryError(f"no OAI-PMH: {type(problem).__name__}", is_temporary=False) from None
        return tree


def _refusal(problem: Element) -> RepositoryError:
    code = problem.get("code", "")
    return RepositoryError(f"{code}: {(problem.text or '')[:200]}", is_temporary=code in PASSING)


def _moment(tree: Element) -> datetime:
    try:
        return datetime.fromisoformat(tree.findtext("oai:responseDate", "", NAMES))
    except ValueError:
        raise RepositoryError("no OAI-PMH: it does not say when it answered", is_temporary=False) from None


def _batch(tree: Element, told_at: datetime) -> Batch:
    token = tree.find("oai:ListRecords/oai:resumptionToken", NAMES)
    size = token.get("completeListSize", "") if token is not None else ""
    found = tuple(_found(record) for record in tree.iterfind("oai:ListRecords/oai:record", NAMES))
    return Batch(found=found, told_at=told_at, count=int(size) if size.isdigit() else None)


def _found(record: Element) -> Found:
    header = record.find("oai:header", NAMES)
    if header is None:
        raise RepositoryError("no OAI-PMH: a record without header", is_temporary=False)
    identifier = header.findtext("oai:identifier", "", NAMES)
    data = None if header.get("status") == "deleted" else _data(record, identifier)
    return Found(identifier=identifier, source=header.findtext("oai:setSpec", "", NAMES), data=data)


def _data(record: Element, identifier: str) -> dict[str, object]:
    body = record.find("oai:metadata/*", NAMES)
    try:
        data = json.loads(body.text or "") if body is not None else None
    except ValueError:
        data = None
    if not isinstance(data, dict):
        raise RepositoryError(f"{identifier} holds no values", is_temporary=False)
    return data
