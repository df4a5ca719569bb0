"""What keeps words from being a question that can be answered: nothing with one of these is saved."""

from collections.abc import Callable, Iterator

from django.utils.translation import gettext as _

from luatgandan.lib.vietnamese import clean

from ..enums import Kind
from ..formats.values import FALSE, LEFT, PAIR, RIGHT, TRUE, Content, Option, read_number
from .media import media_faults
from .values import Finding, error

LEAST_OPTIONS, MOST_OPTIONS = 2, 12


def faults(content: Content) -> list[Finding]:
    """All faults of the form; none for a question that can be put and scored."""
    return [*_stem(content), *_CHECKS[content.kind](content), *media_faults(content)]


def _stem(content: Content) -> Iterator[Finding]:
    if not content.stem:
        yield error("stem", _("Chưa có câu hỏi."))


def _choices(options: tuple[Option, ...], least: int = LEAST_OPTIONS) -> Iterator[Finding]:
    if not least <= len(options) <= MOST_OPTIONS:
        yield error("options", _("Cần từ %(least)d đến %(most)d phương án.") % {"least": least, "most": MOST_OPTIONS})
    if any(not one.text for one in options):
        yield error("empty-option", _("Có phương án để trống."))
    if len({clean(one.text).casefold() for one in options}) < len(options):
        yield error("same-options", _("Có hai phương án giống nhau."))
    if len({one.id for one in options}) < len(options):
        yield error("same-ids", _("Có hai phương án cùng mã."))


def _one(content: Content) -> Iterator[Finding]:
    yield from _several(content)
    if len(content.key) > 1:
        yield error("many-keys", _("Có hơn một đáp án đúng. Hãy giữ một, hoặc chọn loại “Nhiều đáp án đúng”."))


def _several(content: Content) -> Iterator[Finding]:
    yield from _choices(content.options)
    ids = {one.id for one in content.options}
    if not content.key or not set(content.key) <= ids:
        yield error("no-key", _("Chưa có đáp án đúng."))
    elif set(content.key) == ids:
        yield error("all-keys", _("Mọi phương án đều là đáp án đúng. Hãy thêm phương án sai."))


def _decision(content: Content) -> Iterator[Finding]:
    if content.key not in ((TRUE,), (FALSE,)):
        yield error("no-key", _("Chưa nói nhận định này đúng hay sai."))


def _order(content: Content) -> Iterator[Finding]:
    yield from _choices(content.options, 3)
    if sorted(content.key) != sorted(one.id for one in content.options):
        yield error("no-key", _("Thứ tự đúng phải có mỗi bước một lần."))


def _match(content: Content) -> Iterator[Finding]:
    left, right = content.of_side(LEFT), content.of_side(RIGHT)
    yield from _choices(left)
    yield from _choices(right)
    wanted = [one.partition(PAIR) for one in content.key]
    lefts, rights = [one[0] for one in wanted], {one[2] for one in wanted}
    if sorted(lefts) != sorted(one.id for one in left) or len(rights) < len(lefts):
        yield error("no-key", _("Mỗi vế trái phải ghép với một vế phải, không trùng nhau."))
    elif not rights <= {one.id for one in right}:
        yield error("no-key", _("Có vế trái ghép với vế phải không có."))


def _number(content: Content) -> Iterator[Finding]:
    if len(content.key) != 1 or read_number(content.key[0]) is None:
        yield error("no-key", _("Đáp án phải là một số, ví dụ: 5, 5,5 hoặc 5.000.000."))


_CHECKS: dict[Kind, Callable[[Content], Iterator[Finding]]] = {
    Kind.ONE: _one,
    Kind.SEVERAL: _several,
    Kind.TRUE_FALSE: _decision,
    Kind.ORDER: _order,
    Kind.MATCH: _match,
    Kind.NUMBER: _number,
}
