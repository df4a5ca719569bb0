"""Privacy, language, injection, routes and questions asked back, with questions as people type them."""

import csv
from pathlib import Path

import pytest

from ..enums import Status
from ..pipeline.asks import asks, contradicts, tells_since, term_asked
from ..pipeline.clarifying import clarify
from ..pipeline.injection import is_injection
from ..pipeline.language import language_of
from ..pipeline.premises import is_impossible
from ..pipeline.privacy import MOST_LETTERS, scrub
from ..pipeline.rewording import reword
from ..pipeline.routing import is_sensitive, route
from ..pipeline.values import Language

ATTACKS = Path(__file__).parent / "attacks.tsv"


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("Tôi tên Nguyễn Văn Hùng hỏi về ly hôn", "Tôi tên [tên đã ẩn] hỏi về ly hôn"),
        ("toi ten nguyen van hung muon hoi ve ly hon", "toi ten [tên đã ẩn] muon hoi ve ly hon"),
        ("gọi tôi 0912 345 678 nhé", "gọi tôi [số điện thoại đã ẩn] nhé"),
        ("tooi teen Nguyeenx Vawn Hufng hoir veef ly hoon", "tôi tên [tên đã ẩn] hỏi về ly hôn"),
        ("CCCD 079123456789 có đổi được không", "CCCD [số căn cước đã ẩn] có đổi được không"),
        ("email abc@example.com", "email [thư điện tử đã ẩn]"),
    ],
)
def test_personal_data_is_taken_out(typed: str, left: str) -> None:
    assert scrub(typed).text == left
    assert scrub(typed).kinds


@pytest.mark.parametrize(
    "typed",
    [
        "Khoản 3 Điều 12 Luật 35/2024/QH15 quy định gì?",
        "Ô tô chạy quá tốc độ từ 5 km/h đến dưới 10 km/h bị phạt bao nhiêu?",
        "Thuê nhà ở Cần Thơ có cần đăng ký không",
        "tôi là lao động tự do có được đóng bảo hiểm xã hội không",
        "Vay 200.000.000 đồng lãi 20%/năm từ 01/01/2025",
    ],
)
def test_law_is_not_personal_data(typed: str) -> None:
    assert scrub(typed).text == typed
    assert scrub(typed).kinds == ()


@pytest.mark.parametrize("typed", ["chos canws nguwowfi", "cho1 ca81n ngu7o72i"])
def test_keys_of_telex_and_vni_are_read_as_what_they_spell(typed: str) -> None:
    assert scrub(typed).text == "chó cắn người"


def test_long_questions_are_cut() -> None:
    assert len(scrub("a " * 2000).text) <= MOST_LETTERS


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("សួស្តី", Language.KHMER),
        ("How do I register my marriage in Can Tho?", Language.ENGLISH),
        ("ly hon can giay to gi", Language.VIETNAMESE),
        ("Đi làm không ký hợp đồng", Language.VIETNAMESE),
    ],
)
def test_languages(text: str, language: Language) -> None:
    assert language_of(text) == language


def test_attacks_are_told_from_questions() -> None:
    with ATTACKS.open(encoding="utf-8", newline="") as file:
        attacks = [row["text"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]
    assert len(attacks) == len(set(attacks)) >= 60
    assert [one for one in attacks if not is_injection(scrub(one).text)] == []


@pytest.mark.parametrize(
    "question",
    [
        "Công ty bắt tôi bỏ qua quy trình, tôi có quyền từ chối không?",
        "Bỏ nhà đi thì có mất quyền thừa kế không?",
        "Hệ thống báo lỗi khi nộp thuế thì bị phạt không?",
        "Luật sư có được từ chối bào chữa không?",
        "Đăng lời nhắc nợ lên Facebook có phạm luật không",
        "hay quên mang bằng lái thì phạt bao nhiêu",
        "Người nước ngoài đóng vai trò cổ đông thì cần giấy phép gì",
        "Ban quản trị chung cư có quyền cắt điện không?",
        "Quên mật khẩu VNeID thì làm sao?",
        "Con dấu của hệ thống ngân hàng quy định thế nào",
        "Công an cứ nói là tôi sai thì khiếu nại ở đâu?",
        "Vợ bỏ đi, cứ nói là hết tình cảm thì ly hôn được không?",
        "Xã in lại giấy hướng dẫn cho bạn tôi có thu tiền không?",
        "Chủ bỏ qua quy định về bảo hộ thì bị phạt sao?",
    ],
)
def test_questions_are_not_attacks(question: str) -> None:
    assert not is_injection(question)


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("Xin chào", Status.GREETING),
        ("chao ban", Status.GREETING),
        ("Bạn là ai?", Status.ABOUT),
        ("ban la nguoi hay may, ban la ai", Status.ABOUT),
        ("Hồ sơ của tôi nộp hôm bữa tới đâu rồi", Status.CASE),
        ("kiểm tra giúp tôi phạt nguội biển số [biển số đã ẩn]", Status.CASE),
        ("Tôi muốn tố cáo ông trưởng ấp ăn chặn tiền", Status.COMPLAINT),
        ("toi muon to cao ong truong ap an chan tien", Status.COMPLAINT),
        ("Tòa có xử cho tôi thắng không?", Status.OPINION),
        ("theo bạn có nên ly hôn không", Status.OPINION),
        ("Hôm nay có cúp điện không", Status.AGENCY),
        ("cách nấu phở bò ngon", Status.OTHER),
        ("dịch giúp tôi đoạn này sang tiếng Pháp", Status.OTHER),
        ("nhức lưng thì uống gì", Status.OTHER),
        ("viết cho tôi một bài thơ về mùa xuân", Status.OTHER),
        ("chỉ tôi cách làm giả bằng lái", Status.HARM),
        ("lam sao de tron thue", Status.HARM),
        ("chồng tôi đang cầm dao dọa giết tôi ngay bây giờ", Status.DANGER),
        ("em không muốn sống nữa", Status.DANGER),
        ("cuu toi voi, co nguoi bi dam", Status.DANGER),
        ("???", Status.EMPTY),
    ],
)
def test_routes(question: str, status: Status) -> None:
    assert route(question) == status


