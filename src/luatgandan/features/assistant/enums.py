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
