"""Why acts on contests are refused, in words for the person."""

from django.utils.translation import gettext as _


class ContestError(Exception):
    """Why an act on a contest is refused, in words for the person."""


class NotAllowedError(ContestError):
    """The caller may not do this to this contest."""

    def __init__(self) -> None:
        super().__init__(_("Bạn không làm được việc này với cuộc thi này."))


class WrongPhaseError(ContestError):
    """The round is not where this act belongs."""


class StageError(ContestError):
    """Why something is not done at a live stage, in words for the person."""


class MovedOnError(StageError):
    """Somebody else acted first."""

    def __init__(self) -> None:
        super().__init__(_("Buổi thi đã sang bước khác (có thể người cùng điều khiển vừa bấm). Không có gì bị bỏ qua."))


class LateError(StageError):
    """The time of the question is over."""

    def __init__(self) -> None:
        super().__init__(_("Đã hết giờ câu này. Câu trả lời vừa gửi không được tính."))
