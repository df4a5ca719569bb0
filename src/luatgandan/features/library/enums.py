"""Choices of the library."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """Kinds of documents, highest first: normative ones (Luật Ban hành văn bản quy phạm pháp luật), then the others."""

    CONSTITUTION = "hien-phap", _("Hiến pháp")
    CODE = "bo-luat", _("Bộ luật")
    LAW = "luat", _("Luật")
    ORDINANCE = "phap-lenh", _("Pháp lệnh")
    EDICT = "sac-lenh", _("Sắc lệnh")
    ORDER = "lenh", _("Lệnh")
    RESOLUTION = "nghi-quyet", _("Nghị quyết")
    JOINT_RESOLUTION = "nghi-quyet-lien-tich", _("Nghị quyết liên tịch")
    DECREE = "nghi-dinh", _("Nghị định")
    DECISION = "quyet-dinh", _("Quyết định")
    CIRCULAR = "thong-tu", _("Thông tư")
    JOINT_CIRCULAR = "thong-tu-lien-tich", _("Thông tư liên tịch")
    DIRECTIVE = "chi-thi", _("Chỉ thị")
    CONSOLIDATED = "van-ban-hop-nhat", _("Văn bản hợp nhất")
    TREATY = "dieu-uoc-quoc-te", _("Điều ước quốc tế")
    PLAN = "ke-hoach", _("Kế hoạch")
    GUIDANCE = "huong-dan", _("Hướng dẫn")
    NOTICE = "thong-bao", _("Thông báo")
    CONCLUSION = "ket-luan", _("Kết luận")
    REPORT = "bao-cao", _("Báo cáo")
    OFFICIAL_LETTER = "cong-van", _("Công văn")
    OTHER = "van-ban-khac", _("Văn bản khác")


class Validity(models.TextChoices):
    """Whether a document is in force: the six states of the national portal, and not known."""

    IN_FORCE = "in_force", _("Còn hiệu lực")
    PARTLY_EXPIRED = "partly_expired", _("Hết hiệu lực một phần")
    EXPIRED = "expired", _("Hết hiệu lực")
    NOT_YET = "not_yet", _("Chưa có hiệu lực")
    SUSPENDED = "suspended", _("Ngưng hiệu lực")
    OBSOLETE = "obsolete", _("Không còn phù hợp")
    UNKNOWN = "unknown", _("Chưa rõ hiệu lực")


class State(models.TextChoices):
    """Whether people see a record. Withdrawn ones keep their address as a tombstone."""

    DRAFT = "draft", _("Bản nháp")
    PUBLISHED = "published", _("Đã công bố")
    WITHDRAWN = "withdrawn", _("Đã rút")


class FileState(models.TextChoices):
    """What became of a file that came in."""

    WAITING = "waiting", _("Đang chờ")
    READ = "read", _("Đã đọc")
    TO_CHECK = "to_check", _("Cần người xem")
    FAILED = "failed", _("Không đọc được")


class Origin(models.TextChoices):
    """Where a statement comes from."""

    ROOM = "room", _("người viết bài")
    TEXT = "text", _("lời văn bản")
    PORTAL = "portal", _("cơ sở dữ liệu nguồn")
    PERSON = "person", _("cán bộ")


class Proposal(models.TextChoices):
    """What an officer made of something the machine read."""

    PROPOSED = "proposed", _("Chờ duyệt")
    CONFIRMED = "confirmed", _("Đã duyệt")
    REJECTED = "rejected", _("Không đúng")


class Action(models.TextChoices):
    """What an amending document does to a provision."""

    AMEND = "amend", _("sửa đổi, bổ sung")
    ADD = "add", _("bổ sung")
    REPLACE = "replace", _("thay thế")
    REPEAL = "repeal", _("bãi bỏ")
    WORDS = "words", _("thay cụm từ")
    RENUMBER = "renumber", _("đổi số thứ tự")


class RelationKind(models.TextChoices):
    """How a document bears on another: the pairs of the national portal (active side)."""

    GUIDES = "guides", _("hướng dẫn áp dụng")
    DETAILS = "details_and_guides", _("quy định chi tiết, hướng dẫn thi hành")
    CONSOLIDATES = "consolidates", _("hợp nhất")
    AMENDS = "amends", _("sửa đổi, bổ sung")
    CORRECTS = "corrects", _("đính chính")
    REPLACES = "replaces", _("thay thế")
    ABROGATES = "abrogates", _("bãi bỏ")
    REFERS_TO = "refers_to", _("dẫn chiếu")
    BASED_ON = "based_on", _("căn cứ")
    EXPLAINS = "explains", _("giải thích")
    SUSPENDS = "suspends", _("đình chỉ thi hành")
    PAUSES = "temporarily_suspends", _("tạm ngưng hiệu lực")
    PUBLISHES = "publishes", _("công bố")
    RELATED_TO = "related_to", _("liên quan cùng nội dung")

    @property
    def passive(self) -> str:
        """The same relation told from the other side."""
        return str(PASSIVE[self])


PASSIVE = {
    RelationKind.GUIDES: _("được hướng dẫn áp dụng"),
    RelationKind.DETAILS: _("được quy định chi tiết, hướng dẫn thi hành"),
    RelationKind.CONSOLIDATES: _("được hợp nhất"),
    RelationKind.AMENDS: _("được sửa đổi, bổ sung"),
    RelationKind.CORRECTS: _("được đính chính"),
    RelationKind.REPLACES: _("được thay thế"),
    RelationKind.ABROGATES: _("bị bãi bỏ"),
    RelationKind.REFERS_TO: _("được dẫn chiếu"),
    RelationKind.BASED_ON: _("là căn cứ ban hành"),
    RelationKind.EXPLAINS: _("được giải thích"),
    RelationKind.SUSPENDS: _("bị đình chỉ thi hành"),
    RelationKind.PAUSES: _("bị tạm ngưng hiệu lực"),
    RelationKind.PUBLISHES: _("được công bố"),
    RelationKind.RELATED_TO: _("liên quan cùng nội dung"),
}


class Reason(models.TextChoices):
    """Why a citing thing must be looked at again."""

    CHANGED = "changed", _("điều được dẫn đã sửa đổi")
    REPEALED = "repealed", _("điều được dẫn đã bị bãi bỏ")
    EXPIRED = "expired", _("văn bản được dẫn hết hiệu lực")
    MISSING = "missing", _("không tìm thấy điều được dẫn")


class Decision(models.TextChoices):
    """What the officer found on looking again."""

    OPEN = "open", _("Chờ xem lại")
    KEPT = "kept", _("Vẫn đúng")
    MENDED = "mended", _("Đã sửa")
    WITHDRAWN = "withdrawn", _("Đã gỡ")