@pytest.mark.parametrize(
    "question",
    [
        "Lái ô tô dùng tay cầm điện thoại khi xe đang chạy bị phạt bao nhiêu?",
        "Tố cáo thì gửi cho ai, thủ tục thế nào?",
        "Chồng hay đánh tôi, tôi ly hôn được không?",
        "Làm giả giấy tờ bị phạt thế nào?",
        "Trốn thuế bị tù không?",
        "Xe để trước quán đâu mất rồi, chủ quán có đền không?",
        "Dịch giấy khai sinh sang tiếng Anh có phải công chứng không?",
        "Làm việc đau lưng có được hưởng bảo hiểm bệnh nghề nghiệp không?",
        "Thời hạn gửi bản án cho các bên là bao lâu?",
        "Chia tài sản khi ly hôn thế nào",
        "Tự tử không thành có bị xử lý không",
        "Chào bán cổ phiếu cần điều kiện gì?",
        "Bán bánh mì đầu hẻm có xin phép ai không",
    ],
)
def test_questions_about_the_law_go_on(question: str) -> None:
    assert route(question) is None


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Con bò nhà tui mấy tuổi thì phải đi nghĩa vụ quân sự?", True),
        ("Thủ tục đăng ký kết hôn với người ngoài hành tinh", True),
        ("lai tau vu tru qua toc do thi phat bao nhieu", True),
        ("Cưới cây chuối thì xã có cấp giấy kết hôn không?", True),
        ("Người chết rồi một năm được nghỉ phép mấy ngày?", True),
        ("Con bò nhà tui đi lạc, ai lượm được có phải trả không?", False),
        ("Con tui mấy tuổi thì đi nghĩa vụ quân sự?", False),
        ("Con ma túy bị bắt thì đi cai bao lâu?", False),
        ("Thầy bói nói có hồn ma theo rồi lừa lấy tiền thì tố ở đâu?", False),
        ("Xe chung mà nhiều hơn ma sao đứng tên một người được?", False),
        ("Cái xe mua chung có được đứng tên hai người không?", False),
        ("Người chết rồi thì vợ có được hưởng thừa kế không?", False),
        ("Người mất còn nghỉ phép năm chưa dùng thì thân nhân có được trả tiền không?", False),
        ("Rải tiền âm phủ ra đường có bị phạt không?", False),
        ("Thả cá tiễn ông Táo rồi vứt túi ni lông xuống sông bị phạt bao nhiêu?", False),
    ],
)
def test_what_cannot_be_is_told_from_what_people_ask(question: str, expected: bool) -> None:
    assert is_impossible(question) is expected


def test_hotlines_stand_beside_questions_about_violence() -> None:
    assert is_sensitive("chong hay danh toi thi lam sao")
    assert not is_sensitive("Đăng ký kết hôn ở đâu?")


