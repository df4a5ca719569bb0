"""How each group of requirements is met: by what is set here, with the test that holds it, or by the operator."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils import timezone

from luatgandan.foundation.audit import queries as audit
from luatgandan.foundation.backups.queries import archives

from .facts import FILL_IN, Rows

MET, LACKING = "Đạt", "CHƯA ĐẠT"
NETWORK, SERVER, APPLICATION, DATA = "An toàn mạng", "An toàn máy chủ", "An toàn ứng dụng", "An toàn dữ liệu"
MANAGEMENT = "Quản lý"


@dataclass(frozen=True)
class Control:
    """One subject of a group. `is_met` None: the software cannot know."""

    group: str
    subject: str
    how: str
    proof: str = ""
    is_met: bool | None = None

    def row(self) -> tuple[str, ...]:
        """As a line of the table."""
        state = FILL_IN if self.is_met is None else MET if self.is_met else LACKING
        return self.group, self.subject, state, "\n".join(filter(None, (self.how, self.proof)))


def controls(*, at: datetime) -> Rows:
    """The table with its head."""
    found = (*_of_operator(), *_coming_in(), *_inside(), *_data(at))
    order = (NETWORK, SERVER, APPLICATION, DATA, MANAGEMENT)
    rows = [one.row() for one in sorted(found, key=lambda one: order.index(one.group))]
    return [("Nhóm", "Yêu cầu", "Tình trạng", "Cách đáp ứng, bằng chứng"), *rows]


def _of_operator() -> Iterator[Control]:
    """What stands around the software; `how` tells what it brings along for it."""
    for group, subject, how in (
        (NETWORK, "Thiết kế hệ thống, phân vùng mạng", ""),
        (NETWORK, "Kiểm soát truy cập từ bên ngoài mạng", "Chỉ cổng 443 của máy chủ ủy quyền cần mở."),
        (NETWORK, "Kiểm soát truy cập từ bên trong mạng", ""),
        (NETWORK, "Nhật ký thiết bị mạng", ""),
        (NETWORK, "Phòng chống xâm nhập, mã độc trên mạng", ""),
        (
            SERVER,
            "Xác thực, kiểm soát truy cập máy chủ",
            "Phần mềm chạy dưới một người dùng riêng, không cần quyền gốc.",
        ),
        (SERVER, "Nhật ký máy chủ", "Nhật ký ra stderr, dạng JSON khi đặt LUATGANDAN_LOG_FORMAT=json, có mã yêu cầu."),
        (SERVER, "Phòng chống xâm nhập, mã độc trên máy chủ", ""),
        (SERVER, "Xử lý máy chủ khi chuyển giao", ""),
        (MANAGEMENT, "Chính sách, quy chế an toàn thông tin", ""),
        (MANAGEMENT, "Tổ chức, nhân lực, đào tạo", ""),
        (MANAGEMENT, "Thiết kế, xây dựng, thử nghiệm, nghiệm thu", "Kết quả kiểm thử: make test của mã nguồn."),
        (MANAGEMENT, "Vận hành, giám sát, ứng cứu sự cố", "Có sẵn: /readyz, /metrics, sổ sự cố ở trang quản trị."),
        (
            MANAGEMENT,
            "Kiểm tra, đánh giá, quản lý điểm yếu",
            "Danh mục phần mềm ở mục 7; docs/sbom.cdx.json của mã nguồn.",
        ),
    ):
        yield Control(group, subject, how)


def _coming_in() -> Iterator[Control]:
    """Who comes in, and how."""
    hours, minutes = settings.SESSION_COOKIE_AGE // 3600, settings.SHARED_COMPUTER_SECONDS // 60
    factor, by_password = settings.STAFF_SECOND_FACTOR, settings.PASSWORD_SIGN_IN
    yield Control(
        APPLICATION, "Xác thực: lớp thứ hai cho cán bộ",
        f"Ứng dụng xác thực hoặc khóa truy cập: {'bắt buộc' if factor else 'ĐANG TẮT'}.",
        "accounts/tests/test_second_factor.py", is_met=factor,
    )  # fmt: skip
    yield Control(
        APPLICATION, "Xác thực: không dùng mật khẩu dễ đoán",
        "Đăng nhập bằng mật khẩu ĐANG BẬT." if by_password else "Mã một lần, khóa truy cập; không có mật khẩu.",
        "accounts/tests/test_signin.py", is_met=not by_password,
    )  # fmt: skip
    yield Control(
        APPLICATION, "Xác thực: chống dò",
        f"Khóa sau {settings.AXES_FAILURE_LIMIT} lần sai; giới hạn theo tài khoản, địa chỉ nhận mã và thiết bị.",
        "accounts/tests/test_limits.py", is_met=True,
    )  # fmt: skip
    yield Control(
        APPLICATION, "Phiên làm việc",
        f"Kết thúc sau {hours} giờ, máy dùng chung sau {minutes} phút không dùng; xem và kết thúc được từng phiên.",
        "accounts/tests/test_sessions.py", is_met=True,
    )  # fmt: skip


def _inside() -> Iterator[Control]:
    """What holds for whoever is in."""
    is_tls = bool(settings.SECURE_SSL_REDIRECT and settings.SECURE_HSTS_SECONDS and settings.SESSION_COOKIE_SECURE)
    yield Control(
        APPLICATION, "Kiểm soát truy cập",
        "Vai trò theo cây đơn vị và phân hệ, mặc định từ chối, hai người mới công bố.",
        "tests/security/test_authorisation.py: mọi địa chỉ × mọi loại người", is_met=True,
    )  # fmt: skip
    yield Control(
        APPLICATION, "Nhật ký hệ thống; chống chối bỏ",
        f"{audit.entry_count()} mục nối bằng mã băm; kiểm tra: luatgandan verify_audit.",
        "audit/tests/test_chain.py", is_met=True,
    )  # fmt: skip
    yield Control(
        APPLICATION, "Bảo mật thông tin liên lạc",
        f"HTTPS bắt buộc, HSTS {settings.SECURE_HSTS_SECONDS} giây." if is_tls else "Cấu hình này chưa bắt buộc HTTPS.",
        "config/settings/production.py", is_met=is_tls,
    )  # fmt: skip
    yield Control(
        APPLICATION, "An toàn ứng dụng và mã nguồn",
        f"Chính sách nội dung không mã chèn; gỡ lỗi: {'ĐANG BẬT' if settings.DEBUG else 'tắt'}.",
        "tests/security, docs/security/asvs.md", is_met=not settings.DEBUG,
    )  # fmt: skip


def _data(at: datetime) -> Iterator[Control]:
    newest = max(archives(settings.BACKUPS), default=None)
    told = f"Bản mới nhất {timezone.localtime(newest):%H:%M %d/%m/%Y}." if newest else "Chưa có bản sao lưu nào."
    key = "đã đặt" if settings.BACKUP_KEY else "CHƯA ĐẶT"
    is_fresh = bool(settings.BACKUP_KEY and newest and (at - newest).days < 2)
    yield Control(
        DATA, "Nguyên vẹn dữ liệu",
        "Giao dịch, ràng buộc ở cơ sở dữ liệu; bản sao lưu đối chiếu số dòng và mã băm tệp.",
        "backups/tests/test_proving.py", is_met=True,
    )  # fmt: skip
    yield Control(
        DATA, "Bảo mật dữ liệu", f"Khóa lớp hai và bản sao lưu được niêm phong; mã hóa ổ đĩa: {FILL_IN}.",
        "lib/tests/test_sealed.py", is_met=True,
    )  # fmt: skip
    yield Control(
        DATA, "Sao lưu dự phòng",
        f"{told} Khóa bản sao lưu: {key}. Diễn tập: luatgandan restore_drill.",
        "backups/tests/test_making.py", is_met=is_fresh,
    )  # fmt: skip
    yield Control(
        DATA, "Tệp tải lên",
        f"Kiểm tra loại, nội dung, cỡ ({settings.UPLOAD_LIMITS['document']} MB văn bản); quét mã độc: {FILL_IN}.",
        "tests/security/test_uploads.py", is_met=True,
    )  # fmt: skip
