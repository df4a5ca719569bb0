"""The screen on which a file is corrected: its lines with what begins where, cut to fit; what a draft changes."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from luatgandan.lib.legaltext.corrections import Corrected, Edit, correct
from luatgandan.lib.legaltext.lines import Line, LineMark
from luatgandan.lib.legaltext.structure import parse, split_documents
from luatgandan.lib.legaltext.tree import Header, Level, Node, Parsed
from luatgandan.lib.vietnamese import slug

from ..models import Correction, SourceFile, Transcript

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
        name = unit_name(node)
        found[first] = (f"{label} · {name}" if label else name, above, level)
    if node.level is not Level.QUOTED:
        for child in node.children:
            _collect(child, depth + 1, found)


def unit_name(node: Node) -> str:
    """ "Điều 5", "khoản 2", "Phụ lục I"; empty for text."""
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


# --- One file ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Found:
    """What the parser finds in a file with the corrections that count."""

    parsed: Parsed
    articles: list[Node]
    clauses: int
    points: int
    documents: int


def found_in(file: SourceFile) -> Found | None:
    """None when the file was never read."""
    transcript = Transcript.objects.filter(file=file).first()
    if transcript is None:
        return None
    lines = correct(transcript.lines, edits_of(file)).lines
    parsed = parse(lines)
    parsed = replace(parsed, findings=(*transcript.notes, *parsed.findings))
    has_more = any(one.code == "two-documents" for one in parsed.findings)
    levels = Counter(unit.level for unit in parsed.walk())
    documents = len(split_documents(lines)) if has_more else 1
    return Found(parsed, parsed.articles, levels[Level.CLAUSE], levels[Level.POINT], documents)


def header_values(file: SourceFile) -> dict[str, str]:
    """What is known of the document a file is, for a form: as filled in before, else as read."""
    filled = file.corrections.current().first()
    found = found_in(file)
    header = found.parsed.header if found else Header()
    known = {
        "kind": header.kind,
        "number": header.number,
        "issuer": ", ".join(header.issuers),
        "issued_on": header.issued_on.isoformat() if header.issued_on else "",
        "title": header.title,
        **(filled.header if filled else {}),
    }
    return {**known, "kind": slug(known["kind"])}
