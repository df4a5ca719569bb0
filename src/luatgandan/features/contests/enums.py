"""Kinds, states and rules of contests, as choices."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """Where a contest stands; whether a round runs is a matter of the clock, not of a state."""

    DRAFT = "draft", _("Đang soạn")
    CHECKED = "checked", _("Chờ duyệt")
    APPROVED = "approved", _("Đã duyệt, chờ công bố")
    PUBLISHED = "published", _("Đã công bố")
    CANCELLED = "cancelled", _("Đã hủy")


class Act(TextChoices):
    """What is done to a whole contest; what may follow what stands in `rules.transitions`."""

    CHECK = "check", _("Trình duyệt")
    APPROVE = "approve", _("Duyệt")
    GIVE_BACK = "give_back", _("Trả lại để sửa")
    PUBLISH = "publish", _("Công bố")
    CANCEL = "cancel", _("Hủy cuộc thi")


class Party(TextChoices):
    """Who may do an act; `rules.permissions` says who that is for one contest."""

    WRITER = "writer", _("Người soạn, hoặc biên tập viên của đơn vị")
    EDITOR = "editor", _("Biên tập viên của đơn vị")
    APPROVER = "approver", _("Người duyệt khác người soạn")
    PUBLISHER = "publisher", _("Người được đăng bài của đơn vị")
    KEEPER = "keeper", _("Người được gỡ bài của đơn vị")


class RoundKind(TextChoices):
    """What a round is for."""

    OPEN = "open", _("Vòng thi")
    FINAL = "final", _("Chung kết")


class Phase(TextChoices):
    """Where the paper trail of a round stands, after its clock."""

    WAITING = "waiting", _("Chưa mở")
    SEALED = "sealed", _("Đã niêm phong đề")
    RANKED = "ranked", _("Đã xếp hạng, nhận khiếu nại")
    DECIDED = "decided", _("Đã có quyết định trao giải")


class StageState(TextChoices):
    """Where a live stage stands; a question whose time is over counts as closed (`rules.live.standing`)."""

    LOBBY = "lobby", _("Chờ mọi người vào")
    ASKING = "asking", _("Đang trả lời")
    CLOSED = "closed", _("Hết giờ, chưa công bố đáp án")
    REVEALED = "revealed", _("Đã công bố đáp án")
    BOARD = "board", _("Bảng điểm")
    ENDED = "ended", _("Đã kết thúc")


class StageAct(TextChoices):
    """What whoever runs a live stage does; what may follow what stands in `rules.live`."""

    ASK = "ask", _("Hỏi câu tiếp theo")
    CLOSE = "close", _("Đóng câu hỏi")
    REVEAL = "reveal", _("Công bố đáp án")
    SHOW_BOARD = "show_board", _("Hiện bảng điểm")
    END = "end", _("Kết thúc")


class Nicknames(TextChoices):
    """Under which names people play at a live stage."""

    LISTED = "listed", _("Chọn trong danh sách có sẵn (nên dùng với học sinh)")
    TYPED = "typed", _("Tự đặt, máy lọc lời thô tục và thông tin cá nhân")


class Counted(TextChoices):
    """Which of a person's attempts in a round counts."""

    BEST = "best", _("Lượt tốt nhất")
    FIRST = "first", _("Lượt đầu tiên")
    LAST = "last", _("Lượt cuối cùng")


class PredictionBase(TextChoices):
    """What the prediction question counts: always people, in this round."""

    NONE = "", _("Không có câu dự đoán")
    ALL_RIGHT = "all_right", _("Số người có lượt được tính trả lời đúng hết trong vòng này")
    TAKING_PART = "taking_part", _("Số người dự thi vòng này")


class Criterion(TextChoices):
    """One link of the chain by which attempts are ranked; `formats/` has one file for each."""

    SCORE = "score", _("Điểm cao hơn")
    PREDICTION = "prediction", _("Dự đoán sát hơn")
    TIME = "time", _("Làm bài nhanh hơn")
    EARLIER = "earlier", _("Nộp bài sớm hơn")
    LOT = "lot", _("Bốc thăm bằng mã công bố trước")


class Names(TextChoices):
    """How people's names are shown in public."""

    MASKED = "masked", _("Che một phần tên")
    FULL = "full", _("Hiện cả tên (cần đồng ý; người dưới 16 tuổi cần người giám hộ đồng ý)")
    HIDDEN = "hidden", _("Chỉ hiện mã dự thi")


class Standing(TextChoices):
    """Whether an entrant takes part; only people exclude people, with a reason.

    UNFIT: the conditions were changed after they joined, and somebody published the contest again (`services.fitting`).
    """

    ACTIVE = "active", _("Đang dự thi")
    WITHDRAWN = "withdrawn", _("Đã rút")
    EXCLUDED = "excluded", _("Bị loại theo thể lệ")
    UNFIT = "unfit", _("Không còn đủ điều kiện")
    REHEARSING = "rehearsing", _("Thi thử trước giờ mở, không tính")


