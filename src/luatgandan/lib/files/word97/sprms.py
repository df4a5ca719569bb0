"""Properties of runs and paragraphs: lists of sprms, each an opcode with its operand ([MS-DOC] 2.2.5, 2.6)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

_SIZES = (1, 1, 2, 4, 2, 2, -1, 3)
_TABLE_DEFINITION, _TABS = 0xD608, 0xC615


def sprms(data: bytes) -> Iterator[tuple[int, bytes]]:
    """(opcode, operand) one after another; ends at what cannot be read."""
    at = 0
    while at + 2 < len(data) + 1 and at + 2 <= len(data):
        code = int.from_bytes(data[at : at + 2], "little")
        at += 2
        size = _SIZES[code >> 13]
        if size < 0:
            size, at = _variable(code, data, at)
        if at + size > len(data):
            return
        yield code, data[at : at + size]
        at += size


def _variable(code: int, data: bytes, at: int) -> tuple[int, int]:
    """Length of a variable operand and where it begins."""
    if code == _TABLE_DEFINITION:
        return int.from_bytes(data[at : at + 2], "little") - 1, at + 2
    size = data[at] if at < len(data) else 0
    if code == _TABS and size == 255:
        deleted = data[at + 1] if at + 1 < len(data) else 0
        added = at + 2 + 4 * deleted
        return 2 + 4 * deleted + 3 * (data[added] if added < len(data) else 0), at + 1
    return size, at + 1


@dataclass(frozen=True, slots=True)
class Look:
    """How a run looks; None where nothing is said. Fonts are indexes: for ASCII letters, and for all others."""

    is_bold: bool | None = None
    is_italic: bool | None = None
    is_caps: bool | None = None
    is_hidden: bool | None = None
    is_deleted: bool | None = None
    font: int | None = None
    other_font: int | None = None
    style: int | None = None
    symbol: int | None = None
    is_special: bool | None = None


@dataclass(frozen=True, slots=True)
class Shape:
    """How a paragraph stands; None where nothing is said."""

    align: int | None = None
    is_in_table: bool | None = None
    is_row_end: bool | None = None
    depth: int | None = None
    list_index: int | None = None
    list_level: int | None = None
    continued: tuple[bool, ...] = ()  # on the end of a row: which cells only continue the one above


_FLAGS = {0x0835: "is_bold", 0x0836: "is_italic", 0x083B: "is_caps", 0x083C: "is_hidden", 0x0800: "is_deleted"}
_NUMBERS = {0x4A4F: "font", 0x4A51: "other_font", 0x4A30: "style"}
_SHAPES = {
    0x2403: "align", 0x2461: "align", 0x6649: "depth", 0x460B: "list_index", 0x260A: "list_level",
}  # fmt: skip
_SHAPE_FLAGS = {0x2416: "is_in_table", 0x2417: "is_row_end", 0x244C: "is_row_end"}


def look_of(data: bytes, under: Look = Look()) -> Look:
    """The look that a list of character sprms makes of the look of a style."""
    values: dict[str, object] = {}
    for code, operand in sprms(data):
        if name := _FLAGS.get(code):
            values[name] = _toggled(operand[0], bool(getattr(under, name)))
        elif name := _NUMBERS.get(code):
            values[name] = int.from_bytes(operand, "little")
        elif code == 0x6A09:
            values["symbol"] = int.from_bytes(operand[2:4], "little")
        elif code == 0x0855:
            values["is_special"] = bool(operand[0])
    return replace(under, **values) if values else under  # type: ignore[arg-type]


def _toggled(value: int, of_style: bool) -> bool:
    """0x80 as the style says, 0x81 the opposite."""
    return of_style if value == 0x80 else not of_style if value == 0x81 else bool(value)


def _continued(definition: bytes) -> tuple[bool, ...]:
    """From TDefTableOperand: count of cells, their places, then 20 bytes each (TC80), bits 5–6 the vertical merge."""
    count = definition[0]
    cells = definition[1 + 2 * (count + 1) :]
    return tuple(int.from_bytes(cells[20 * index : 20 * index + 2], "little") >> 5 & 3 == 1 for index in range(count))


def shape_of(data: bytes, under: Shape = Shape()) -> Shape:
    """The shape that a list of paragraph sprms makes of the shape of a style."""
    values: dict[str, object] = {}
    for code, operand in sprms(data):
        if name := _SHAPES.get(code):
            values[name] = int.from_bytes(operand, "little")
        elif name := _SHAPE_FLAGS.get(code):
            values[name] = bool(operand[0])
        elif code == _TABLE_DEFINITION and operand:
            values["continued"] = _continued(operand)
    return replace(under, **values) if values else under  # type: ignore[arg-type]
