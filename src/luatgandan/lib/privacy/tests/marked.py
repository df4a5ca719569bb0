"""Sentences with marked identifiers ({kind|words}), and how many of them are found."""

import re
from dataclasses import dataclass
from pathlib import Path

from luatgandan.lib.privacy import Find, find_personal_data

HERE = Path(__file__).parent
SETS = ("sentences_a.txt", "sentences_b.txt", "sentences_c.txt")
_MARK = re.compile(r"\{(\w+)\|([^}]*)\}")


@dataclass(frozen=True)
class Marked:
    """What should be found: its kind ("official" is a name that may stay) and place."""

    kind: str
    start: int
    end: int
    text: str

    def found_by(self, find: Find) -> bool:
        return find.start <= self.start and find.end >= self.end


def load(name: str) -> tuple[str, list[Marked]]:
    """The text without marks, and the marks."""
    text, marks = "", []
    for line in (HERE / name).read_text(encoding="utf-8").splitlines(keepends=True):
        if line.startswith("#"):
            continue
        position = 0
        for mark in _MARK.finditer(line):
            text += line[position : mark.start()]
            marks.append(Marked(mark[1], len(text), len(text) + len(mark[2]), mark[2]))
            text += mark[2]
            position = mark.end()
        text += line[position:]
    return text, marks


@dataclass(frozen=True)
class Score:
    """Counts of one set; `missed` and `false` are the words themselves."""

    names: int
    others: int
    missed_names: list[str]
    missed_others: list[str]
    finds: int
    false: list[str]

    @property
    def name_recall(self) -> float:
        return 1 - len(self.missed_names) / max(self.names, 1)

    @property
    def other_recall(self) -> float:
        return 1 - len(self.missed_others) / max(self.others, 1)

    @property
    def precision(self) -> float:
        return 1 - len(self.false) / max(self.finds, 1)


def score(name: str) -> Score:
    """How one set fares: a mark counts as found when one find covers all of it."""
    text, marks = load(name)
    finds = find_personal_data(text)
    missed = [mark for mark in marks if not any(mark.found_by(find) for find in finds)]
    named = {"name", "official"}
    return Score(
        names=sum(mark.kind in named for mark in marks),
        others=sum(mark.kind not in named for mark in marks),
        missed_names=[mark.text for mark in missed if mark.kind in named],
        missed_others=[mark.text for mark in missed if mark.kind not in named],
        finds=len(finds),
        false=[one.text for one in finds if not any(one.start < m.end and m.start < one.end for m in marks)],
    )
