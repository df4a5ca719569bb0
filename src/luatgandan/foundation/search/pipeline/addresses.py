"""A query as the address of the search page and back, and where results are read. Nothing odd is an error."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote_plus

from django.http import QueryDict
from django.utils.translation import gettext as _

from luatgandan.lib import links
from luatgandan.lib.vietnamese import clean
from luatgandan.lib.vietnamese.days import is_day_of_law, read_day

from ..enums import Facet, Kind
from .values import SearchQuery, SearchResults, Sort

MOST_PAGES = 500
MOST_VALUES = 20  # chosen values of one facet
MOST_LETTERS = 10_000
# Names in the address for people; the API has the English ones.
PARAMETERS = {
    Facet.KIND: "loai",
    Facet.DOCUMENT_KIND: "loai-van-ban",
    Facet.STATE: "hieu-luc",
    Facet.ISSUER: "co-quan",
    Facet.FIELD: "linh-vuc",
    Facet.YEAR: "nam",
    Facet.AUDIENCE: "danh-cho",
    Facet.LANGUAGE: "ngon-ngu",
    Facet.FORMAT: "dang",
}
BY_ARTICLE = "dieu"
OF_THE_LAW = (Kind.DOCUMENT, Kind.ARTICLE, Kind.ANNEX)
GROUP = r"[a-z]{1,30}:[\w.-]{1,120}"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One address of the search page: the query, whether jumping was declined, what could not be read."""

    query: SearchQuery
    is_staying: bool = False
    problem: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to search for."""
        return not (self.query.text or self.query.facets)


def read_query(data: QueryDict, *, language: str) -> Asked:
    """What an address asks for."""
    at, problem = _day(data.get("at", ""))
    within = data.get("trong", "")
    query = SearchQuery(
        text=readable(data.get("q", "")),
        facets={str(facet): values for facet, values in _facets(data)},
        at=at,
        within=within if re.fullmatch(GROUP, within) else "",
        sort=_sort(data.get("sap-xep", "")),
        page=_page(data.get("trang", "")),
        is_grouped=data.get("nhom") != BY_ARTICLE,
        is_literal=data.get("nguyen-van") == "1",
        language=language,
    )
    return Asked(query=query, is_staying=data.get("khong-nhay") == "1", problem=problem)


def readable(text: str) -> str:
    """Words without what no eye can read; far too many are cut (analysis cuts earlier and says so)."""
    return clean(_CONTROL.sub(" ", text))[:MOST_LETTERS].strip()


def choosable(values: Iterable[str]) -> tuple[str, ...]:
    """Values of one facet, each once, without what no eye can read; far too many are cut."""
    found = dict.fromkeys(clean(_CONTROL.sub("", value))[:200] for value in values)
    return tuple(filter(None, found))[:MOST_VALUES]


def query_string(query: SearchQuery, *, is_staying: bool = False) -> str:
    """The address of a query, without what is the rule anyway; `read_query` reads it back."""
    rest = {"khong-nhay": "1" if is_staying else "", "trang": str(query.page) if query.page > 1 else ""}
    pairs = [("q", query.text), *_choices(query), *((name, value) for name, value in rest.items() if value)]
    return "&".join(f"{name}={quote_plus(value)}" for name, value in pairs)


def choices_of(query: SearchQuery) -> dict[str, list[str]]:
    """All but the words, for hidden fields of a form that changes the words: name → values."""
    found: dict[str, list[str]] = {}
    for name, value in _choices(query):
        found.setdefault(name, []).append(value)
    return found


def _choices(query: SearchQuery) -> Iterator[tuple[str, str]]:
    for name, values in query.facets.items():
        yield from ((PARAMETERS[Facet(name)], value) for value in values)
    rest = {
        "at": query.at.isoformat() if query.at else "",
        "trong": query.within,
        "sap-xep": "" if query.sort == Sort.RELEVANCE else str(query.sort),
        "nhom": "" if query.is_grouped else BY_ARTICLE,
        "nguyen-van": "1" if query.is_literal else "",
    }
    yield from ((name, value) for name, value in rest.items() if value)


def reading_address(url: str, kind: str, results: SearchResults, *, today: date, language: str) -> str:
    """Where something found is read: in the reader's language, and law of another day as it read on that day."""
    at = results.at if kind in OF_THE_LAW and results.at != today else None
    return links.in_language(links.with_query(url, at=at.isoformat() if at else ""), language)


def _facets(data: QueryDict) -> Iterator[tuple[Facet, tuple[str, ...]]]:
    for facet, name in PARAMETERS.items():
        if chosen := choosable(data.getlist(name)):
            yield facet, chosen


def _day(text: str) -> tuple[date | None, str]:
    """The day, or what is wrong with it."""
    if not (text := clean(_CONTROL.sub("", text))):
        return None, ""
    day = read_day(text)
    if day is None:
        return None, _("Ngày “%(text)s” không đọc được. Hãy gõ như 01/07/2025.") % {"text": text[:40]}
    if not is_day_of_law(day):
        return None, _("Chọn một ngày từ 02/09/1945 (ngày lập nước) đến năm 2100.")
    return day, ""


def _sort(text: str) -> Sort:
    return Sort(text) if text in set(Sort) else Sort.RELEVANCE


def _page(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() and len(text) < len(str(MOST_PAGES)) + 2 else 1
    return max(1, min(number, MOST_PAGES))
