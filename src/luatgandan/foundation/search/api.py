"""The search of the portal for programs: `/api/v1/search`, the same power as the page."""

from dataclasses import asdict
from datetime import date
from typing import Annotated, Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Field, Query, Router, Schema
from ninja.errors import HttpError

from luatgandan.foundation.modules.api import ERRORS, Problem, count, day_of_law

from . import queries, rules, services
from .enums import Facet
from .pipeline.addresses import GROUP, MOST_LETTERS, MOST_VALUES, choosable, readable, reading_address
from .pipeline.values import Result, SearchQuery, SearchResults, Sort

AS_THEY_ARE = ("total", "at", "did_you_mean", "within_title", "problem", "took_ms")
router = Router()


class PieceOut(Schema):
    text: str
    is_hit: bool


class ResultOut(Schema):
    id: str
    kind: str
    title: str
    url: str = Field(description="Địa chỉ đầy đủ trên cổng thông tin, theo ngày luật đã hỏi.")
    passage: list[PieceOut]
    path: list[str]
    number: str
    state: str = Field(
        description="Tình trạng hiệu lực của cả văn bản vào ngày luật đã hỏi; rỗng nếu không phải pháp luật."
    )
    language: str
    issued_on: date | None
    group: str
    score: float
    more: list["ResultOut"] = Field(description="Những kết quả khác trong cùng văn bản.")
    more_count: int


class FacetOut(Schema):
    value: str
    label: str
    count: int
    is_chosen: bool


class ExpansionOut(Schema):
    typed: str
    term: str
    reason: str


class UnderstoodOut(Schema):
    text: str
    route: str
    document: str
    article: str
    at: date | None
    at_words: str
    repaired: str
    expansions: list[ExpansionOut]
    is_cut: bool


class SearchOut(Schema):
    total: int
    page: int
    per_page: int
    at: date | None = Field(description="Ngày luật của các kết quả.")
    results: list[ResultOut]
    words: list[ResultOut] = Field(description="Từ ngữ trong câu, có trong từ điển; chỉ ở trang đầu.")
    facets: dict[str, list[FacetOut]]
    understood: UnderstoodOut
    did_you_mean: str
    jump: str = Field(description="Địa chỉ của văn bản hay điều mà lời hỏi gọi đích danh; rỗng nếu không có.")
    within_title: str
    problem: str
    took_ms: float
    explain: dict[str, Any] | None = Field(None, description="Mọi bước tính, chỉ cho cán bộ đã đăng nhập.")


class SuggestionOut(Schema):
    text: str
    kind: str
    url: str
    detail: str


Values = Annotated[list[str], Field(max_length=MOST_VALUES)]


class SearchIn(Schema):
    """Những gì có thể hỏi; điều kiện lọc được lặp lại nhiều lần."""

    q: str = Field("", max_length=MOST_LETTERS, description="Lời hỏi, số văn bản hay địa chỉ điều luật.")
    kind: Values = []
    document_kind: Values = []
    issuer: Values = []
    field: Values = []
    year: Values = []
    state: Values = []
    audience: Values = []
    language: Values = []
    format: Values = []
    at: str = Field("", max_length=60, description="Luật của ngày nào, như 2025-07-01. Bỏ trống là hôm nay.")
    within: str = Field(
        "", pattern=rf"^({GROUP})?$", description="Chỉ tìm trong một văn bản: giá trị `group` của một kết quả."
    )
    sort: Sort = Sort.RELEVANCE
    page: int = Field(1, ge=1, le=500)
    per_page: int = Field(SearchQuery.per_page, ge=1, le=100)
    grouped: bool = Field(True, description="Gộp các điều của một văn bản.")
    literal: bool = Field(False, description="Chỉ tìm đúng chữ đã gõ, không thêm thuật ngữ, không chữa lỗi gõ.")
    explain: bool = Field(False, description="Kèm mọi bước tính; cần đăng nhập là cán bộ.")


@router.get(
    "/search",
    response={200: SearchOut, **ERRORS},
    operation_id="search",
    summary="Tìm",
    description="Điều luật, văn bản, câu trả lời theo lời hỏi, số hay địa chỉ; lọc, sắp xếp, luật của ngày bất kỳ.",
)
def search(request: HttpRequest, response: HttpResponse, asked: Query[SearchIn]) -> dict[str, Any]:
    """Articles, documents, answers, topics and records for words, a number or an address; facets, any day of law."""
    count(request, "search_api")
    if asked.explain and not rules.may_see_steps(request.user):
        raise HttpError(403, "Chỉ cán bộ đã đăng nhập xem được các bước tính.")
    query = _query(asked)
    if not (query.text or query.facets):
        raise HttpError(400, "Hãy cho biết lời hỏi (q) hoặc ít nhất một điều kiện lọc.")
    results = queries.search(query, today=timezone.localdate())
    if not results.is_available:
        raise HttpError(503, results.problem)
    if not asked.explain and query.page == 1:
        services.count_search(results=results, at=timezone.now())
    response["Access-Control-Allow-Origin"] = "*"
    return _answer(results, explain=asked.explain)


@router.get(
    "/search/suggest",
    response={200: list[SuggestionOut], 422: Problem, 429: Problem},
    operation_id="suggest",
    summary="Gợi ý",
    description="Những chữ vừa gõ có thể là văn bản, điều luật, chủ đề hay từ nào.",
)
def suggest(
    request: HttpRequest,
    response: HttpResponse,
    q: Annotated[str, Query(max_length=MOST_LETTERS)] = "",
    limit: Annotated[int, Query(ge=1, le=20)] = 8,
) -> list[dict[str, str]]:
    """What the letters typed so far may become: documents, articles, topics, words."""
    count(request, "search_api")
    response["Access-Control-Allow-Origin"] = "*"
    found = queries.suggest(readable(q), today=timezone.localdate(), limit=limit)
    return [{**asdict(one), "url": one.url and settings.SITE_URL + one.url} for one in found]


def _query(asked: SearchIn) -> SearchQuery:
    """The query. Raises ValidationError for a day that cannot be read."""
    facets = {str(facet): choosable(getattr(asked, facet)) for facet in Facet}
    return SearchQuery(
        text=readable(asked.q),
        facets={name: values for name, values in facets.items() if values},
        at=day_of_law(asked.at),
        within=asked.within,
        sort=asked.sort,
        page=asked.page,
        per_page=asked.per_page,
        is_grouped=asked.grouped,
        is_literal=asked.literal,
    )


def _answer(results: SearchResults, *, explain: bool) -> dict[str, Any]:
    analysis = results.analysis
    return {
        **{name: getattr(results, name) for name in AS_THEY_ARE},
        "page": results.query.page,
        "per_page": results.query.per_page,
        "results": [_result(one, results) for one in results.results],
        "words": [_result(one, results) for one in results.words],
        "facets": {name: [asdict(value) for value in values] for name, values in results.facets.items()},
        "understood": {**analysis.to_dict(), "route": str(analysis.route)},
        "jump": results.jump and settings.SITE_URL + results.jump,
        "explain": results.to_dict() if explain else None,
    }


def _result(result: Result, results: SearchResults) -> dict[str, Any]:
    url = reading_address(result.url, result.kind, results, today=timezone.localdate(), language="vi")
    more = [_result(one, results) for one in result.more]
    return {**asdict(result), "url": settings.SITE_URL + url, "more": more}
