"""Personal data in what people type themselves: no marks, no capitals, numbers as they are spoken.

Looks where `find_personal_data` cannot, on the text without marks and capitals, letter for letter as long as it was.
It offers more than it should: a person confirms every place.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from luatgandan.lib.vietnamese import fold

from .detect import find_personal_data
from .finds import Find, FindKind, Taken
from .names import find_short_names
from .numbers import instead
from .plain import find_plain_names, is_typed_plain
from .pseudonyms import with_proposals
from .words import words_of

_D = str.maketrans({"đ": "d", "Đ": "D"})
_MONEY = r"(?! ?(?:dong|trieu|ty|d\b|vnd))"
_SHEET = r"(?:thuoc )?(?:to(?: ban do)?(?: dia chinh)?|tbd)(?: so)?[: ]{1,2}\d{1,4}"
_PLOT = r"(?:so thua|thua)(?: dat)?(?: so)?[: ]{1,2}\d{1,5}(?:[a-z]\b)?"
_NUMBERS: tuple[tuple[FindKind, re.Pattern[str]], ...] = (
    (
        FindKind.EMAIL,
        re.compile(r"[\w.+-]{1,64} ?(?:@|\(a\)|\[at\]|\(at\)|a cong) ?[\w-]{1,63}(?: ?\. ?[a-z]{2,10}){1,3}\b"),
    ),
    (
        FindKind.LAND,
        re.compile(rf"\b{_PLOT}(?:[,;/ (–-]{{1,3}}{_SHEET})?|\bto ban do(?: dia chinh)?(?: so)?[: ]{{1,2}}\d{{1,4}}"),
    ),
    (
        FindKind.LAND,
        re.compile(
            r"(?:giay chung nhan|gcn|so phat hanh|so vao so|so do|so hong|se-?ri)[^\n.;]{0,90}?"
            r"\b(?P<it>[a-z]{1,3}[ -]?\d{5,8})\b"
        ),
    ),
    (
        FindKind.PLATE,
        re.compile(r"(?<![\w/.-])\d{2}-?(?:md|[a-z]{1,2})\d?(?:[ .-]{0,2}\d{3}[. ]?\d{2}|[ -]{1,2}\d{4})(?![\d/])"),
    ),
    (
        FindKind.PLATE,
        re.compile(
            r"\b(?:bien so|bks|bien kiem soat|xe)[^\d\n]{0,20}"
            r"(?P<it>\d{2}[ .-]{0,2}(?:md|[a-z]{1,2})[ -]?\d?[ .-]{0,2}\d{3}[. ]?\d{1,2})(?![\d/])"
        ),
    ),
    (FindKind.PHONE, re.compile(rf"(?<![\d/.,-])(?:\+?84|\(?0)(?:[ .()-]{{0,2}}\d){{9,10}}(?!\d|[/-]\d){_MONEY}")),
    (
        FindKind.CITIZEN_ID,
        re.compile(
            rf"(?<![\d/.,-])(?:\d{{9}}(?:\d{{3}})?|\d{{3}}(?:[ .-]\d{{3}}){{2,3}}|\d{{4}}(?:[ .-]\d{{4}}){{2}}"
            rf"|0\d(?:[ .-]?\d){{10}})"
            rf"(?!\d|[./,-]\d){_MONEY}"
        ),
    ),
)
# Families whose names are told from other words even in small letters: "tên nguyễn văn hùng".
_FAMILIES = words_of("""
nguyễn trần lê phạm huỳnh hoàng phan vũ võ đặng bùi đỗ hồ ngô dương lý thạch sơn kim danh lâm trương mai châu quách đinh
trịnh cao tạ hà tô lưu kiều triệu vương liêu đào phùng kiên neang neáng chau tiêu giang thái nghiêm bành tăng đoàn lương
""")
_FAMILIES_FOLDED = frozenset(map(fold, _FAMILIES))
# Families that are words of every day as well ("chưa có lương hưu", "con tăng cân"): in small letters they are names
# only after "tên" or before "văn", "thị".
_EVERYDAY = words_of("""
cao tạ hà tô lưu kiều triệu vương đào chau tiêu giang thái nghiêm tăng đoàn lương
""")
_MIDDLE = ("van", "thi")
_SYLLABLES = re.compile(r"[^\W\d_]+")
_WORDS = re.compile(r"(?:ly hon|truong hop|lam viec|do do|le phi|mai sau|pham toi|pham vi)\b")  # begin alike
_RELATIVES = (
    "chong|vo|cha|me|ba|bo|ma|con|anh|chi|em|chau|ong|co|bac|di|cau|hang xom|"
    "chu dat|chu nha|chu xe|chu no|bi don|nguyen don"
)
_CALLED = words_of("""
tên tôi em cháu mình là chồng vợ cha mẹ ba bố má con anh chị ông cô bác dì cậu hàng xóm chủ đất nhà xe nợ bị đơn nguyên
""")
_NOT_NAMES = (
    "hoi|muon|can|bi|dang|la|co|va|cho|sinh|o|tai|da|se|ma|khong|roi|xin|nho|di|ve|nam|hien|vay|voi|duoc|lam|"
    "thue|mua|ban|dung|de|nen|dan|cung|gui|nguoi|so|sdt|dien|cccd|cmnd|cu|thuong|ky|ly|noi|hom|ngay|lay|mat|mot|cua"
)
_NAMED = re.compile(
    rf"\b(?:ten(?: toi| em| chau| minh)?(?: la)?|(?:toi|em|chau|minh)(?: ten)? la|"
    rf"(?:{_RELATIVES})(?: (?:toi|em|chau|minh))?(?: ten)?(?: la)?)[: ]{{1,2}}"
    rf"(?P<it>(?:{'|'.join(sorted(_FAMILIES_FOLDED))})(?: (?!(?:{_NOT_NAMES})\b)[a-z]{{2,6}}){{1,3}})(?![\w])"
)
_LEAST_WORDS = 2


def find_in_typed(text: str, people: Iterable[str] = ()) -> list[Find]:
    """All places in a text typed by a person, in reading order, with proposals; `text` must be NFC.

    `people` are names known beforehand (the asker's): they are found however they are written.
    """
    finds = find_personal_data(text)
    more = list(_more(text, _plain(text), tuple(people)))
    wider = [one for one in more if any(_holds(one, find) for find in finds)]
    taken = Taken(len(text))
    return with_proposals(text, [find for find in (*wider, *finds, *more) if taken.take(find)])


def _holds(wide: Find, find: Find) -> bool:
    """Whether a number of the same kind lies in `wide`: "thửa 12" in "thửa 12, tờ 5". A longer name is a worse one."""
    return wide.kind is find.kind is not FindKind.NAME and wide.start <= find.start and find.end <= wide.end


def _plain(text: str) -> str:
    """The text in lower case without marks; as many letters as before."""
    return "".join(unicodedata.normalize("NFD", letter)[0].lower()[:1] for letter in text.translate(_D))


def _more(text: str, plain: str, people: tuple[str, ...]) -> Iterator[Find]:
    for kind, pattern in _NUMBERS:
        group = "it" if "it" in pattern.groupindex else 0
        for match in pattern.finditer(plain):
            yield _find(kind, text, *match.span(group))
    is_plain = is_typed_plain(text, plain)
    for match in _NAMED.finditer(plain):
        start, end = match.span("it")
        if _is_name(text[match.start() : start].lower(), text[start:end].lower(), match["it"], is_plain=is_plain):
            yield _find(FindKind.NAME, text, start, end)
    for start, end in (*(find_plain_names(text, plain) if is_plain else ()), *find_short_names(text)):
        yield _find(FindKind.NAME, text, start, end)
    for person in people:
        for match in _of_person(_plain(person).split(), plain):
            yield _find(FindKind.NAME, text, *match.span())


def _is_name(before: str, written: str, plain: str, *, is_plain: bool) -> bool:
    """The family name and what leads to it must bear their own marks, or two more words follow among words with marks.

    In a text without marks (`is_plain`) the module `plain` looks.
    """
    family, *given = written.split()
    if _WORDS.match(plain) or any(not word.isascii() and word not in _CALLED for word in _SYLLABLES.findall(before)):
        return False
    if written == plain:
        return not is_plain and len(given) >= _LEAST_WORDS
    if family in _EVERYDAY and "tên" not in before.split():
        return fold(given[0]) in _MIDDLE
    return family in _FAMILIES


def _of_person(words: list[str], plain: str) -> Iterator[re.Match[str]]:
    """A full name, then without its family name; a given name alone could be any word."""
    for start in range(max(0, min(2, len(words) - _LEAST_WORDS + 1))):
        yield from re.finditer(rf"\b{r'[ ]+'.join(map(re.escape, words[start:]))}\b", plain)


def _find(kind: FindKind, text: str, start: int, end: int) -> Find:
    value = text[start:end]
    return Find(kind, start, end, value, "" if kind is FindKind.NAME else instead(kind, value))
