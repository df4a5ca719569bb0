"""The shortest way of a question to each state, by the real services."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from .. import services
from ..enums import Redirect, Refusal, State
from ..models import Question
from ..rules import Caller
from ..services import PublicWords, Written

WRITTEN = Written(
    short="Phạt tiền theo nghị định.", explanation="Thư viện thử không có điều này.", day_of_law=date(2026, 11, 16)
)
WORDS = PublicWords(title="Xe máy không gương phạt bao nhiêu?", short="Phạt tiền theo nghị định.", steps=("Nộp phạt.",))
Step = Callable[[Question, datetime], object]


class Way:
    """Leads a question from state to state, one hour a step; with an `adviser` they take it once it is accepted."""

    def __init__(
        self, *, asker: Caller, officer: Caller, checker: Caller, original: Question | None = None,
        adviser: Caller | None = None,
    ) -> None:  # fmt: skip
        self.asker, self.officer, self.checker, self.original = asker, officer, checker, original
        self.adviser = adviser

    def to(self, state: State, question: Question) -> Question:
        """The question in that state. Only a question that was just sent can be led."""
        at = question.sent_at
        for step in self._steps(state):
            at += timedelta(hours=1)
            step(question, at)
            question.refresh_from_db()
        assert question.state == state
        return question

    def _accepted(self, one: Question, at: datetime) -> None:
        services.accept_question(question=one, by=self.officer, at=at)
        if self.adviser:
            services.open_to_advisers(question=one, by=self.officer, at=at)
            services.take_as_adviser(question=one, by=self.adviser, at=at)

    def _more_asked(self, one: Question, at: datetime) -> None:
        services.ask_for_more(question=one, text="Xe gì?", by=self.officer, at=at)

    def _steps(self, state: State) -> list[Step]:
        officer, checker, asker = self.officer, self.checker, self.asker
        answered: dict[State, Step] = {
            State.ACCEPTED: self._accepted,
            State.ANSWERING: lambda one, at: services.save_draft(
                question=one, written=WRITTEN, seen=0, by=officer, at=at
            ),
            State.CHECKING: lambda one, at: services.hand_in(question=one, seen=1, by=officer, at=at),
            State.SIGNING: lambda one, at: services.check_answer(question=one, seen=1, by=checker, at=at),
            State.ANSWERED: lambda one, at: services.sign_answer(question=one, seen=1, by=checker, at=at),
            State.PUBLISHED: lambda one, at: services.publish_answer(
                question=one, words=WORDS, is_confirmed=True, by=checker, at=at
            ),
        }
        aside: dict[State, Step] = {
            State.REFUSED: lambda one, at: services.refuse_question(
                question=one, refusal=Refusal.OUT_OF_SCOPE, note="Ngoài phạm vi.", by=officer, at=at
            ),
            State.REDIRECTED: lambda one, at: services.redirect_question(
                question=one, redirect=Redirect.COMPLAINT, note="Gửi Thanh tra.", by=officer, at=at
            ),
            State.DUPLICATE: lambda one, at: services.mark_duplicate(
                question=one, of=self.original or one, by=officer, at=at
            ),
            State.WITHDRAWN: lambda one, at: services.withdraw_question(question=one, by=asker, at=at),
        }
        if state == State.SENT:
            return []
        if state == State.NEEDS_INFO:
            return [self._accepted, self._more_asked]
        if state in aside:
            return [aside[state]]
        states = list(answered)
        return [answered[one] for one in states[: states.index(state) + 1]]
