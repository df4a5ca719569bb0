"""Names of people in Vietnamese text, by what stands around them and by family names.

A name reduced to letters ("Nguyễn Văn A", "chị T1") is nobody's name any more and is passed over.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from luatgandan.lib.vietnamese import fold

from .finds import LOWER, UPPER, Find, FindKind, Taken
from .words import LAW_WORDS, OFFICE, PLACE_BEFORE, PLACES, SURNAMES, TITLE_WORDS

SURNAMES_FOLDED = frozenset(fold(name) for name in SURNAMES)
TITLES = (
    r"ông bà|ông|bà|anh|chị|cô|chú|bác|dì|cậu|mợ|thím|dượng|cụ|em|cháu|trẻ|bé|con chung|con|vợ|chồng|cha|mẹ|"
    r"đứng tên|tên|bị cáo|bị can|bị hại|bị đơn|nguyên đơn|người làm chứng|nhân chứng|đương sự|công dân|"
    r"người khởi kiện|người bị kiện|người yêu cầu|người đại diện|người liên quan|người bị hại|nạn nhân|"
    r"bên (?:bán|mua|vay|cho vay|thuê|cho thuê|[AB])|tài xế|lái xe|chủ ghe|chủ xe|chủ hộ|thầy|sư|đại đức|"
    r"thượng tọa|hòa thượng|đồng chí|luật sư|hộ bà|hộ ông|của|gồm|lời khai của|"
    r"thẩm phán|hội thẩm(?: nhân dân)?|thư ký(?: phiên t[òo][àa])?|kiểm sát viên|chủ tọa phiên t[òo][àa]"
)
WEAK = frozenset({"con", "vợ", "chồng", "cha", "mẹ", "tên", "của", "gồm", "con chung", "em", "thầy", "sư", "bé", "cô"})
_TITLE_BEFORE = re.compile(rf"(?<!\w)(?P<title>{TITLES})(?: tên(?: là)?| là(?: anh| chị)?)?\s?:?\s{{1,2}}$", re.I)
_SYLLABLE = rf"[{UPPER}][{LOWER}]+|[{UPPER}]+\d{{0,2}}"
_RUN = re.compile(rf"(?<![\w/.-])(?:{_SYLLABLE})(?:(?: |\n)(?:{_SYLLABLE})){{0,7}}(?![\w/-])")
_TOKEN = re.compile(_SYLLABLE)
_INITIAL = re.compile(r"^[A-ZĐ]\d{0,2}$")
_OFFICE = (
    r"[Tt]hẩm phán|[Hh]ội thẩm|[Tt]hư ký|[Kk]iểm sát viên|[Cc]hủ tọa|[Cc]hánh án|[Vv]iện trưởng|[Cc]hấp hành viên|"
    r"[Tt]rọng tài viên|KT\.|TM\.|TUQ\.|TL\.|[Cc]hủ tịch Ủy ban|[Gg]iám đốc Sở"
)
_OFFICE_BEFORE = re.compile(rf"(?:{_OFFICE})(?: nhân dân)?[^.;\n]{{0,60}}?[:–-]?\s?(?:[ÔôBb][a-zà]+\s)?$")
_OFFICE_AFTER = re.compile(rf"^\s?[,–—-]\s?(?:{_OFFICE})")
_LIST_ITEM = re.compile(r"\s*(?:\d{1,2}[.)]|[-–+•])\s*|\s*(?:Ông|Bà)\s")
_OFFICE_HEAD = re.compile(rf"(?:{_OFFICE})[^\n]{{0,60}}:\s*$")
_SIGNED = re.compile(r"\([Đđ]ã ký\)\s*$")
_VERB_NEXT = re.compile(
    r"\s(?:kiện|khai|trình|cho|nói|đi|về|bị|đã|không|có|là|đến|lấy|cùng|yêu cầu|đồng ý|điều khiển|ở|và|thì|mua|bán)\b"
)
_AFTER_NAME = re.compile(r"^(?:,| và|;| cùng| với)(?: với)?\s$")
FULL_AT_LEAST, SHORT = 3, 2
NEWLINE_JOINS_AFTER = 45  # letters in a line: shorter ones were ended by their writer, not by the margin


@dataclass(frozen=True, slots=True)
class Run:
    """Capitalised syllables that follow each other: (text, start, end) each."""

    tokens: tuple[tuple[str, int, int], ...]

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(word for word, _start, _end in self.tokens)

    @property
    def start(self) -> int:
        return self.tokens[0][1]

    @property
    def end(self) -> int:
        return self.tokens[-1][2]

    def without_first(self, count: int) -> "Run":
        return Run(self.tokens[count:])


def find_names(text: str) -> list[Find]:
    """All names, in reading order: those the words around announce, then the same given names standing alone."""
    found: list[Find] = []
    for run in _runs(text):
        name = _name_in(text, run, found)
        if name is not None:
            found.append(_find(text, name))
    return sorted([*found, *_bare_given_names(text, found)], key=lambda find: find.start)


def find_short_names(text: str) -> Iterator[tuple[int, int]]:
    """Spans of two capitalised syllables, a family and a given name, inside a sentence: "Tôi và Phan Toàn sống chung".

    Only for what people type: in documents too many other things are written like that.
    """
    for run in _runs(text):
        _title, name = _announced(text, run)
        if len(name.tokens) != SHORT or not _family(name.words[0]) or _is_shouted(name) or _is_initials(name.words):
            continue
        is_other = _is_place(name.words) or _place_before(text, name.start) or _is_office(text, name)
        if not is_other and (not _opens_sentence(text, name.start) or _VERB_NEXT.match(text, name.end)):
            yield name.start, name.end


def _runs(text: str) -> Iterator[Run]:
    for match in _RUN.finditer(text):
        tokens = tuple(
            (one[0], match.start() + one.start(), match.start() + one.end()) for one in _TOKEN.finditer(match[0])
        )
        begin = 0
        for index in range(1, len(tokens)):
            if text[tokens[index][1] - 1] == "\n" and not _margin_broke(text, tokens[index][1] - 1):
                yield Run(tokens[begin:index])
                begin = index
        yield Run(tokens[begin:])


def _margin_broke(text: str, newline: int) -> bool:
    """Whether the line that ends here was long enough to have been broken by the margin."""
    return newline - (text.rfind("\n", 0, newline) + 1) >= NEWLINE_JOINS_AFTER


def _name_in(text: str, run: Run, found: list[Find]) -> Run | None:
    """The part of a run that is a name, or None."""
    title, name = _announced(text, run)
    if not name.tokens or _is_initials(name.words) or _is_place(name.words) or _is_office(text, name):
        return None
    if title:
        return _announced_name(text, name, title)
    return _unannounced_name(text, name, found)


def _is_office(text: str, name: Run) -> bool:
    """ "Phó Giám đốc", "Điều 5": an office or a part of a law that begins with a capital."""
    if len(name.tokens) >= FULL_AT_LEAST and _family(name.words[0]):
        return False
    return name.words[0] in LAW_WORDS or bool(OFFICE.match(text, name.tokens[-1][1]) and name.words[-1] not in SURNAMES)


def _announced(text: str, run: Run) -> tuple[str, Run]:
    """The title before a run or at its head (lower case, empty without one), and the run without it."""
    title = ""
    name = run
    while name.tokens and name.words[0] in TITLE_WORDS and (len(name.tokens) > 1 or not title):
        if name.words[0] == "Ông" and text[max(0, name.start - 4) : name.start] == "ông ":
            break
        title, name = name.words[0].lower(), name.without_first(1)
    if title or not name.tokens:
        return title, name
    before = _TITLE_BEFORE.search(text, max(0, name.start - 60), name.start)
    return (before["title"].lower() if before else ""), name


def _announced_name(text: str, name: Run, title: str) -> Run | None:
    if OFFICE.match(text, name.start) and name.words[0] not in SURNAMES:
        return None
    if OFFICE.match(text, name.start) and len(name.tokens) == 1:
        return None
    is_known_family = _family(name.words[0])
    if (_is_shouted(name) and not is_known_family) or _is_abbreviation(name):
        return None
    if title in WEAK and not (is_known_family and len(name.tokens) > 1) and not _is_small(name, title):
        return None
    return _cut(name)


def _is_small(name: Run, title: str) -> bool:
    """A given name after a word that also stands before other things: "em Ngọc", "cô Ba"."""
    return title in {"em", "cô", "thầy", "sư", "bé", "vợ", "chồng"} and len(name.tokens) <= 2 and not _is_shouted(name)


def _unannounced_name(text: str, name: Run, found: list[Find]) -> Run | None:
    """A full name that nothing announces: it needs a family name, three syllables, and no place or firm before it."""
    first = next((i for i, word in enumerate(name.words[:3]) if _family(word)), None)
    if first is None or (first and name.words[0] in {"Điều", "Luật", "Nghị", "Bộ", "Thông"}):
        return None
    name = name.without_first(first)
    if _is_initials(name.words) or _is_place(name.words) or _place_before(text, name.start):
        return None
    if len(name.tokens) == FULL_AT_LEAST - 1 and found and _AFTER_NAME.match(text[found[-1].end : name.start]):
        return name
    if len(name.tokens) < FULL_AT_LEAST or (_is_shouted(name) and name.words[1] not in {"VĂN", "THỊ", "VAN", "THI"}):
        return None
    return _cut(name)


def _family(word: str) -> bool:
    is_shouted = word.isupper() and len(word) > 1
    return word in SURNAMES or (is_shouted and (word.capitalize() in SURNAMES or word.lower() in SURNAMES_FOLDED))


def _is_shouted(name: Run) -> bool:
    return all(word.isupper() for word in name.words)


def _is_abbreviation(name: Run) -> bool:
    """ "TAND Tối cao", "UBND": capitals beside small letters are an office."""
    return any(len(word) > 1 and word.isupper() for word in name.words) and not _is_shouted(name)


def _place_before(text: str, start: int) -> bool:
    return bool(PLACE_BEFORE.search(text, max(0, start - 24), start))


def _cut(name: Run) -> Run:
    """At most five syllables: what follows is another thing."""
    return Run(name.tokens[:5])


def _is_initials(words: tuple[str, ...]) -> bool:
    """ "Trần Văn T1", "T": the last syllable (or the only one) is one letter."""
    return bool(_INITIAL.match(words[-1])) or bool(len(words) > 1 and _INITIAL.match(words[1]))


def _is_place(words: tuple[str, ...]) -> bool:
    return any(words[i : i + len(place)] == place for place in PLACES for i in range(len(words) - len(place) + 1))


def _find(text: str, name: Run) -> Find:
    return Find(
        FindKind.NAME,
        name.start,
        name.end,
        text[name.start : name.end],
        is_public=_holds_office(text, name.start, name.end),
    )


def _holds_office(text: str, start: int, end: int) -> bool:
    """Judges, jurors, clerks, prosecutors, those who sign for an office: named by rule."""
    line_start = text.rfind("\n", 0, start) + 1
    before = text[max(line_start, start - 120) : start]
    if _OFFICE_BEFORE.search(before) or _OFFICE_AFTER.match(text[end : end + 60]):
        return True
    if _SIGNED.search(text[max(0, start - 60) : start]):
        return True
    return bool(_LIST_ITEM.match(text, line_start, start)) and _headed_by_office(text, line_start)


def _headed_by_office(text: str, line_start: int) -> bool:
    """Whether the list this line belongs to is headed "Các Hội thẩm nhân dân:"; looks at most eight lines up."""
    for _ in range(8):
        if line_start <= 0:
            return False
        above = text.rfind("\n", 0, line_start - 1) + 1
        line = text[above : line_start - 1]
        if _OFFICE_HEAD.search(line):
            return True
        if not _LIST_ITEM.match(line):
            return False
        line_start = above
    return False


def _bare_given_names(text: str, found: list[Find]) -> Iterator[Find]:
    """Given names of people found, standing alone: "chiều hôm đó Thọ ở nhà"."""
    given = {find.text.split()[-1] for find in found} | {" ".join(find.text.split()[-2:]) for find in found}
    taken = Taken(len(text))
    for find in found:
        taken.take(find)
    for run in _runs(text):
        value = " ".join(run.words)
        is_other = _place_before(text, run.start) or _is_place(run.words) or _is_office(text, run)
        if value in given and not is_other:
            is_plain = " " in value or not _opens_sentence(text, run.start) or _VERB_NEXT.match(text, run.end)
            find = Find(FindKind.NAME, run.start, run.end, text[run.start : run.end])
            if is_plain and taken.take(find):
                yield find


def _opens_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 3) : start].rstrip(" ")
    return not before or before[-1] in '.:;!?\n-–+•"“(['
