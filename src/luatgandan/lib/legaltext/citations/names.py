"""Known titles of documents: from "Luật Đất đai năm 2013" to 45/2013/QH13.

The built-in table (`laws.tsv`) holds principal laws, codes and ordinances, not the laws that amend them; numbers were
gathered from the texts of the codification and the gazette. A caller may bring its own table.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from importlib import resources

_MARKS = {
    "a": "áàảãạăắằẳẵặâấầẩẫậ",
    "e": "éèẻẽẹêếềểễệ",
    "i": "íìỉĩị",
    "o": "óòỏõọôốồổỗộơớờởỡợ",
    "u": "úùủũụưứừửữự",
    "y": "ýỳỷỹỵ",
    "d": "đð",
}
_UNMARKED = str.maketrans({mark: base for base, marks in _MARKS.items() for mark in marks})
_FLAT = str.maketrans(
    {mark: base for base, marks in _MARKS.items() for mark in marks}
    | {mark.upper(): base for base, marks in _MARKS.items() for mark in marks}
    | {chr(code): chr(code + 32) for code in range(65, 91)}
    | {"\u00a0": " ", "\n": " ", "\t": " "}
)
_YEAR = re.compile(r"/((?:19|20)\d\d)/")

ABBREVIATIONS = {
    "blds": "Bộ luật Dân sự",
    "blhs": "Bộ luật Hình sự",
    "bllđ": "Bộ luật Lao động",
    "bltths": "Bộ luật Tố tụng hình sự",
    "blttds": "Bộ luật Tố tụng dân sự",
    "luật ttatgtđb": "Luật Trật tự, an toàn giao thông đường bộ",
    "luật trật tự an toàn giao thông đường bộ": "Luật Trật tự, an toàn giao thông đường bộ",
    "luật gtđb": "Luật Giao thông đường bộ",
    "luật hngđ": "Luật Hôn nhân và gia đình",
    "luật hn&gđ": "Luật Hôn nhân và gia đình",
    "luật hôn nhân gia đình": "Luật Hôn nhân và gia đình",
    "luật shtt": "Luật Sở hữu trí tuệ",
    "luật bhxh": "Luật Bảo hiểm xã hội",
    "luật bhyt": "Luật Bảo hiểm y tế",
    "luật xlvphc": "Luật Xử lý vi phạm hành chính",
    "luật xử lý vphc": "Luật Xử lý vi phạm hành chính",
    "luật pcctn": "Luật Phòng, chống tham nhũng",
    "luật pctn": "Luật Phòng, chống tham nhũng",
    "luật phòng chống tham nhũng": "Luật Phòng, chống tham nhũng",
    "luật phòng chống ma túy": "Luật Phòng, chống ma túy",
    "luật phòng chống bạo lực gia đình": "Luật Phòng, chống bạo lực gia đình",
    "luật pbgdpl": "Luật Phổ biến, giáo dục pháp luật",
    "luật phổ biến giáo dục pháp luật": "Luật Phổ biến, giáo dục pháp luật",
    "luật ban hành vbqppl": "Luật Ban hành văn bản quy phạm pháp luật",
    "luật tthc": "Luật Tố tụng hành chính",
    "luật thads": "Luật Thi hành án dân sự",
    "luật pccc": "Luật Phòng cháy và chữa cháy",
    "luật phòng, chống hiv/aids": "Luật Phòng, chống nhiễm vi rút gây ra hội chứng suy giảm miễn dịch mắc phải "
    "ở người (HIV/AIDS)",
    "luật kinh doanh bđs": "Luật Kinh doanh bất động sản",
    "luật hải quan việt nam": "Luật Hải quan",
    "luật nvqs": "Luật Nghĩa vụ quân sự",
    "luật đầu tư công tư": "Luật Đầu tư theo phương thức đối tác công tư",
    "luật ppp": "Luật Đầu tư theo phương thức đối tác công tư",
    "luật ngân hàng nhà nước": "Luật Ngân hàng Nhà nước Việt Nam",
    "bộ luật hàng hải": "Bộ luật Hàng hải Việt Nam",
    "luật hàng không dân dụng": "Luật Hàng không dân dụng Việt Nam",
    "luật quốc tịch": "Luật Quốc tịch Việt Nam",
    "luật mặt trận tổ quốc": "Luật Mặt trận Tổ quốc Việt Nam",
    "luật biên phòng": "Luật Biên phòng Việt Nam",
    "luật xuất nhập cảnh": "Luật Nhập cảnh, xuất cảnh, quá cảnh, cư trú của người nước ngoài tại Việt Nam",
}


def flat(text: str) -> str:
    """`text` in lower case without marks, letter for letter: offsets stay what they were."""
    return text.translate(_FLAT)


_OLD_TONES = tuple(
    (f"{first}{plain}", f"{bare}{marked}")
    for bare, firsts, plain, markeds in (
        ("o", "òóỏõọ", "a", "àáảãạ"),
        ("o", "òóỏõọ", "e", "èéẻẽẹ"),
        ("u", "ùúủũụ", "y", "ỳýỷỹỵ"),
    )
    for first, marked in zip(firsts, markeds, strict=True)
)


def spelled(text: str) -> str:
    """Lower-case `text` with one way of placing tones ("hòa" and "hoà" become equal), letter for letter."""
    text = text.lower()
    for new, old in _OLD_TONES:
        text = text.replace(new, old)
    return text


def unmarked(text: str) -> str:
    """Lower-case `text` without marks, letter for letter; capitals stay (patterns have \\S and (?P<…>))."""
    return text.translate(_UNMARKED)


def year_of(number: str) -> int:
    """The year in a number, 0 when it has none; of old numbers of the Assembly the year its term began."""
    if found := _YEAR.search(number):
        return int(found[1])
    return {"7": 1981, "8": 1987}.get(number[-1], 0) if "HĐNN" in number else 0


class Names:
    """Titles and the numbers of the documents that bear or bore them, oldest first."""

    def __init__(self, titles: Mapping[str, Iterable[str]], short: Mapping[str, str] | None = None) -> None:
        self.titles = {title: tuple(sorted(numbers, key=year_of)) for title, numbers in titles.items()}
        self.short = dict(short or {})

    def __or__(self, other: "Names") -> "Names":
        return Names({**self.titles, **other.titles}, {**self.short, **other.short})

    @cached_property
    def _by_start(self) -> dict[str, list[tuple[str, str]]]:
        """Folded titles by their first ten letters, the longest first."""
        table: dict[str, list[tuple[str, str]]] = {}
        for written, title in [*((title, title) for title in self.titles), *self.short.items()]:
            key = flat(written)
            table.setdefault(key[:4], []).append((key, title))
        return {start: sorted(set(keys), key=lambda one: -len(one[0])) for start, keys in table.items()}

    def match(self, text: str) -> tuple[int, str]:
        """The length of the longest title at the start of `text` and that title; (0, "") when there is none.

        Marks may be left out altogether, but not be others: "luật gia" is no Luật Giá.
        """
        folded = flat(text)
        for key, title in self._by_start.get(folded[:4], ()):
            if not folded.startswith(key) or folded[len(key) : len(key) + 1].isalnum():
                continue
            written = text[: len(key)]
            if written.isascii() or spelled(written) in (spelled(title), spelled(self._written[key])):
                return len(key), title
        return 0, ""

    @cached_property
    def _written(self) -> dict[str, str]:
        return {flat(written): written for written in [*self.titles, *self.short]}

    def numbers(self, title: str) -> tuple[str, ...]:
        """All numbers of documents with this title, oldest first."""
        return self.titles.get(title, ())

    def choose(self, title: str, year: int = 0, citing_year: int = 0) -> tuple[str, tuple[str, ...]]:
        """The one number a title means, or "" and all it may mean.

        With a year: the document of that year. Without: the newest from before the year of the citing text, unless
        one of that same year may be meant as well.
        """
        numbers = self.numbers(title)
        if year:
            numbers = tuple(number for number in numbers if year_of(number) == year)
        elif citing_year:
            older = tuple(number for number in numbers if year_of(number) < citing_year)
            same = tuple(number for number in numbers if year_of(number) == citing_year)
            numbers = (*older[-1:], *same)
        return (numbers[0] if len(numbers) == 1 and (year or citing_year) else ""), numbers


def _built_in() -> Names:
    text = resources.files(__package__).joinpath("laws.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line]
    return Names({row[0]: row[1].split() for row in rows}, ABBREVIATIONS)


BUILT_IN = _built_in()
