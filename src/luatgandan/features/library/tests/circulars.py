"""Small documents for tests, as an office writes them."""

HEAD = """BỘ TƯ PHÁP
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: {number}
Hà Nội, ngày {day}
THÔNG TƯ
{title}
Căn cứ Luật Hộ tịch ngày 20 tháng 11 năm 2014;
Theo đề nghị của Cục trưởng Cục Hộ tịch, quốc tịch, chứng thực;
Bộ trưởng Bộ Tư pháp ban hành Thông tư quy định về việc ghi sổ."""
BODY = """Chương I
QUY ĐỊNH CHUNG
Điều 1. Phạm vi điều chỉnh
Thông tư này quy định về việc ghi sổ hộ tịch tại Ủy ban nhân dân cấp xã.
Điều 2. Cách ghi sổ
1. Người ghi sổ phải:
a) Viết rõ ràng bằng mực xanh;
b) Không tẩy xóa.
2. Sổ được lưu 20 năm.
Chương II
TỔ CHỨC THỰC HIỆN
Điều 3. Hiệu lực thi hành
Thông tư này có hiệu lực từ ngày 01 tháng 02 năm 2026."""
FOOT = """Nơi nhận:
- Ủy ban nhân dân các cấp;
- Lưu: VT.
BỘ TRƯỞNG
(Đã ký)
Nguyễn Văn Mẫu"""


def circular(
    number: str = "01/2026/TT-BTP",
    day: str = "05 tháng 01 năm 2026",
    title: str = "QUY ĐỊNH VỀ GHI SỔ HỘ TỊCH",
    body: str = BODY,
) -> str:
    """A circular with three articles in two chapters, one paragraph a line."""
    return "\n".join((HEAD.format(number=number, day=day, title=title), body, FOOT))


def without_number() -> str:
    """The same, whose number nobody wrote."""
    return circular().replace("Số: 01/2026/TT-BTP\n", "")


def two_documents() -> str:
    """Two circulars in one file."""
    other = circular("02/2026/TT-BTP", "06 tháng 01 năm 2026", "QUY ĐỊNH VỀ LƯU SỔ", BODY.replace("20 năm", "30 năm"))
    return f"{circular()}\n{other}"
