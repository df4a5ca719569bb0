"""The draft of a proposal of the security level (hồ sơ đề xuất cấp độ), from the settings of this installation."""

from datetime import datetime

from django.utils import timezone

from luatgandan.lib.legaltext.tree import Header, Level, Node, Parsed

from .. import identity
from .controls import controls
from .facts import FILL_IN, components, outside, packages, personal_data, system

PROPOSED = (
    "Đề xuất: cấp độ 3. Cổng là dịch vụ công khai của một tỉnh, thành phố, giữ dữ liệu cá nhân của người dân và có thể "
    "liên kết định danh điện tử. Chủ quản hệ thống quyết định; cấp độ tính theo quy định đang có hiệu lực."
)
BASES = (
    "Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15",
    "Nghị định số 356/2025/NĐ-CP",
    "Nghị định số 85/2016/NĐ-CP",
    "Thông tư số 12/2022/TT-BTTTT",
    "Tiêu chuẩn quốc gia TCVN 11930:2017",
)
CAUTION = (
    "Bản này do phần mềm lập từ cấu hình đang chạy, chưa phải hồ sơ. Chỗ nào ghi “"
    + FILL_IN
    + "” thì phần mềm không thể "
    "biết. Trước khi ký: kiểm tra hiệu lực của các căn cứ nêu trên và so tên nhóm yêu cầu với bản tiêu chuẩn đang dùng."
)


def dossier(*, at: datetime) -> Parsed:
    """Everything the software knows, and marked blanks for what only the operator knows."""
    agency = identity()
    header = Header(
        kind="Hồ sơ đề xuất cấp độ",
        issuers=(agency.parent_agency, agency.agency),
        issued_on=timezone.localdate(at),
        title=f"Hệ thống thông tin “{agency.portal_name}” (bản nháp)",
        bases=BASES,
    )
    parts = (
        ("Thông tin chung", (_table(system(agency)),)),
        ("Cấp độ đề xuất", (_text(PROPOSED),)),
        ("Dữ liệu cá nhân được xử lý", (_table(personal_data()),)),
        ("Thành phần, vùng mạng", (_table(components()), _text(f"Sơ đồ mạng, địa chỉ IP, vùng DMZ: {FILL_IN}."))),
        ("Kết nối ra ngoài", (_table(outside()),)),
        ("Thuyết minh phương án theo nhóm yêu cầu", (_table(controls(at=at)),)),
        ("Phần mềm đang cài", (_table(packages()),)),
    )
    body = (
        Node(Level.SECTION, number=str(number), heading=heading, children=children)
        for number, (heading, children) in enumerate(parts, 1)
    )
    return Parsed(header=header, body=(_text(CAUTION), *body))


def _text(words: str) -> Node:
    return Node(Level.TEXT, text=words)


def _table(rows: list[tuple[str, ...]]) -> Node:
    return Node(Level.TABLE, rows=tuple(rows))
