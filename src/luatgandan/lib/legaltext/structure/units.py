"""Inside an article: clauses, points, items, tables and quoted new text, read line by line.

A mark opens a unit only where its number fits: "3." opens a clause when clause 2 is open, "đ)" a point when point d
is. A number that does not fit is a step of an inner list, or plain text; small gaps are taken with less confidence.
Paragraphs without a mark belong to the unit above them when its list goes on below, else to the unit over the list.
"""

from collections.abc import Callable, Sequence

from ..lines import Line, LineMark
from ..tree import Level, Node
from .drafts import Draft, table
from .marks import Kind, Mark, letter_step, number_step, read_unit, split_number
from .quotes import Span
from .stack import Stack

GAP = 3  # how many numbers may be missing before a mark is not believed
DEEPEST = 9  # real texts go to five; deeper inner lists are written side by side
DOUBT = 0.7
MORE_DOUBT = 0.5


class UnitReader(Stack):
    """Reads the lines of one article (or of a division, an annex, quoted text) into a tree."""

    def __init__(self, root: Draft, *, is_fragment: bool = False, last_clause: str = "") -> None:
        super().__init__(root)
        self.is_fragment = is_fragment
        self.last_clause = last_clause
        self._places: dict[Kind, Callable[[Mark, int], bool]] = {
            Kind.NUMBER: self._number,
            Kind.LETTER: self._letter,
            Kind.DECIMAL: self._decimal,
            Kind.DOTTED: self._dotted,
            Kind.ROMAN: self._roman,
            Kind.DASH: self._dash,
        }

    def read(self, text: str, at: int) -> None:
        """Takes one paragraph."""
        mark = read_unit(text)
        if mark is None or mark.kind not in self._places or not self._places[mark.kind](mark, at):
            self.text(text, at)

    def obey(self, line: Line, at: int) -> None:
        """Takes one paragraph of which a person said what it begins."""
        mark, clause = read_unit(line.text), self.find(Level.CLAUSE)
        if line.mark is LineMark.CLAUSE and mark is not None:
            self.open(Level.CLAUSE, mark, at, 1)
        elif line.mark is LineMark.POINT and mark is not None:
            self.open(Level.POINT, mark, at, 1 if clause is None else self.depth_of(clause) + 1)
        elif line.mark is LineMark.TEXT:
            self.text(line.text, at)
        else:
            self.read(line.text, at)

    def _item(self, mark: Mark, at: int, depth: int) -> bool:
        return self.open(Level.ITEM, mark, at, min(depth, DEEPEST))

    # --- 1.  2a.

    def _number(self, mark: Mark, at: int) -> bool:
        clause, nested = self.find(Level.CLAUSE), self._nested(mark)
        if nested is not None and number_step(nested.number, mark.number) == 1:
            return self._item(mark, at, self.depth_of(nested))
        if clause is None:
            return self._first_clause(mark, at)
        step = number_step(clause.number, mark.number)
        is_inner = mark.number == "1" and (self.top is not clause or clause.announces)
        if clause.sign == mark.sign and not is_inner:
            confidence = _belief(step, mark)
        else:
            confidence = DOUBT if step == 1 and nested is None and mark.rest[:1].isupper() else 0
        if not confidence:
            return self._inner_number(mark, at, nested)
        return self.open(Level.CLAUSE, mark._replace(sign=clause.sign), at, self.depth_of(clause), confidence)

    def _first_clause(self, mark: Mark, at: int) -> bool:
        number = split_number(mark.number)[0]
        if self.find(Level.POINT) is not None and (number != 1 or mark.sign == ")"):
            return self._inner_number(mark, at, self._nested(mark))
        goes_on = bool(self.last_clause) and number_step(self.last_clause, mark.number) == 1
        is_sure = number == 1 or self.is_fragment or goes_on
        if not (is_sure or number <= GAP) or not _looks_like_start(mark, is_sure=is_sure):
            return False
        return self.open(Level.CLAUSE, mark, at, 1, 1.0 if is_sure else MORE_DOUBT)

    def _nested(self, mark: Mark) -> Draft | None:
        """The open item of a numbered inner list with the same sign."""
        items = (unit for unit in self.listed(Kind.NUMBER) if unit.level is Level.ITEM and unit.sign == mark.sign)
        return next(items, None)

    def _inner_number(self, mark: Mark, at: int, nested: Draft | None) -> bool:
        if nested is not None and 0 < number_step(nested.number, mark.number) <= GAP:
            return self._item(mark, at, self.depth_of(nested))
        if mark.number == "1" and mark.rest:
            return self._item(mark, at, len(self.units))
        return False

    # --- a)  đ)  a1)

    def _letter(self, mark: Mark, at: int) -> bool:
        lists = list(self.listed(Kind.LETTER))
        if not lists:
            return self._first_point(mark, at)
        for unit in lists:
            is_row = unit.level is Level.POINT or unit.number[-1].isdigit() == mark.number[-1].isdigit()
            if unit.sign == mark.sign and is_row and 0 < letter_step(unit.number, mark.number) <= 1:
                return self._next_letter(mark, at, unit)
        unit = next((one for one in lists if one.sign == mark.sign), lists[-1])
        if mark.number == "a":
            return self._second_list(mark, at, unit)
        step = letter_step(unit.number, mark.number)
        if 0 < step <= GAP:
            return self.open(unit.level, mark, at, self.depth_of(unit), DOUBT)
        if step == 0 and mark.rest[:1].isupper():
            return self.open(unit.level, mark, at, self.depth_of(unit), MORE_DOUBT)
        return self._roman(mark, at)

    def _next_letter(self, mark: Mark, at: int, before: Draft) -> bool:
        """The next letter of a list; "a1)" below a point "a)" that announces a list is a step of it."""
        is_step = mark.number[-1].isdigit() and mark.number.rstrip("0123456789") == before.number
        if is_step and before.level is Level.POINT and before.announces:
            return self._item(mark, at, self.depth_of(before) + 1)
        return self.open(before.level, mark, at, self.depth_of(before))

    def _first_point(self, mark: Mark, at: int) -> bool:
        if mark.number != "a" and not self.is_fragment and not self._is_awaited(mark):
            return self._roman(mark, at)
        decimal = next((unit for unit in self.listed(Kind.DECIMAL) if unit.level is Level.POINT), None)
        if decimal is not None:
            return self._item(mark, at, self.depth_of(decimal) + 1)
        clause = self.find(Level.CLAUSE)
        depth = 1 if clause is None else self.depth_of(clause) + 1
        return self.open(Level.POINT, mark, at, depth, 1.0 if mark.number == "a" or self.is_fragment else MORE_DOUBT)

    def _is_awaited(self, mark: Mark) -> bool:
        """Whether a list may begin with this letter, its "a)" having been lost."""
        is_near = mark.sign.endswith(")") and 0 < letter_step("a", mark.number) <= GAP
        return is_near and bool(mark.rest) and self.top.announces

    def _second_list(self, mark: Mark, at: int, point: Draft) -> bool:
        """An "a)" while a list of letters is open: an inner list below a unit that announces it, else a new list."""
        if self.top.announces and self.top is not self.root and self.top.kind is not Kind.NUMBER:
            return self._item(mark, at, len(self.units))
        self.top.settle()
        return self.open(point.level, mark, at, self.depth_of(point), MORE_DOUBT)

    # --- 1.1.  5.1.

    def _decimal(self, mark: Mark, at: int) -> bool:
        if not mark.rest or not (mark.sign or mark.rest[:1].isupper()):
            return False
        parts = mark.number.split(".")
        clause = self.find(Level.CLAUSE)
        if clause is not None and parts[0] == clause.number:
            return self._below_clause(mark, parts, at, clause)
        is_decimal = clause is None or clause.kind is Kind.DECIMAL
        return (is_decimal and self._decimal_clause(mark, parts, at, clause)) or self._noted_clause(
            mark, parts, at, clause
        )

    def _noted_clause(self, mark: Mark, parts: list[str], at: int, clause: Draft | None) -> bool:
        """ "2.15 Người nộp thuế": clause 2 with the mark of note 15, in consolidated texts out of the gazette."""
        fits = parts[0] == "1" if clause is None else number_step(clause.number, parts[0]) == 1
        if not fits or len(parts) != 2 or mark.sign:
            return False
        noted = mark._replace(kind=Kind.NUMBER, number=parts[0], sign=".")
        return self.open(Level.CLAUSE, noted, at, 1 if clause is None else self.depth_of(clause), DOUBT)

    def _below_clause(self, mark: Mark, parts: list[str], at: int, clause: Draft) -> bool:
        depth = self.depth_of(clause) + 1
        if len(parts) == 2:
            return self.open(Level.POINT, mark, at, depth)
        above = next((unit for unit in self.listed(Kind.DECIMAL) if unit.number == ".".join(parts[:-1])), None)
        return self._item(mark, at, self.depth_of(above) + 1 if above is not None else depth)

    def _decimal_clause(self, mark: Mark, parts: list[str], at: int, clause: Draft | None) -> bool:
        """ "5.1." straight below article 5, as circulars of some ministries number their clauses."""
        if clause is not None and len(parts) > 2 and ".".join(parts[:2]) == clause.number:
            return self._below_clause(mark, parts[1:], at, clause)
        if len(parts) != 2:
            return False
        if clause is None:
            fits = parts[1] == "1" or self.is_fragment
        else:
            before = clause.number.split(".")
            fits = before[0] == parts[0] and 0 < number_step(before[1], parts[1]) <= GAP
        return fits and self.open(Level.CLAUSE, mark, at, 1)

    # --- a.1)  (i)  -

    def _dotted(self, mark: Mark, at: int) -> bool:
        """ "a.1)" below point a, "a.1.2)" below that."""
        above = mark.number.rpartition(".")[0]
        for unit in self.listed(Kind.LETTER, Kind.DOTTED):
            if unit.number == above:
                return self._item(mark, at, self.depth_of(unit) + 1)
            if unit.number.rpartition(".")[0] == above:
                return self._item(mark, at, self.depth_of(unit))
        return False

    def _roman(self, mark: Mark, at: int) -> bool:
        before = next(self.listed(Kind.ROMAN), None)
        as_roman = mark._replace(kind=Kind.ROMAN)
        if before is not None and set(mark.number) <= set("ivx"):
            return self._item(as_roman, at, self.depth_of(before))
        if mark.number == "i" or (self.is_fragment and mark.kind is Kind.ROMAN):
            return self._item(as_roman, at, len(self.units))
        return False

    def _dash(self, mark: Mark, at: int) -> bool:
        same = next((unit for unit in self.units if unit.kind is Kind.DASH and unit.sign == mark.sign), None)
        return self._item(mark, at, self.depth_of(same) if same is not None else len(self.units))


