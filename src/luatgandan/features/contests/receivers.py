"""What follows from acts on contests and from changes of the law."""

from luatgandan.features.library.events import ReviewsChanged
from luatgandan.features.questionbank.models import Item
from luatgandan.foundation.modules.services import content_changed
from luatgandan.lib.events import receives

from . import tasks
from .events import ContestDecided, QuestionVoided, RoundRanked, RoundRevealed, RoundSealed


@receives(QuestionVoided)
def on_question_voided(event: QuestionVoided) -> None:
    tasks.rescore.enqueue(event.round_id)


@receives(ContestDecided)
@receives(QuestionVoided)
@receives(RoundSealed)
@receives(RoundRanked)
@receives(RoundRevealed)
def on_public_change(event: object) -> None:
    content_changed()


@receives(RoundRanked)
def on_round_ranked(event: RoundRanked) -> None:
    tasks.look_for_signals.enqueue(event.round_id)


@receives(ReviewsChanged)
def on_reviews_changed(event: ReviewsChanged) -> None:
    """The law under questions of the banks has changed."""
    if event.model == Item._meta.label_lower:
        tasks.note_doubts.enqueue(list(event.object_ids))
