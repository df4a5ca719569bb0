"""Two hundred more questions: other sentences, names, seeds and ways to write a number than the first set.

At first sight (23/11/2026) the finder covered 41 of 50 numbers of identity, 56 of 70 telephones, 52 of 60 plots, 37 of
40 plates, all e-mails and 151 of 200 names; numbers and families were mended then, so a new look needs a new set.
"""

import random
from collections.abc import Callable

from luatgandan.lib.vietnamese import fold

from .typed_questions import COUNT, VALUES, Typed, Values, digits, filled

SEED = 770_000
FAMILIES = ("Cao", "Tạ", "Hà", "Tô", "Lưu", "Đinh", "Kiều", "La", "Triệu", "Vương", "Từ", "Liêu", "Đào", "Phùng",
            "Kiên", "Chau", "Neang", "Tiêu", "Giang", "Thái", "Ông", "Mã", "Nghiêm", "Bành")  # fmt: skip
MIDDLES = ("Thị Mỹ", "Trọng", "Gia", "Bảo", "Tấn", "Công", "Thị Kim", "Nhật", "Diễm", "Cẩm", "Phúc", "Chí", "Thế",
           "Huy", "Ánh", "Tuyết")  # fmt: skip
GIVEN = ("Quân", "Hiếu", "Nhi", "Ngân", "Tài", "Lộc", "Yến", "Vy", "Đạt", "Kiệt", "Hằng", "Trinh", "Duy", "Hậu",
         "Luân", "Diệu", "Thơ", "Chi", "Khoa", "Tú", "Đăng", "Nguyệt", "Rọt", "Sương", "Phol")  # fmt: skip
FORMS = (
    "Thưa luật sư, vợ chồng em {name} và {name} muốn nhận con nuôi thì nộp giấy ở đâu?",
    "Cho hỏi: cụ {name} (số định danh {id}) 82 tuổi có được trợ cấp không. Người nhà: {phone}",
    "Nhà em có miếng vườn {land} bị nhà nước lấy làm lộ, đền bù ra sao, nhắn lại số {phone} dùm em",
    "Đêm qua xe tải {plate} quẹt trúng rồi chạy luôn, công an có cho xem camera không?",
    "Cô giáo {name} dạy lớp con tôi bắt đóng tiền quỹ; tôi không tiện ra mặt, thư về {email}",
    "vo toi {plain_name} bo nha di hai nam, toi muon don phuong ly hon, sdt toi {phone}",
    "Trong hợp đồng ghi bên mua: {name}, số CCCD {id}, vậy viết tay có giá trị không?",
    "Bị đơn {name}, nguyên đơn {name}, tranh chấp {land}, bao lâu tòa xử?",
    "Mấy hôm nay có người xưng {name} gọi từ {phone} đòi chuyển tiền, đọc đúng cả số {id} của tôi.",
    "chu no {plain_name} giu giay to xe {plain_plate} khong tra, goi {phone} khong bat may",
    "Chiếc ba gác {plate} của ba tôi – {name} – bị tịch thu, ba tôi sống nhờ nó.",
    "Tổ trưởng {name} nói phải nộp lại sổ của {land} cho xã, có đúng không vậy?",
    "Xin gửi câu trả lời cho {name} theo hộp thư {email}, cảm ơn.",
    "dat nha toi {plain_land} ma xa cap nham cho {plain_name}, lam don gui ai",
    "Nhân viên {name} của công ty tôi nghỉ không báo trước, tôi giữ bằng và căn cước {id} được không?",
    "Hụi do bà {name} làm chủ vỡ rồi. Tôi góp 30 triệu. Máy bà ấy {phone}, nhà ở {land}.",
    "Con gái tôi cưới {name}, đất {land} cho riêng con có phải chia khi ly dị không?",
    "Ai biết chủ xe {plate} báo giúp; tôi là {name}, {phone}, đã bồi thường xong.",
    "Em {name} đang học cao đẳng, muốn hoãn nghĩa vụ quân sự, hỏi qua {email} được chứ?",
    "can cuoc {id} bi mat, toi {plain_name} lam lai o dau, co can ve que khong",
)  # fmt: skip


def held_out_questions() -> list[Typed]:
    """The set: every form ten times, each with a seed of its own."""
    return [filled(FORMS[place % len(FORMS)], random.Random(SEED + place), HELD_OUT) for place in range(COUNT)]


def _name(chance: random.Random) -> str:
    return f"{chance.choice(FAMILIES)} {chance.choice(MIDDLES)} {chance.choice(GIVEN)}"


def _or(known: str, other: Callable[[random.Random], str]) -> Callable[[random.Random], str]:
    """Every second time a way of writing that the first set does not have."""
    return lambda chance: other(chance) if chance.random() < 0.5 else VALUES[known](chance)


def _phone(chance: random.Random) -> str:
    number = chance.choice(["096", "035", "077", "081", "058"]) + digits(chance, 7)
    return chance.choice([f"{number[:4]} {number[4:]}", f"({number[:4]}) {number[4:7]} {number[7:]}",
                          f"{number[:3]}.{number[3:6]}.{number[6:]}"])  # fmt: skip


def _id(chance: random.Random) -> str:
    value = "0" + chance.choice(["89", "91", "95", "86"]) + digits(chance, 9)
    return chance.choice(
        [f"{value[:6]} {value[6:]}", f"{value[:3]} {value[3:9]} {value[9:]}", f"{value[:3]}-{value[3:]}"]
    )


def _land(chance: random.Random) -> str:
    plot, sheet = chance.randint(1, 2500), chance.randint(1, 90)
    return chance.choice([f"thửa {plot} (tờ {sheet})", f"thửa đất số {plot} thuộc tờ bản đồ số {sheet}",
                          f"thửa số {plot}, tờ bản đồ {sheet}"])  # fmt: skip


def _plate(chance: random.Random) -> str:
    place, letter, tail = chance.choice(["64", "68", "94", "59"]), chance.choice("GLMNPX"), digits(chance, 5)
    return chance.choice([f"{place}-{letter}{chance.randint(1, 9)}.{tail}", f"{place}{letter} {tail[:3]}.{tail[3:]}",
                          f"{place} {letter}{chance.randint(1, 9)} {tail}"])  # fmt: skip


HELD_OUT: Values = {
    **VALUES,
    "name": _name,
    "plain_name": lambda chance: fold(_name(chance)),
    "phone": _or("phone", _phone),
    "id": _or("id", _id),
    "land": _or("land", _land),
    "plate": _or("plate", _plate),
    "email": lambda chance: f"{fold(_name(chance)).replace(' ', '.')}{chance.randint(1, 99)}@hop-thu.example.vn",
}
