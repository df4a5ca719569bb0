"""Numbered lists: PlfLst with its levels and PlfLfo ([MS-DOC] 2.9.131, 2.9.134, 2.9.150)."""

import struct

from ..numbering import Level, NumberedList
from .container import Word

_LISTS, _OVERRIDES = 73, 74
_FORMS = {0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 22: "decimalZero",
          23: "bullet", 255: "none"}  # fmt: skip


def lists_of(word: Word) -> dict[str, NumberedList]:
    """The lists by the index that paragraphs name (sprmPIlfo, from 1)."""
    try:
        return _overridden(word, _abstracts(word))
    except (struct.error, IndexError):
        return {}


def _abstracts(word: Word) -> dict[int, dict[int, Level]]:
    if len(word.places) <= _LISTS or not word.places[_LISTS][1]:
        return {}
    data, at = word.table, word.places[_LISTS][0]
    count = struct.unpack_from("<H", data, at)[0]
    heads = [(struct.unpack_from("<i", data, at + 2 + 28 * i)[0], data[at + 2 + 28 * i + 26]) for i in range(count)]
    at += 2 + 28 * count
    found: dict[int, dict[int, Level]] = {}
    for identity, flags in heads:
        levels: dict[int, Level] = {}
        for index in range(1 if flags & 1 else 9):
            levels[index], at = _level(data, at)
        found[identity] = levels
    return found


def _level(data: bytes, at: int) -> tuple[Level, int]:
    """A LVL: how numbers look, then properties, then the pattern, in which 0–8 stand for the counts."""
    start, form = struct.unpack_from("<iB", data, at)
    is_legal = bool(data[at + 5] & 0x04)
    look_size, shape_size = data[at + 24], data[at + 25]
    at += 28 + look_size + shape_size
    letters = struct.unpack_from("<H", data, at)[0]
    raw = data[at + 2 : at + 2 + 2 * letters].decode("utf-16-le", "replace")
    pattern = "".join(f"%{ord(letter) + 1}" if ord(letter) < 9 else letter for letter in raw)
    return Level(_FORMS.get(form, "decimal"), pattern, start, is_legal), at + 2 + 2 * letters


def _overridden(word: Word, abstracts: dict[int, dict[int, Level]]) -> dict[str, NumberedList]:
    data = word.part(_OVERRIDES)
    if len(data) < 4:
        return {}
    count = struct.unpack_from("<I", data)[0]
    heads = [struct.unpack_from("<i8xB", data, 4 + 16 * index) for index in range(count)]
    at = 4 + 16 * count
    lists: dict[str, NumberedList] = {}
    for index, (identity, overrides) in enumerate(heads, 1):
        numbered = NumberedList(str(identity), dict(abstracts.get(identity, {})))
        at += 4
        for _ in range(overrides):
            start, flags = struct.unpack_from("<iI", data, at)
            at += 8
            if flags & 0x20:
                numbered.levels[flags & 15], at = _level(data, at)
            if flags & 0x10:
                numbered.overrides[flags & 15] = start
        lists[str(index)] = numbered
    return lists
