"""The words of an answer as forms give them, and what must be true of them before others read them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from luatgandan.features.library.queries.history import unit_on
from luatgandan.lib.legaltext.address import label_of
from luatgandan.lib.vietnamese import fold

from ..models import Question
from ..queries.contacts import contact_of
from .errors import QuestionError, needed

MOST_BASIS, MOST_STEPS = 12, 12
LONGEST_SHORT, LONGEST_EXPLANATION = 1_500, 20_000


class NoSuchBasisError(QuestionError):
    """A provision that the library does not have on that day."""

    def __init__(self, eid: str, day: date) -> None:
        super().__init__(
            _("Thư viện không có %(unit)s vào ngày %(day)s. Hãy chọn lại căn cứ.")
            % {"unit": label_of(eid), "day": f"{day:%d/%m/%Y}"}
        )


class TellsWhoAskedError(QuestionError):
    """The public words name the asker."""

    def __init__(self) -> None:
        super().__init__(_("Bản công khai còn tên hoặc nơi liên lạc của người hỏi. Hãy ẩn các chỗ đó rồi đăng lại."))


@dataclass(frozen=True, kw_only=True)
class Written:
    """An answer as the form gives it; `basis` are (id of the document, eId) as they read on `day_of_law`."""

    short: str
    day_of_law: date
    explanation: str = ""
    basis: Sequence[tuple[int, str]] = ()
    steps: Sequence[str] = ()
    office: str = ""
    is_from_model: bool = False


@dataclass(frozen=True, kw_only=True)
class PublicWords:
    """Question and answer in the words that everybody will read."""

    title: str
    short: str
    text: str = ""
    explanation: str = ""
    steps: tuple[str, ...] = ()
    office: str = ""
    variants: tuple[str, ...] = ()


def check_written(written: Written) -> None:
    """Raises MissingWordsError, NoSuchBasisError or QuestionError."""
    needed(written.short, _("Hãy viết câu trả lời ngắn."))
    if len(written.short) > LONGEST_SHORT or len(written.explanation) > LONGEST_EXPLANATION:
        raise QuestionError(_("Câu trả lời quá dài. Phần ngắn nhiều nhất %(short)d ký tự, phần giải thích %(long)d.")
                            % {"short": LONGEST_SHORT, "long": LONGEST_EXPLANATION})  # fmt: skip
    if len(written.basis) > MOST_BASIS or len(written.steps) > MOST_STEPS:
        raise QuestionError(_("Nhiều nhất %(basis)d căn cứ và %(steps)d bước.")
                            % {"basis": MOST_BASIS, "steps": MOST_STEPS})  # fmt: skip
    check_basis(written.basis, written.day_of_law)


_BETWEEN_DIGITS = re.compile(r"(?<=\d)\D{1,3}(?=\d)")  # (0912) 345-678


def check_basis(basis: Iterable[tuple[int, str]], day: date) -> None:
    """Raises NoSuchBasisError for a provision that the library does not have on that day."""
    for document, eid in basis:
        if unit_on(document, eid, day) is None:
            raise NoSuchBasisError(eid, day)


def check_public(question: Question, words: PublicWords) -> None:
    """Raises MissingWordsError, QuestionError for too many steps, TellsWhoAskedError when the asker is named."""
    needed(words.title, _("Hãy viết câu hỏi công khai."))
    needed(words.short, _("Hãy viết câu trả lời ngắn công khai."))
    if len(words.steps) > MOST_STEPS:
        raise QuestionError(_("Nhiều nhất %d bước.") % MOST_STEPS)
    refuse_asker(
        question, "\n".join([words.title, words.text, words.short, words.explanation, *words.steps, words.office])
    )


def refuse_asker(question: Question, text: str) -> None:
    """Raises TellsWhoAskedError when a text for everybody names the asker or where they are reached."""
    folded, digits = fold(text), _BETWEEN_DIGITS.sub("", text)
    if any(known in folded or known in digits for known in _about_asker(question)):
        raise TellsWhoAskedError


def _about_asker(question: Question) -> Iterable[str]:
    """A name of one word is also an everyday word: a person looks for that. A phone without 0 or +84."""
    if " " in question.name.strip():
        yield fold(question.name.strip())
    if contact := contact_of(question):
        yield contact.removeprefix("+84") if contact.startswith("+84") else fold(contact)
