"""Complaints of entrants about a ranking: sent inside the window, answered by a person."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from luatgandan.foundation.audit.services import record
from luatgandan.lib.events import publish
from luatgandan.lib.vietnamese import clean

from .. import rules
from ..enums import Standing
from ..events import ComplaintAnswered
from ..models import Attempt, Complaint, Entrant, Round
from ..queries.own import Marked, marked_paper
from ..queries.papers import sealed_questions
from ..queries.winners import may_complain
from .errors import ContestError, NotAllowedError

MOST_EACH = 5  # of one entrant about one round
LONGEST = 2_000


class ComplaintError(ContestError):
    """A complaint that is not taken, or an answer that says nothing."""


@transaction.atomic
def send_complaint(*, entrant: Entrant, round: Round, text: str, question: str = "", at: datetime) -> Complaint:
    """Write down what an entrant contests. Raises ComplaintError."""
    if entrant.contest_id != round.contest_id or not may_complain(round, at=at):
        raise ComplaintError(_("Bây giờ không phải lúc nhận khiếu nại về vòng thi này."))
    sat = Attempt.objects.filter(round=round, entrant=entrant, submitted_at__isnull=False)
    if entrant.standing not in (Standing.ACTIVE, Standing.EXCLUDED) or not sat.exists():
        raise ComplaintError(_("Người đã nộp bài ở vòng thi này mới khiếu nại về vòng này được."))
    words = text.strip()
    if not words or len(words) > LONGEST:
        raise ComplaintError(_("Hãy viết nội dung khiếu nại, tối đa %d ký tự.") % LONGEST)
    if question and clean(question) not in sealed_questions(round):
        raise ComplaintError(_("Vòng thi này không có câu mã “%s”. Xem mã ở trang bài đã chấm.") % question)
    if Complaint.objects.filter(round=round, entrant=entrant).count() >= MOST_EACH:
        raise ComplaintError(_("Bạn đã gửi %d khiếu nại về vòng thi này. Hãy chờ trả lời.") % MOST_EACH)
    return Complaint.objects.create(round=round, entrant=entrant, question=clean(question)[:40], text=words, sent_at=at)


@transaction.atomic
def papers_of(*, complaint: Complaint, by: Any, at: datetime) -> list[tuple[Attempt, list[Marked]]]:
    """What the complainant was asked and answered in the round, for whoever answers; none while keys are secret.

    That somebody looked at it stands in the log of the house.
    """
    round_ = complaint.round
    if not round_.revealed_at:
        return []
    if not rules.may_see_results(by, round_.contest):
        raise NotAllowedError
    rows = Attempt.objects.submitted().filter(round=round_, entrant=complaint.entrant_id).order_by("number")
    record(
        action="contests.read_paper", at=at, actor=by, target=complaint, label=round_.contest.slug,
        organisation_code=round_.contest.organisation.code, detail={"round": round_.number},
    )  # fmt: skip
    return [(one, marked_paper(one)) for one in rows.select_related("round__contest", "entrant")]


@transaction.atomic
def answer_complaint(*, complaint: Complaint, answer: str, by: Any, at: datetime) -> Complaint:
    """Answer it, or answer it anew, until the decision. Raises ComplaintError, NotAllowedError."""
    now = (
        Complaint.objects.select_for_update(of=("self",))
        .select_related("round__contest__organisation")
        .get(pk=complaint.pk)
    )
    if not rules.may_decide(by, now.round.contest):
        raise NotAllowedError
    if now.round.decided_at:
        raise ComplaintError(_("Vòng thi đã có quyết định; trả lời không sửa được nữa."))
    if not answer.strip():
        raise ComplaintError(_("Hãy viết trả lời."))
    now.answer, now.answered_by, now.answered_at = answer.strip(), by, at
    now.save(update_fields=["answer", "answered_by", "answered_at"])
    publish(ComplaintAnswered(complaint_id=now.pk))
    return now