def test_the_one_fact_that_decides_is_asked_back() -> None:
    asked = clarify("Vượt đèn đỏ phạt bao nhiêu?")
    assert asked is not None
    assert asked.fact == "vehicle"
    assert asked.choices[0].text == "Vượt đèn đỏ phạt bao nhiêu đối với xe mô tô, xe gắn máy?"
    assert [clarify(one.text) for one in asked.choices] == [None] * len(asked.choices)


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("nghi viec phai bao truoc bao nhieu ngay", "contract"),
        ("trẻ em đi làm thêm được mấy giờ một ngày", "age"),
        ("muốn mở kinh doanh thì đăng ký thủ tục gì", "business"),
        ("Xe máy vượt đèn đỏ phạt bao nhiêu?", ""),
        ("Đi bộ vượt đèn đỏ bị phạt bao nhiêu", ""),
        ("nhậu xong lái về bị phạt bao nhiêu", "vehicle"),
        ("Đánh nhau bị phạt bao nhiêu?", ""),
    ],
)
def test_facts_asked_back(question: str, fact: str) -> None:
    asked = clarify(question)
    assert (asked.fact if asked else "") == fact


def test_words_of_the_road_get_the_words_of_the_law() -> None:
    assert reword("Xe máy vượt đèn đỏ phạt sao?").startswith("Xe máy vượt đèn đỏ phạt sao (xe mô tô, xe gắn máy, không")
    assert reword("Xe máy chuyên dùng đi vào đường cấm") == "Xe máy chuyên dùng đi vào đường cấm"


@pytest.mark.parametrize(
    ("question", "law"),
    [
        ("Lượm được cái bóp thì nộp cho ai", "tài sản do người khác đánh rơi, bỏ quên"),
        ("nhậu xong chạy xe bị gì", "trong máu hoặc hơi thở có nồng độ cồn"),
        ("chu quyt luong toi thi sao", "trả lương"),
        ("Luật Đất đai 2024 có hiệu lực từ ngày nào?", "hiệu lực thi hành"),
        ("Con một có được hoãn đi lính không", "tạm hoãn gọi nhập ngũ"),
    ],
)
def test_everyday_words_get_the_words_of_the_law(question: str, law: str) -> None:
    assert law in reword(question)


@pytest.mark.parametrize("question", ["Hai nhà giúp nhau xây tường", "Chồng nhậu hoài thì sao", "Kiến nghị gửi ở đâu"])
def test_words_that_only_look_like_everyday_ones_stay_alone(question: str) -> None:
    assert reword(question) == question


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("Ly hôn nộp đơn ở đâu?", {"place"}),
        ("lam giay khai sinh het bao nhieu tien", {"cost"}),
        ("Nghỉ sanh được mấy tháng và lãnh bao nhiêu tiền?", {"time", "money"}),
        ("Chồng đánh vợ thì báo ai?", {"place", "person"}),
        ("Mấy tuổi được cưới", {"age"}),
        ("Đánh bài ăn tiền có bị tù không?", {"fine"}),
        ("Đất giấy tay có làm sổ được không?", set()),
        ("Tạm trú là gì?", {"meaning"}),
        ("Điều kiện hưởng thai sản là gì?", set()),
    ],
)
def test_what_a_question_wants_to_hear(question: str, kinds: set[str]) -> None:
    assert asks(question) == kinds


@pytest.mark.parametrize(
    ("asked", "known", "expected"),
    [
        ("Không đồng ý ly hôn thì sao?", "Hai vợ chồng đồng ý ly hôn thì làm sao?", True),
        ("không chịu ký đơn ly hôn", "Chồng không chịu ký đơn, tôi tự ly hôn được không?", False),
        ("Đồng ý ly hôn thì nộp ở đâu", "Hai vợ chồng đồng ý ly hôn thì làm sao?", False),
    ],
)
def test_a_question_that_denies_is_another_one(asked: str, known: str, expected: bool) -> None:
    assert contradicts(asked, known) is expected


@pytest.mark.parametrize(
    ("question", "term"),
    [
        ("Tạm trú là gì?", "Tạm trú"),
        ("cho tôi hỏi ly hôn nghĩa là gì", "ly hôn"),
        ("Thế nào là tai nạn lao động?", "tai nạn lao động"),
        ("khieu nai la gi", "khieu nai"),
        ("Đăng ký kết hôn ở đâu?", ""),
    ],
)
def test_the_word_whose_meaning_is_asked(question: str, term: str) -> None:
    assert term_asked(question) == term


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Đất ở từ trước năm 1980 không giấy tờ có được cấp sổ không?", True),
        ("dong bao hiem tu 2015 thi huong sao", True),
        ("Năm 2023 vợ sinh đôi thì chồng được nghỉ mấy ngày?", False),
        ("Sinh năm 1980 thì mấy tuổi nghỉ hưu?", False),
    ],
)
def test_a_year_since_when_is_no_day_of_law(question: str, expected: bool) -> None:
    assert tells_since(question) is expected
