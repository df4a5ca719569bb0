"""What in the wording leads to the wrong answer, or to the right one without knowing the law."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from luatgandan.lib.vietnamese import fold

from ..enums import Kind
from ..formats.values import CHOSEN, Content
from .values import Finding, warning

# A question turned round ("hành vi nào sau đây không …"); a deed that is denied ("không đội mũ") is no such question.
_NEGATIVE = re.compile(
    r"\b(?:ngoại trừ|(?:nào|gì|đâu|ai|sau đây)\b[^,.;?]{0,60}?\bkhông\b(?!\s*(?:\?|$|gian|khí|quá|dưới))|"
    r"không (?=đúng|phải là|thuộc|bao gồm|nằm trong))",
    re.I,
)
_MARKED = re.compile(r"\b(?:NGOẠI TRỪ|KHÔNG)\b")
_ALL = re.compile(
    r"^(?:tat ca|ca|toan bo|khong co)\b.*\b(?:dap an|phuong an|deu (?:dung|sai)|"
    r"(?:y|cau|truong hop|noi dung|hanh vi)(?: neu)? (?:tren|nay))\b"
    r"|^(?:ca |phuong an |dap an )?[a-e](?:\s*(?:,|va|&)\s*(?:phuong an |dap an )?[a-e])+\b"
    r"|^ca (?:hai|ba|bon|nam|\d)(?: (?:dap an|phuong an|y|cau|truong hop))?(?: tren)?(?: deu dung)?\W*$"
)
TELLING_RATIO, TELLING_LETTERS = 1.6, 20


def wording(content: Content) -> list[Finding]:
    """Doubts about a question that has no faults."""
    return [*_negatives(content), *_all_of_them(content), *_length(content), *_explained(content)]


def _negatives(content: Content) -> Iterator[Finding]:
    if content.kind in CHOSEN and _NEGATIVE.search(content.stem) and not _MARKED.search(content.stem):
        yield warning(
            "negative", _("Câu hỏi phủ định. Hãy hỏi thuận, hoặc viết hoa chữ KHÔNG, NGOẠI TRỪ để người đọc không sót.")
        )


def _all_of_them(content: Content) -> Iterator[Finding]:
    if content.kind in CHOSEN and any(_ALL.search(fold(one.text)) for one in content.options):
        yield warning(
            "all-of-them",
            _("Có phương án kiểu “Tất cả đều đúng”, “Cả A và B”: khi đảo thứ tự sẽ sai. Hãy dùng loại nhiều đáp án."),
        )


def _length(content: Content) -> Iterator[Finding]:
    right = [len(one.text) for one in content.options if one.id in content.key]
    wrong = [len(one.text) for one in content.options if one.id not in content.key]
    if content.kind not in CHOSEN or not right or not wrong:
        return
    if min(right) >= max(TELLING_RATIO * max(wrong), max(wrong) + TELLING_LETTERS):
        yield warning("length", _("Đáp án đúng dài hơn hẳn các phương án khác nên dễ đoán. Hãy viết dài gần nhau."))


def _explained(content: Content) -> Iterator[Finding]:
    if not content.explanation:
        yield warning("explanation", _("Chưa có lời giải thích cho người làm sai."))
    if content.kind == Kind.NUMBER and not content.unit:
        yield warning("unit", _("Chưa ghi đơn vị tính của số cần điền."))
