"""What a harvester asks, by the rules of OAI-PMH 2.0 (http://www.openarchives.org/OAI/openarchivesprotocol.html)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.core import signing

GET, LISTS = "GetRecord", ("ListRecords", "ListIdentifiers")
SELECTIVE = {"from", "until", "set", "metadataPrefix"}
ALLOWED = {
    "Identify": set[str](),
    "ListSets": {"resumptionToken"},
    "ListMetadataFormats": {"identifier"},
    GET: {"identifier", "metadataPrefix"},
    **{verb: SELECTIVE | {"resumptionToken"} for verb in LISTS},
}
NEEDED = {GET: ("identifier", "metadataPrefix"), **{verb: ("metadataPrefix",) for verb in LISTS}}
SALT = "opendata.oai"
_DAY, _MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}$"), re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$")


class OaiError(Exception):
    """What is wrong with a request; `code` as the protocol names it."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code


@dataclass(frozen=True, kw_only=True)
class Ask:
    """One request. `since` is included, `until` too; `after` is the last thing of the page before: (moment, id)."""

    verb: str
    prefix: str = ""
    identifier: str = ""
    source: str = ""
    since: datetime | None = None
    until: datetime | None = None
    after: tuple[datetime, int] | None = None

    @property
    def token(self) -> str:
        """Where to go on, as a word that says all of it and that only this house can make."""
        moments = [one.isoformat() if one else "" for one in (self.since, self.until)]
        after = [self.after[0].isoformat(), self.after[1]] if self.after else None
        return signing.dumps([self.verb, self.prefix, self.source, *moments, after], salt=SALT, compress=True)


def read_ask(values: Mapping[str, list[str]]) -> Ask:
    """The request that these arguments make. Raises OaiError."""
    verb = _one(values.get("verb", []), OaiError("badVerb", "exactly one verb is needed"))
    if verb not in ALLOWED:
        raise OaiError("badVerb", f"no such verb; known are {', '.join(ALLOWED)}")
    given = {name: _one(words, _bad(f"{name} is given twice")) for name, words in values.items() if name != "verb"}
    if strange := sorted(given.keys() - ALLOWED[verb]):
        raise _bad(f"{verb} takes no {', '.join(strange)[:200]}")
    if "resumptionToken" in given:
        if len(given) > 1:
            raise _bad("resumptionToken stands alone")
        return read_token(verb, given["resumptionToken"])
    if missing := [name for name in NEEDED.get(verb, ()) if not given.get(name)]:
        raise _bad(f"{verb} needs {', '.join(missing)}")
    return _selected(verb, given)


def _one(words: list[str], problem: OaiError) -> str:
    if len(words) != 1:
        raise problem
    return words[0]


def _bad(text: str) -> OaiError:
    return OaiError("badArgument", text)


def _selected(verb: str, given: Mapping[str, str]) -> Ask:
    since, until = given.get("from", ""), given.get("until", "")
    if since and until and len(since) != len(until):
        raise _bad("from and until must be of the same granularity")
    ask = Ask(
        verb=verb,
        prefix=given.get("metadataPrefix", ""),
        identifier=given.get("identifier", ""),
        source=given.get("set", ""),
        since=_moment(since, time.min) if since else None,
        until=_moment(until, time.max) if until else None,
    )
    if ask.since and ask.until and ask.since > ask.until:
        raise _bad("from lies after until")
    return ask


def _moment(words: str, of_day: time) -> datetime:
    """A day or a second, in UTC; a day from `of_day` on. A second lasts until the next."""
    try:
        if _DAY.match(words):
            return datetime.combine(date.fromisoformat(words), of_day, tzinfo=UTC)
        if _MOMENT.match(words):
            rest = timedelta(microseconds=of_day.microsecond)
            return datetime.fromisoformat(words).astimezone(UTC) + rest
    except (ValueError, OverflowError):
        pass
    raise _bad("from and until are YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ")


def read_token(verb: str, token: str) -> Ask:
    """The request that a token continues. Raises OaiError."""
    try:
        told, prefix, source, since, until, after = signing.loads(token, salt=SALT)
        moments: list[Any] = [datetime.fromisoformat(one) if one else None for one in (since, until)]
        last = (datetime.fromisoformat(after[0]), int(after[1]))
    except (signing.BadSignature, ValueError, TypeError, IndexError):
        raise OaiError("badResumptionToken", "this house did not give that token") from None
    if told != verb:
        raise OaiError("badResumptionToken", f"the token continues {told}")
    return Ask(verb=verb, prefix=prefix, source=source, since=moments[0], until=moments[1], after=last)
