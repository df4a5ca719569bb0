"""The style sheet (STSH, [MS-DOC] 2.9.271) and the table of fonts (SttbfFfn, 2.9.286)."""

import struct
from dataclasses import dataclass

from luatgandan.lib.vietnamese.legacy import Charset, charset_of_font

from .container import Word
from .sprms import Look, Shape, look_of, shape_of

_STYLES, _FONTS = 1, 15
_PARAGRAPH, _CHARACTER, _NO_STYLE = 1, 2, 0xFFF


@dataclass(frozen=True, slots=True)
class _Style:
    kind: int
    base: int
    shape: bytes
    look: bytes


class Styles:
    """Looks and shapes of styles, each on top of the style it is based on."""

    def __init__(self, word: Word) -> None:
        data = word.part(_STYLES)
        self._styles: dict[int, _Style] = {}
        self._resolved: dict[int, tuple[Look, Shape]] = {}
        self.defaults = Look()
        if len(data) < 20:
            return
        header = struct.unpack_from("<H", data)[0]
        count, base_size = struct.unpack_from("<HH", data, 2)
        if header >= 18:
            ascii_font, _, other_font = struct.unpack_from("<HHH", data, 14)
            self.defaults = Look(font=ascii_font, other_font=other_font)
        at = 2 + header
        for index in range(count):
            if at + 2 > len(data):
                break
            size = struct.unpack_from("<H", data, at)[0]
            if size:
                self._styles[index] = _style(data[at + 2 : at + 2 + size], base_size)
            at += 2 + size

    def of(self, index: int) -> tuple[Look, Shape]:
        """The look and shape that style `index` gives."""
        if index not in self._resolved:
            self._resolved[index] = (self.defaults, Shape())  # a circle of bases ends here
            self._resolved[index] = self._resolve(index)
        return self._resolved[index]

    def _resolve(self, index: int) -> tuple[Look, Shape]:
        style = self._styles.get(index)
        if style is None:
            return self.defaults, Shape()
        look, shape = self.of(style.base) if style.base != _NO_STYLE else (self.defaults, Shape())
        return look_of(style.look, look), shape_of(style.shape[2:], shape)

    def over(self, look: Look, index: int) -> Look:
        """`look` with what a character style adds."""
        style = self._styles.get(index)
        return look_of(style.look, look) if style and style.kind == _CHARACTER else look


def _style(data: bytes, base_size: int) -> _Style:
    if len(data) < 6:
        return _Style(0, _NO_STYLE, b"", b"")
    kinds, counts = struct.unpack_from("<HH", data, 2)
    kind, base, count = kinds & 15, kinds >> 4, counts & 15
    at = base_size
    letters = struct.unpack_from("<H", data, at)[0] if at + 2 <= len(data) else 0
    at += 2 + 2 * letters + 2
    parts: list[bytes] = []
    for _ in range(count):
        at += at % 2
        if at + 2 > len(data):
            break
        size = struct.unpack_from("<H", data, at)[0]
        parts.append(data[at + 2 : at + 2 + size])
        at += 2 + size
    if kind == _PARAGRAPH:
        return _Style(kind, base, parts[0] if parts else b"", parts[1] if len(parts) > 1 else b"")
    return _Style(kind, base, b"", parts[0] if kind == _CHARACTER and parts else b"")


def fonts_of(word: Word) -> list[tuple[str, Charset]]:
    """Names and charsets of the fonts by index."""
    data = word.part(_FONTS)
    found: list[tuple[str, Charset]] = []
    at = 4
    while at + 40 <= len(data):
        size = data[at] + 1
        name = data[at + 40 : at + size].decode("utf-16-le", "replace").split("\0", 1)[0]
        found.append((name, charset_of_font(name)))
        at += size
    return found
