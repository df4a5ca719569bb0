"""The log of a contest in words: its lines keep codes and figures only."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from ..enums import Act, LogKind, Refusal, SignalState, Standing, State
from ..models import Entrant, LogEntry

DONE: Mapping[str, Any] = {
    "create": _("tạo từ mẫu"),
    "change_words": _("sửa lời giới thiệu"),
    "change_conditions": _("sửa điều kiện dự thi"),
    "save_round": _("sửa vòng thi"),
    "remove_round": _("bỏ vòng cuối"),
    "extend_round": _("gia hạn vòng thi"),
    "set_prizes": _("sửa giải thưởng"),
    "add_units": _("thêm đơn vị"),
    "change_unit": _("sửa đơn vị"),
    "remove_unit": _("bỏ đơn vị"),
    "attach_document": _("thêm văn bản"),
    "remove_document": _("bỏ văn bản"),
    "confirm_document": _("xác nhận văn bản"),
    "ask_headcount": _("đề nghị đổi số người của đơn vị"),
    "confirm_headcount": _("duyệt đổi số người của đơn vị"),
    "refuse_headcount": _("bỏ đề nghị đổi số người của đơn vị"),
    "ask_unit_name": _("đề nghị sửa tên đơn vị"),
    "confirm_unit_name": _("duyệt sửa tên đơn vị"),
    "refuse_unit_name": _("bỏ đề nghị sửa tên đơn vị"),
    "read_roster": _("đọc tệp danh sách"),
    "import_roster": _("nhập danh sách"),
    "reissue_codes": _("cấp lại mã riêng"),
    "rehearsal_codes": _("tạo mã thi thử"),
    "propose_again": _("đề nghị lại người đã không công nhận"),
    "rehearsal_seal": _("rút đề thi thử"),
    "tell_winners": _("báo tin cho người đạt giải"),
    "extra_time": _("thêm giờ cho người khuyết tật"),
    "correct_entrant": _("sửa thông tin người dự thi"),
    "ask_correction": _("đề nghị sửa thông tin người dự thi, chờ người thứ hai"),
    "refuse_correction": _("bỏ đề nghị sửa thông tin người dự thi"),
    "state_outage": _("nêu sự cố, chờ người khác xác nhận"),
    "confirm_outage": _("xác nhận sự cố, trả lại giờ"),
    "drop_outage": _("bỏ sự cố đã nêu"),
    "hold_round": _("máy chủ vắng lúc đóng vòng: xếp hạng và đáp án chờ người xem"),
    "release_round": _("không chờ nữa: xếp hạng và công bố đáp án"),
    **{str(act): act.label for act in Act},
}
FACTS: Mapping[str, Any] = {
    "name": _("họ và tên"), "born_on": _("ngày sinh"), "class_name": _("lớp"), "unit": _("đơn vị dự thi"),
    "ward": _("xã, phường"),
}  # fmt: skip
NAMES: Mapping[str, Any] = {
    "template": _("mẫu"), "fields": _("các mục"), "round": _("vòng"), "reason": _("lý do"), "before": _("trước"),
    "after": _("sau"), "units": _("số đơn vị"), "unit": _("mã đơn vị"), "document": _("văn bản số"),
    "kind_of_document": _("loại văn bản"), "counts": _("số dòng"), "codes": _("số mã"), "prizes": _("số dòng giải"),
    "percent": _("phần trăm"), "entrant": _("mã dự thi"), "state": _("tình trạng"), "standing": _("tư cách"),
    "commitment": _("mã niêm phong"), "questions": _("số câu"), "seed": _("số dùng để bốc thăm"),
    "receipts": _("mã các biên nhận"),
    "ranked": _("số người xếp hạng"), "code": _("câu hỏi"), "awards": _("số giải"), "number": _("lượt số"),
    "refusal": _("lý do từ chối"), "automatic": _("hệ thống nộp thay"), "told": _("nội dung"),
    "starts": _("mở lúc"), "ends": _("đóng lúc"), "signal": _("dấu hiệu số"), "attempt": _("lượt thi số"),
    "declined": _("giải số"), "refused_rows": _("dòng không nhập"), "repaired_rows": _("dòng đã sửa khi nhập"),
    "title": _("trích yếu"), "is_shown": _("cho mọi người xem"), "was": _("trước là"), "now": _("nay là"),
    "name": _("tên"),
    "people": _("số người"), "papers": _("số bài đang làm được thêm giờ"), "since": _("từ lúc"),
    "until": _("đến lúc"), "again": _("số lượt được thi lại"), "unfit": _("không còn đủ điều kiện"),
}  # fmt: skip
VALUES: Mapping[str, Any] = {
    **{str(one): one.label for choices in (State, Standing, SignalState, Refusal) for one in choices}, **FACTS,
    "new": _("thêm"), "known": _("đã có"), "refused": _("không nhập"), "True": _("có"), "False": _("không"),
}  # fmt: skip


def told(detail: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The detail of a line as (name, value) for people; what is done stands first, without a name."""
    done = [("", str(DONE.get(detail["what"], detail["what"])))] if "what" in detail else []
    return done + [(str(NAMES.get(name, name)), _value(value)) for name, value in detail.items() if name != "what"]


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{_value(name)} {_value(one)}" for name, one in value.items())
    if isinstance(value, list):
        return ", ".join(_value(one) for one in value)
    text = str(value)
    if len(text) > 18 and (moment := _moment(text)):
        return moment
    return str(VALUES.get(text, text))


def _moment(text: str) -> str:
    try:
        at = parse_datetime(text)
    except ValueError:
        return ""
    return f"{timezone.localtime(at):%H:%M %d/%m/%Y}" if at and at.tzinfo else ""


def corrections_of(entrant: Entrant) -> list[tuple[datetime, str, str]]:
    """When what of an entrant was put right at the desk, and why; newest first. One query."""
    lines = LogEntry.objects.filter(
        contest=entrant.contest_id, kind=LogKind.CORRECTED, detail__what="correct_entrant", detail__entrant=entrant.code
    )
    return [(one.at, _value(one.detail["fields"]), one.detail["reason"]) for one in lines]
