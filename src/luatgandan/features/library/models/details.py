"""What each kind of record says about itself: the one place from which schemas, desk forms and pages are made."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from ..enums import RecordKind


class Shape(StrEnum):
    """What a detail holds."""

    LINE = "line"
    TEXT = "text"
    DAY = "day"
    NUMBER = "number"
    CHOICE = "choice"
    LIST = "list"
    FLAG = "flag"


@dataclass(frozen=True, kw_only=True)
class Detail:
    """One field of a kind. `name` stands in the data, `label` and `hint` before people; choices are (value, label)."""

    name: str
    label: Any
    shape: Shape = Shape.TEXT
    is_required: bool = False
    hint: Any = ""
    choices: tuple[tuple[str, Any], ...] = ()


def _line(name: str, label: Any, *, required: bool = False, hint: Any = "") -> Detail:
    return Detail(name=name, label=label, shape=Shape.LINE, is_required=required, hint=hint)


def _text(name: str, label: Any, *, required: bool = False, hint: Any = "") -> Detail:
    return Detail(name=name, label=label, is_required=required, hint=hint)


def _of(shape: Shape, name: str, label: Any, hint: Any = "") -> Detail:
    return Detail(name=name, label=label, shape=shape, hint=hint)


def _choice(name: str, label: Any, *choices: tuple[str, Any], required: bool = False) -> Detail:
    return Detail(name=name, label=label, shape=Shape.CHOICE, choices=choices, is_required=required)


CASE_TYPES = (
    ("dan-su", _("Dân sự")),
    ("hon-nhan-gia-dinh", _("Hôn nhân và gia đình")),
    ("kinh-doanh-thuong-mai", _("Kinh doanh, thương mại")),
    ("lao-dong", _("Lao động")),
    ("hanh-chinh", _("Hành chính")),
    ("hinh-su", _("Hình sự")),
    ("pha-san", _("Phá sản")),
    ("khac", _("Loại khác")),
)
_LIST_HINT = _("Mỗi dòng một mục.")

DETAILS: dict[str, tuple[Detail, ...]] = {
    RecordKind.DRAFT_POLICY: (
        _line("drafting_body", _("Cơ quan soạn thảo"), required=True),
        _choice(
            "stage", _("Giai đoạn"),
            ("lap-de-nghi", _("Lập đề nghị xây dựng")), ("lay-y-kien", _("Đang lấy ý kiến")),
            ("tham-dinh", _("Thẩm định, thẩm tra")), ("da-trinh", _("Đã trình")),
            ("da-ban-hanh", _("Đã ban hành")), ("dung", _("Đã dừng")), required=True,
        ),
        _of(Shape.DAY, "comment_from", _("Lấy ý kiến từ ngày")),
        _of(Shape.DAY, "comment_until", _("Lấy ý kiến đến hết ngày")),
        _line("comment_to", _("Nơi nhận góp ý")),
        _text("reasons", _("Vì sao cần chính sách này"), required=True),
        _text("solutions", _("Nội dung chính"), required=True),
        _text("impact", _("Tác động dự kiến")),
        _text("response", _("Giải trình, tiếp thu ý kiến")),
        _line("resulting_document", _("Số văn bản đã ban hành")),
    ),
    RecordKind.SITUATION: (
        _text("facts", _("Tình huống"), required=True),
        _text("question", _("Câu hỏi pháp lý"), required=True),
        _text("solution", _("Cách giải quyết theo pháp luật"), required=True),
        _text("outcome", _("Kết quả thực tế")),
        _text("lesson", _("Bài học")),
    ),
    RecordKind.QUESTION_ANSWER: (
        _text("question", _("Câu hỏi"), required=True),
        _text("answer", _("Trả lời"), required=True),
        _of(Shape.DAY, "asked_on", _("Ngày hỏi")),
        _of(Shape.DAY, "answered_on", _("Ngày trả lời")),
        _choice(
            "channel", _("Hỏi qua"),
            ("truc-tuyen", _("Trực tuyến")), ("tiep-cong-dan", _("Tiếp công dân")), ("doi-thoai", _("Đối thoại")),
            ("khieu-nai-to-cao", _("Khiếu nại, tố cáo")), ("dien-thoai", _("Điện thoại")), ("khac", _("Cách khác")),
        ),
        _line("answered_by", _("Cơ quan, người có thẩm quyền trả lời")),
    ),
    RecordKind.AUTHORITY_REPLY: (
        _text("question", _("Vướng mắc được hỏi"), required=True),
        _text("answer", _("Nội dung trả lời"), required=True),
        _line("asked_by", _("Bên hỏi"), hint=_("Tên cơ quan, hoặc “một người dân”, “một doanh nghiệp”.")),
        _line("reply_to", _("Trả lời văn bản số")),
        _line("signed_by", _("Chức vụ người ký")),
    ),
    RecordKind.RESEARCH: (
        _of(Shape.LIST, "authors", _("Tác giả"), _LIST_HINT),
        _line("host", _("Cơ quan chủ trì, nơi công bố"), required=True),
        _choice(
            "level", _("Cấp"),
            ("nha-nuoc", _("Đề tài cấp Nhà nước")), ("bo", _("Đề tài cấp Bộ")), ("tinh", _("Đề tài cấp tỉnh")),
            ("co-so", _("Đề tài cấp cơ sở")), ("luan-an", _("Luận án")), ("luan-van", _("Luận văn")),
            ("bai-bao", _("Bài báo khoa học")), ("khac", _("Loại khác")), required=True,
        ),
        _of(Shape.NUMBER, "year", _("Năm hoàn thành")),
        _text("question", _("Câu hỏi nghiên cứu")),
        _text("findings", _("Kết quả chính"), required=True),
        _text("recommendations", _("Kiến nghị")),
        _of(Shape.LIST, "keywords", _("Từ khóa"), _LIST_HINT),
        _line("identifier", _("Mã định danh (DOI, ISBN)")),
    ),
    RecordKind.JUDGMENT: (
        _line("court", _("Tòa án"), required=True),
        _choice("form", _("Hình thức"), ("ban-an", _("Bản án")), ("quyet-dinh", _("Quyết định")), required=True),
        _choice(
            "level", _("Cấp xét xử"),
            ("so-tham", _("Sơ thẩm")), ("phuc-tham", _("Phúc thẩm")), ("giam-doc-tham", _("Giám đốc thẩm")),
            ("tai-tham", _("Tái thẩm")), required=True,
        ),
        _choice("case_type", _("Loại án"), *CASE_TYPES, required=True),
        _line("matter", _("Quan hệ pháp luật, tội danh"), required=True),
        _text("issue", _("Vấn đề pháp lý")),
        _text("facts", _("Nội dung vụ án"), required=True),
        _text("reasoning", _("Nhận định của Tòa án")),
        _text("holding", _("Quyết định của Tòa án"), required=True),
        _choice(
            "effect", _("Hiệu lực"),
            ("chua", _("Chưa có hiệu lực pháp luật")), ("co", _("Đã có hiệu lực pháp luật")),
            ("bi-sua", _("Đã bị sửa")), ("bi-huy", _("Đã bị hủy")),
        ),
    ),
    RecordKind.PRECEDENT: (
        _text("situation", _("Tình huống án lệ"), required=True),
        _text("solution", _("Giải pháp pháp lý"), required=True),
        _text("meaning", _("Ý nghĩa")),
        _of(Shape.DAY, "adopted_on", _("Ngày thông qua")),
        _line("published_by", _("Quyết định công bố")),
        _of(Shape.DAY, "applies_from", _("Áp dụng từ ngày")),
        _text("origin", _("Nguồn án lệ"), hint=_("Bản án, quyết định mà án lệ được lựa chọn từ đó.")),
        _choice("status", _("Tình trạng"), ("ap-dung", _("Đang được áp dụng")), ("bai-bo", _("Đã bị bãi bỏ"))),
        _of(Shape.LIST, "keywords", _("Từ khóa"), _LIST_HINT),
    ),
    RecordKind.ARBITRAL_AWARD: (
        _line("institution", _("Trung tâm trọng tài"), required=True),
        _line("rules", _("Quy tắc tố tụng trọng tài")),
        _line("seat", _("Địa điểm trọng tài")),
        _text("issue", _("Vấn đề tranh chấp"), required=True),
        _text("facts", _("Nội dung vụ tranh chấp"), required=True),
        _text("reasoning", _("Nhận định của Hội đồng Trọng tài")),
        _text("decision", _("Phán quyết"), required=True),
        _choice(
            "annulment", _("Yêu cầu hủy phán quyết"),
            ("khong", _("Không có")), ("dang-xet", _("Đang xem xét")), ("khong-chap-nhan", _("Không được chấp nhận")),
            ("da-huy", _("Phán quyết đã bị hủy")),
        ),
        Detail(
            name="parties_agree", label=_("Các bên đồng ý công bố"), shape=Shape.FLAG, is_required=True,
            hint=_("Trọng tài không công khai; thiếu sự đồng ý của các bên thì không công bố."),
        ),
    ),
    RecordKind.COUNCIL_GUIDANCE: (
        _text("summary", _("Những điểm hướng dẫn chính"), required=True),
        _of(Shape.LIST, "guides", _("Hướng dẫn áp dụng văn bản"), _LIST_HINT),
        _of(Shape.DAY, "adopted_on", _("Ngày thông qua")),
        _of(Shape.DAY, "effective_on", _("Có hiệu lực từ ngày")),
    ),
    RecordKind.SCHOOL_MATERIAL: (
        _choice(
            "school", _("Cấp học"),
            ("mam-non", _("Mầm non")), ("tieu-hoc", _("Tiểu học")), ("thcs", _("Trung học cơ sở")),
            ("thpt", _("Trung học phổ thông")), ("nghe", _("Giáo dục nghề nghiệp")), ("dai-hoc", _("Đại học")),
            required=True,
        ),
        _line("grades", _("Lớp")),
        _line("subject", _("Môn học, hoạt động")),
        _choice(
            "form", _("Hình thức"),
            ("bai-giang", _("Bài giảng")), ("sinh-hoat", _("Sinh hoạt lớp, dưới cờ")), ("ngoai-khoa", _("Ngoại khóa")),
            ("tieu-pham", _("Tiểu phẩm")), ("tro-choi", _("Trò chơi")), ("khac", _("Hình thức khác")),
        ),
        _of(Shape.NUMBER, "minutes", _("Thời lượng (phút)")),
        _text("objectives", _("Mục tiêu"), required=True),
        _text("activities", _("Các bước tiến hành"), required=True),
        _text("assessment", _("Câu hỏi kiểm tra")),
    ),
    RecordKind.RAPPORTEUR_MATERIAL: (
        _line("topic", _("Chuyên đề"), required=True),
        _of(Shape.NUMBER, "minutes", _("Thời lượng (phút)")),
        _of(Shape.LIST, "messages", _("Điều người nghe cần nhớ"), _LIST_HINT),
        _text("outline", _("Đề cương"), required=True),
        _text("exercise", _("Tình huống thảo luận")),
        _text("speaking_notes", _("Lưu ý khi nói")),
    ),
}  # fmt: skip
