"""What follows from acts on questions: people are told; who is erased is forgotten."""

from luatgandan.foundation.accounts.events import PersonErased
from luatgandan.lib.events import receives

from . import services, tasks
from .events import AnswersCollided, QuestionMoved


@receives(QuestionMoved)
def on_question_moved(event: QuestionMoved) -> None:
    tasks.tell.enqueue(event.move_id)


@receives(AnswersCollided)
def on_answers_collided(event: AnswersCollided) -> None:
    tasks.tell_collision.enqueue(event.kept_id, event.beside_id)


@receives(PersonErased)
def on_person_erased(event: PersonErased) -> None:
    services.forget_asker(person_id=event.person_id)
