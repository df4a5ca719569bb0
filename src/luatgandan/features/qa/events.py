"""Facts about questions. They carry ids only."""

from dataclasses import dataclass


@dataclass(frozen=True)
class QuestionMoved:
    """Something was done to a question; the first act of each is that it was sent."""

    question_id: int
    move_id: int
    act: str


@dataclass(frozen=True)
class QuestionErased:
    """Whoever asked had words, name, contact and files erased."""

    question_id: int


@dataclass(frozen=True)
class PublicAnswerChanged:
    """What everybody reads of a question is there, another, or gone."""

    question_id: int


@dataclass(frozen=True)
class LimitsChanged:
    """Answers may take another time from now on."""


@dataclass(frozen=True)
class AnswersCollided:
    """Two officers wrote at once: the later words were kept beside, and both should know."""

    question_id: int
    kept_id: int
    beside_id: int
