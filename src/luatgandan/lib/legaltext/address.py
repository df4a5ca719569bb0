"""Where in a document: Điều (article), khoản (clause), điểm (point).

One value gives the Vietnamese citation ("điểm a khoản 3 Điều 6"), the Akoma Ntoso eId (`art_6__para_3__point_a`,
after the naming convention of Akoma Ntoso 3.0) and the address part of our URLs (`dieu-6/khoan-3/diem-a`).
"""

import re
from dataclasses import dataclass
from typing import Self

_ARTICLE = re.compile(r"^\d+[a-zđ]?$")
_CLAUSE = re.compile(r"^\d+(?:\.\d+)?[a-zđ]?$")
_POINT = re.compile(r"^(?:[a-zđ]{1,2}\d{0,2}|\d+(?:\.\d+)+)$")
_PATH = re.compile(
    r"^dieu-(?P<article>\d+[a-z]{0,2})(?:/khoan-(?P<clause>\d+(?:-\d+)?[a-z]{0,2}))?"
    r"(?:/diem-(?P<point>[a-z]{1,2}\d{0,2}|\d+(?:-\d+)+))?$"
)

_EID = re.compile(
    r"^art_(?P<article>\d+[a-z]{0,2})(?:__para_(?P<clause>\d+(?:-\d+)?[a-z]{0,2}))?"
    r"(?:__point_(?P<point>[a-z]{1,2}\d{0,2}|\d+(?:-\d+)+))?$"
)

Order = tuple[tuple[int, str], ...]
_NAMES = {
    "att": "Phụ lục",
    "part": "Phần",
    "chp": "Chương",
    "sec": "Mục",
    "subsec": "Tiểu mục",
    "art": "Điều",
    "para": "khoản",
    "point": "điểm",
    "indent": "tiết",
}


class BadAddressError(ValueError):
    """The parts do not make an address of a provision."""


@dataclass(frozen=True, order=True)
class Address:
    """An article, clause or point; empty strings for parts that are not given."""

    article: str
    clause: str = ""
    point: str = ""

    def __post_init__(self) -> None:
        fits = (
            _ARTICLE.match(self.article)
            and (not self.clause or _CLAUSE.match(self.clause))
            and (not self.point or _POINT.match(self.point))
        )
        if not fits:
            raise BadAddressError(
                f"Điều {self.article!r}, khoản {self.clause!r}, điểm {self.point!r} không đúng cách đánh số."
            )

    @property
    def eid(self) -> str:
        """The Akoma Ntoso eId; đ is written dd, since eIds are ASCII and d already is a point of its own."""
        parts = [f"art_{self.article}"]
        parts += [f"para_{self.clause}"] if self.clause else []
        parts += [f"point_{self.point}"] if self.point else []
        return "__".join(parts).replace("đ", "dd").replace(".", "-")

    @property
    def path(self) -> str:
        """The part of our addresses after the document."""
        parts = [f"dieu-{self.article}"]
        parts += [f"khoan-{self.clause}"] if self.clause else []
        parts += [f"diem-{self.point}"] if self.point else []
        return "/".join(parts).replace("đ", "dd").replace(".", "-")

    @property
    def label(self) -> str:
        """The citation as law texts write it, smallest unit first."""
        parts = [f"điểm {self.point}"] if self.point else []
        parts += [f"khoản {self.clause}"] if self.clause else []
        return " ".join([*parts, f"Điều {self.article}"])

    @property
    def sort_key(self) -> tuple[Order, Order, Order]:
        """Reading order."""
        return number_order(self.article), number_order(self.clause), number_order(self.point)

    @classmethod
    def from_path(cls, path: str) -> Self:
        """The address a URL part names; raises BadAddressError."""
        found = _PATH.match(path.strip("/"))
        if not found:
            raise BadAddressError(path)
        return cls(**{name: _written(value) for name, value in found.groupdict("").items()})

    @classmethod
    def from_eid(cls, eid: str) -> Self:
        """The address an eId names; raises BadAddressError (also for eIds of chapters and annexes)."""
        found = _EID.match(eid)
        if not found:
            raise BadAddressError(eid)
        return cls(**{name: _written(value) for name, value in found.groupdict("").items()})


def label_of(eid: str) -> str:
    """The unit that an eId names, smallest first: "khoản 3 Điều 6", "Mục 2 Chương II", "Điều 4 Phụ lục 1"."""
    steps = [step.partition("_") for step in eid.split("__")]
    names = [f"{_NAMES[name]} {_written(number)}" for name, _, number in reversed(steps) if name in _NAMES]
    return " ".join(names) if len(names) == len(steps) else eid


def number_of(eid: str) -> str:
    """The number of the unit that an eId names, as it is written: "12a", "đ", "1.2"."""
    return _written(eid.rpartition("_")[2])


def number_order(number: str) -> Order:
    """Reading order of numbers as written: 2 before 2a before 10, 1.2 before 1.10; d before đ before e."""
    parts = ((part, part.lstrip("0123456789")) for part in number.split("."))
    return tuple((int(part.removesuffix(letters) or 0), letters.replace("đ", "d~")) for part, letters in parts)


def _written(number: str) -> str:
    return number.replace("dd", "đ").replace("-", ".")
