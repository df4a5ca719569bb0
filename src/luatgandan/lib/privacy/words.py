"""Words that tell names of people from other capitals: family names, titles, places, offices."""

import re

# Family names of Kinh, Khmer and Hoa people in the Mekong delta, and the most frequent ones elsewhere.
_SURNAMES = """
Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Đoàn Lâm Mai Trịnh Đào Trương Cao Hà
Tạ Lương Lưu Vương Châu Tô Tôn Thái Phùng Quách Kiều Tăng Thạch Sơn Danh Kim Kiên Liêu Lục Hứa Cù Từ Triệu Mã
Diệp Khưu Khương La Lại Nghiêm Ninh Nhan Nhâm Ông Âu Ổ Quan Quảng Giang Giáp Hàn Hình Khổng Khúc Lã Lữ Lều Mạc
Mạch Mẫn Nông Ong Phí Phó Phù Sầm Sử Tào Tất Thân Thi Thiều Tiêu Tiền Tiết Tòng Trang Trà Trầm Trưng Tưởng Uông
Văn Vi Viên Vòng Vưu Xa Đàm Đậu Đái Đàng Điền Điểu Đồng Đổng Đường An Ân Bạch Bành Bàng Bế Biện Cái Cam Chung
Chu Cung Doãn Dư Đới Hạ Hầu Kha Khâu Lạc Lăng Liễu Lò Lô Lộ Mông Mục Nghị Ngụy Phương Tống Trình Ung Úc Vàng Vừ
Rơ Ksor Neáng Neang Chau Men Sok Lai Sa Thòng Chăm Hồng Nhiêu Thị Huỷnh Phú Khấu Ngũy Sú Ngạc Tấn Bồ Trác
"""
# A title that begins a sentence, so that it has a capital of its own.
_TITLE_WORDS = """
Ông Bà Anh Chị Cô Chú Bác Dì Cậu Cụ Em Cháu Trẻ Bé ÔNG BÀ ANH CHỊ CHÁU EM Vợ Chồng
"""
# Words that begin the name of a part of a law or of a post, never of a person.
_LAW_WORDS = """
Phần Chương Mục Điều Khoản Điểm Luật Thông Phụ Tổ Phó Trưởng Tổng I II III IV V VI VII
"""
# Places whose names begin like names of people.
_PLACES = """
Hồ Chí Minh | Cần Thơ | Sóc Trăng | Hà Nội | Hà Nam | Hà Tĩnh | Hà Giang | Hà Tây | Lâm Đồng | Cao Bằng | Thái
Bình | Thái Nguyên | Kiên Giang | An Giang | Hậu Giang | Tiền Giang | Sơn La | Kim Bôi | Phú Thọ | Phú Yên | Vi
Thanh | Mai Châu | Châu Thành | Châu Đốc | Trà Vinh | Phan Thiết | Quảng Nam | Quảng Ninh | Quảng Bình | Quảng
Trị | Quảng Ngãi | Ninh Bình | Ninh Thuận | Ninh Kiều | Đồng Nai | Đồng Tháp | Điện Biên | Lai Châu | Lạng Sơn |
Lào Cai | Long An | Trường Sa | Hoàng Sa | Hồng Dân | Hồng Ngự | Hàn Quốc | Đài Loan | Trung Quốc | Hoa Kỳ |
Việt Nam | Phú Quốc | Tây Ninh | Bạc Liêu | Cà Mau | Công Lý | Sở Tư | Quốc Hội
"""
# After these words a name is that of a place, a school or a firm.
_BEFORE_PLACES = """
đường | hẻm | phường | xã | thị trấn | thị xã | trường | THPT | THCS | tiểu học | mầm non | chợ | cầu | chùa |
công ty | TNHH | bệnh viện | cảng | khu | khu công nghiệp | sông | kênh | rạch | cồn | tỉnh | huyện | quận |
thành phố | TP. | TP | ấp | khóm | khu vực | thôn | nhà thờ | ngân hàng | tòa án | dân tộc | nước | trung tâm |
giải thưởng | doanh nghiệp tư nhân | doanh nghiệp | hợp tác xã | đại học | học viện | bến | phà | công viên |
quảng trường | siêu thị | khách sạn | nhà hàng | tư tưởng | ngã ba | ngã tư | vụ | hiệu | biển hiệu | nhãn hiệu
| đảo | núi
"""
# A capital that opens the name of an office or a sentence, not of a person (patterns; ~ stands for a space at the end).
_OFFICES = """
Công ty | Ngân hàng | [ỦU][ỷy] (?:ban|viên) | Uỷ (?:ban|viên) | Quốc hội | Bí thư | Biên tập | Phụ lục |
T[òo][aà] án | Viện [kK]iểm | Chi (?:[cC]ục|nhánh) | Hội (?:đồng|thẩm) | Hợp tác | Doanh nghiệp | Văn phòng |
Nhà (?:nước|máy|xe|trọ) | Hộ~ | Quỹ~ | Trường (?:học|THPT|THCS|Đại|Cao|Tiểu|[mM]ầm|Trung) | Phòng~ | Sở~ | Ban~
| Trưởng~ | Cơ quan | Cứ~ | Bảo hiểm | Cục~ | Tổng~ | Chủ~ | Giám đốc | Trung tâm | Bệnh viện | Tập đoàn |
Người~ | Bị~ | Nguyên đơn | Điều~ | Khoản~ | Bộ luật | Bộ~ | Nghị~ | Thẩm phán | Thư ký | Kiểm sát | Đại diện |
Khi~ | Theo~ | Tại~ | Ngày~ | Không~ | Trong~ | Do~ | Vì~ | Nếu~ | Từ (?:ngày|đó|năm) | Sau~ | Đến~ | Căn cứ |
Viện~ | Tối~ | Xét~ | Về~ | Và~ | Các~ | Những~ | Đối~ | Yêu~ | Việc~ | Quá~ | Phần~ | Tổ (?:chức|trưởng) | Mặt
trận | Hiến pháp
"""


def words_of(text: str) -> frozenset[str]:
    """The words of a list written as text."""
    return frozenset(text.split())


def _phrases(text: str) -> list[str]:
    return [phrase.replace("~", " ") for phrase in " ".join(text.split()).split(" | ")]


SURNAMES = words_of(_SURNAMES)
TITLE_WORDS = words_of(_TITLE_WORDS)
LAW_WORDS = words_of(_LAW_WORDS)
PLACES = tuple(tuple(place.split()) for place in _phrases(_PLACES))
PLACE_BEFORE = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, _phrases(_BEFORE_PLACES)))})\s?$", re.I)
OFFICE = re.compile("|".join(_phrases(_OFFICES)))
