"""The words citations are made of, as compiled patterns; once with marks, once without for people who type none.

All patterns but those of numbers run over text in lower case; every repetition is bounded, so reading stays linear.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from .names import unmarked
from .values import Rank

SPACE = r"(?:[^\S\n]{1,4}\n?[^\S\n]{0,4}|\n(?!\n))"
GAP = rf"{SPACE}?"

UNITS = {
    "tiết": Rank.ITEM,
    "điểm": Rank.POINT,
    "khoản": Rank.CLAUSE,
    "điều": Rank.ARTICLE,
    "tiểu mục": Rank.SUBSECTION,
    "mục": Rank.SECTION,
    "chương": Rank.CHAPTER,
    "phần": Rank.PART,
    "phụ lục": Rank.ANNEX,
}
SHORT_UNITS = {"đ": Rank.ARTICLE, "d": Rank.ARTICLE, "k": Rank.CLAUSE}

KINDS = (
    "văn bản hợp nhất", "nghị quyết liên tịch", "thông tư liên tịch", "thông tư liên bộ", "hiến pháp", "bộ luật",
    "luật", "pháp lệnh", "sắc lệnh", "sắc luật", "lệnh", "nghị quyết", "nghị định", "quyết định", "chỉ thị",
    "thông tư", "thông báo", "kế hoạch", "công văn", "công điện", "kết luận", "quy định", "hướng dẫn",
    "chương trình", "đề án", "tờ trình", "báo cáo", "quy chế", "điều lệ", "án lệ", "nội quy",
)  # fmt: skip
ABBREVIATED = {
    "nđ": "Nghị định",
    "nd": "Nghị định",
    "qđ": "Quyết định",
    "qd": "Quyết định",
    "tt": "Thông tư",
    "ttlt": "Thông tư liên tịch",
    "nq": "Nghị quyết",
    "ct": "Chỉ thị",
    "vbhn": "Văn bản hợp nhất",
}
FOREIGN = ("công ước", "hiệp định", "nghị định thư", "hiệp ước", "hiến chương", "thỏa thuận", "hợp đồng", "bộ quy tắc")
# kinds that are cited by a title of their own
TITLED = frozenset({"luật", "bộ luật", "pháp lệnh", "hiến pháp"})
# rules that stand below a document: "Quy chế này" is the document they came with
ATTACHED = frozenset({"quy chế", "điều lệ", "quy định", "nội quy", "hướng dẫn", "chương trình", "đề án", "kế hoạch"})
NORMATIVE = frozenset(
    {"luật", "bộ luật", "pháp lệnh", "nghị quyết", "nghị định", "quyết định", "thông tư", "thông tư liên tịch",
     "chỉ thị", "nghị quyết liên tịch", "thông tư liên bộ", "hiến pháp", "quy chế", "điều lệ", "sắc lệnh"}
)  # fmt: skip

_ROMAN = r"[ivxlc]{1,7}"
_VALUES = {
    Rank.ITEM: r"(?:[a-zđ]\d{0,2}|\d{1,2}(?:\.\d{1,2}){1,3}|\(?[ivx]{1,4}\)?)",
    Rank.POINT: r"(?:[a-zđ]\d{0,2}|([a-z])\1|\d{1,2}(?:\.\d{1,2}){0,3})",
    Rank.CLAUSE: r"\d{1,2}(?:[a-zđ]\d?)?(?:\.\d{1,2}){0,3}",
    Rank.ARTICLE: r"\d{1,4}[a-zđ]{0,2}",
    Rank.SUBSECTION: r"\d{1,2}[a-z]?",
    Rank.SECTION: rf"(?:{_ROMAN}|\d{{1,2}}(?:\.\d{{1,2}}){{0,3}}|[a-eđ])(?:-?[a-zđ])?",
    Rank.CHAPTER: rf"(?:{_ROMAN}(?:-?[a-h]\d?)?|\d{{1,2}}[a-z]?)",
    Rank.PART: rf"(?:thứ\s(?:nhất|hai|ba|tư|năm|sáu|bảy|tám)|{_ROMAN}|\d{{1,2}}|[a-eđ])",
    Rank.ANNEX: rf"(?:số\s)?(?:{_ROMAN}|\d{{1,3}}|[a-h])(?:[-.]?(?:\d{{1,2}}|[a-h]))?",
}
_MEASURES = (
    "triệu|nghìn|ngàn|tỷ|tỉ|đồng|%|usd|vnđ|người|tháng|năm|ngày|giờ|phút|tuổi|lần|m2|m3|km|kg|tấn|ha|cm|mm|mét|bản|"
    "bộ(?! luật)|phần trăm|tuần|cái|chiếc|hộ|trường|cấp"
)
# what may follow a number in a list that repeats no unit word: "điểm a và b khoản 2", not "điểm a và y tế"
_AFTER_BARE = (
    r"(?=\s{0,2}(?:[,;.:)\]”\"'’]|$)|\s?-|\s(?:\(|và|hoặc|hay|đến|tới|khoản|điểm|điều|tiểu mục|mục|chương|phần|phụ lục|"
    r"của|này|nêu|nói|tại|thuộc|ban hành|kèm|luật|bộ luật|nghị|thông tư|pháp lệnh|quyết định|hiến pháp|quy chế|điều lệ|"
    r"trên|bộ))"
)


@dataclass(frozen=True, slots=True)
class Patterns:
    """The compiled patterns of one way of typing."""

    heads: re.Pattern[str]
    units: dict[str, Rank]
    kinds: frozenset[str]
    first_value: dict[Rank, re.Pattern[str]]
    next_value: dict[Rank, re.Pattern[str]]
    this: re.Pattern[str]
    earlier: re.Pattern[str]
    guiding: re.Pattern[str]
    separators: tuple[tuple[str, re.Pattern[str]], ...]
    issued: re.Pattern[str]
    year: re.Pattern[str]
    issuer: re.Pattern[str]
    amending_title: re.Pattern[str]
    before_bare: re.Pattern[str]


def _words(words: Iterable[str]) -> str:
    return "|".join(sorted((_spaced(re.escape(word).replace("\\ ", " ")) for word in words), key=len, reverse=True))


def _spaced(source: str) -> str:
    """A pattern in which every blank stands for the space between words, which may be the end of a line."""
    return source.replace(" ", SPACE)


_NOT_AFTER = "".join(f"(?<!{word} )" for word in ("tài", "điều", "địa", "thời", "danh", "chi"))
_NOT_LAW = "".join(f"(?<!{word} )" for word in ("pháp", "kỷ", "quy", "dự thảo", "toàn"))
_NOT_UNIT = _spaced(r"(?! (?:lệ|động|kiện|khoản|chỉnh|hành|tra|trị|ước|đích|tiêu|trình)(?!\w))")
_HEADS = (
    rf"(?<!\w)(?:(?P<unit>{_NOT_AFTER}(?:{_words(UNITS)}))(?!\w){_NOT_UNIT}"
    rf"|(?P<foreign>{_words(FOREIGN)})(?!\w)"
    rf"|(?P<kind>{_NOT_LAW}(?:{_words(KINDS)}))(?!\w)"
    rf"|(?P<abbreviated>{_words(ABBREVIATED)})(?=[.\s]{{0,2}}(?:số\s?)?\d)"
    r"|(?P<code>bl(?:ds|hs|lđ|ld|tths|ttds))(?!\w)"
    r"|(?P<short>[đdk])(?=\.?\s?\d)"
    r"|(?P<number>\d{1,5}[a-zđ]?(?:\.\d{1,3})?[/-](?=[\da-zđư]))"
    r"|(?P<define>(?:sau|dưới) đây[^\S\n]))"
)
_SEPARATORS = {
    "range": " (?:cho đến|đến|tới) (?:hết )?",
    "and": "~,?~(?:và/hoặc|và|hoặc|hay|cùng với|cùng|trừ|(?:vào )?(?:ngay )?(?:trước|sau)) "
    "(?:(?:quy định )?(?:tại|theo|của|tên) )?"
    "(?:(?:các|những) )?",
    "semicolon": "~;~(?:(?:và|hoặc) )?(?:(?:tại|theo|tên) )?(?:các )?",
    "comma": "~,~(?:(?:tại|theo|của|tên) )?(?:(?:các|những) )?",
    "of": " (?:của|thuộc|tại|trong|ở|vào) (?:(?:các|những|cùng) )?",
    "with": r"~,?~\(?(?:(?:của |trong )?(?:bản )?"
    r"(?:quy chế|điều lệ|quy định|nội quy|danh mục|quy trình|chương trình|đề án)"
    r"(?: \w+){0,8}? )?(?:được )?(?:ban hành )?(?:đính )?kèm(?: theo)? (?:của )?",
    "plain": " (?:(?:các|những|cả) )?",
    "dash": "~[-–]~",
    "bracket": r"~\(~(?:(?:tại|theo) )?(?:các )?",
    "empty": "",
}
_MINISTRIES = (
    "y tế|tài chính|tư pháp|công an|nội vụ|công thương|xây dựng|quốc phòng|ngoại giao|giao thông vận tải|"
    "giáo dục và đào tạo|khoa học và công nghệ|kế hoạch và đầu tư|thông tin và truyền thông|dân tộc và tôn giáo|"
    "tài nguyên và môi trường|nông nghiệp và phát triển nông thôn|nông nghiệp và môi trường|"
    "văn hóa, thể thao và du lịch|lao động~-~thương binh và xã hội"
)
_ISSUER = (
    "~,?~của (?:(?:bộ trưởng|chủ nhiệm|tổng thanh tra|thống đốc) )?(?:chính phủ|thủ tướng chính phủ|quốc hội|"
    "(?:ủy|uỷ) ban thường vụ quốc hội|chủ tịch nước|hội đồng thẩm phán(?: t(?:òa|oà) án nhân dân tối cao)?|"
    "ngân hàng nhà nước(?: việt nam)?|ban bí thư|bộ chính trị|ủy ban dân tộc|thanh tra chính phủ|"
    rf"bộ (?:{_MINISTRIES}))(?!\w)"
)
_ISSUED = r"~[,(]?~ngày (?P<day>\d{1,2})(?: tháng |~[/.-]~)(?P<month>\d{1,2})(?: năm |~[/.-]~)(?P<year>\d{4})(?!\d)"
_YEAR = rf" (?:(?:ban hành )?năm )?\(?(?P<year>19[4-9]\d|20[0-4]\d)(?![\w/]| (?:{_MEASURES})\b)"
_AMENDING_TITLE = " (?:sửa đổi, bổ sung|sửa đổi|bổ sung)(?: một số điều)? của (?=bộ luật|luật|pháp lệnh)"


_GLUED = r"(?:(?<!\w)|(?<=\stại)|(?<=\stheo)|(?<=\scủa)|(?<=\svà))"  # "quy định tạiĐiều 15"


@cache
def patterns(is_bare: bool, is_glued: bool = False) -> Patterns:
    """The patterns for text with marks, or (`is_bare`) for text typed without any; `is_glued`: blanks are missing."""

    spell = unmarked if is_bare else str

    def build(source: str) -> re.Pattern[str]:
        return re.compile(spell(source))

    def spaced(source: str) -> re.Pattern[str]:
        return build(_spaced(source).replace("~", GAP))

    measures = rf"(?!\w)(?![.,/]\d)(?!\s{{0,2}}(?:{_MEASURES})(?!\w))"
    units = {spell(word): rank for word, rank in UNITS.items()}
    return Patterns(
        heads=build(_HEADS.replace(r"(?<!\w)", _GLUED, 1) if is_glued else _HEADS),
        units=units,
        kinds=frozenset(map(spell, KINDS)),
        first_value={
            rank: build(rf"{GAP if rank is Rank.ARTICLE else SPACE}[\"“'‘]?(?P<value>{value})[\"”'’]?{measures}")
            for rank, value in _renamed().items()
        },
        next_value={
            rank: build(
                rf"(?P<separator>{GAP}[,;]{GAP}(?:và{SPACE}|hoặc{SPACE})?|{SPACE}(?:và|hoặc|hay|đến|tới){SPACE}|{GAP}[-–]{GAP})"
                rf"[\"“'‘]?(?P<value>{value})[\"”'’]?{measures}{_AFTER_BARE}"
            )
            for rank, value in _renamed().items()
        },
        this=spaced(r" này(?!\w)"),
        earlier=spaced(r" (?:nêu trên|nói trên|kể trên|trên đây|đã nêu|đó)(?!\w)"),
        guiding=spaced(r" (?:hướng dẫn|liên tịch|sửa đổi, bổ sung) này(?!\w)"),
        separators=tuple((name, spaced(source)) for name, source in _SEPARATORS.items()),
        issued=spaced(_ISSUED),
        year=spaced(_YEAR),
        issuer=spaced(_ISSUER),
        amending_title=spaced(_AMENDING_TITLE),
        before_bare=build(r"(?:tại|theo|của|thuộc|trong|từ|tên|tại các|khoản|các|và|hoặc|,)\s{1,2}$"),
    )


def _renamed() -> dict[Rank, str]:
    return {rank: value.replace("([a-z])\\1", "(?P<twice>[a-z])(?P=twice)") for rank, value in _VALUES.items()}


# --- numbers of documents, on the text as written ----------------------------------------------------------------
_CODE = (
    r"[A-ZĐƯÂÔÊa-zđư][\wĐđ&]{0,14}(?:(?:[-–/]|(?<=TT)\s(?=B[A-ZĐ])|\s?-\s?(?=[A-ZĐƯ])(?<!QH\d\d - ))"
    r"[A-ZĐƯÂÔÊa-zđư&][\wĐđ&]{0,14}){0,5}"
)
NUMBER = re.compile(
    rf"(?P<digits>\d{{1,5}}[A-Za-zĐđ]?(?:\.\d{{1,3}})?)(?:\s?/\s?(?P<year>(?:19|20)\d\d)(?:\s?/\s?(?P<code>{_CODE}))?"
    rf"|\s?[/-]\s?(?P<plain>{_CODE}))(?!\w)"
)
# how the code of a document starts when no kind stands before the number
OWN_CODE = re.compile(
    r"(?:N[ĐD]|Q[ĐD]|TTLT|TT|NQLT|NQ|CT|KH|VBHN|QH\d+|UBTVQH\d+|PL|SL|HĐBT|CP|KL|LCT)(?:[-–/]|$)|QH\d+$|UBTVQH\d+$"
)
SO = re.compile(r"(?:\s{0,3},)?\s{0,3}(?:\(?\s?[Ss][Ốố]|\(?\s?so)\s?:?\s{0,2}(?=\d)")
PLAIN_NUMBER = re.compile(r"\d{1,5}[A-Za-z]?(?![\w/.,-]*\d)(?!\w)(?!\s?%)")
KIND_OF_CODE = {
    "NĐ": "Nghị định",
    "ND": "Nghị định",
    "QĐ": "Quyết định",
    "QD": "Quyết định",
    "TT": "Thông tư",
    "TTLT": "Thông tư liên tịch",
    "NQ": "Nghị quyết",
    "CT": "Chỉ thị",
    "KH": "Kế hoạch",
    "VBHN": "Văn bản hợp nhất",
    "PL": "Pháp lệnh",
    "SL": "Sắc lệnh",
}
