"""When an attempt may begin: the clock of the round, how often, and who."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from ..enums import Phase, Standing
from ..models import Attempt, Entrant, Round


def why_not_start(entrant: Entrant, round: Round, before: Sequence[Attempt], *, in_final: bool, at: datetime) -> str:
    """Why this person cannot begin an attempt now, as a sentence; "" when they can.

    `before` are those they had, `with_given`.
    """
    if round.contest.is_practice:
        return _("Đây là cuộc thi để làm thử, không tính giờ và không xếp hạng.")
    if entrant.standing == Standing.REHEARSING:
        is_ready = round.phase == Phase.WAITING and round.seed
        return _too_often(round, before, at) if is_ready else _("Chưa có đề thi thử, hoặc đề thật đã niêm phong.")
    if entrant.standing != Standing.ACTIVE:
        return _("Bạn không dự cuộc thi này nữa: %s.") % entrant.get_standing_display()
    if at < round.starts_at:
        return _("Vòng thi chưa mở.")
    if round.waits_for_finalists:
        return _("Vòng này chờ kết quả các vòng trước. Ban Tổ chức sẽ báo giờ mở mới; không ai mất lượt thi.")
    if not round.is_open(at):
        return _("Vòng thi đã đóng.")
    if round.is_final and not in_final:
        return _("Vòng này dành cho người có tên trong danh sách vào chung kết.")
    return _too_often(round, before, at)


def _too_often(round: Round, before: Sequence[Attempt], at: datetime) -> str:
    rules, day = round.rules, timezone.localdate(at)
    before = [one for one in before if not one.is_given_again]
    if rules.attempts and len(before) >= rules.attempts:
        return _("Bạn đã dùng hết %d lượt thi của vòng này.") % rules.attempts
    if rules.per_day and sum(timezone.localdate(one.started_at) == day for one in before) >= rules.per_day:
        return _("Mỗi ngày được thi %d lượt, hôm nay bạn đã dùng hết.") % rules.per_day
    return ""
