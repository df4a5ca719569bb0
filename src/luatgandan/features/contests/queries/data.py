"""What is kept of a person here, for their own request."""

from typing import Any

from django.utils.translation import gettext as _

from ..models import Entrant


def entries_of(person: Any) -> list[dict[str, Any]]:
    """The contests a person takes part in, with the attempts."""
    rows = Entrant.objects.filter(person=person).select_related("contest", "ward", "unit")
    return [_entry(one) for one in rows.prefetch_related("attempts__responses", "attempts__devices")]


def _entry(entrant: Entrant) -> dict[str, Any]:
    return {
        _("Cuộc thi"): entrant.contest.title,
        _("Mã dự thi"): entrant.code,
        _("Họ và tên"): entrant.name,
        _("Ngày sinh"): entrant.born_on,
        _("Xã, phường"): entrant.ward.name if entrant.ward else "",
        _("Đơn vị dự thi"): entrant.unit.name if entrant.unit else "",
        _("Lớp"): entrant.class_name,
        _("Đăng ký lúc"): entrant.joined_at,
        _("Các lượt thi"): [
            {
                _("Bắt đầu lúc"): one.started_at,
                _("Nộp lúc"): one.submitted_at,
                _("Điểm (phần nghìn câu)"): one.score,
                _("Số dự đoán"): one.prediction,
                _("Mã biên nhận"): one.receipt,
                _("Trả lời"): {answer.slot + 1: answer.answer for answer in one.responses.all()},
                _("Số thiết bị đã dùng"): len(one.devices.all()),
            }
            for one in entrant.attempts.all()
        ],
    }
