"""Why acts on questions of a bank are refused, in words for the person."""

from django.utils.translation import gettext as _

from ..models import Item


class BankError(Exception):
    """Why an act on a question of a bank is refused, in words for the person."""


class NotAllowedError(BankError):
    """The caller may not do this to this question."""

    def __init__(self) -> None:
        super().__init__(_("Bạn không làm được việc này với câu hỏi này. Người soạn không tự kiểm tra, tự duyệt."))


class WrongStateError(BankError):
    """The question has moved on."""

    def __init__(self, item: Item) -> None:
        super().__init__(
            _("Câu hỏi đang ở bước “%(state)s” nên không làm được việc này. Hãy tải lại trang rồi xem bước tiếp theo.")
            % {"state": item.get_state_display()}
        )


class ReadAgainError(BankError):
    """A newer version is there than the one that was read."""

    def __init__(self) -> None:
        super().__init__(_("Vừa có bản mới hơn bản bạn đọc. Hãy tải lại trang, đọc bản mới rồi quyết định."))


class MissingWordsError(BankError):
    """Something must be said that was left empty."""


class FaultyError(BankError):
    """The words do not make a question that can be answered."""
