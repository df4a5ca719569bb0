"""What is kept of a person here, for their own request."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from ..enums import LogKind, Standing
from ..models import Attempt, Award, Complaint, Correction, Entrant, LogEntry, Signal
from .log import corrections_of


def entries_of(person: Any) -> list[dict[str, Any]]:
    """The contests a person takes part in, with attempts, complaints and prizes; a score when the pages tell it."""
    rows = Entrant.objects.filter(person=person).select_related("contest", "ward", "unit")
    parts = (
        "attempts__round__contest",
        "attempts__responses",
        "attempts__devices",
        "attempts__awards__prize",
        "attempts__signals",
        "complaints__round",
    )
    now = timezone.now()
    return [_entry(one, now) for one in rows.prefetch_related(*parts)]


def withdrawals() -> list[tuple[str, datetime]]:
    """(key, moment) of whoever withdrew and did not come back; another withdrawal of the same entry has another key."""
    rows = Entrant.objects.filter(standing=Standing.WITHDRAWN).values_list("public_id", "withdrawn_at")
    return [(f"{public_id} {at.isoformat()}", at) for public_id, at in rows if at]


def came_back(entrant: Entrant, *, since: datetime) -> bool:
    """Whether the log knows that somebody agreed anew after a moment. One query."""
    lines = LogEntry.objects.filter(contest=entrant.contest_id, kind=LogKind.WITHDRAWN, at__gt=since)
    return lines.filter(detail__entrant=entrant.code, detail__standing=Standing.ACTIVE).exists()


def _entry(entrant: Entrant, at: datetime) -> dict[str, Any]:
    return {
        _("Cuộc thi"): entrant.contest.title,
        _("Mã dự thi"): entrant.code,
        _("Họ và tên"): entrant.name,
        _("Ngày sinh"): entrant.born_on,
        _("Xã, phường"): entrant.ward.name if entrant.ward else "",
        _("Đơn vị dự thi"): entrant.unit.name if entrant.unit else "",
        _("Lớp"): entrant.class_name,
        _("Số điện thoại để liên hệ"): entrant.phone,
        _("Thư điện tử để liên hệ"): entrant.email,
        _("Tư cách"): entrant.get_standing_display(),
        _("Lý do"): entrant.standing_reason,
        _("Được nhận dù không đủ điều kiện"): entrant.is_admitted,
        _("Đăng ký lúc"): entrant.joined_at,
        _("Rút lúc"): entrant.withdrawn_at,
        _("Đồng ý hiện tên"): entrant.shows_name,
        _("Người giám hộ đồng ý hiện tên lúc"): entrant.guardian_agreed_at,
        _("Được thêm giờ (phần trăm)"): entrant.extra_percent,
        _("Ngôn ngữ của thông báo"): entrant.get_language_display(),
        _("Đề nghị sửa, chờ người thứ hai"): _correction(entrant),
        _("Đã được sửa"): [(at, fields, reason) for at, fields, reason in corrections_of(entrant)],
        _("Các lượt thi"): [_attempt(one, at) for one in entrant.attempts.all()],
        _("Khiếu nại"): [_complaint(one) for one in entrant.complaints.all()],
        _("Giải thưởng"): [_award(award) for one in entrant.attempts.all() for award in one.awards.all()],
    }


def _correction(entrant: Entrant) -> dict[str, Any]:
    asked = Correction.objects.filter(entrant=entrant).first()
    return {
        _("Họ và tên"): asked.name, _("Ngày sinh"): asked.born_on, _("Lớp"): asked.class_name,
        _("Lý do"): asked.reason,
    } if asked else {}  # fmt: skip


def _attempt(attempt: Attempt, at: datetime) -> dict[str, Any]:
    return {
        _("Bắt đầu lúc"): attempt.started_at,
        _("Nộp lúc"): attempt.submitted_at,
        _("Gác lại vì sự cố"): attempt.is_set_aside,
        _("Điểm (phần nghìn câu)"): attempt.score
        if attempt.round.tells_scores(at)
        else _("Báo sau khi vòng đóng, vì được thi nhiều lượt"),
        _("Số dự đoán"): attempt.prediction,
        _("Thứ hạng"): attempt.place,
        _("Mã biên nhận"): attempt.receipt,
        _("Trả lời"): {answer.slot + 1: answer.answer for answer in attempt.responses.all()},
        _("Số thiết bị đã dùng"): len(attempt.devices.all()),
        _("Dấu hiệu bất thường"): [_signal(one) for one in attempt.signals.all()],
    }


def _signal(signal: Signal) -> dict[str, Any]:
    """Without evidence and conclusion in words: they may name others of a group. Who is excluded reads why."""
    return {
        _("Dấu hiệu"): signal.get_kind_display(),
        _("Phát hiện lúc"): signal.found_at,
        _("Tình trạng"): signal.get_state_display(),
        _("Kết luận lúc"): signal.decided_at,
    }


def _complaint(complaint: Complaint) -> dict[str, Any]:
    return {
        _("Vòng thi"): str(complaint.round),
        _("Mã câu hỏi"): complaint.question,
        _("Nội dung"): complaint.text,
        _("Gửi lúc"): complaint.sent_at,
        _("Trả lời"): complaint.answer,
        _("Trả lời lúc"): complaint.answered_at,
    }


def _award(award: Award) -> dict[str, Any]:
    return {
        _("Giải"): award.prize.title,
        _("Căn cứ"): award.figure,
        _("Tình trạng"): award.get_state_display(),
        _("Lý do"): award.reason,
        _("Bốn số cuối của căn cước"): award.identity_last4,
        _("Tên trên giấy chứng nhận"): award.shown_name,
        _("Mã giấy chứng nhận"): str(award.certificate),
    }
