"""The names of all wards in memory, and what a person typed in the same form."""

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import Count, Max

from luatgandan.lib.vietnamese import fold

from ..enums import AliasKind
from ..models import PlaceAlias, Ward

_KINDS = {
    "phuong": "phuong", "p": "phuong", "xa": "xa", "x": "xa", "thi tran": "thi tran", "tt": "thi tran",
    "quan": "quan", "q": "quan", "huyen": "huyen", "h": "huyen", "thi xa": "thi xa", "tx": "thi xa",
    "thanh pho": "thanh pho", "tp": "thanh pho", "tinh": "tinh",
}  # fmt: skip
_LONG = "thanh pho|thi tran|thi xa|phuong|huyen|quan|tinh|xa"
_KIND = re.compile(rf"^(?:({_LONG})[.\s]+|(tp|tx|tt|[pxqh])(?:[.\s]+|(?=\d)))(?=\S)")
_NOT_NAME = re.compile(r"[^\w\s,.]|_")


def letters_of(text: str) -> int:
    """The set of letters as bits: two texts n edits apart differ in at most 2n of them, which is quick to see."""
    bits = 0
    for letter in text:
        bits |= 1 << (ord(letter) % 61)
    return bits


@dataclass(frozen=True)
class Name:
    """One name in the index: `kind` is None for official names; `folded` has no Phường or Xã then."""

    folded: str
    text: str
    ward: Ward
    kind: AliasKind | None

    @cached_property
    def letters(self) -> int:
        return letters_of(self.folded)

    @cached_property
    def digits(self) -> list[str]:
        return re.findall(r"\d+", self.folded)


@dataclass(frozen=True)
class Typed:
    """What was typed, folded, and the same without a kind word in front."""

    full: str
    kind: str
    bare: str

    @classmethod
    def read(cls, text: str) -> "Typed":
        full = " ".join(_NOT_NAME.sub(" ", fold(text)).split()).strip(" ,.")
        found = _KIND.match(full)
        kind = _KINDS[found[1] or found[2]] if found else ""
        bare = full[found.end() :] if found else full
        return cls(full=f"{kind} {bare}".strip(), kind=kind, bare=bare)


class Index:
    """All names in memory. Built once per version of the tables (some 1,100 names, about 10 ms)."""

    def __init__(self) -> None:
        self.wards = {ward.code: ward for ward in Ward.objects.all()}
        official = [Name(fold(ward.bare_name), ward.name, ward, None) for ward in self.wards.values()]
        others = [
            Name(alias.folded, alias.alias, self.wards[alias.ward_id], AliasKind(alias.kind))
            for alias in PlaceAlias.objects.all()
            if alias.ward_id in self.wards
        ]
        self.names = official + others
        self.by_text: dict[str, list[Name]] = defaultdict(list)
        for name in self.names:
            self.by_text[name.folded].append(name)
        self.provinces: dict[str, set[str]] = defaultdict(set)
        for ward in self.wards.values():
            self.provinces[fold(ward.former_province)].add(ward.code)


Version = tuple[int, datetime | None]
_current: tuple[Version, Index] | None = None


def current_index() -> Index:
    """The index of the present version. One small query tells the version, so that no process serves old names."""
    global _current
    facts = Ward.objects.aggregate(count=Count("pk"), changed_at=Max("changed_at"))
    version = (facts["count"], facts["changed_at"])
    if _current is None or _current[0] != version:
        _current = (version, Index())
    return _current[1]
