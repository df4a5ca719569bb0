"""Everything the house keeps about a person, as plain values."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from luatgandan.foundation.modules.registry import offers

from ..models import DataRequest, Person, RoleAssignment
from ..rules.consents import PersonalData
from .consents import consent_history, guardians_of, wards_of
from .people import contacts_of
from .sessions import SignedIn, sessions_of


def data_of(person: Person) -> dict[str, Any]:
    """One section per label; rooms add theirs by `PersonalData` offers."""
    sections: dict[str, Any] = {
        _("Tài khoản"): _account(person),
        _("Sự đồng ý"): [_consent(consent) for consent in consent_history(person)],
        _("Giám hộ"): [{_("vai trò"): _("trẻ em"), _("xác nhận lúc"): row.confirmed_at} for row in guardians_of(person)]
        + [{_("vai trò"): _("người giám hộ"), _("xác nhận lúc"): row.confirmed_at} for row in wards_of(person)],
        _("Vai trò"): [
            _role(row) for row in RoleAssignment.objects.filter(person=person).select_related("organisation")
        ],
        _("Phiên đăng nhập"): [_session(row) for row in sessions_of(person, at=timezone.now())],
        _("Yêu cầu về dữ liệu"): [_request(row) for row in DataRequest.objects.filter(person=person)],
    }
    for offer in offers(PersonalData):
        label, found = str(offer.label), offer.collect(person)
        sections[label] = [*sections[label], *found] if label in sections else found
    return {_("lấy lúc"): timezone.localtime().isoformat(timespec="seconds"), **sections}


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
    words = {None: "–", "": "–", True: _("có"), False: _("không")}
    return words[value] if value in (None, "") or isinstance(value, bool) else str(value)


def requests_of(person: Person) -> list[DataRequest]:
    """A person's own requests, newest first."""
    return list(DataRequest.objects.filter(person=person).order_by("-received_at"))


def _account(person: Person) -> dict[str, Any]:
    contacts = contacts_of(person)
    return {
        _("mã công khai"): str(person.public_id),
        _("họ và tên đệm"): person.last_name,
        _("tên"): person.first_name,
        _("ngày sinh"): person.born_on,
        _("thư điện tử"): [address.email for address in contacts.emails],
        _("số điện thoại"): person.phone,
        _("số điện thoại xác minh lúc"): person.phone_verified_at,
        _("cách đăng nhập khác"): contacts.providers,
        _("căn cước (bốn số cuối)"): person.identity_last4,
        _("danh tính xác minh lúc"): person.identity_verified_at,
        _("lập tài khoản lúc"): person.date_joined,
        _("đăng nhập lần cuối"): person.last_login,
    }


def _consent(consent: Any) -> dict[str, Any]:
    return {
        _("mục đích"): consent.text.title,
        _("phiên bản"): consent.text.version,
        _("nội dung"): consent.text.body,
        _("do người giám hộ"): consent.by_guardian,
        _("đồng ý lúc"): consent.given_at,
        _("rút lại lúc"): consent.withdrawn_at,
        _("kênh"): consent.get_channel_display(),
    }


def _request(row: DataRequest) -> dict[str, Any]:
    return {
        _("quyền"): row.get_right_display(),
        _("tình trạng"): row.get_state_display(),
        _("lời nhắn"): row.message,
        _("nhận lúc"): row.received_at,
        _("phản hồi trước"): row.answer_by,
        _("trả lời lúc"): row.answered_at,
        _("kết thúc lúc"): row.closed_at,
        _("trả lời"): row.answer,
    }


def _session(row: SignedIn) -> dict[str, Any]:
    return {_("trình duyệt"): row.browser, _("bắt đầu lúc"): row.begun_at, _("dùng lần cuối lúc"): row.seen_at}


def _role(row: RoleAssignment) -> dict[str, Any]:
    return {
        _("vai trò"): row.get_role_display(),
        _("đơn vị"): str(row.organisation),
        _("phân hệ"): row.room,
        _("từ"): row.valid_from,
        _("đến"): row.valid_to,
    }
