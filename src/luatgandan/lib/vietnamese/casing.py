"""Text in capitals as one would write it: titles and names of agencies come in capitals from most files."""

import re

_NAMES = (
    "Việt Nam", "Hồ Chí Minh", "Quốc hội", "Chính phủ", "Thủ tướng Chính phủ", "Thủ tướng", "Chủ tịch nước",
    "Ủy ban Thường vụ Quốc hội", "Ủy ban thường vụ Quốc hội", "Nhà nước", "Cộng hòa", "Mặt trận Tổ quốc", "Tòa án",
    "Viện kiểm sát", "Hiến pháp", "Bộ luật", "Luật", "Hà Nội", "Đà Nẵng", "Hải Phòng", "Cần Thơ", "Huế", "ASEAN",
    "Liên hợp quốc", "Đoàn Thanh niên", "Công đoàn", "Tổng Liên đoàn Lao động", "Hội đồng nhân dân", "Ủy ban nhân dân",
    "Bộ Tư pháp", "Bộ Tài chính", "Bộ Công an", "Bộ Quốc phòng", "Bộ Y tế", "Bộ Nội vụ", "Bộ Ngoại giao", "Bộ Xây dựng",
    "Bộ Công Thương", "Bộ Giáo dục và Đào tạo", "Bộ Nông nghiệp và Phát triển nông thôn",
    "Bộ Nông nghiệp và Môi trường",
    "Bộ Tài nguyên và Môi trường", "Bộ Lao động - Thương binh và Xã hội", "Bộ Giao thông vận tải",
    "Bộ Thông tin và Truyền thông", "Bộ Khoa học và Công nghệ", "Bộ Kế hoạch và Đầu tư", "Bộ Dân tộc và Tôn giáo",
    "Bộ Văn hóa, Thể thao và Du lịch", "Ngân hàng Nhà nước Việt Nam", "Ngân hàng Nhà nước", "Thanh tra Chính phủ",
    "Văn phòng Quốc hội", "Văn phòng Chính phủ", "Kiểm toán nhà nước", "Tòa án nhân dân tối cao",
    "Viện kiểm sát nhân dân tối cao", "Hội đồng Thẩm phán", "Bảo hiểm xã hội Việt Nam", "Hội đồng Bộ trưởng",
)  # fmt: skip
_KNOWN = [
    (re.compile(rf"(?<!\w){re.escape(name.lower())}(?!\w)"), name)
    for name in sorted(_NAMES, key=len)
    if name not in ("Luật", "Bộ luật", "Cộng hòa")
]
_PLACE = re.compile(
    r"\b(tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn)\s+"
    r"((?!(?:trực|thuộc|và|của|trong|trên|có|ban|hội|ủy|về|theo|đã|được|là)\b)\w+(?:\s\w+){0,2})"
    r"(?=$|[,;.\n]| và | giai đoạn )"
)
_ROMAN = re.compile(r"(?<!\w)[ivxlc]{2,}(?!\w)")


def is_capitals(text: str) -> bool:
    """Whether all letters of `text` are capitals (and there are some)."""
    return text.isupper()


def sentence_case(text: str) -> str:
    """`text` in ordinary letters when it is all in capitals: first letter and known names keep theirs.

    Names of persons and rare places cannot be known; an editor corrects those. Text that is not all capitals stays.
    """
    if not is_capitals(text):
        return text
    lowered = _ROMAN.sub(lambda found: found[0].upper(), text.lower())
    for pattern, name in _KNOWN:
        lowered = pattern.sub(name, lowered)
    lowered = _PLACE.sub(lambda found: f"{found[1]} {found[2].title()}", lowered)
    return lowered[:1].upper() + lowered[1:]
