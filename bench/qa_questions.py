"""Ten thousand questions in every state over units, fields and wards, made from the portal's own words; fixed seed.

`fill` runs inside the portal that is measured. Whatever follows what is read from the room's own table.
"""

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from luatgandan.features.library.models import Citation
from luatgandan.features.qa.enums import Act, Audience, Category, Channel, Field, Refusal, State, Visibility
from luatgandan.features.qa.models import Answer, AnswerTemplate, Message, Move, Publication, Question, Rating
from luatgandan.features.qa.queries.clock import settings_now
from luatgandan.features.qa.rules import transition
from luatgandan.features.qa.rules.clock import clock_of
from luatgandan.features.qa.services.sending import new_code
from luatgandan.foundation.accounts.models import Person
from luatgandan.foundation.organisations.models import Organisation
from luatgandan.foundation.places.models import Ward
from luatgandan.foundation.workdays.queries import working_calendar

SEED, DAYS, BATCH = 2026, 400, 500
WRITING = (Act.ACCEPT, Act.WRITE)
SIGNED = (*WRITING, Act.HAND_IN, Act.CHECK, Act.SIGN)
WAYS: dict[State, tuple[int, tuple[Act, ...]]] = {
    State.SENT: (6, ()),
    State.ACCEPTED: (4, (Act.ACCEPT,)),
    State.NEEDS_INFO: (3, (Act.ACCEPT, Act.ASK_MORE)),
    State.ANSWERING: (5, WRITING),
    State.CHECKING: (4, (*WRITING, Act.HAND_IN)),
    State.SIGNING: (3, (*WRITING, Act.HAND_IN, Act.CHECK)),
    State.ANSWERED: (15, SIGNED),
    State.PUBLISHED: (45, (*SIGNED, Act.PUBLISH)),
    State.REDIRECTED: (5, (Act.REDIRECT,)),
    State.REFUSED: (4, (Act.ACCEPT, Act.REFUSE)),
    State.DUPLICATE: (3, (Act.MARK_DUPLICATE,)),
    State.WITHDRAWN: (3, (Act.ACCEPT, Act.WITHDRAW)),
}
"""How often a state is met, in percent, and the acts that lead there."""
ADVISED, READY = 0.3, 500  # share of running questions that are open to advisers; ready-made answers


