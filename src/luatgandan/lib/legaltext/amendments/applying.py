"""The article that a change makes, through `edits`."""

from ..edits import (
    AlreadyThereError,
    NothingToPutError,
    Order,
    UnitNotFoundError,
    WordsNotFoundError,
    carry_out,
)
from ..tree import Node
from .values import Action, Change


class ChangeNotPossibleError(ValueError):
    """The change cannot be carried out on this article; the message says why, in Vietnamese."""


def apply_change(article: Node | None, change: Change) -> Node:
    """The article after `change`; `article` is None only where a whole new one is added.

    A repealed unit keeps its number with "(được bãi bỏ)". Raises ChangeNotPossibleError when the unit or the words
    are not there, when there is no new text, or for a change of numbers, which an officer must do.
    """
    if change.action is Action.RENUMBER:
        raise ChangeNotPossibleError("Đổi số thứ tự phải do cán bộ làm: các chỗ dẫn chiếu cũng phải xem lại.")
    where = change.place.eid
    order = Order(action=change.action.value, eid=where, content=change.content, words=change.words)
    try:
        return carry_out(article, order)[0]
    except UnitNotFoundError as error:
        raise ChangeNotPossibleError(f"Không tìm thấy đơn vị {error.args[0]} để sửa đổi.") from error
    except WordsNotFoundError as error:
        raise ChangeNotPossibleError(f"Không tìm thấy cụm từ “{error.args[0]}” tại {where}.") from error
    except AlreadyThereError as error:
        raise ChangeNotPossibleError(f"Đã có {error.args[0]}, không thể bổ sung lần nữa.") from error
    except NothingToPutError as error:
        raise ChangeNotPossibleError(f"Văn bản sửa đổi không cho lời mới của {error.args[0]}.") from error
