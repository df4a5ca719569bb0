"""The screen on which a file is corrected: its lines with what begins where, cut to fit; what a draft changes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from luatgandan.lib.legaltext.compare import Piece, compare_words, shortened
from luatgandan.lib.legaltext.corrections import Corrected, Edit, correct
from luatgandan.lib.legaltext.flat import flatten
from luatgandan.lib.legaltext.lines import Line, LineMark
from luatgandan.lib.legaltext.structure import parse
from luatgandan.lib.legaltext.tree import Level, Node, Parsed

from ..models import Correction, SourceFile
from ..models.text import CONTAINERS

PAGED = ("pdf", "scan", "picture")
LINES_PER_PART = 40
LETTERS_PER_PART = 12_000
SHOWN_LETTERS = 1_500
Starts = dict[int, tuple[str, int, Level]]


def edits_of(file: SourceFile, *, with_draft: bool = False) -> tuple[Edit, ...]:
    """The corrections of a file that count, or those of the draft when there is one."""
    rows = list(file.corrections.current())
    if with_draft:
        rows = list(file.corrections.draft()) or rows
    return rows[0].steps if rows else ()


def draft_of(file: SourceFile) -> Correction | None:
    """What is being corrected in a file now."""
    return file.corrections.draft().select_related("made_by").first()


def corrected_lines(file: SourceFile, edits: Sequence[Edit]) -> Corrected:
    """The lines of a file after `edits`."""
    return correct(file.transcript.lines, edits)


@dataclass(frozen=True, slots=True)
class Row:
    """One line on the screen: what it begins, how deep it stands, its number in the file (from 1)."""

    place: int
    line: Line
    label: str = ""
    depth: int = 0
    is_chosen: bool = False

    @property
    def number(self) -> int:
        return self.place + 1

    @property
    def text(self) -> str:
        """The words, cut when they are too long for a screen."""
        words = self.line.text
        return words if len(words) <= SHOWN_LETTERS else f"{words[:SHOWN_LETTERS]} […]"


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a long file that fits a screen: lines `start` to `end` (excluded), `page` when the file has pages."""

    start: int
    end: int
    page: int = 0
    label: str = ""


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One screen of the correction of a file."""

    parts: list[Part]
    part: Part
    number: int
    rows: list[Row]
    originals: list[tuple[int, str]]
    chosen: Row | None
    parsed: Parsed
    lost: tuple[Edit, ...]


def sheet(file: SourceFile, edits: Sequence[Edit], *, number: int = 0, line: int | None = None) -> Sheet:
    """The screen `number` (from 1) of a file, or the one that holds `line`."""
    raw = file.transcript.lines
    corrected = correct(raw, edits)
    parsed = parse(corrected.lines)
    starts = unit_starts(parsed)
    parts = _parts(corrected.lines, starts, has_pages=file.format in PAGED)
    chosen = line if line is not None and 0 <= line < len(corrected.lines) else None
    place = _part_at(parts, chosen) if chosen is not None else min(max(number, 1), len(parts)) - 1
    part = parts[place]
    rows = list(_rows(corrected.lines, part, starts, chosen))
    return Sheet(
        parts=parts,
        part=part,
        number=place + 1,
        rows=rows,
        originals=_originals(raw, corrected, part),
        chosen=next((row for row in rows if row.is_chosen), None),
        parsed=parsed,
        lost=corrected.lost,
    )


def unit_starts(parsed: Parsed) -> Starts:
    """Where units begin: line → (what it begins, depth, level of the outermost); of quoted text only its first line."""
    found: Starts = {}
    for node in (*parsed.body, *parsed.annexes):
        _collect(node, 0, found)
    return found


def _collect(node: Node, depth: int, found: Starts) -> None:
    first = node.lines[0]
    if first >= 0 and node.level is not Level.TEXT:
        label, above, level = found.get(first, ("", depth, node.level))
        name = _name(node)
        found[first] = (f"{label} · {name}" if label else name, above, level)
    if node.level is not Level.QUOTED:
        for child in node.children:
            _collect(child, depth + 1, found)


def _name(node: Node) -> str:
    return {
        Level.ANNEX: f"Phụ lục {node.number}",
        Level.PART: f"Phần {node.number}",
        Level.CHAPTER: f"Chương {node.number}",
        Level.SECTION: f"Mục {node.number}",
        Level.SUBSECTION: f"Tiểu mục {node.number}",
        Level.ARTICLE: f"Điều {node.number}",
        Level.CLAUSE: f"khoản {node.number}",
        Level.POINT: f"điểm {node.number}",
        Level.ITEM: f"mục {node.number}",
        Level.TABLE: "bảng",
        Level.QUOTED: "lời trích",
    }.get(node.level, "").strip()


def _parts(lines: Sequence[Line], starts: Starts, *, has_pages: bool) -> list[Part]:
    """By page where there are pages; else cut before articles when a screen is full, or anywhere when it overflows."""
    parts: list[Part] = []
    start, letters = 0, 0
    for place, line in enumerate(lines):
        count = place - start
        if has_pages:
            is_cut = bool(count) and line.page != lines[place - 1].page
        else:
            is_full = count >= LINES_PER_PART or letters >= LETTERS_PER_PART
            is_article = starts.get(place, ("", 0, Level.TEXT))[2] is Level.ARTICLE
            is_cut = (is_full and is_article) or count >= 2 * LINES_PER_PART or letters >= 2 * LETTERS_PER_PART
        if is_cut:
            parts.append(_part(lines, starts, start, place))
            start, letters = place, 0
        letters += min(len(line.text), SHOWN_LETTERS)
    return [*parts, _part(lines, starts, start, len(lines))]


def _part(lines: Sequence[Line], starts: Starts, start: int, end: int) -> Part:
    page = lines[start].page if start < len(lines) else 0
    names = [starts[place][0].partition(" · ")[0] for place in range(start, end) if place in starts]
    articles = [name for name in names if name.startswith("Điều")]
    label = articles[0] if articles else ""
    return Part(start, end, page, f"{label} – {articles[-1]}" if len(articles) > 1 else label)


def _part_at(parts: Sequence[Part], line: int) -> int:
    return next((place for place, part in enumerate(parts) if part.start <= line < part.end), 0)


def _rows(lines: Sequence[Line], part: Part, starts: Starts, chosen: int | None) -> Iterator[Row]:
    """The lines of a part; one that begins nothing stands one step below the unit above it."""
    before = max((place for place in starts if place < part.start), default=-1)
    depth = starts[before][1] + 1 if before >= 0 else 0
    for place in range(part.start, part.end):
        if place in starts:
            label, depth, _level = starts[place]
            yield Row(place, lines[place], label, depth, place == chosen)
            depth += label.count(" · ") + 1
        else:
            yield Row(place, lines[place], "", depth, place == chosen)


def _originals(raw: Sequence[Line], corrected: Corrected, part: Part) -> list[tuple[int, str]]:
    """The lines as read that a part comes from, with their numbers from 1."""
    sources = corrected.sources[part.start : part.end]
    if not sources:
        return []
    places = range(min(sources), max(sources) + 1)
    return [(place + 1, raw[place].text[:SHOWN_LETTERS]) for place in places]


# --- What a draft changes ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Difference:
    """A unit that came, went or reads otherwise."""

    label: str
    fate: str  # "new", "gone", "changed"
    pieces: tuple[Piece, ...] = ()


def differences(old: Parsed, new: Parsed) -> list[Difference]:
    """Divisions, articles and annexes that differ between two readings, in the order of the new one."""
    before, after = _texts(old), _texts(new)
    found = []
    for eid in dict.fromkeys((*after, *before)):
        (name, was), (new_name, now) = before.get(eid, ("", "")), after.get(eid, ("", ""))
        if eid not in before or eid not in after:
            fate = "gone" if eid in before else "new"
            found.append(Difference(name or new_name, fate, shortened(compare_words(was, now))))
        elif was != now:
            found.append(Difference(new_name, "changed", shortened(compare_words(was, now))))
    return found


def draft_differences(file: SourceFile) -> list[Difference]:
    """What the draft of a file would change."""
    old = parse(corrected_lines(file, edits_of(file)).lines)
    new = parse(corrected_lines(file, edits_of(file, with_draft=True)).lines)
    return differences(old, new)


def _texts(parsed: Parsed) -> dict[str, tuple[str, str]]:
    """Name, and heading with words, of each stored unit by eId; inner units are named, so that a moved point shows."""
    found: dict[str, tuple[str, str]] = {}
    for node in parsed.walk():
        if node.level is Level.ARTICLE and node.eid:
            found[node.eid] = (_name(node), f"{node.heading}\n{flatten(node).text}\n{_outline(node)}".strip())
        elif node.eid and node.level in CONTAINERS:
            own = [child for child in node.children if child.level in (Level.TEXT, Level.TABLE, Level.CLAUSE)]
            words = "\n".join(flatten(child).text for child in own)
            found[node.eid] = (_name(node), f"{node.heading}\n{node.text}\n{words}".strip())
    return found


def _outline(node: Node) -> str:
    """The inner units by name: two readings may have the same words and other boundaries."""
    names = [_name(unit) for unit in node.walk() if unit.level in (Level.CLAUSE, Level.POINT)]
    return f"({', '.join(names)})" if names else ""


def marks() -> list[tuple[str, str]]:
    """What a person may say of a line: value and words."""
    return [
        (LineMark.DIVISION.value, "Phần, Chương, Mục"),
        (LineMark.ARTICLE.value, "Điều"),
        (LineMark.CLAUSE.value, "Khoản"),
        (LineMark.POINT.value, "Điểm"),
        (LineMark.TEXT.value, "Đoạn thường"),
        (LineMark.ANNEX.value, "Đầu phụ lục"),
        (LineMark.QUOTED.value, "Trong lời trích"),
    ]
