"""What the screens of the question desk have in common."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from luatgandan.foundation.accounts.rules import Action, may_somewhere
from luatgandan.foundation.ui.viewsets import Desk

from .. import queries, rules
from ..models import Answer, Question
from ..queries.advising import words_for


def may_see_desk(person: Any) -> bool:
    """Read questions of some unit as they came."""
    return may_somewhere(person, Action.VIEW_DRAFT, room=rules.ROOM)


class QuestionDesk(Desk):
    """A screen about questions."""

    header_icon = "help"
    may_see = staticmethod(may_see_desk)
    trail = (("qa_desk:list", gettext_lazy("Hỏi đáp")),)

    @cached_property
    def caller(self) -> rules.Caller:
        """Who sits at the desk."""
        return rules.Caller(person=self.request.user)


class OneQuestionDesk(QuestionDesk):
    """A screen about one question: only for those who read questions of the unit that has it."""

    def is_open_to(self, person: Any) -> bool:
        return super().is_open_to(person) and rules.sees_question(rules.Caller(person=person), self.question)

    @cached_property
    def question(self) -> Question:
        """The question the address names."""
        rows = Question.objects.select_related(
            "organisation", "place", "publication", "taken_by", "duplicate_of", "rating", "adviser"
        )
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    @cached_property
    def answer(self) -> Answer | None:
        """Its newest version."""
        return queries.latest_answer(self.question)

    @property
    def words(self) -> Any:
        """Title and text as this person may read them."""
        return self.question

    def disagreements(self) -> list[Any]:
        """Published answers to questions like this one that say otherwise, while ours is still in the making."""
        if self.answer is None or not self.question.is_running:
            return []
        return queries.disagreements(self.question, short=self.answer.short, on=timezone.localdate())

    def own_url(self) -> str:
        """The page of the question."""
        return reverse("qa_desk:question", args=[self.question.pk])

    def steps(self) -> list[tuple[str, Any]]:
        is_inner = self.request.path != self.own_url()
        return [*super().steps(), *([(self.own_url(), self.question.code)] if is_inner else [])]

    def get_page_subtitle(self) -> str:
        return self.question.code

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs), "question": self.question, "answer": self.answer, "words": self.words,
        }  # fmt: skip


class SharedDesk(OneQuestionDesk):
    """A screen about one question that advisers share, without what only the office reads."""

    may_see = staticmethod(lambda person: may_see_desk(person) or rules.may_advise(person))

    def is_open_to(self, person: Any) -> bool:
        return super().is_open_to(person) or rules.sees_as_adviser(rules.Caller(person=person), self.question)

    @cached_property
    def is_adviser(self) -> bool:
        """Not of the office: sees the question because it was opened to advisers."""
        return not rules.sees_question(self.caller, self.question)

    @property
    def words(self) -> Any:
        return words_for(self.question, self.request.user) if self.is_adviser else self.question

    @property
    def list_url(self) -> str:
        """The list this person came from."""
        return reverse("qa_advising:list" if self.is_adviser else "qa_desk:list")

    def steps(self) -> list[tuple[str, Any]]:
        return [(self.list_url, gettext_lazy("Tư vấn")), *super().steps()[1:]] if self.is_adviser else super().steps()