def _belief(step: int, mark: Mark) -> float:
    """How far a clause that stands `step` after the open one is believed."""
    if not _looks_like_start(mark, is_sure=step == 1):
        return 0.0
    if step == 1:
        return 1.0
    if 1 < step <= GAP:
        return DOUBT
    return MORE_DOUBT if step == 0 else 0.0


def _looks_like_start(mark: Mark, *, is_sure: bool) -> bool:
    """Whether the text behind a number reads like the start of a unit; `is_sure` when the number fits exactly."""
    if is_sure or not mark.rest:
        return is_sure
    return mark.rest[0].isupper() or mark.rest[0] in "“\"'‘[("


def read_units(
    root: Draft,
    lines: Sequence[Line],
    spans: Sequence[Span],
    quote: Callable[[Sequence[Line], Span, int], Node],
    *,
    start: int = 0,
    is_fragment: bool = False,
    last_clause: str = "",
) -> Draft:
    """Reads `lines` into `root`.

    `start` is the number of the first line in the document, as `spans` count too; `last_clause` is the last one of the
    division before, for documents that number their clauses through.
    """
    reader = UnitReader(root, is_fragment=is_fragment, last_clause=last_clause)
    blocks = {span.start: span for span in spans}
    place = 0
    while place < len(lines):
        span = blocks.get(place + start)
        if span is None:
            line = lines[place]
            if line.rows:
                reader.node(table(line, place + start))
            elif line.mark:
                reader.obey(line, place + start)
            else:
                reader.read(line.text, place + start)
            place += 1
            continue
        if span.offset:
            reader.read(lines[place].text[: span.offset].rstrip(), place + start)
        reader.node(quote(lines, span, start))
        place = span.end - start + 1
    return reader.finish()
