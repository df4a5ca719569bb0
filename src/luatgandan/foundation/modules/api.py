"""The frame of the API for programs, `/api/v1/`: rooms offer their routers, refusals are in plain Vietnamese."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any, NoReturn

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import NinjaAPI, Schema
from ninja.errors import HttpError, ValidationError

from luatgandan.lib import limits
from luatgandan.lib.vietnamese.days import is_day_of_law, read_day

from .registry import ApiRouter, offers

MOST_A_MINUTE = 600  # questions of one address; a whole school stands behind one
api = NinjaAPI(
    title="Luật Gần Dân",
    version="1",
    description="Tìm văn bản, điều luật, câu trả lời và thủ tục; hỏi trợ lý pháp luật. Không cần đăng ký; "
    f"nhiều nhất {MOST_A_MINUTE} lượt mỗi phút.",
    docs_url=None,
    urls_namespace="api-v1",
)


class Problem(Schema):
    """Vì sao không trả lời được."""

    title: str
    status: int
    detail: str = ""
    errors: list[dict[str, str]] = []


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


@cache
def whole_api() -> NinjaAPI:
    """The API with the routers of all rooms."""
    for offer in offers(ApiRouter):
        api.add_router("", offer.router)
    return api


def count(request: HttpRequest, name: str) -> None:
    """Refuse whoever asks too often. Raises HttpError."""
    if not limits.take(name=name, key=limits.address_of(request), amount=MOST_A_MINUTE, seconds=60, now=timezone.now()):
        raise HttpError(429, "Nhiều lượt hỏi quá trong một phút. Hãy chờ một phút rồi hỏi tiếp.")


def refuse(errors: Mapping[str, str]) -> NoReturn:
    """Say what is wrong with which value, in words for people. Raises ValidationError, which is answered with 422."""
    raise ValidationError([{"type": "told", "loc": ("body", name), "msg": words} for name, words in errors.items()])


def day_of_law(text: str, name: str = "at") -> date | None:
    """The day somebody named, None for none. Raises ValidationError, which is answered with 422."""
    day = read_day(text) if text else None
    if text and (day is None or not is_day_of_law(day)):
        raise ValidationError([{"type": "day", "loc": ("query", name), "msg": ""}])
    return day


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
    if error["type"] == "told":
        return str(error["msg"])
    return FAULTS.get(error["type"], "Giá trị này không đúng.").format_map({**error.get("ctx", {})})
