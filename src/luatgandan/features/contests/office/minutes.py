"""Biên bản xét giải: what the committee has before it, with the figures that anybody can recompute."""

from luatgandan.lib.legaltext.tree import Node, Parsed
from luatgandan.lib.legaltext.writing import to_docx

from .parts import clause, header, signature, table_of_winners
from .values import DOTS, Facts


def minutes(facts: Facts) -> bytes:
    """The draft minutes as a Word file."""
    return to_docx(minutes_paper(facts))


def minutes_paper(facts: Facts) -> Parsed:
    """The same as a tree."""
    head = header(facts, kind="Biên bản", sign="BB-…", title=f"Xét giải Cuộc thi {facts.name}")
    body = (
        clause(1, f"Thời gian, địa điểm: {DOTS}"),
        clause(2, "Thành phần", f"- Chủ trì: {DOTS}", f"- Thư ký: {DOTS}", f"- Thành viên: {DOTS}"),
        _contest(facts),
        _ranking(facts),
        _checks(facts),
        clause(6, f"Ban Tổ chức thống nhất đề nghị trao {len(facts.given)} giải theo danh sách:"),
        table_of_winners(facts),
        clause(7, f"Ý kiến khác: {DOTS}", "Biên bản được đọc cho mọi người cùng nghe và thống nhất ký tên."),
    )
    return Parsed(
        header=head, body=body, signatures=(signature("THƯ KÝ"), signature("CHỦ TRÌ")), recipients=(f"Lưu: VT, {DOTS}",)
    )


def _contest(facts: Facts) -> Node:
    return clause(
        3,
        "Kết quả dự thi",
        f"- Thời gian thi: từ {facts.starts_at:%H:%M ngày %d/%m/%Y} đến trước {facts.ends_at:%H:%M ngày %d/%m/%Y}.",
        f"- Số người dự thi: {facts.people}; số lượt thi: {facts.attempts}; số người đúng hết: {facts.all_right}.",
        f"- Số đúng của câu dự đoán: {facts.actual}." if facts.actual is not None else "",
        *(f"- Câu {code} bị hủy cho mọi người: {reason}" for code, reason in facts.voided),
    )


def _ranking(facts: Facts) -> Node:
    return clause(
        4,
        "Xếp hạng",
        f"- Thứ tự xét: {'; '.join(facts.chain)}.",
        f"- Mã niêm phong đề, công bố khi mở vòng thi: {facts.commitment or DOTS}.",
        "- Đề, điểm và thứ hạng tính lại được từ dữ liệu công bố bằng lệnh verify_contest.",
    )


def _checks(facts: Facts) -> Node:
    return clause(
        5,
        "Khiếu nại và xác minh",
        f"- Khiếu nại đã trả lời: {facts.complaints}.",
        f"- Dấu hiệu bất thường đã xem xét: {facts.signals}; kết luận có vi phạm: {facts.upheld}.",
        f"- Số người bị loại theo thể lệ: {facts.excluded}; số giải không công nhận khi xác minh: {facts.declined}.",
    )
