"""What follows from acts on questions: people are told; who is erased is forgotten; decided days move promises."""

from luatgandan.features.library.events import ReviewsChanged
from luatgandan.foundation.accounts.events import PersonErased
from luatgandan.foundation.backups.tasks import keep_journal
from luatgandan.foundation.modules.services import content_changed
from luatgandan.foundation.search.services import note_changes
from luatgandan.foundation.workdays.events import WorkdaysChanged
from luatgandan.lib.events import receives

from . import queries, services, tasks
from .events import AnswersCollided, LimitsChanged, PublicAnswerChanged, QuestionErased, QuestionMoved
from .models import Publication


@receives(QuestionMoved)
def on_question_moved(event: QuestionMoved) -> None:
    tasks.tell.enqueue(event.move_id)


@receives(AnswersCollided)
def on_answers_collided(event: AnswersCollided) -> None:
    tasks.tell_collision.enqueue(event.kept_id, event.beside_id)


@receives(PersonErased)
def on_person_erased(event: PersonErased) -> None:
    services.forget_asker(person_id=event.person_id)


@receives(QuestionErased)
def remember_erasure(event: QuestionErased) -> None:
    keep_journal.enqueue()


@receives(PublicAnswerChanged, inside=True)
def note_answer(event: PublicAnswerChanged) -> None:
    note_changes(source=queries.SOURCE, keys=[event.question_id])


@receives(PublicAnswerChanged)
def on_public_answer_changed(event: PublicAnswerChanged) -> None:
    content_changed()


@receives(ReviewsChanged, inside=True)
def note_reviewed(event: ReviewsChanged) -> None:
    """An answer may be hidden now, or shown again."""
    if event.model == Publication._meta.label_lower:
        note_changes(source=queries.SOURCE, keys=queries.questions_published_as(event.object_ids))


@receives(WorkdaysChanged)
def on_workdays_changed(event: WorkdaysChanged) -> None:
    tasks.renew_promises.enqueue([day.isoformat() for day in event.days])


@receives(LimitsChanged)
def on_limits_changed(event: LimitsChanged) -> None:
    tasks.renew_promises.enqueue()
