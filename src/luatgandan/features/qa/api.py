"""Published answers for programs, `/api/v1/questions`: the same words as their pages, no personal data."""

from datetime import date
from typing import Annotated, Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Field, Query, Router, Schema
from ninja.errors import HttpError

from luatgandan.foundation.modules.api import ERRORS, Problem, count, day_of_law

from . import enums, queries
from .queries.opendata import open_answers, open_rows

router = Router()


class BasisOut(Schema):
    number: str = Field(description="Số hiệu văn bản.")
    name: str
    eid: str = Field(description="Địa chỉ của đơn vị trong văn bản theo Akoma Ntoso.")
    label: str
    url: str


class PublicAnswerOut(Schema):
    code: str
    url: str
    question: str = Field(description="Câu hỏi đã bỏ dữ liệu cá nhân.")
    text: str
    short: str = Field(description="Câu trả lời ngắn.")
    explanation: str
    steps: list[str]
    office: str = Field(description="Cơ quan có thẩm quyền.")
    field: enums.Field
    field_label: str
    unit: str = Field(description="Cơ quan đã trả lời.")
    basis: list[BasisOut]
    day_of_law: date = Field(description="Trả lời theo luật của ngày này.")
    published_on: date
    is_under_review: bool = Field(description="Luật được dẫn đã đổi, cơ quan đang rà soát; hãy cho người đọc biết.")


class PublicAnswersOut(Schema):
    total: int
    page: int
    per_page: int
    answers: list[PublicAnswerOut]


class PublicAnswersIn(Schema):
    """Lọc các câu trả lời đã công khai, mới nhất trước."""

    field: enums.Field | None = Field(None, description="Lĩnh vực.")
    since: str = Field("", max_length=60, description="Đăng từ ngày nào, như 2026-01-31.")
    page: int = Field(1, ge=1, le=10_000)
    per_page: int = Field(20, ge=1, le=100)


@router.get(
    "/questions",
    response={200: PublicAnswersOut, **{status: ERRORS[status] for status in (422, 429)}},
    operation_id="questions",
    summary="Hỏi đáp đã công khai",
    description="Câu hỏi của người dân đã bỏ dữ liệu cá nhân và trả lời của cơ quan, kèm căn cứ.",
)
def public_answers(request: HttpRequest, response: HttpResponse, asked: Query[PublicAnswersIn]) -> dict[str, Any]:
    """Published answers, newest first, page by page; beyond the last page there are none."""
    count(request, "questions_api")
    rows = open_answers(on=timezone.localdate(), field=asked.field or "", since=day_of_law(asked.since, "since"))
    pages = Paginator(rows, asked.per_page)
    shown = pages.page(asked.page).object_list if asked.page <= pages.num_pages else []
    response["Access-Control-Allow-Origin"] = "*"
    return {"total": pages.count, "page": asked.page, "per_page": asked.per_page, "answers": list(open_rows(shown))}


@router.get(
    "/questions/{code}",
    response={200: PublicAnswerOut, 404: Problem, 422: Problem, 429: Problem},
    operation_id="question",
    summary="Một hỏi đáp đã công khai",
    description="Theo mã câu hỏi, như HD-7K3M-92QF.",
)
def public_answer(request: HttpRequest, response: HttpResponse, code: Annotated[str, Field(max_length=20)]) -> Any:
    """One published answer by its code."""
    count(request, "questions_api")
    found = queries.public_answer(code, on=timezone.localdate())
    if found is None:
        raise HttpError(404, "Không có hỏi đáp công khai mang mã này.")
    response["Access-Control-Allow-Origin"] = "*"
    return next(open_rows([found]))
