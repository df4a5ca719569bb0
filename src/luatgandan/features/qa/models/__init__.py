"""What the room of questions keeps."""

from .answers import Answer, AnswerTemplate
from .following import Follower, Message, Rating, Sufficed
from .publishing import Publication, PublicCopy
from .questions import Attachment, Move, Question
from .routing import QuestionSettings, Route

__all__ = [
    "Answer",
    "AnswerTemplate",
    "Attachment",
    "Follower",
    "Message",
    "Move",
    "PublicCopy",
    "Publication",
    "Question",
    "QuestionSettings",
    "Rating",
    "Route",
    "Sufficed",
]
