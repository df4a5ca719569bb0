"""Choices of the library."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from luatgandan.foundation.ui.enums import Validity as Validity  # its words and badge stand with the components


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


class CorrectionState(models.TextChoices):
    """Which of the corrections of a file counts."""

    DRAFT = "draft", _("Đang sửa")
    CURRENT = "current", _("Đang dùng")
    PAST = "past", _("Đã thay")


class Origin(models.TextChoices):
    """Where a statement comes from."""

    ROOM = "room", _("người viết bài")
    TEXT = "text", _("lời văn bản")
    PORTAL = "portal", _("cơ sở dữ liệu nguồn")
    CODIFIED = "codified", _("Bộ pháp điển")
    MERGED = "merged", _("văn bản hợp nhất")
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


class RecordKind(models.TextChoices):
    """The other kinds of the shared repository (Quyết định 766/QĐ-TTg), beside legal documents."""

    DRAFT_POLICY = "du-thao-chinh-sach", _("Dự thảo chính sách")
    SITUATION = "tinh-huong-phap-ly", _("Tình huống pháp lý")
    QUESTION_ANSWER = "hoi-dap", _("Hỏi đáp")
    AUTHORITY_REPLY = "van-ban-tra-loi", _("Văn bản trả lời của cơ quan")
    RESEARCH = "nghien-cuu", _("Công trình nghiên cứu")
    JUDGMENT = "ban-an", _("Bản án, quyết định của Tòa án")
    PRECEDENT = "an-le", _("Án lệ")
    ARBITRAL_AWARD = "phan-quyet-trong-tai", _("Phán quyết trọng tài")
    COUNCIL_GUIDANCE = "huong-dan-hdtp", _("Hướng dẫn của Hội đồng Thẩm phán")
    SCHOOL_MATERIAL = "tai-lieu-truong-hoc", _("Tài liệu trường học")
    RAPPORTEUR_MATERIAL = "tai-lieu-bao-cao-vien", _("Tài liệu báo cáo viên")


class Step(models.TextChoices):
    """How far one revision of a record is on its way to the public."""

    DRAFT = "draft", _("Bản nháp")
    CHECKING = "checking", _("Chờ kiểm tra")
    CHECKED = "checked", _("Đã kiểm tra, chờ duyệt")
    APPROVED = "approved", _("Đã duyệt, chờ công bố")
    PUBLISHED = "published", _("Đã công bố")
    SUPERSEDED = "superseded", _("Đã có bản sau")


class Licence(models.TextChoices):
    """On what terms others may use a record."""

    NOT_PROTECTED = "khong-bao-ho", _("Văn bản của Nhà nước, không thuộc phạm vi bảo hộ quyền tác giả")
    CC_BY = "cc-by-4.0", _("Được dùng lại, ghi nguồn (CC BY 4.0)")
    CC_BY_NC = "cc-by-nc-4.0", _("Được dùng lại không vì mục đích thương mại, ghi nguồn (CC BY-NC 4.0)")
    READ_ONLY = "chi-doc", _("Chỉ đọc tại đây; muốn dùng lại phải hỏi chủ sở hữu")


class Audience(models.TextChoices):
    """For whom a record is made first of all."""

    EVERYBODY = "moi-nguoi", _("Mọi người")
    PUPILS = "hoc-sinh", _("Học sinh, sinh viên")
    MINORITIES = "dan-toc-thieu-so", _("Đồng bào dân tộc thiểu số")
    DISABLED = "nguoi-khuyet-tat", _("Người khuyết tật")
    WORKERS = "nguoi-lao-dong", _("Người lao động")
    ENTERPRISES = "doanh-nghiep", _("Doanh nghiệp, hộ kinh doanh")
    OFFICIALS = "can-bo", _("Cán bộ, công chức")
    RAPPORTEURS = "bao-cao-vien", _("Báo cáo viên, tuyên truyền viên, hòa giải viên")


class LinkKind(models.TextChoices):
    """How a judgment or award bears on a precedent."""

    APPLIES = "applies", _("áp dụng án lệ")
    DECLINES = "declines", _("viện dẫn nhưng không áp dụng")
    ORIGIN = "origin", _("là nguồn của án lệ")


class KeepReason(models.TextChoices):
    """Why something that looks like personal data may stay; the only words about it that go into the log."""

    OFFICIAL = "official", _("Người thi hành công vụ, được nêu tên theo quy định")
    PUBLIC = "public", _("Thông tin đã công khai theo pháp luật (cơ quan, tổ chức)")
    NOT_PERSONAL = "not_personal", _("Không phải dữ liệu cá nhân")
    FICTIONAL = "fictional", _("Người, việc giả định")
    CONSENT = "consent", _("Người đó đã đồng ý bằng văn bản")
    READ = "read", _("Đã tự đọc hết tệp, không còn dữ liệu cá nhân")


class Field(models.TextChoices):
    """Fields of law: the topics of everyday life."""

    MINORITIES = "dan-toc-khuyet-tat", _("Dân tộc thiểu số, người khuyết tật, người cao tuổi")
    LAND = "dat-dai-nha-o", _("Đất đai và nhà ở")
    TRAFFIC = "giao-thong", _("Giao thông đường bộ và đường thủy")
    CIVIL_STATUS = "ho-tich-can-cuoc", _("Hộ tịch, căn cước và cư trú")
    FAMILY = "hon-nhan-gia-dinh", _("Hôn nhân và gia đình")
    COMPLAINTS = "khieu-nai-to-cao", _("Khiếu nại, tố cáo và khởi kiện")
    BUSINESS = "kinh-doanh-thue", _("Kinh doanh và thuế")
    LABOUR = "lao-dong-bao-hiem", _("Lao động và bảo hiểm")
    FRAUD = "lua-dao-qua-mang", _("Lừa đảo qua mạng và dữ liệu cá nhân")
    CRIME = "ma-tuy-hinh-su", _("Ma túy và pháp luật hình sự")
    CHILDREN = "tre-em-hoc-duong", _("Trẻ em và học đường")
    DEBT = "vay-no-hui", _("Vay nợ, chơi hụi và đặt cọc")
    OTHER = "khac", _("Việc khác")


class People(models.TextChoices):
    """Who asks, takes part or is meant: the same four groups in all rooms."""

    CITIZEN = "citizen", _("Người dân")
    ENTERPRISE = "enterprise", _("Doanh nghiệp, hộ kinh doanh")
    PUPIL = "pupil", _("Học sinh, sinh viên")
    OFFICIAL = "official", _("Cán bộ, công chức")
