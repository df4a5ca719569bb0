"""Two hundred questions as people type them, made from fixed seeds, with the places that must be found.

Forms were written before the finder was tried on them; {kind} stands for a value in one of the ways people write it.
"""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass

from luatgandan.lib.privacy.finds import FindKind
from luatgandan.lib.vietnamese import fold

COUNT = 200
Values = dict[str, Callable[[random.Random], str]]
_FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Phan", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý",
             "Thạch", "Sơn", "Danh", "Kim", "Lâm", "Trương", "Mai", "Châu", "Tăng", "Quách")  # fmt: skip
_MIDDLES = ("Văn", "Thị", "Hoàng", "Ngọc", "Minh", "Thanh", "Hữu", "Mỹ", "Kim", "Quốc", "Thành", "Bé", "Út", "Đức",
            "Xuân", "Hồng")  # fmt: skip
_GIVEN = ("An", "Bình", "Cường", "Dũng", "Đào", "Giang", "Hạnh", "Hùng", "Khánh", "Lan", "Liên", "Long", "Mai", "Nga",
          "Nhung", "Oanh", "Phước", "Phương", "Quyên", "Sang", "Tâm", "Thảo", "Thủy", "Trang", "Tuấn", "Vân", "Xuyến",
          "Sóc", "Sara")  # fmt: skip
_FORMS = (
    "Tôi là {name}, số điện thoại {phone}, muốn hỏi thủ tục tách thửa {land} ở xã Mỹ Tú.",
    "Tôi tên {name}, căn cước {id}. Xe {plate} của tôi bị tạm giữ thì lấy lại ở đâu?",
    "Hàng xóm tôi là ông {name} lấn đất, thửa của tôi là {land}. Liên hệ {phone}.",
    "Chồng tôi tên {name} không chịu cấp dưỡng cho con, xin trả lời qua {email}.",
    "Bà {name} (CCCD {id}) vay tôi 50 triệu đồng không trả, tôi kiện ở đâu?",
    "Kính gửi Sở Tư pháp, tôi có mua của anh {name} chiếc xe biển số {plate} nhưng chưa sang tên. Điện thoại: {phone}",
    "em la {plain_name} sdt {phone} cho em hoi lam lai khai sinh cho con can giay to gi",
    "toi ten {plain_name}, cccd {id}, dat o {plain_land}, xin hoi cap so do lan dau",
    "Xe máy {plate} gây tai nạn rồi bỏ chạy, chủ xe là {name}. Tôi phải báo ai?",
    "Con tôi là {name} học lớp 9, bị bạn đăng ảnh lên mạng; gửi trả lời về {email} hoặc gọi {phone}.",
    "Thửa đất của gia đình: {land}, giấy tờ đứng tên {name}, nay muốn sang tên cho cháu.",
    "Ông {name} và bà {name} ly hôn năm 2020, tài sản chung có {land}. Chia thế nào?",
    "bien so xe {plain_plate} cua toi bi phat nguoi, cmnd {id}, tra cuu o dau",
    "Công ty nợ lương ba tháng. Tôi: {name}; ĐT {phone}; thư: {email}; căn cước công dân số {id}.",
    "Người thuê nhà của tôi, anh {name}, số máy {phone}, không trả tiền và bỏ đi với xe {plate}.",
    "Mẹ tôi là {name} mất năm 2023, để lại {land} và sổ tiết kiệm, không có di chúc.",
    "hang xom toi ten {plain_name} xay nha lan qua {plain_land} lam sao bay gio",
    "Tôi muốn đăng ký kết hôn với anh {name} quốc tịch Đài Loan, hồ sơ gửi qua thư {email} được không?",
    "Chị {name} ở cùng ấp bán cho tôi lô đất {land}, công chứng rồi mà không giao. Số chị ấy {phone}.",
    "Giấy phép của cháu {name} ghi sai số {id}, sửa ở đâu ạ? Cháu đi xe {plate}.",
)  # fmt: skip
_MARK = re.compile(r"\{(\w+)\}")
KINDS = {
    "name": FindKind.NAME, "plain_name": FindKind.NAME, "id": FindKind.CITIZEN_ID, "phone": FindKind.PHONE,
    "land": FindKind.LAND, "plain_land": FindKind.LAND, "plate": FindKind.PLATE, "plain_plate": FindKind.PLATE,
    "email": FindKind.EMAIL,
}  # fmt: skip


@dataclass(frozen=True)
class Place:
    """What must be covered by a find."""

    kind: FindKind
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Typed:
    """One question and its places."""

    text: str
    places: tuple[Place, ...]


def questions() -> list[Typed]:
    """The set: every form ten times, each with a seed of its own."""
    return [filled(_FORMS[seed % len(_FORMS)], random.Random(seed), VALUES) for seed in range(COUNT)]


