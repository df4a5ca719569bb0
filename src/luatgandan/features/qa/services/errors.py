"""Why acts on questions are refused, in words for the person."""

from django.utils.translation import gettext as _

from ..models import Question


class QuestionError(Exception):
    """Why an act on a question is refused, in words for the person."""


class NotAllowedError(QuestionError):
    """The caller may not do this to this question."""

    def __init__(self) -> None:
        super().__init__(_("Bạn không làm được việc này với câu hỏi này. Người soạn không tự kiểm tra, tự ký."))


class WrongStateError(QuestionError):
    """The question has moved on, or never could be treated like this."""

    def __init__(self, question: Question) -> None:
        super().__init__(
            _("Câu hỏi đang ở bước “%(state)s” nên không làm được việc này. Hãy tải lại trang rồi xem bước tiếp theo.")
            % {"state": question.get_state_display()}
        )


class MissingWordsError(QuestionError):
    """Something must be said that was left empty."""


def needed(words: str, told: str) -> str:
    """The words without blanks around them. Raises MissingWordsError with `told` when there are none."""
    if not words.strip():
        raise MissingWordsError(told)
    return words.strip()
