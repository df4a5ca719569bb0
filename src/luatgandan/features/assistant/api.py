"""The assistant for programs, `/api/v1/ask`: the same stages, checks and limits as the page."""

from datetime import date, datetime
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import override
from ninja import Field, Router, Schema
from ninja.errors import HttpError

from luatgandan.foundation.modules.api import Problem, count, day_of_law
from luatgandan.lib.limits import address_of

from . import queries, services
from .enums import Status
from .pipeline.privacy import MOST_LETTERS
from .pipeline.values import Language

router = Router()


class CheckOut(Schema):
    name: str
    is_passed: bool
    detail: str


class SentenceOut(Schema):
    text: str
    is_quote: bool = Field(description="Đúng nguyên văn lời của luật.")
    evidence: list[str] = Field(description="Mã các căn cứ (`citations.id`) chứng minh câu này.")
    checks: list[CheckOut]


class CitationOut(Schema):
    id: str
    number: str = Field(description="Số hiệu văn bản.")
    name: str
    label: str
    eid: str = Field(description="Địa chỉ của đơn vị trong văn bản theo Akoma Ntoso.")
    url: str
    state: str = Field(
        description="Tình trạng hiệu lực của cả văn bản vào ngày luật đã dùng; một điều của nó có thể khác."
    )
    valid_from: date | None
    valid_to: date | None
    text: str
    untold: list[str] = Field(description="Văn bản có thể đã sửa điều này mà thư viện chưa có lời văn mới.")


class OfficialOut(Schema):
    title: str
    url: str
    answer: str
    signer: str
    signed_on: date | None
    steps: list[str]


class ChoiceOut(Schema):
    label: str
    text: str


class ClarificationOut(Schema):
    fact: str
    choices: list[ChoiceOut]


class HelperOut(Schema):
    who: str
    what: str
    contact: str


class HotlineOut(Schema):
    number: str
    who: str


class ProofOut(Schema):
    page: str
    data: str
    pdf: str


class AnswerOut(Schema):
    status: Status
    why: str = Field(description="Mã của điều đã quyết định kết cục.")
    question: str = Field(description="Câu hỏi sau khi đã bỏ thông tin riêng; rỗng khi không được lưu.")
    hidden: list[str] = Field(description="Những loại thông tin riêng đã bỏ khỏi câu hỏi.")
    day: date = Field(description="Ngày của luật đã dùng.")
    language: str = Field(description="Tiếng của câu hỏi.")
    sentences: list[SentenceOut]
    citations: list[CitationOut]
    official: OfficialOut | None = Field(description="Câu trả lời đã đăng của cơ quan, chép nguyên văn.")
    guide: OfficialOut | None = Field(
        description="Câu trả lời đã đăng dựa trên cùng điều khoản: việc cần làm đi kèm lời trích."
    )
    clarification: ClarificationOut | None = Field(description="Điều cần hỏi lại; gửi `text` của một lựa chọn.")
    related: list[ChoiceOut]
    helpers: list[HelperOut]
    hotlines: list[HotlineOut] = Field(description="Số gọi khi nguy hiểm; có khi câu hỏi cho thấy có thể cần.")
    is_recalled: bool
    url: str = Field(description="Trang của câu trả lời.")
    proof: ProofOut | None = Field(description="Tờ căn cứ: từng câu bên cạnh điều luật; có khi đã trả lời.")
    notice: str = Field(description="Thông báo theo Luật Trí tuệ nhân tạo; hãy cho người đọc thấy.")
    asked_at: datetime
    took_ms: int


class AskIn(Schema):
    """Một câu hỏi bằng lời thường."""

    question: Annotated[str, Field(min_length=1, max_length=MOST_LETTERS, description="Lời hỏi, đừng kèm tên hay số.")]
    at: str = Field("", max_length=60, description="Luật của ngày nào, như 2025-07-01. Bỏ trống là hôm nay.")
    lang: Language = Field(Language.VIETNAMESE, description="Tiếng của các lời kèm theo; luật luôn là tiếng Việt.")
    settled: bool = Field(False, description="Không hỏi lại nữa, cứ trả lời chung.")


@router.post(
    "/ask",
    response={200: AnswerOut, **{status: Problem for status in (400, 422, 429, 503)}},
    operation_id="ask",
    summary="Hỏi",
    description="Câu trả lời ngắn kèm điều luật chứng minh, hoặc không có căn cứ. Mọi câu đã qua kiểm tra.",
)
def ask(request: HttpRequest, response: HttpResponse, asked: AskIn) -> dict[str, Any]:
    """A question in own words: proven sentences with their provisions, or honestly nothing."""
    count(request, "ask_api")
    day = day_of_law(asked.at)
    try:
        run = services.ask(
            text=asked.question, at=timezone.now(), address=address_of(request), day=day,
            is_settled=asked.settled,
        )  # fmt: skip
    except services.AskedTooOftenError:
        raise HttpError(429, "Nhiều câu hỏi quá trong một giờ từ địa chỉ này. Hãy chờ rồi hỏi tiếp.") from None
    if run.status == Status.UNAVAILABLE:
        raise HttpError(503, "Trợ lý đang tạm nghỉ. Hãy thử lại sau, hoặc tìm ở /api/v1/search.")
    response["Cache-Control"] = "private, no-store"
    with override(asked.lang):
        return queries.told(run, today=timezone.localdate())