class PrizeKind(TextChoices):
    """By what a prize is won."""

    PERSON = "person", _("Cá nhân, theo thứ hạng")
    MOST_ENTRANTS = "most_entrants", _("Tập thể có nhiều người dự thi nhất")
    BY_HEADCOUNT = "by_headcount", _("Tập thể có tỷ lệ người dự thi cao nhất")
    MOST_WINNERS = "most_winners", _("Tập thể có nhiều người đạt giải nhất")


class AwardState(TextChoices):
    """From the list a machine proposes to the decision people sign."""

    PROPOSED = "proposed", _("Dự kiến")
    VERIFIED = "verified", _("Đã xác minh")
    DECLINED = "declined", _("Không công nhận")
    DECIDED = "decided", _("Đã trao giải")


class DocumentKind(TextChoices):
    """The papers of a contest."""

    PLAN = "plan", _("Kế hoạch")
    COMMITTEE = "committee", _("Quyết định thành lập Ban Tổ chức")
    RULES = "rules", _("Thể lệ")
    NOTICE = "notice", _("Thông báo")
    MINUTES = "minutes", _("Biên bản xét giải")
    AWARD = "award", _("Quyết định khen thưởng")

    @classmethod
    def binding(cls) -> tuple["DocumentKind", ...]:
        """What a contest goes by: never taken away nor replaced once it is public."""
        return (cls.PLAN, cls.COMMITTEE, cls.RULES, cls.AWARD)


class SignalKind(TextChoices):
    """What a machine may find odd; people look at it, nobody is disqualified by a machine."""

    DEVICE = "device", _("Nhiều người thi trên một thiết bị")
    SPEED = "speed", _("Trả lời nhanh bất thường")
    ALIKE = "alike", _("Bài giống nhau cả câu trả lời lẫn nhịp làm")
    BURST = "burst", _("Nhiều lượt dồn dập từ một đơn vị")
    NAMESAKE = "namesake", _("Nhiều mã dự thi cùng họ tên và ngày sinh")


class SignalState(TextChoices):
    """What people made of it."""

    OPEN = "open", _("Chờ xem xét")
    CLEARED = "cleared", _("Không có vấn đề")
    UPHELD = "upheld", _("Có vi phạm thể lệ")


class LogKind(TextChoices):
    """Lines of the contest log."""

    JOINED = "joined", _("Đăng ký dự thi")
    STARTED = "started", _("Bắt đầu làm bài")
    RESUMED = "resumed", _("Mở lại bài trên thiết bị khác")
    SUBMITTED = "submitted", _("Nộp bài")
    REFUSED = "refused", _("Từ chối dữ liệu gửi lên")
    SEALED = "sealed", _("Niêm phong đề")
    REVEALED = "revealed", _("Công bố đề, đáp án và mã niêm phong")
    VOIDED = "voided", _("Hủy một câu hỏi")
    DOUBTED = "doubted", _("Căn cứ của một câu hỏi đã thay đổi, cần người xem lại")
    RANKED = "ranked", _("Xếp hạng")
    DECIDED = "decided", _("Quyết định kết quả")
    FINALISTS = "finalists", _("Chốt danh sách chung kết")
    CHANGED = "changed", _("Sửa cuộc thi")
    EXCLUDED = "excluded", _("Loại hoặc cho dự thi lại")
    WITHDRAWN = "withdrawn", _("Rút khỏi cuộc thi, hoặc trở lại")
    ROSTER = "roster", _("Nhập danh sách dự thi")
    CORRECTED = "corrected", _("Sửa thông tin người dự thi")
    OUTAGE = "outage", _("Sự cố: trả lại giờ, cho thi lại")


class Notice(TextChoices):
    """What everybody who takes part in a round is told at once."""

    VOIDED = "voided", _("Vòng %(round)s của “%(contest)s”: một câu hỏi bị hủy, ai cũng được trọn điểm câu này")
    FINALIST = (
        "finalist",
        _("Bạn có tên trong danh sách chung kết (vòng %(round)s) của “%(contest)s”: mở %(start)s, đóng %(end)s"),
    )
    MOVED = "moved", _("Vòng %(round)s của “%(contest)s” đổi giờ: mở %(start)s, đóng %(end)s")
    OUTAGE = (
        "outage",
        _(
            "Vòng %(round)s của “%(contest)s”: bài của bạn bị sự cố ngắt quãng, vẫn tính nếu bạn không thi lại; thi "
            "lại được đến %(end)s"
        ),
    )


class Refusal(TextChoices):
    """Why what a device sent was not taken; every one is told in plain words and written in the log."""

    TOKEN = "token", _("Mã bài làm không đúng. Hãy mở lại bài thi từ trang cuộc thi.")
    OTHER_PAPER = "other_paper", _("Câu trả lời này thuộc một đề khác.")
    LATE = "late", _("Đã hết giờ làm bài. Các câu đã lưu trước đó vẫn được tính.")
    SUBMITTED = "submitted", _("Bài này đã nộp. Các câu trả lời đã lưu vẫn được giữ.")
    OLD = "old", _("Đã có câu trả lời mới hơn từ máy khác.")
    SIZE = "size", _("Dữ liệu gửi lên quá lớn.")
    SHAPE = "shape", _("Câu trả lời không đúng dạng.")
