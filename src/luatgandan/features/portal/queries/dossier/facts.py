"""What this installation is: read from its settings and packages. Addresses of servers without what opens them."""

import platform
from importlib.metadata import distributions
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection

from luatgandan import __version__
from luatgandan.foundation.accounts.models import Person, RoleAssignment
from luatgandan.foundation.accounts.rules import ConsentPurpose, PersonalData
from luatgandan.foundation.modules.registry import modules, offers

FILL_IN = "Đơn vị vận hành điền"
Rows = list[tuple[str, ...]]


def host_of(address: str) -> str:
    """Scheme, host and port; a name and password in the address stay here."""
    parts = urlsplit(address)
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.scheme}://{parts.hostname}{port}"


def system(agency: Any) -> Rows:
    """Who answers for which system."""
    rooms = ", ".join(str(one.title) for one in modules() if one.name in settings.FEATURES)
    staff = RoleAssignment.objects.filter(valid_to=None).values("person").distinct().count()
    return [
        ("Nội dung", "Giá trị"),
        ("Tên hệ thống", agency.portal_name),
        ("Địa chỉ", settings.SITE_URL),
        ("Chủ quản hệ thống", agency.parent_agency),
        ("Đơn vị vận hành", agency.agency),
        ("Người chịu trách nhiệm", agency.responsible_person or FILL_IN),
        ("Địa chỉ, điện thoại, thư điện tử", _or_fill_in(agency.address, agency.phone, agency.email)),
        ("Giấy phép", agency.licence or FILL_IN),
        ("Đơn vị chuyên trách an toàn thông tin", FILL_IN),
        ("Phân hệ đang bật", rooms),
        ("Quy mô", f"{Person.objects.count()} tài khoản, {staff} cán bộ có vai trò"),
        ("Phiên bản phần mềm", f"luatgandan {__version__}"),
    ]


def personal_data() -> Rows:
    """What is kept about people, why, and for how long."""
    kept = sorted({str(one.label) for one in offers(PersonalData)})
    purposes = [str(one.title) for one in offers(ConsentPurpose)]
    days = settings.DATA_REQUEST_DAYS
    return [
        ("Nội dung", "Giá trị"),
        ("Loại dữ liệu theo phân hệ", "\n".join(("Tài khoản", *kept))),
        ("Mục đích phải xin đồng ý", "\n".join(purposes)),
        ("Số định danh cá nhân", "Không lưu nguyên số: bốn số cuối và mã băm có khóa"),
        ("Trả lời yêu cầu của chủ thể dữ liệu", f"{settings.DATA_REQUEST_ANSWER_WORKING_DAYS} ngày làm việc"),
        ("Thực hiện xóa dữ liệu", f"{days['erase']} ngày"),
        ("Báo vi phạm cho cơ quan chuyên trách", f"{settings.BREACH_HOURS} giờ từ khi phát hiện"),
        ("Giữ nhật ký đăng nhập sai", f"{settings.SIGN_IN_LOG_DAYS} ngày"),
        ("Giữ thông báo", f"{settings.NOTIFICATION_DAYS} ngày"),
    ]


def components() -> Rows:
    """The parts of the system, the zone each belongs to, and where it stands now."""
    database, s3 = connection.settings_dict, settings.STORAGES["default"].get("OPTIONS", {}).get("endpoint_url", "")
    redis = str(settings.CACHES["default"].get("LOCATION", ""))
    stands = f"{connection.display_name}, {database['HOST'] or 'máy này'}"
    return [
        ("Thành phần", "Vùng", "Đang đặt ở"),
        ("Máy chủ ủy quyền TLS", "biên", f"{settings.ALLAUTH_TRUSTED_PROXY_COUNT} lớp tin cậy; {FILL_IN}"),
        ("Web và tiến trình nền", "ứng dụng", f"{platform.system()}, Python {platform.python_version()}; {FILL_IN}"),
        ("Cơ sở dữ liệu", "dữ liệu", stands),
        ("Bộ nhớ đệm", "dữ liệu", host_of(redis) if "://" in redis else "tệp trên máy này"),
        ("Tệp tải lên", "dữ liệu", host_of(s3) if s3 else "tệp trên máy này"),
        ("Chỉ mục tìm kiếm", "ứng dụng", str(settings.SEARCH["BACKEND"]).rsplit(".", 1)[1]),
        ("Bản sao lưu", "sao lưu", f"{settings.BACKUPS}; bản ngoài máy: {FILL_IN}"),
    ]


def outside() -> Rows:
    """Servers of others that the portal talks to."""
    options: Any = (settings.LLM or {}).get("OPTIONS", {})
    sms, model = settings.SMS_URL, options.get("url", "")
    mail = getattr(settings, "EMAIL_HOST", "") or "không"
    return [
        ("Dịch vụ", "Địa chỉ"),
        ("Thư điện tử", f"{mail}, {'có' if getattr(settings, 'EMAIL_USE_TLS', False) else 'không'} TLS"),
        ("Tin nhắn", host_of(sms) if sms else "không dùng"),
        ("Định danh (VNeID)", host_of(settings.VNEID_SERVER) if settings.VNEID_SERVER else "không dùng"),
        ("Mô hình ngôn ngữ", host_of(model) if model else "không dùng"),
    ]


def packages() -> Rows:
    """Every package of this Python, by name."""
    found = {str(one.metadata["Name"]).lower(): one.version for one in distributions()}
    return [("Tên", "Phiên bản"), *sorted(found.items())]


def _or_fill_in(*values: str) -> str:
    return "; ".join(value or FILL_IN for value in values)
