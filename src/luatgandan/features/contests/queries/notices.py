"""What was done after the publication and everybody must know, from the log of the contest."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from ..enums import LogKind
from ..models import Contest, LogEntry, Voided

Detail = Mapping[str, Any]


def notices(contest: Contest) -> list[tuple[datetime, str]]:
    """When and what, newest first: other times, questions that no longer count, fixed lists. Two queries."""
    since = contest.published_at or contest.changed_at
    rows = contest.log.filter(at__gte=since).filter(
        Q(kind__in=(LogKind.CHANGED, LogKind.OUTAGE), detail__what__in=WORDS) | Q(kind=LogKind.FINALISTS)
    )
    voided = Voided.objects.filter(round__contest=contest).select_related("round")
    told = [(one.at, _told(one)) for one in rows] + [(one.at, _voiding(one)) for one in voided]
    return sorted(((at, words) for at, words in told if words), reverse=True)


def _told(line: LogEntry) -> str:
    return _list(line.detail) if line.kind == LogKind.FINALISTS else WORDS[line.detail["what"]](line.detail)


def _list(detail: Detail) -> str:
    return _("Vòng %(round)s: đã chốt danh sách %(people)s người vào chung kết.") % detail


def _voiding(voided: Voided) -> str:
    values = {"round": voided.round.number, "code": voided.code, "reason": voided.reason}
    return _("Vòng %(round)s: câu %(code)s bị hủy, mọi người được trọn điểm câu này. Lý do: %(reason)s") % values


def _round_saved(detail: Detail) -> str:
    return " ".join(filter(None, (_new_times(detail), _new_rules(detail))))


def _new_rules(detail: Detail) -> str:
    if "now" not in detail:
        return ""
    told = {"round": detail["round"], "now": " ".join(detail["now"]) or "–", "was": " ".join(detail["was"]) or "–"}
    return _("Vòng %(round)s đổi quy tắc. Nay là: %(now)s Trước đó: %(was)s") % told


def _new_times(detail: Detail) -> str:
    if "starts" not in detail:
        return ""
    start, end = (_local(detail[name]) for name in ("starts", "ends"))
    return _("Vòng %(round)s đổi giờ: mở lúc %(start)s, đóng lúc %(end)s.") % {
        "round": detail["round"], "start": start, "end": end,
    }  # fmt: skip


def _extension(detail: Detail) -> str:
    told = {"round": detail["round"], "end": _local(detail["after"]), "reason": detail.get("reason", "")}
    return _("Vòng %(round)s được gia hạn đến %(end)s. Lý do: %(reason)s") % told


def _outage(detail: Detail) -> str:
    words = _(
        "Vòng %(round)s: sự cố từ %(since)s đến %(until)s. %(again)d lượt bị ngắt quãng được thi lại với đề khác: ai "
        "thi lại thì lượt cũ không tính, ai không thi lại thì lượt cũ vẫn tính. %(papers)d bài đang làm được trả lại "
        "thời gian đã mất. Lý do: %(reason)s"
    )
    if "ends" in detail:
        words += " " + _("Ai cũng thi được đến %(ends)s.")
    return words % {**detail, **{name: _local(detail[name]) for name in ("since", "until", "ends") if name in detail}}


def _local(moment: str) -> str:
    return f"{timezone.localtime(datetime.fromisoformat(moment)):%H:%M %d/%m/%Y}"


def _words(detail: Detail) -> str:
    told = _("Ban Tổ chức đã sửa: %s.") % ", ".join(str(NAMED[name]) for name in detail["fields"])
    return f"{told} {_('Tên trước đó: “%s”.') % detail['was']}" if "was" in detail else told


def _paper(words: Any) -> Callable[[Detail], str]:
    return lambda detail: words % detail["title"] if detail.get("is_shown") else ""


def _headcount(detail: Detail) -> str:
    return _("Số người của %(name)s đổi từ %(before)s thành %(after)s. Lý do: %(reason)s") % {
        "name": detail["name"], "before": _figure(detail["before"]), "after": _figure(detail["after"]),
        "reason": detail["reason"],
    }  # fmt: skip


def _renamed(detail: Detail) -> str:
    return _("Đơn vị “%(was)s” nay ghi là “%(name)s”.") % detail if "was" in detail else ""


def _renamed_late(detail: Detail) -> str:
    return f"{_renamed(detail)} {_('Lý do: %s') % detail['reason']}"


def _figure(value: int | None) -> str:
    return _("chưa ghi") if value is None else str(value)


NAMED: Mapping[str, Any] = {
    "title": _lazy("tên cuộc thi"), "summary": _lazy("lời giới thiệu"),
    "help_contact": _lazy("nơi giúp người dự thi"),
}  # fmt: skip
WORDS: Mapping[str, Callable[[Detail], str]] = {
    "extend_round": _extension,
    "save_round": _round_saved,
    "confirm_outage": _outage,
    "change_words": _words,
    "attach_document": _paper(_lazy("Thêm văn bản “%s”.")),
    "confirm_document": _paper(_lazy("Thêm văn bản “%s”; các văn bản đã công bố trước vẫn còn.")),
    "remove_document": _paper(_lazy("Bỏ văn bản “%s”.")),
    "confirm_headcount": _headcount,
    "confirm_unit_name": _renamed_late,
    "change_unit": _renamed,
    "ask_headcount": _renamed,
}
"""How an act of the log is told to everybody; what is empty is not told."""