class Filler:
    """Makes questions with all that hangs on them, batch after batch."""

    def __init__(self) -> None:
        self.chance, self.now = random.Random(SEED), timezone.now()
        self.calendar, self.limits = working_calendar(), settings_now()
        self.words = list(Publication.objects.order_by("pk").values_list("title", "short"))
        self.bases = [one for one in Answer.objects.order_by("pk").values_list("basis", flat=True) if one]
        self.units = list(Organisation.objects.filter(valid_to=None).order_by("code"))
        self.wards = list(Ward.objects.order_by("pk"))
        self.staff = {one.username.removeprefix("demo-"): one for one in Person.objects.order_by("pk")}
        self.original = Question.objects.filter(channel=Channel.OWN).order_by("pk").first()

    def questions(self, count: int) -> Iterator[Question]:
        """Questions as they stand after their last act."""
        shares = [share for share, _acts in WAYS.values()]
        for state in self.chance.choices(list(WAYS), shares, k=count):
            sent_at = self.now - timedelta(minutes=self.chance.randrange(60, DAYS * 1440))
            told = self.chance.sample(self.words, 3)
            yield Question(
                code=new_code(), title=told[0][0], text="\n".join(title for title, _short in told), state=state,
                visibility=Visibility.ANONYMISED, audience=self.chance.choice(Audience.values),
                field=self.chance.choice(Field.values), category=self.chance.choice(Category.values),
                place=self.chance.choice(self.wards), organisation=self.chance.choice(self.units), sent_at=sent_at,
                changed_at=sent_at, name="Trần Văn Tèo", channel=Channel.WEB,
                is_open_to_advisers=state in (State.ACCEPTED, State.ANSWERING) and self.chance.random() < ADVISED,
                refusal=Refusal.OUT_OF_SCOPE if state == State.REFUSED else "",
                duplicate_of=self.original if state == State.DUPLICATE else None,
            )  # fmt: skip

    def moves(self, question: Question) -> list[Move]:
        """From sending to where the question stands, some hours or days between two acts."""
        acts, at, state = (Act.SEND, *WAYS[State(question.state)][1]), question.sent_at, State.SENT
        moves: list[Move] = []
        for act in acts:
            step = transition(state, act)
            before, state = state, step.to if step and moves else State.SENT
            moves.append(Move(
                question=question, act=act, at=at, from_state=before if moves else "", to_state=state,
                organisation=question.organisation, by=self.staff["editor"] if moves else None,
                is_by_asker=act in (Act.SEND, Act.WITHDRAW),
            ))  # fmt: skip
            moves[-1].due_on = self.due(question, moves, at.date())
            at = min(at + timedelta(hours=self.chance.randrange(1, 80)), self.now)
        question.changed_at, question.due_on = moves[-1].at, moves[-1].due_on
        return moves

    def due(self, question: Question, moves: list[Move], day: date) -> date | None:
        """The promise after the last of `moves`."""
        if moves[-1].to_state == State.NEEDS_INFO:
            return None
        limit = self.limits.days_of(question.category)
        return clock_of(moves, limit=limit, today=day, calendar=self.calendar).due_on

    def answer(self, question: Question) -> Answer | None:
        """The answer of a question that has come so far."""
        acts, short = WAYS[State(question.state)][1], self.chance.choice(self.words)[1]
        if Act.WRITE not in acts:
            return None
        signed: datetime | None = question.changed_at if Act.SIGN in acts else None
        return Answer(
            question=question, number=1, short=short, explanation=question.text, steps=[short], signed_at=signed,
            basis=self.chance.choice(self.bases), day_of_law=question.sent_at.date(), saved_at=question.changed_at,
            author=self.staff["editor"], signer=self.staff["unit_head"] if signed else None,
        )  # fmt: skip

    def batch(self, count: int) -> None:
        """Write so many questions."""
        questions = list(self.questions(count))
        moves = [self.moves(one) for one in questions]
        Question.objects.bulk_create(questions)
        Move.objects.bulk_create(move for own in moves for move in own)
        answers = Answer.objects.bulk_create(one for row in questions if (one := self.answer(row)))
        done = [one for one in answers if one.signed_at]
        Message.objects.bulk_create(
            Message(question=one, text=one.title, at=one.sent_at, is_by_asker=True) for one in questions[::4]
        )
        Rating.objects.bulk_create(
            Rating(question=one.question, score=self.chance.randint(1, 5), at=one.saved_at) for one in done[::3]
        )
        self.publish([one for one in done if one.question.state == State.PUBLISHED])

    def ready(self) -> None:
        """Ready-made answers of all units."""
        AnswerTemplate.objects.bulk_create(
            AnswerTemplate(title=f"{title[:150]} {number}", short=short, field=self.chance.choice(Field.values),
                           organisation=self.chance.choice(self.units), basis=self.chance.choice(self.bases))
            for number, (title, short) in enumerate(self.chance.choices(self.words, k=READY))
        )  # fmt: skip

    def publish(self, answers: list[Answer]) -> None:
        """What everybody reads, with its citations."""
        rows = Publication.objects.bulk_create(
            Publication(question=one.question, answer=one, title=one.question.title, text=one.question.text,
                        short=one.short, published_at=one.saved_at, by=self.staff["unit_head"])
            for one in answers
        )  # fmt: skip
        kind = ContentType.objects.get_for_model(Publication)
        Citation.objects.bulk_create(
            Citation(content_type=kind, object_id=row.pk, label=row.title, url=row.get_absolute_url(),
                     document_id=one["document"], eid=one["eid"], as_of=row.answer.day_of_law)
            for row in rows for one in row.answer.basis
        )  # fmt: skip


def fill(count: int) -> int:
    """So many questions beside those of the portal; how many there are now."""
    filler = Filler()
    for start in range(0, count, BATCH):
        filler.batch(min(BATCH, count - start))
    filler.ready()
    return Question.objects.count()
