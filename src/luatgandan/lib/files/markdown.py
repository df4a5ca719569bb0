"""Markdown: headings and bold are noted, marks of the format are taken out, pipe tables become tables."""

import re
from dataclasses import replace

from luatgandan.lib.legaltext.lines import Line

from .errors import EmptyFileError
from .plain import decode
from .reading import Format, Reading
from .tidy import as_note, table_line, tidy

_FRONT = re.compile(r"\A---\r?\n(.*?)\r?\n---\r?\n", re.DOTALL)
_HEADING = re.compile(r"^\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_QUOTE = re.compile(r"^\s{0,3}(?:>\s?)+")
_RULE = re.compile(r"^\s{0,3}([-*_=])(?:\s*\1){2,}\s*$")
_BULLET = re.compile(r"^\s*[*+•]\s+")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_EMPHASIS = re.compile(
    r"(?<![\w*])\*(?=[^\s*])([^*]+?)(?<=[^\s*])\*(?![\w*])|(?<!\w)_(?=[^\s_])([^_]+?)(?<=[^\s_])_(?!\w)"
)
_LINK = re.compile(r"!?\[([^\]\n]*)\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"]*\")?\)")
_NOTE_MARK, _NOTE = re.compile(r"\[\^([\w-]+)\]"), re.compile(r"^\[\^([\w-]+)\]:\s*(.*)")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")
_DIVIDER = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
_TAG = re.compile(r"</?(?:b|i|u|em|strong|center|div|p|span|sup|sub|br|a)\b[^<>]*>", re.IGNORECASE)
_META = re.compile(r"^([\w-]+):\s*(.+?)\s*$", re.MULTILINE)


def read_markdown(data: bytes) -> Reading:
    """Raises EmptyFileError."""
    text = decode(data)
    front = _FRONT.match(text)
    meta = {key: value.strip("\"'") for key, value in _META.findall(front.group(1))} if front else {}
    body, notes = _lines(text[front.end() :] if front else text)
    lines = (*body, *notes)
    if not lines:
        raise EmptyFileError
    return Reading(Format.MARKDOWN, lines, title=meta.get("title", ""), meta=meta)


def _lines(text: str) -> tuple[list[Line], list[Line]]:
    body: list[Line] = []
    notes: list[Line] = []
    table: list[list[str]] = []
    for raw in [*text.splitlines(), ""]:
        if raw.lstrip().startswith("|") or (table and "|" in raw):
            if not _DIVIDER.match(raw):
                table.append([_inline(cell)[0] for cell in raw.strip().strip("|").split("|")])
            continue
        if table and (line := table_line(table)):
            body.append(line)
        table = []
        if found := _NOTE.match(raw):
            notes.append(as_note(Line(text=f"[{found.group(1)}] {_inline(found.group(2))[0]}")))
        elif line := _line(raw):
            body.append(line)
    return body, notes


def _line(raw: str) -> Line | None:
    if _RULE.match(raw):
        return None
    raw = _QUOTE.sub("", raw)
    heading = _HEADING.match(raw)
    raw = heading.group(2) if heading else _BULLET.sub("- ", raw)
    text, is_bold, is_italic = _inline(raw)
    line = Line(text=text, is_bold=is_bold, is_italic=is_italic) if text else None
    return replace(line, is_bold=True) if line and heading else line


def _inline(raw: str) -> tuple[str, bool, bool]:
    """The text without marks, and whether most of it is bold or italic."""
    raw = _NOTE_MARK.sub(r"[\1]", _TAG.sub(" ", _LINK.sub(r"\1", raw)))
    strong = sum(len(found.group(2)) for found in _STRONG.finditer(raw))
    raw = _STRONG.sub(r"\2", raw)
    slanted = sum(len(found.group(1) or found.group(2)) for found in _EMPHASIS.finditer(raw))
    text = tidy(_ESCAPE.sub(r"\1", _EMPHASIS.sub(lambda found: found.group(1) or found.group(2), raw)).replace("`", ""))
    return text, 2 * strong > len(text) > 0, 2 * slanted > len(text) > 0
