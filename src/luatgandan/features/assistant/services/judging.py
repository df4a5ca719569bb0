"""Reviews of answers: somebody said that one rests on the wrong law, an officer says whether that is so."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from luatgandan.foundation.accounts.models import Person
from luatgandan.foundation.audit.services import record as log

from ..enums import Verdict
from ..models import Run
from ..rules import may_judge_answers
from .drafts import NotYoursError


@transaction.atomic
def judge_answer(*, run: Run, verdict: Verdict, by: Person, at: datetime) -> Run:
    """Close the review of an answer; its page and its proof sheet tell readers what was found."""
    if not may_judge_answers(by):
        raise NotYoursError
    run.verdict, run.judged_on = verdict, timezone.localdate(at)
    run.save(update_fields=["verdict", "judged_on"])
    log(action="assistant.judge_answer", at=at, actor=by, target=run, label=f"{run.pk}", detail={"verdict": verdict})
    return run
