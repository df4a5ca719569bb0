"""What paragraph and character styles say: bold, alignment, list, font; followed along `basedOn`."""

from dataclasses import dataclass, replace

from lxml import etree

from luatgandan.lib.vietnamese.legacy import Charset, charset_of_font

from .package import W

_OFF = ("0", "false", "off", "none")


@dataclass(frozen=True, slots=True)
class Look:
    """Properties that a run or paragraph ends up with; None where nothing is said."""

    is_bold: bool | None = None
    is_italic: bool | None = None
    is_caps: bool | None = None
    is_hidden: bool | None = None
    font: str | None = None
    align: str | None = None
    num_id: str | None = None
    level: int | None = None

    def over(self, under: "Look") -> "Look":
        """This look, with what it leaves open taken from `under`."""
        values = {name: getattr(under, name) for name in self.__slots__ if getattr(self, name) is None}
        return replace(self, **values) if values else self

    @property
    def charset(self) -> Charset:
        """How the letters of such a run are to be read."""
        return charset_of_font(self.font or "")


def look_of(run: etree._Element | None, paragraph: etree._Element | None = None) -> Look:
    """What rPr and pPr elements say directly."""
    look = Look()
    if run is not None:
        look = Look(
            is_bold=_flag(run, "b"),
            is_italic=_flag(run, "i"),
            is_caps=_flag(run, "caps"),
            is_hidden=_flag(run, "vanish"),
            font=_font(run),
        )
    if paragraph is None:
        return look
    numbers = paragraph.find(f"{W}numPr")
    level = _value(numbers, "ilvl") if numbers is not None else None
    return replace(
        look,
        align=_value(paragraph, "jc"),
        num_id=_value(numbers, "numId") if numbers is not None else None,
        level=int(level) if level and level.isdigit() else None,
    )


def _value(node: etree._Element, name: str) -> str | None:
    child = node.find(f"{W}{name}")
    return child.get(f"{W}val") if child is not None else None


def _flag(node: etree._Element, name: str) -> bool | None:
    child = node.find(f"{W}{name}")
    return None if child is None else child.get(f"{W}val", "1") not in _OFF


def _font(node: etree._Element) -> str | None:
    fonts = node.find(f"{W}rFonts")
    if fonts is None:
        return None
    font: str | None = fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or fonts.get(f"{W}cs")
    return font


class Styles:
    """The styles of one document."""

    def __init__(self, root: etree._Element | None) -> None:
        self._nodes: dict[str, etree._Element] = {}
        self._looks: dict[str, Look] = {}
        self.defaults = Look()
        self._default_name = ""
        if root is None:
            return
        default = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self.defaults = look_of(default)
        for node in root.iterfind(f"{W}style"):
            name = node.get(f"{W}styleId", "")
            self._nodes[name] = node
            if node.get(f"{W}default") in ("1", "true") and node.get(f"{W}type") == "paragraph":
                self._default_name = name

    def look(self, name: str | None) -> Look:
        """The look of a style; the default paragraph style without a name."""
        name = name or self._default_name
        if name not in self._looks:
            self._looks[name] = Look()  # a circle of basedOn ends here
            self._looks[name] = self._resolve(name)
        return self._looks[name]

    def _resolve(self, name: str) -> Look:
        node = self._nodes.get(name)
        if node is None:
            return Look()
        look = look_of(node.find(f"{W}rPr"), node.find(f"{W}pPr"))
        base = _value(node, "basedOn")
        if look.num_id is not None and look.level is None:
            look = replace(look, level=0)
        return look.over(self.look(base)) if base else look
