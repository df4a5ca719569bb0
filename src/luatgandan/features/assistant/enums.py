"""How an asking may end, and what people say of answers."""

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Status(TextChoices):
    """The terminal status of a run. Every run ends in exactly one."""

    ANSWERED_OFFICIAL = "ANSWERED_OFFICIAL", _("Câu trả lời đã đăng của cơ quan")
    ANSWERED_EXTRACTIVE = "ANSWERED_EXTRACTIVE", _("Trích từ điều luật")
    ANSWERED_COMPOSED = "ANSWERED_COMPOSED", _("Máy viết lại từ điều luật")
    CLARIFY = "CLARIFY", _("Hỏi lại cho rõ")
    NO_MATCH = "NO_MATCH", _("Không tìm thấy căn cứ")
    GREETING = "OUT_OF_SCOPE_GREETING", _("Lời chào")
    ABOUT = "OUT_OF_SCOPE_ABOUT", _("Hỏi về trợ lý")
    CASE = "OUT_OF_SCOPE_CASE", _("Cần hồ sơ riêng của người hỏi")
    OPINION = "OUT_OF_SCOPE_OPINION", _("Hỏi ý kiến, dự đoán")
    COMPLAINT = "OUT_OF_SCOPE_COMPLAINT", _("Khiếu nại, tố cáo")
    AGENCY = "OUT_OF_SCOPE_AGENCY", _("Việc của nơi khác")
    OTHER = "OUT_OF_SCOPE_OTHER", _("Không phải chuyện pháp luật")
    EMPTY = "OUT_OF_SCOPE_EMPTY", _("Không có lời hỏi")
    DANGER = "GUARDRAIL_DANGER", _("Nguy hiểm trước mắt")
    HARM = "GUARDRAIL_HARM", _("Hỏi cách làm trái luật")
    INJECTION = "GUARDRAIL_INJECTION", _("Cố điều khiển trợ lý")
    LIMIT = "GUARDRAIL_LIMIT", _("Hỏi nhiều quá")
    UNAVAILABLE = "UNAVAILABLE", _("Đang tạm nghỉ")


ANSWERED = (Status.ANSWERED_OFFICIAL, Status.ANSWERED_EXTRACTIVE, Status.ANSWERED_COMPOSED)


class Gap(TextChoices):
    """Why a question found no answer (`Run.why`), for officers."""

    DOCUMENT = "document_missing", _("văn bản được nêu chưa có trong thư viện")
    PLACE = "named_missing", _("văn bản không có điều, khoản được nêu")
    EXPIRED = "expired_only", _("chỉ thấy văn bản đã hết hiệu lực")
    NOTHING = "nothing_found", _("không thấy điều luật nào")
    WEAK = "weak", _("điều gần nhất chưa đủ sát câu hỏi")
    PREMISE = "premise", _("câu hỏi nêu điều không có thật")
    NO_WORDS = "no_words", _("câu hỏi không có từ nào để tìm")
    UNPROVEN = "unproven", _("lời trích không qua kiểm tra")


class Stage(StrEnum):
    """What a reader may see while an answer is made."""

    SEARCHING = "searching"
    FOUND = "found"
    WRITTEN = "written"
    CHECKED = "checked"


class Opinion(TextChoices):
    """What a person says of an answer."""

    USEFUL = "useful", _("Có ích")
    UNCLEAR = "unclear", _("Khó hiểu")
    OFF_TOPIC = "off_topic", _("Không đúng điều tôi hỏi")
    WRONG_LAW = "wrong_law", _("Dẫn sai luật hoặc luật đã cũ")


class Verdict(TextChoices):
    """What an officer found of an answer that somebody said rests on the wrong law."""

    RIGHT = "right", _("Dẫn đúng luật")
    WRONG = "wrong", _("Dẫn sai luật hoặc luật đã cũ")


class DraftKind(TextChoices):
    """What officers make of articles for people."""

    SUMMARY = "summary", _("Tóm tắt dễ hiểu")
    LEAFLET = "leaflet", _("Tờ gấp")
    QUESTIONS = "questions", _("Hỏi – đáp")
    SITUATION = "situation", _("Tình huống")
    QUIZ = "quiz", _("Câu trắc nghiệm")
    RADIO = "radio", _("Bài phát thanh")
    SLIDES = "slides", _("Trang trình chiếu")


class Origin(TextChoices):
    """Who made a sentence of a draft."""

    LAW = "law", _("Lời của luật")
    FRAME = "frame", _("Khung có sẵn")
    MODEL = "model", _("Máy viết (AI)")
    MIXED = "mixed", _("Máy viết (AI), người sửa")
    PERSON = "person", _("Người soạn viết")


class LineRole(TextChoices):
    """What a line of a draft is for."""

    HEADING = "heading", _("Đề mục")
    TEXT = "text", _("Câu")
    QUESTION = "question", _("Câu hỏi")
    KEY = "key", _("Đáp án đúng")
    CHOICE = "choice", _("Đáp án khác")
    BLANK = "blank", _("Chỗ chờ người soạn viết")


class DataClass(TextChoices):
    """What kind of data a tool is given."""

    PUBLIC = "public", _("Công khai")
    INTERNAL = "internal", _("Nội bộ")
    PERSONAL = "personal", _("Có dữ liệu cá nhân")
    SECRET = "secret", _("Bí mật nhà nước")


class Risk(TextChoices):
    """Levels of risk of an AI system (Luật 134/2025/QH15)."""

    LOW = "low", _("Thấp")
    MEDIUM = "medium", _("Trung bình")
    HIGH = "high", _("Cao")


class Fault(TextChoices):
    """What is wrong with a sentence of an answer in the practice room."""

    NONE = "none", _("Đúng")
    ARTICLE = "article", _("Dẫn sai điều, khoản")
    NUMBER = "number", _("Sai số tiền, thời hạn, tuổi")
    INVENTED = "invented", _("Bịa thêm con số")
    REPEALED = "repealed", _("Dẫn luật đã hết hiệu lực")
    NEGATION = "negation", _("Đảo nghĩa (được thành không được …)")
