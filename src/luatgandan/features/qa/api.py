"""Questions for programs, `/api/v1/questions`: published answers without personal data, and sending a question."""

from base64 import urlsafe_b64encode
from datetime import date
from typing import Annotated, Any, Literal

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import override
from ninja import Field, Query, Router, Schema
from ninja.errors import HttpError

from luatgandan.foundation.modules.api import ERRORS, Problem, count, day_of_law, refuse
from luatgandan.lib.limits import address_of
from luatgandan.lib.links import in_language

from . import enums, queries, services
from .forms import QuestionForm
from .forms.asking import new_key
from .models import Question
from .queries.opendata import open_answers, open_rows
from .queries.sending import question_of_form
from .rules import NOBODY
from .services.contacts import CODE_SECONDS, NotSentError, TooManyCodesError
from .services.sending import NobodyAnswersError, SentTooOftenError

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


class CodeIn(Schema):
    """Nơi sẽ nhận tin về câu hỏi."""

    contact: str = Field(max_length=254, description="Thư điện tử hoặc số di động Việt Nam.")
    lang: Literal["vi", "km", "en"] = Field("vi", description="Tiếng của tin gửi đi.")


class CodeOut(Schema):
    contact: str = Field(description="Nơi đã gửi mã, viết theo mẫu chung.")
    minutes: int = Field(description="Mã dùng được trong bao nhiêu phút.")


class QuestionIn(CodeIn):
    """Một câu hỏi gửi cán bộ; cùng các giới hạn với mẫu trên trang."""

    code: str = Field(max_length=12, description="Mã sáu chữ số đã gửi đến `contact`.")
    text: str = Field(description="Chuyện cần hỏi, nhiều nhất 10.000 ký tự.")
    title: str = Field("", description="Hỏi ngắn gọn; bỏ trống thì lấy dòng đầu của nội dung.")
    field: enums.Field = Field(enums.Field.OTHER, description="Lĩnh vực.")
    place: str = Field("", description="Xã, phường nơi xảy ra việc: mã, tên mới hoặc tên cũ.")
    audience: enums.Audience = Field(enums.Audience.CITIZEN, description="Người hỏi là ai.")
    visibility: enums.Visibility = Field(enums.Visibility.ANONYMISED, description="Ai được đọc.")
    name: str = Field("", description="Tên người hỏi; để trống được.")
    key: str = Field(
        "", max_length=64,
        description="22 đến 64 ký tự ngẫu nhiên do bên gửi giữ kín: cùng `contact` và cùng khóa là một câu hỏi.",
    )  # fmt: skip


class SentOut(Schema):
    code: str
    unit: str = Field(description="Cơ quan nhận câu hỏi.")
    due_on: date | None = Field(description="Hẹn trả lời chậm nhất.")
    url: str = Field(
        description="Trang riêng của người hỏi; ai có địa chỉ này đều đọc được câu hỏi: hãy giữ kín. "
        "Chỉ trả khi mã đúng; gửi lại với mã đã dùng thì trống, người hỏi có địa chỉ này trong thư hoặc tin nhắn."
    )
    status_url: str = Field(description="Câu hỏi đang ở bước nào; không có lời của câu hỏi.")


KEY_BYTES = 16
LEAST_KEY = 22  # letters that carry so many bytes: nobody guesses it to learn whether somebody asked
SENDING_ERRORS = {status: Problem for status in (400, 422, 429, 503)}
REFUSALS: dict[type[services.QuestionError], int] = {
    TooManyCodesError: 429, SentTooOftenError: 429, NotSentError: 503, NobodyAnswersError: 503,
}  # fmt: skip


@router.post(
    "/question-codes",
    response={200: CodeOut, **SENDING_ERRORS},
    operation_id="question_code",
    summary="Xin mã xác nhận nơi nhận trả lời",
    description="Gửi sáu chữ số đến thư điện tử hoặc số di động; mã ấy đi kèm câu hỏi.",
)
def send_code(request: HttpRequest, response: HttpResponse, asked: CodeIn) -> dict[str, Any]:
    """A code goes to where the asker wants to be reached."""
    count(request, "questions_api")
    with override(asked.lang):
        contact = _cleaned(asked.contact)
        try:
            services.send_contact_code(contact=contact, address=address_of(request), at=timezone.now())
        except services.QuestionError as refusal:
            raise _refusal(refusal) from None
    response["Cache-Control"] = "private, no-store"
    return {"contact": contact, "minutes": CODE_SECONDS // 60}


@router.post(
    "/questions",
    response={201: SentOut, **SENDING_ERRORS},
    operation_id="send_question",
    summary="Gửi câu hỏi cho cán bộ",
    description="Xin mã ở /question-codes trước. Khiếu nại, tố cáo, tố giác không gửi ở đây.",
)
def send(request: HttpRequest, response: HttpResponse, asked: QuestionIn) -> tuple[int, dict[str, Any]]:
    """A question on its way: the same form, limits and codes as on the page."""
    count(request, "questions_api")
    response["Cache-Control"] = "private, no-store"
    with override(asked.lang):
        key = _form_key(asked)
        form = QuestionForm({**asked.dict(), "form_key": key}, is_known=False)
        if not form.is_valid():
            refuse({name: " ".join(map(str, told)) for name, told in form.errors.items()})
        try:
            question = _sent(form, asked, address=address_of(request))
        except services.QuestionError as refusal:
            known = question_of_form(key)
            if known is None:
                raise _refusal(refusal) from None
            return 201, _told(known) | {"url": ""}  # no code, no way into the asker's page
    return 201, _told(question)


def _form_key(asked: QuestionIn) -> str:
    """The key of the form: bound to the contact and to this house, so that another's key opens nothing."""
    if not asked.key:
        return new_key()
    if len(asked.key) < LEAST_KEY:
        refuse({"key": f"Khóa ngắn quá, người khác đoán được: cần ít nhất {LEAST_KEY} ký tự ngẫu nhiên."})
    whole = f"{_cleaned(asked.contact)}\n{asked.key}"
    digest = salted_hmac("qa.api.key", whole, algorithm="sha256").digest()[:KEY_BYTES]
    return urlsafe_b64encode(digest).decode().rstrip("=")


def _sent(form: QuestionForm, asked: QuestionIn, *, address: str) -> Question:
    now, contact = timezone.now(), form.cleaned_data["contact"]
    services.count_sending(address=address, at=now)  # before the code is used up: whoever is refused may try again
    services.confirm_contact(contact=contact, code=asked.code, at=now)
    return services.send_question(asked=form.asked(contact=contact, language=asked.lang), by=NOBODY, at=now)


def _cleaned(contact: str) -> str:
    form = QuestionForm({"contact": contact}, is_known=False)
    if told := form.errors.get("contact"):
        refuse({"contact": " ".join(map(str, told))})
    return str(form.cleaned_data["contact"])


def _refusal(refusal: services.QuestionError) -> HttpError:
    return HttpError(REFUSALS.get(type(refusal), 422), str(refusal))


def _told(question: Question) -> dict[str, Any]:
    path = in_language(services.asker_path(question), question.language)
    return {
        "code": question.code,
        "unit": question.organisation.name,
        "due_on": question.due_on,
        "url": f"{settings.SITE_URL}{path}",
        "status_url": f"{settings.SITE_URL}{reverse('qa:status')}?ma={question.code}",
    }
