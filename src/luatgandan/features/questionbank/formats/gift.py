"""GIFT, Moodle's text format. An ordering, which GIFT has not, is written as a matching of 1, 2, 3 with its steps."""

import re
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from typing import BinaryIO

from django.utils.translation import gettext as _

from ..enums import Kind
from .marks import read_html
from .rows import ItemFileError, Row, RowError, row_of
from .tags import filing, tags_of
from .values import RIGHT, TRUE, Content, Entry, choosing, counting, deciding, matching, ordering

_SPECIAL = re.compile(r"([\\~=#{}:])")
_ESCAPED = re.compile(r"\\(.)", re.S)
_TAG = re.compile(r"\[(?:tag|id):((?:\\.|[^\]\\])*)\]")
_ANSWER = re.compile(r"(?<!\\)([=~])((?:\\.|[^=~\\])*)", re.S)
_QUESTION = re.compile(
    r"^(?:::(?P<name>(?:\\.|[^:\\])*)::)?(?P<stem>(?:\\.|[^{\\])*)(?<!\\)\{(?P<body>.*)(?<!\\)\}(?P<rest>.*)$", re.S
)
_FEEDBACK = re.compile(r"(?<!\\)####(.*)$", re.S)
_WEIGHT = re.compile(r"^%(-?[\d.]+)%")
_NUMBER = re.compile(r"^=?\s*([^:#]+)")
_SPAN = re.compile(r"\.\.|:\s*0*[.,]?0*[1-9]")  # a number with a tolerance, or from … to …
_TRUTH = re.compile(r"(T|TRUE|F|FALSE)\s*(?:#.*)?", re.I | re.S)
_KIND_OF_TEXT = re.compile(r"^\s*\[(html|moodle|plain|markdown)\]")


def write(entries: Iterable[Entry], file: BinaryIO) -> None:
    """One text with all questions, filing in comments."""
    file.write("\n\n".join(_written(one) for one in entries).encode())


def _written(entry: Entry) -> str:
    content = entry.content
    tags = "".join(f"[tag:{_mask(one)}]" for one in tags_of(entry))
    name = f"::{_mask(entry.code)}::" if entry.code else ""
    why = f"####{_mask(content.explanation)}" if content.explanation else ""
    return f"// {tags}\n{name}{_mask(content.stem)} {{{_body(content)}{why}}}"


def _body(content: Content) -> str:
    if content.kind == Kind.TRUE_FALSE:
        return "TRUE" if content.key == (TRUE,) else "FALSE"
    if content.kind == Kind.NUMBER:
        return f"#{content.key[0].replace(',', '.')}"
    if content.kind == Kind.MATCH:
        mates = {right for _left, right in content.pairs}
        others = [("", one.text) for one in content.of_side(RIGHT) if one.text not in mates]
        return "".join(f"={_mask(left)} -> {_mask(right)} " for left, right in [*content.pairs, *others])
    if content.kind == Kind.ORDER:
        return "".join(f"={place} -> {_mask(words)} " for place, words in enumerate(content.key_words, 1))
    right = f"~%{_share(len(content.key))}%" if content.kind == Kind.SEVERAL else "="
    wrong = "~%-100%" if content.kind == Kind.SEVERAL else "~"
    return "".join(f"{right if one.id in content.key else wrong}{_mask(one.text)} " for one in content.options)


def _share(count: int) -> str:
    return f"{float(Fraction(100, count)):.5f}".rstrip("0").rstrip(".")


def _mask(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text).replace("->", "-\\>").replace("\n", "\\n").replace("]", "\\]")


def _plain(text: str) -> str:
    return _ESCAPED.sub(lambda found: "\n" if found[1] == "n" else found[1], text.strip())


def _from_html(text: str) -> str:
    return read_html(_plain(_KIND_OF_TEXT.sub("", text))).words()


def _from_words(text: str) -> str:
    return _plain(_KIND_OF_TEXT.sub("", text))


def read(content: bytes) -> Iterator[Row]:
    """Questions of a GIFT text. Raises ItemFileError when it is not UTF-8."""
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise ItemFileError(_("Tệp không phải UTF-8. Hãy lưu lại với mã UTF-8 rồi thử lần nữa.")) from error
    blocks = [block for block in re.split(r"\n\s*\n", text) if block.strip()]
    for number, block in enumerate(blocks, 1):
        lines = block.strip().splitlines()
        tags = [_plain(tag) for line in lines if line.startswith("//") for tag in _TAG.findall(line)]
        body = "\n".join(line for line in lines if not line.startswith(("//", "$CATEGORY:")))
        if body.strip():
            yield row_of(number, _entry, body, tags)


def _entry(text: str, tags: list[str]) -> Entry:
    found = _QUESTION.match(text.strip())
    if found is None:
        raise RowError(_("Không thấy phần trả lời trong dấu { }."))
    about = filing(tags)
    mark = _KIND_OF_TEXT.match(found["stem"])
    say = _from_html if mark and mark[1] == "html" else _from_words
    body, why = found["body"].strip(), ""
    if feedback := _FEEDBACK.search(body):
        body, why = body[: feedback.start()].strip(), say(feedback[1])
    kind, unit = about.pop("kind"), about.pop("unit")
    stem = say(f"{found['stem'].strip()} {'_____' if found['rest'].strip() else ''} {found['rest'].strip()}")
    return Entry(content=_content(stem, body, why, kind, unit, say), code=_plain(found["name"] or ""), **about)


def _content(stem: str, body: str, why: str, kind: str, unit: str, say: Callable[[str], str]) -> Content:
    if truth := _TRUTH.fullmatch(body):
        return deciding(stem, truth[1].upper().startswith("T"), why)
    if body.startswith("#"):
        if _SPAN.search(body.partition("#")[2].partition("#")[0]):
            raise RowError(_("Số có sai số hoặc khoảng thì chưa nhận được: ở đây đáp án là đúng một số."))
        number = _NUMBER.match(body[1:].strip())
        return counting(stem, (number[1] if number else "").strip().replace(".", ","), unit, why)
    answers = [(sign, words.strip()) for sign, words in _ANSWER.findall(body)]
    if answers and all("->" in words for _sign, words in answers):
        pairs = [tuple(say(part) for part in words.split("->", 1)) for _sign, words in answers]
        return _matched(stem, [(left, right) for left, right in pairs], why, kind)
    right = [place for place, (sign, words) in enumerate(answers) if _is_right(sign, words)]
    if len(right) == len(answers) > 1 and all(sign == "=" for sign, _words in answers):
        raise RowError(_("Câu tự ghi chữ thì chưa nhận được. Hãy đổi thành câu chọn một."))
    texts = [say(re.split(r"(?<!\\)#", _WEIGHT.sub("", words))[0]) for _sign, words in answers]
    is_several = kind == Kind.SEVERAL or len(right) > 1
    return choosing(Kind.SEVERAL if is_several else Kind.ONE, stem, texts, right, explanation=why)


def _is_right(sign: str, words: str) -> bool:
    weight = _WEIGHT.match(words)
    return float(weight[1]) > 0 if weight else sign == "="


def _matched(stem: str, pairs: list[tuple[str, str]], why: str, kind: str) -> Content:
    if kind == Kind.ORDER:
        return ordering(stem, [right for _left, right in pairs], explanation=why)
    others = [right for left, right in pairs if not left]
    return matching(stem, [one for one in pairs if one[0]], others=others, explanation=why)
