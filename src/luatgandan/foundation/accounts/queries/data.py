"""Everything the house keeps about a person, as plain values."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from luatgandan.foundation.modules.registry import offers

from ..models import DataRequest, Person, RoleAssignment
from ..rules.consents import PersonalData
from .consents import consent_history, guardians_of, wards_of
from .people import contacts_of


def data_of(person: Person) -> dict[str, Any]:
    """One section per label; rooms add theirs by `PersonalData` offers."""
    sections: dict[str, Any] = {
        "Tài khoản": _account(person),
        "Sự đồng ý": [_consent(consent) for consent in consent_history(person)],
        "Giám hộ": [{"vai trò": "trẻ em", "xác nhận lúc": row.confirmed_at} for row in guardians_of(person)]
        + [{"vai trò": "người giám hộ", "xác nhận lúc": row.confirmed_at} for row in wards_of(person)],
        "Vai trò": [_role(row) for row in RoleAssignment.objects.filter(person=person).select_related("organisation")],
        "Yêu cầu về dữ liệu": list(
            DataRequest.objects.filter(person=person).values(
                "right", "state", "message", "received_at", "answer_by", "answered_at", "closed_at", "answer"
            )
        ),
    }
    for offer in offers(PersonalData):
        sections[str(offer.label)] = offer.collect(person)
    return {"lấy lúc": timezone.localtime().isoformat(timespec="seconds"), **sections}


def readable(value: Any) -> Any:
    """The same data with every value as text for people; keys and nesting stay."""
    if isinstance(value, dict):
        return {key: readable(part) for key, part in value.items()}
    if isinstance(value, list):
        return (
            [readable(part) for part in value] if value and isinstance(value[0], dict) else ", ".join(map(str, value))
        )
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    words = {None: "–", "": "–", True: "có", False: "không"}
    return words[value] if value in (None, "") or isinstance(value, bool) else str(value)


def requests_of(person: Person) -> list[DataRequest]:
    """A person's own requests, newest first."""
    return list(DataRequest.objects.filter(person=person).order_by("-received_at"))


def _account(person: Person) -> dict[str, Any]:
    contacts = contacts_of(person)
    return {
        "mã công khai": str(person.public_id),
        "họ và tên đệm": person.last_name,
        "tên": person.first_name,
        "ngày sinh": person.born_on,
        "thư điện tử": [address.email for address in contacts.emails],
        "số điện thoại": person.phone,
        "số điện thoại xác minh lúc": person.phone_verified_at,
        "cách đăng nhập khác": contacts.providers,
        "căn cước (bốn số cuối)": person.identity_last4,
        "danh tính xác minh lúc": person.identity_verified_at,
        "lập tài khoản lúc": person.date_joined,
        "đăng nhập lần cuối": person.last_login,
    }


def _consent(consent: Any) -> dict[str, Any]:
    return {
        "mục đích": consent.text.title,
        "phiên bản": consent.text.version,
        "nội dung": consent.text.body,
        "do người giám hộ": consent.by_guardian,
        "đồng ý lúc": consent.given_at,
        "rút lại lúc": consent.withdrawn_at,
        "kênh": consent.get_channel_display(),
    }


def _role(row: RoleAssignment) -> dict[str, Any]:
    return {
        "vai trò": row.get_role_display(),
        "đơn vị": str(row.organisation),
        "phân hệ": row.room,
        "từ": row.valid_from,
        "đến": row.valid_to,
    }
