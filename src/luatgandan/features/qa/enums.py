"""States and acts of a question, and the choices of its form."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from luatgandan.features.library.enums import Field as Field  # one list of fields for all rooms
from luatgandan.features.library.enums import People

Audience = People
"""Who asks: one list for all rooms."""


class State(TextChoices):
    """Where a question stands; what follows what stands in `rules.transitions`."""

    SENT = "sent", _("Đã gửi, chờ tiếp nhận")
    ACCEPTED = "accepted", _("Đã tiếp nhận")
    NEEDS_INFO = "needs_info", _("Chờ người hỏi nói thêm")
    ANSWERING = "answering", _("Đang soạn trả lời")
    CHECKING = "checking", _("Đang kiểm tra trả lời")
    SIGNING = "signing", _("Chờ ký")
    ANSWERED = "answered", _("Đã trả lời")
    PUBLISHED = "published", _("Đã trả lời và đăng")
    REDIRECTED = "redirected", _("Đã hướng dẫn gửi nơi khác")
    REFUSED = "refused", _("Không trả lời")
    DUPLICATE = "duplicate", _("Trùng câu hỏi khác")
    WITHDRAWN = "withdrawn", _("Người hỏi đã rút")


RUNNING = (State.SENT, State.ACCEPTED, State.NEEDS_INFO, State.ANSWERING, State.CHECKING, State.SIGNING)
DONE = (State.ANSWERED, State.PUBLISHED)


class Act(TextChoices):
    """What is done to a question."""

    SEND = "send", _("Gửi câu hỏi")
    ACCEPT = "accept", _("Tiếp nhận")
    SORT = "sort", _("Phân loại lại")
    TRANSFER = "transfer", _("Chuyển đơn vị khác")
    ORPHAN = "orphan", _("Chuyển về nơi điều phối vì chưa ai nhận")
    REMIND = "remind", _("Nhắc sắp tới ngày hẹn")
    ESCALATE = "escalate", _("Báo đơn vị cấp trên vì quá hạn")
    ASK_MORE = "ask_more", _("Hỏi thêm người hỏi")
    GIVE_MORE = "give_more", _("Nói thêm")
    WRITE = "write", _("Soạn trả lời")
    HAND_IN = "hand_in", _("Đưa kiểm tra")
    GIVE_BACK = "give_back", _("Trả lại để sửa")
    CHECK = "check", _("Kiểm tra đạt")
    SIGN = "sign", _("Ký trả lời")
    PUBLISH = "publish", _("Đăng công khai")
    UNPUBLISH = "unpublish", _("Gỡ khỏi trang công khai")
    EXTEND = "extend", _("Gia hạn")
    OPEN_TO_ADVISERS = "open", _("Mở cho tư vấn viên")
    CLOSE_TO_ADVISERS = "close", _("Thôi mở cho tư vấn viên")
    TAKE = "take", _("Nhận soạn giúp")
    PUT_BACK = "put_back", _("Trả lại câu hỏi")
    DECLARE_CONFLICT = "conflict", _("Khai xung đột lợi ích")
    REFUSE = "refuse", _("Từ chối")
    REDIRECT = "redirect", _("Hướng dẫn gửi nơi khác")
    MARK_DUPLICATE = "mark_duplicate", _("Ghép với câu hỏi trùng")
    WITHDRAW = "withdraw", _("Rút câu hỏi")
    REOPEN = "reopen", _("Đề nghị xem lại")
    COMPLAIN = "complain", _("Phản ánh việc trả lời")
    RATE = "rate", _("Đánh giá")
    SAY = "say", _("Nhắn thêm")


OFFICES_ACTS = (
    Act.REMIND, Act.OPEN_TO_ADVISERS, Act.CLOSE_TO_ADVISERS, Act.TAKE, Act.PUT_BACK, Act.DECLARE_CONFLICT,
)  # fmt: skip
"""What goes on among those who answer: the asker's page is silent about it."""


class Visibility(TextChoices):
    """Who may read a question once it is answered."""

    PUBLIC = "public", _("Công khai")
    ANONYMISED = "anonymised", _("Công khai sau khi ẩn danh")
    PRIVATE = "private", _("Chỉ mình tôi đọc")


class Channel(TextChoices):
    """How a question came."""

    WEB = "web", _("Trên cổng")
    COUNTER = "counter", _("Tại quầy")
    PHONE = "phone", _("Qua điện thoại")
    PAGODA = "pagoda", _("Tại chùa")
    MEETING = "meeting", _("Tại buổi họp ấp, khu vực")
    MAIL = "mail", _("Qua thư")
    OWN = "own", _("Câu hỏi thường gặp, cổng tự nêu")


class Category(TextChoices):
    """How much work an answer is: each has its limit in working days."""

    SIMPLE = "simple", _("Đơn giản")
    ORDINARY = "ordinary", _("Thông thường")
    COMPLEX = "complex", _("Phức tạp, cần nhiều cơ quan")


class Refusal(TextChoices):
    """Why a question is not answered."""

    OUT_OF_SCOPE = "out_of_scope", _("Ngoài phạm vi giải đáp pháp luật")
    IN_PROCEEDINGS = "in_proceedings", _("Đang được giải quyết theo thủ tục tố tụng hoặc khiếu nại")
    NOT_ENOUGH = "not_enough", _("Thiếu thông tin, người hỏi không nói thêm")
    IMPROPER = "improper", _("Nội dung vi phạm pháp luật hoặc xúc phạm người khác")


class Redirect(TextChoices):
    """What was sent that is no question about the law."""

    COMPLAINT = "complaint", _("Khiếu nại")
    DENUNCIATION = "denunciation", _("Tố cáo")
    FEEDBACK = "feedback", _("Phản ánh, kiến nghị")
    CRIME = "crime", _("Tố giác tội phạm")
    PROCEDURE = "procedure", _("Thủ tục hành chính")


class Party(TextChoices):
    """Who may do an act; `rules.permissions` says who that is for one question."""

    ASKER = "asker", _("Người hỏi")
    OFFICER = "officer", _("Cán bộ trả lời của đơn vị")
    OPENER = "opener", _("Cán bộ của đơn vị, khi câu hỏi chưa mở cho tư vấn viên")
    CLOSER = "closer", _("Cán bộ của đơn vị, khi câu hỏi đang mở cho tư vấn viên")
    WRITER = "writer", _("Cán bộ của đơn vị hoặc tư vấn viên đang giữ câu hỏi")
    ADVISER = "adviser", _("Tư vấn viên thấy câu hỏi đang mở")
    TAKER = "taker", _("Tư vấn viên, khi chưa ai giữ câu hỏi")
    HOLDER = "holder", _("Tư vấn viên đang giữ câu hỏi")
    CHECKER = "checker", _("Người kiểm tra, không phải người soạn")
    SIGNER = "signer", _("Người ký, không phải người soạn")
    HEAD = "head", _("Người duyệt của đơn vị")
    PUBLISHER = "publisher", _("Người đăng của đơn vị")
    WITHDRAWER = "withdrawer", _("Người gỡ bài của đơn vị")
    EITHER = "either", _("Người hỏi hoặc cán bộ của đơn vị")
    SYSTEM = "system", _("Hệ thống")
