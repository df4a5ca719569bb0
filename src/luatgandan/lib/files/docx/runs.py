"""One paragraph of WordprocessingML as pieces of text, each with how it looks.

Tracked changes are taken as accepted: inserted text counts, deleted and moved-away text does not. Of fields the result
is kept, not the instruction. Formulas are written out on one line: (a)/(b), x^2.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml import etree

from luatgandan.lib.vietnamese.legacy import to_unicode

from .package import MC, M, W
from .styles import Look, Styles, look_of

BREAK = "\n"
_NAMES = """
del delText moveFrom instrText delInstrText pPr rPr sdtPr sdtEndPr rubyPr rt commentReference annotationRef footnoteRef
endnoteRef separator continuationSeparator lastRenderedPageBreak bookmarkStart bookmarkEnd proofErr
"""
_SKIPPED = {f"{W}{name}" for name in _NAMES.split()} | {f"{MC}Fallback"}
_SIGNS = {
    f"{W}tab": " ", f"{W}br": BREAK, f"{W}cr": BREAK, f"{W}noBreakHyphen": "-", f"{W}ptab": " ",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text with one look."""

    text: str
    is_bold: bool = False
    is_italic: bool = False


Boxed = Callable[[etree._Element], None]


class Runs:
    """Reads paragraphs; text boxes inside are handed to `boxed`, marks of notes are counted."""

    def __init__(self, styles: Styles, note_numbers: dict[tuple[str, str], int]) -> None:
        self._styles = styles
        self._numbers = note_numbers

    def pieces(self, paragraph: etree._Element, under: Look, boxed: Boxed | None = None) -> Iterator[Piece]:
        """The visible text of a paragraph whose style looks like `under`."""
        yield from self._walk(paragraph, under, boxed)

    def _walk(self, node: etree._Element, under: Look, boxed: Boxed | None) -> Iterator[Piece]:
        for child in node:
            tag = child.tag
            if not isinstance(tag, str) or tag in _SKIPPED:
                continue
            if tag == f"{W}r":
                yield from self._run(child, under, boxed)
            elif tag == f"{M}oMath":
                yield Piece(formula(child))
            elif tag == f"{W}txbxContent":
                if boxed:
                    boxed(child)
            elif tag != f"{W}p":
                yield from self._walk(child, under, boxed)

    def _run(self, run: etree._Element, under: Look, boxed: Boxed | None) -> Iterator[Piece]:
        properties = run.find(f"{W}rPr")
        look = under
        if properties is not None:
            style = properties.find(f"{W}rStyle")
            named = self._styles.look(style.get(f"{W}val")) if style is not None else Look()
            look = look_of(properties).over(named).over(under)
        if look.is_hidden:
            return
        for child in run:
            yield from self._content(child, look, boxed)

    def _content(self, child: etree._Element, look: Look, boxed: Boxed | None) -> Iterator[Piece]:
        tag = child.tag
        if tag == f"{W}t":
            text = to_unicode(child.text or "", look.charset)
            yield Piece(text.upper() if look.is_caps else text, bool(look.is_bold), bool(look.is_italic))
        elif tag == f"{W}softHyphen":
            yield Piece(to_unicode("\u00ad", look.charset))  # the letter ư in TCVN3 fonts
        elif tag in _SIGNS:
            yield Piece(_SIGNS[tag] if child.get(f"{W}type") != "page" else "")
        elif tag == f"{W}sym":
            yield Piece(_symbol(child))
        elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            kind = "footnote" if tag == f"{W}footnoteReference" else "endnote"
            number = self._numbers.setdefault((kind, child.get(f"{W}id", "")), len(self._numbers) + 1)
            yield Piece(f"[{number}]")
        elif isinstance(tag, str) and tag not in _SKIPPED:
            yield from self._walk(child, look, boxed)


def _symbol(node: etree._Element) -> str:
    """A letter of a symbol font, as private use letter; `tidy` knows the common ones."""
    try:
        code = int(node.get(f"{W}char", ""), 16)
    except ValueError:
        return ""
    return chr(code if code >= 0xF000 or code > 0xFF else code + 0xF000)


def formula(node: etree._Element) -> str:
    """An Office formula (m:oMath) on one line."""
    tag = node.tag.removeprefix(M) if isinstance(node.tag, str) else ""
    parts = {child.tag.removeprefix(M): child for child in node if isinstance(child.tag, str)}
    if tag == "f":
        return f"({_part(parts, 'num')})/({_part(parts, 'den')})"
    if tag in ("sSup", "sSub", "sSubSup"):
        below = f"_{_part(parts, 'sub')}" if "sub" in parts else ""
        above = f"^{_part(parts, 'sup')}" if "sup" in parts else ""
        return f"{_part(parts, 'e')}{below}{above}"
    if tag == "rad":
        return f"√({_part(parts, 'e')})"
    if tag == "d":
        return f"({''.join(formula(child) for child in node)})"
    if tag in ("t",):
        return node.text or ""
    if node.tag == f"{W}t":
        return node.text or ""
    if tag == "chr" or tag.endswith("Pr"):
        return ""
    return "".join(formula(child) for child in node)


def _part(parts: dict[str, etree._Element], name: str) -> str:
    return formula(parts[name]) if name in parts else ""
