"""What people type into questions."""

from .asking import QuestionForm
from .own import FilesForm, RatingForm, WordsForm

__all__ = ["FilesForm", "QuestionForm", "RatingForm", "WordsForm"]