def filled(form: str, chance: random.Random, values: Values) -> Typed:
    """The form with a value at every mark."""
    text, places, end = "", [], 0
    for mark in _MARK.finditer(form):
        text += form[end : mark.start()]
        value = values[mark[1]](chance)
        places.append(Place(KINDS[mark[1]], len(text), len(text) + len(value), value))
        text, end = text + value, mark.end()
    return Typed(text + form[end:], tuple(places))


def digits(chance: random.Random, count: int) -> str:
    return "".join(str(chance.randrange(10)) for _ in range(count))


def _name(chance: random.Random) -> str:
    words = [chance.choice(_FAMILIES), chance.choice(_MIDDLES), chance.choice(_GIVEN)]
    if chance.random() < 0.25:
        words.insert(2, chance.choice(_GIVEN))
    return " ".join(words).upper() if chance.random() < 0.1 else " ".join(words)


def _phone(chance: random.Random) -> str:
    mobile = chance.choice(["09", "03", "07", "08", "05"]) + digits(chance, 8)
    landline = "292" + chance.choice("3678") + digits(chance, 6)
    return chance.choice(
        [
            mobile,
            f"{mobile[:4]} {mobile[4:7]} {mobile[7:]}",
            f"{mobile[:4]}.{mobile[4:7]}.{mobile[7:]}",
            f"{mobile[:4]}-{mobile[4:7]}-{mobile[7:]}",
            f"{mobile[:3]} {mobile[3:6]} {mobile[6:8]} {mobile[8:]}",
            f"+84 {mobile[1:4]} {mobile[4:7]} {mobile[7:]}",
            f"+84{mobile[1:]}",
            f"84{mobile[1:]}",
            f"0{landline}",
            f"0292 {landline[3:]}",
            f"(0292) {landline[3:]}",
            f"0292.{landline[3:]}",
        ]
    )


def _citizen_id(chance: random.Random) -> str:
    value = "0" + chance.choice(["92", "94", "93", "79", "01"]) + digits(chance, 9)
    return chance.choice(
        [
            value,
            value,
            " ".join(value[start : start + 3] for start in range(0, 12, 3)),
            ".".join(value[start : start + 3] for start in range(0, 12, 3)),
            " ".join(value[start : start + 4] for start in range(0, 12, 4)),
            "36" + digits(chance, 7),
            f"36{digits(chance, 1)} {digits(chance, 3)} {digits(chance, 3)}",
        ]
    )


def _land(chance: random.Random) -> str:
    plot, sheet = chance.randint(1, 2500), chance.randint(1, 90)
    return chance.choice(
        [
            f"thửa đất số {plot}, tờ bản đồ số {sheet}",
            f"thửa {plot} tờ bản đồ {sheet}",
            f"thửa số {plot}, tờ số {sheet}",
            f"thửa {plot}, tờ {sheet}",
            f"Thửa đất số: {plot}; tờ bản đồ: {sheet}",
            f"tờ bản đồ số {sheet}, thửa đất số {plot}",
            f"số thửa {plot} tờ bản đồ địa chính số {sheet}",
            f"thửa đất {plot}",
        ]
    )


def _plate(chance: random.Random) -> str:
    place, letter = chance.choice(["65", "83", "95", "51", "67"]), chance.choice("ABCDFHK")
    tail = digits(chance, 5)
    return chance.choice(
        [
            f"{place}{letter}-{tail[:3]}.{tail[3:]}",
            f"{place}{letter}-{tail}",
            f"{place}{letter}{chance.randint(1, 9)}-{tail[:3]}.{tail[3:]}",
            f"{place}-{letter}{chance.randint(1, 9)} {tail}",
            f"{place}-{letter}{chance.randint(1, 9)} {tail[:3]}.{tail[3:]}",
            f"{place}{letter}{chance.randint(1, 9)} {tail}",
            f"{place}{letter}{chance.randint(1, 9)}-{tail[:4]}",
            f"{place}MĐ{chance.randint(1, 9)}-{tail[:3]}.{tail[3:]}",
            f"{place}{letter.lower()}-{tail[:3]}.{tail[3:]}",
            f"{place}{letter}{tail}",
        ]
    )


def _email(chance: random.Random) -> str:
    words = fold(_name(chance)).split()
    domain = chance.choice(["gmail.com", "yahoo.com.vn", "example.vn", "cantho.example.gov.vn"])
    sign = chance.choice([".", "_", "", "-"])
    address = f"{sign.join(words)}{chance.choice(['', '88', '1990'])}@{domain}"
    return chance.choice(
        [address, address, address.upper(), address.replace("@", "+hoi@"), address.replace("@", " @ ")]
    )


VALUES: Values = {
    "name": _name,
    "plain_name": lambda chance: fold(_name(chance)),
    "phone": _phone,
    "id": _citizen_id,
    "land": _land,
    "plain_land": lambda chance: fold(_land(chance)),
    "plate": _plate,
    "plain_plate": lambda chance: _plate(chance).lower(),
    "email": _email,
}
