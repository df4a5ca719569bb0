"""The search of the portal for programs: `/api/v1/search`, the same power as the page."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Annotated, Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Field, NinjaAPI, Query, Schema
from ninja.errors import HttpError, ValidationError

from luatgandan.lib import limits
from luatgandan.lib.vietnamese.days import is_day_of_law, read_day

from . import queries, rules, services
from .enums import Facet
from .pipeline.addresses import MOST_LETTERS, MOST_VALUES, readable, reading_address
from .pipeline.values import Result, SearchQuery, SearchResults, Sort

MOST_A_MINUTE = 600  # questions of one address; a whole school stands behind one
AS_THEY_ARE = ("total", "at", "did_you_mean", "within_title", "problem", "took_ms")
api = NinjaAPI(
    title="Luật Gần Dân",
    version="1",
    description="Tìm văn bản, điều luật, câu trả lời và thủ tục. Không cần đăng ký; nhiều nhất 600 lượt mỗi phút.",
    docs_url=None,
    urls_namespace="api-v1",
)


class Problem(Schema):
    """Vì sao không trả lời được."""

    title: str
    status: int
    detail: str = ""
    errors: list[dict[str, str]] = []


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
    state: str = Field(description="Tình trạng hiệu lực vào ngày luật đã hỏi; rỗng nếu không phải văn bản pháp luật.")
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
    within: str = Field("", max_length=160, description="Chỉ tìm trong một văn bản: giá trị `group` của một kết quả.")
    sort: Sort = Sort.RELEVANCE
    page: int = Field(1, ge=1, le=500)
    per_page: int = Field(SearchQuery.per_page, ge=1, le=100)
    grouped: bool = Field(True, description="Gộp các điều của một văn bản.")
    literal: bool = Field(False, description="Chỉ tìm đúng chữ đã gõ, không thêm thuật ngữ, không chữa lỗi gõ.")
    explain: bool = Field(False, description="Kèm mọi bước tính; cần đăng nhập là cán bộ.")


ERRORS = {status: Problem for status in (400, 403, 422, 429, 503)}
FAULTS = {
    "missing": "Thiếu tham số này.",
    "int_parsing": "Phải là số nguyên.",
    "bool_parsing": "Phải là true hoặc false.",
    "greater_than_equal": "Nhỏ quá: ít nhất là {ge}.",
    "less_than_equal": "Lớn quá: nhiều nhất là {le}.",
    "string_too_long": "Dài quá: nhiều nhất {max_length} chữ.",
    "too_long": "Nhiều giá trị quá: nhiều nhất {max_length}.",
    "enum": "Không có lựa chọn này. Chọn một trong: {expected}.",
}


@api.get(
    "/search",
    response={200: SearchOut, **ERRORS},
    operation_id="search",
    summary="Tìm",
    description="Điều luật, văn bản, câu trả lời theo lời hỏi, số hay địa chỉ; lọc, sắp xếp, luật của ngày bất kỳ.",
)
def search(request: HttpRequest, response: HttpResponse, asked: Query[SearchIn]) -> dict[str, Any]:
    """Articles, documents, answers, topics and records for words, a number or an address; facets, any day of law."""
    _count(request)
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


@api.get(
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
    _count(request)
    response["Access-Control-Allow-Origin"] = "*"
    found = queries.suggest(readable(q), today=timezone.localdate(), limit=limit)
    return [{**asdict(one), "url": one.url and settings.SITE_URL + one.url} for one in found]


def _count(request: HttpRequest) -> None:
    """Refuse whoever asks too often. Raises HttpError."""
    address = get_adapter().get_client_ip(request)
    if not limits.take(name="search_api", key=address, amount=MOST_A_MINUTE, seconds=60, now=timezone.now()):
        raise HttpError(429, "Nhiều lượt hỏi quá trong một phút. Hãy chờ một phút rồi hỏi tiếp.")


def _query(asked: SearchIn) -> SearchQuery:
    """The query; 422 for a day that cannot be read."""
    day = read_day(asked.at) if asked.at else None
    if asked.at and (day is None or not is_day_of_law(day)):
        raise ValidationError([{"type": "day", "loc": ("query", "at"), "msg": ""}])
    facets = {str(facet): tuple(getattr(asked, facet)) for facet in Facet}
    return SearchQuery(
        text=readable(asked.q),
        facets={name: values for name, values in facets.items() if values},
        at=day,
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


def _problem(request: HttpRequest, status: int, title: str, **rest: Any) -> HttpResponse:
    return api.create_response(request, {"title": title, "status": status, **rest}, status=status)


@api.exception_handler(HttpError)
def _refused(request: HttpRequest, error: HttpError) -> HttpResponse:
    return _problem(request, error.status_code, str(error))


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    errors = [{"field": str(one["loc"][-1]), "message": _fault(one)} for one in error.errors]
    return _problem(request, 422, "Có tham số chưa đúng.", errors=errors)


def _fault(error: Mapping[str, Any]) -> str:
    """What is wrong with a value, in words."""
    if error["type"] == "day":
        return "Không đọc được ngày này. Hãy viết như 2025-07-01, từ năm 1945 đến năm 2100."
    return FAULTS.get(error["type"], "Giá trị này không đúng.").format_map({**error.get("ctx", {})})
