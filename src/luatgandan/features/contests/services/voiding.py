"""A question found wrong: it is voided for everybody, all is scored and ranked anew, and everybody is told."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from luatgandan.lib.events import publish

from ..enums import LogKind, Phase
from ..events import QuestionVoided
from ..models import LogEntry, Round, Voided
from ..queries.banks import doubtful_codes
from ..queries.papers import sealed_questions
from ..queries.rounds import is_over
from ..rules import may_decide
from .changing import locked_round
from .errors import ContestError, NotAllowedError, WrongPhaseError
from .log import write_log
from .ranking import rank_stale
from .scoring import finish_scoring, score_some


class UnknownQuestionError(ContestError):
    """The round does not ask this question."""


@transaction.atomic
def void_question(*, round: Round, code: str, reason: str, by: Any, at: datetime) -> Voided:
    """Void a question of a sealed round, with a reason everybody reads; a second time changes nothing.

    `by` None: a command. Scores follow by `rescore_round`. Raises NotAllowedError, WrongPhaseError, ContestError.
    """
    now = locked_round(round)
    if by is not None and not may_decide(by, now.contest):
        raise NotAllowedError
    if now.phase not in (Phase.SEALED, Phase.RANKED):
        raise WrongPhaseError(_("Chỉ hủy câu hỏi sau khi niêm phong đề và trước khi có quyết định trao giải."))
    if code not in sealed_questions(now):
        raise UnknownQuestionError(_("Vòng thi này không có câu hỏi mã %s.") % code)
    if not reason.strip():
        raise ContestError(_("Hãy ghi lý do hủy câu hỏi; mọi người đọc được lý do này."))
    found, is_new = Voided.objects.get_or_create(
        round=now, code=code, defaults={"reason": reason.strip(), "at": at, "by": by}
    )
    if is_new:
        now.rescored_to, now.stale_since = 0, now.stale_since or (at if now.phase == Phase.RANKED else None)
        now.save(update_fields=["rescored_to", "stale_since"])
        write_log(now.contest, LogKind.VOIDED, at=at, by=by, round=now.number, code=code)
        publish(QuestionVoided(round_id=now.pk, code=code))
    return found


def rescore_round(*, round: Round, at: datetime, after: int = 0) -> int:
    """For the worker, after a question was voided or somebody excluded: scores and places that are true again.

    While papers may still come, scores are brought up to date for people to see, a batch beyond `after`; returns the
    key of its last paper, 0 when there are no more. Those that count are computed after the end.
    """
    if not is_over(round, at):
        return score_some(round=round, after=after)
    finish_scoring(round=round)
    rank_stale(round=round, at=at)
    return 0


def note_doubts(*, items: Collection[int], at: datetime) -> None:
    """The law under these questions of the banks has changed: the log of every round that asks them says so, once.

    Whether to void is for people: the desk shows `queries.doubtful_codes` until somebody has decided.
    """
    asking = Round.objects.filter(phase__in=(Phase.SEALED, Phase.RANKED), contest__is_practice=False)
    for round in asking.select_related("contest"):
        questions = sealed_questions(round)
        touched = [code for code in doubtful_codes(round) if questions[code].item in items]
        for code in touched:
            _note_doubt(round, code, at)


def _note_doubt(round: Round, code: str, at: datetime) -> None:
    known = LogEntry.objects.filter(contest=round.contest, kind=LogKind.DOUBTED)
    if not known.filter(detail__round=round.number, detail__code=code).exists():
        write_log(round.contest, LogKind.DOUBTED, at=at, round=round.number, code=code)
