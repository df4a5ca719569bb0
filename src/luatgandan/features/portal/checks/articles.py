"""Cutting a law text: document → articles (Điều) → clauses (khoản) → points (điểm), without gazette page furniture."""

import re
from collections.abc import Iterator

_HEADING = re.compile(r"^[ \t*]*Điều\s+(\d+[a-zđ]?)\d{0,3}\s*[.:]", re.MULTILINE)
_CLAUSE = re.compile(r"^[ \t“\"*]*(\d{1,3}[a-zđ]?)\s*\.\d{0,3}(?=\s|[A-ZĐÂÊÔƠƯ])", re.MULTILINE)
_POINT = re.compile(r"^[ \t“\"*]*([a-zđ]\d?)\s*\)", re.MULTILINE)
_RUNNING_HEAD = re.compile(r"^(?:\d{1,4}\s*\n\s*)?CÔNG BÁO/Số[^\n]*(?:\n\s*\d{1,4}\s*$)?", re.MULTILINE)
_SIGNATURE = re.compile(r"^(?:Ký bởi|Cơ quan|Ngày ký|Người ký|Email|Thời gian ký):[^\n]*$", re.MULTILINE)
_FOOTNOTES = re.compile(r"\n[ \t]*\n[ \t]*\d{1,3}[ \t]+[A-ZĐÂÊÔƠƯÀ-Ỹ“\"].*\Z", re.DOTALL)
_FOOTNOTE_MARK = re.compile(r"(?<=[a-zà-ỹ]{2})\d{1,3}(?=[\s.,;:]|$)")
_LETTERS = "abcdđeghiklmnopqrstuvxyzjfw"
LARGEST_CLAUSE_JUMP = 3
LARGEST_ARTICLE_JUMP = 10


def tidy_gazette(text: str) -> str:
    """Gazette text without running heads, signatures, footnotes and footnote marks."""
    pages = _RUNNING_HEAD.split(_SIGNATURE.sub("", text))
    body = "\n".join(_FOOTNOTES.sub("", page.strip("\n")) for page in pages)
    return _FOOTNOTE_MARK.sub("", body)


def articles(text: str) -> Iterator[tuple[str, str]]:
    """Numbers and texts of the articles in reading order; a number may come twice (annexed rules begin again at 1)."""
    headings = list(_in_order(list(_HEADING.finditer(text)), LARGEST_ARTICLE_JUMP, restarts=True))
    ends = [*(found.start() for found in headings[1:]), len(text)]
    for found, end in zip(headings, ends, strict=False):
        yield found[1], text[found.start() : end].strip()


def _in_order(found: list[re.Match[str]], jump: int, *, restarts: bool = False) -> Iterator[re.Match[str]]:
    """Only the heads that count on from 1: a line that happens to begin with "Điều 5." or "2025." is none.

    A number may be missing from a scrape: the next may be up to `jump` ahead if the missing one comes nowhere later.
    """
    last = 0
    for i, match in enumerate(found):
        number = _whole(match[1])
        follows = last <= number <= last + 1
        skips = last < number <= last + jump and all(_whole(later[1]) != last + 1 for later in found[i:])
        if follows or skips or (restarts and number == 1):
            last = number
            yield match


def clause(text: str, number: str) -> str | None:
    """The text of one clause of an article; None when there is none."""
    parts: dict[str, int] = {}
    for found in _in_order(list(_CLAUSE.finditer(text)), LARGEST_CLAUSE_JUMP):
        parts.setdefault(found[1], found.start())
    return _part(text, list(parts.items()), number)


def point(text: str, letter: str) -> str | None:
    """The text of one point of a clause (or of an article without clauses); đ comes after d."""
    parts: list[tuple[str, int]] = []
    last = (-1, 0)
    for found in _POINT.finditer(text):
        rank = _rank(found[1])
        if rank > last:
            parts.append((found[1], found.start()))
            last = rank
    return _part(text, parts, letter)


def _part(text: str, parts: list[tuple[str, int]], name: str) -> str | None:
    ends = [*(start for _, start in parts[1:]), len(text)]
    for (found, start), end in zip(parts, ends, strict=False):
        if found == name:
            return text[start:end].strip()
    return None


def _rank(letter: str) -> tuple[int, int]:
    return _LETTERS.find(letter[0]), int(letter[1:] or 0)


def _whole(number: str) -> int:
    return int(re.sub(r"\D", "", number))
