"""Giving a question to officials: the first room that takes questions says where the person goes on."""

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from luatgandan.foundation.modules.registry import QuestionTaker, offers
from luatgandan.lib.events import publish

from ..events import QuestionHandedOver
from ..models import Run


@transaction.atomic
def hand_over(*, run: Run) -> str:
    """The address where the person sends the question, with all that was said; "" when nobody takes questions now."""
    taker = next(iter(offers(QuestionTaker)), None)
    url = taker.take(_conversation(run)) if taker else ""
    if url:
        publish(QuestionHandedOver(run_id=run.pk))
    return url


def _conversation(run: Run) -> str:
    """The question, what the assistant said and where its proof stands."""
    parts = [run.question]
    if run.is_answered:
        official = run.card["official"]
        said = official["answer"] if official else "\n".join(one["text"] for one in run.card["sentences"])
        cited = "; ".join(f"{one['label']} {one['number']}" for one in run.card["units"])
        parts += [_("Trợ lý đã trả lời (theo luật ngày %(day)s):") % {"day": f"{run.day:%d/%m/%Y}"}, said]
        parts += [_("Căn cứ: %(cited)s") % {"cited": cited}, f"{settings.SITE_URL}{run.proof_url}"]
    return "\n\n".join(part for part in parts if part)
