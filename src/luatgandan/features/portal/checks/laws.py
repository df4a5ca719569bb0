"""The law texts at hand, read as a stream: only the articles asked for are kept.

Sources: consolidated texts and gazette documents (`laws/congbao_documents`), the official codification, with amendments
worked in and named in `nguon` (`laws/phapdien_articles`), the national portal (`laws/vbpl_documents`) and a corpus of
whole documents (`search/dsc_corpus`).
"""

import json
import lzma
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property
from pathlib import Path
from typing import Any

from luatgandan.lib.files import read_file
from luatgandan.lib.legaltext.flat import flatten, mark
from luatgandan.lib.legaltext.structure import parse, parse_article_body
from luatgandan.lib.legaltext.tree import Level, Node
from luatgandan.lib.vietnamese import clean, slug

Say = Callable[[str], None]
Wanted = Mapping[str, Collection[str]]

CODIFICATION_FILE = "laws/phapdien_articles.jsonl.xz"
PORTAL_FILE = "laws/vbpl_documents.jsonl.xz"
GAZETTE_FILE = "laws/congbao_documents.jsonl.xz"
CORPUS_FILE = "search/dsc_corpus.jsonl.xz"
FILES = (GAZETTE_FILE, CODIFICATION_FILE, PORTAL_FILE, CORPUS_FILE)
HEAD = 4_000

_NUMBER = re.compile(r"\b\d+/\d{4}/[A-ZĐ][A-ZĐa-zđ0-9]*(?:-[A-ZĐ]+)*")
_ARTICLE = re.compile(r"Điều\s+(\d+[a-zđ]?)\b")
_AMENDED = re.compile(r"\b(?:bổ sung|sửa đổi|bãi bỏ|thay thế|hết hiệu lực|ngưng hiệu lực)\b[^;)]*?\bsố\s+")
_GATHERED = re.compile(r"\b(\d{1,2}/\d{1,2}/\d{4})\b")
_CONSOLIDATED = re.compile(r"(?:so-)?(\d+)[-/]VBHN[-/]([A-ZĐ]+)", re.IGNORECASE)


class Source(IntEnum):
    """Where a text comes from, the most trusted first."""

    CONSOLIDATED = 1
    CODIFICATION = 2
    PORTAL = 3
    GAZETTE = 4
    CORPUS = 5

    @property
    def label(self) -> str:
        """The name for readers."""
        names = ("Văn bản hợp nhất", "Bộ pháp điển", "Cơ sở dữ liệu quốc gia về pháp luật", "Công báo", "Kho văn bản")
        return names[self - 1]


@dataclass(frozen=True)
class Article:
    """One article; `amended_by` are the amending documents its source names, `is_repealed` when the source says so."""

    unit: Node
    amended_by: tuple[str, ...] = ()
    is_repealed: bool = False

    @property
    def number(self) -> str:
        """Its number as written: "12a"."""
        return self.unit.number

    @cached_property
    def text(self) -> str:
        """All its words, heading first."""
        return _words(self.unit)

    def provision(self, clause: str, point: str) -> str | None:
        """The text of the clause or point; None when it is not there."""
        unit = _inside(self.unit, Level.CLAUSE, clause) if clause else self.unit
        if point and unit:
            unit = _inside(unit, Level.POINT, point)
        return _words(unit) if unit else None


def _inside(unit: Node, level: Level, number: str) -> Node | None:
    return next((node for node in unit.walk() if node.level is level and node.number == number), None)


def _words(unit: Node) -> str:
    head = " ".join(part for part in (mark(unit), unit.heading) if part)
    return f"{head} {flatten(unit).text}".strip()


@dataclass
class Text:
    """One version of a document: amending documents worked in, the articles asked for, all article numbers."""

    document: str
    source: Source
    name: str = ""
    includes: set[str] = field(default_factory=set)
    articles: dict[str, list[Article]] = field(default_factory=lambda: defaultdict(list))
    numbers: set[str] = field(default_factory=set)

    @property
    def label(self) -> str:
        """What readers call this version."""
        return f"{self.source.label} {self.name}".strip()

    def keep(self, article: Article, wanted: Collection[str]) -> None:
        """Note that the article is there; keep its text when asked for. Empty articles do not count."""
        if not (article.unit.text or article.unit.children):
            return
        self.numbers.add(article.number)
        self.includes.update(set(article.amended_by) - {self.document})
        if article.number in wanted:
            self.articles[article.number].append(article)


@dataclass(frozen=True)
class Laws:
    """Versions by document number, best first: with the most amendments worked in, then the most trusted source."""

    texts: Mapping[str, tuple[Text, ...]]
    gathered_on: str = ""

    def versions(self, document: str) -> tuple[Text, ...]:
        """The versions of a document; empty when it is not in the data."""
        return self.texts.get(document, ())


def read_laws(folder: Path, wanted: Wanted, say: Say = lambda text: None) -> Laws:
    """Read the articles `wanted` (document number → article numbers) from the data; missing files are skipped."""
    readers = {
        GAZETTE_FILE: _gazette,
        CODIFICATION_FILE: _codification,
        PORTAL_FILE: _portal,
        CORPUS_FILE: _corpus,
    }
    found: dict[str, list[Text]] = defaultdict(list)
    for name in FILES:
        if not (folder / name).exists():
            say(f"  không có {name}: bỏ qua")
            continue
        count = 0
        for text in readers[name](folder / name, wanted):
            found[text.document].append(text)
            count += 1
        say(f"  {name}: {count} bản của văn bản được dẫn")
    ordered = {number: tuple(sorted(texts, key=_order)) for number, texts in found.items()}
    return Laws(ordered, _gathered_on(folder))


def _order(text: Text) -> tuple[int, int, str]:
    return -len(text.includes), text.source, text.name


def _lines(path: Path) -> Iterator[bytes]:
    with lzma.open(path) as file:
        yield from file


def _named(line: bytes, key: str) -> str | None:
    """The plain string under `key` without parsing the line (most lines are not wanted); None when it is not there."""
    mark = f'"{key}": "'.encode()
    start = line.find(mark)
    if start < 0:
        return None
    end = line.find(b'"', start + len(mark))
    return line[start + len(mark) : end].decode("utf-8", "replace")


def _codification(path: Path, wanted: Wanted) -> Iterator[Text]:
    texts: dict[str, Text] = {}
    for line in _lines(path):
        number = _named(line, "van_ban_so")
        if number not in wanted:
            continue
        row = json.loads(line)
        article = _codified(row)
        if article and number:
            text = texts.setdefault(number, Text(number, Source.CODIFICATION))
            text.keep(article, wanted[number])
    yield from texts.values()


def _codified(row: Mapping[str, Any]) -> Article | None:
    """An article of the codification: its own number and its amendments are in the source note."""
    note = clean(row.get("nguon") or "")
    if not (found := _ARTICLE.search(note)):
        return None
    title = re.sub(r"^Điều [^ ]+\.\s", "", row.get("tieu_de") or "")
    text = row.get("noi_dung") or ""
    is_repealed = ", bị bãi bỏ" in note or not text.strip()
    return Article(parse_article_body(text, found[1], title), _amending(note), is_repealed)


def _amending(note: str) -> tuple[str, ...]:
    """Numbers of the amending documents of a source note ("…, có nội dung được sửa đổi bởi Điều 1 Luật số …")."""
    start = _AMENDED.search(note)
    return tuple(dict.fromkeys(_NUMBER.findall(note[start.start() :]))) if start else ()


def _portal(path: Path, wanted: Wanted) -> Iterator[Text]:
    for line in _lines(path):
        number = _named(line, "so_hieu")
        if number not in wanted or not number:
            continue
        text = Text(number, Source.PORTAL)
        for row in json.loads(line)["articles"]:
            if found := _ARTICLE.search(row["dieu"]):
                unit = parse_article_body(row["noi_dung"] or "", found[1], row["tieu_de"])
                text.keep(Article(unit), wanted[number])
        yield text


def _gazette(path: Path, wanted: Wanted) -> Iterator[Text]:
    by_slug = {slug(number): number for number in wanted}
    for line in _lines(path):
        named = _named(line, "so_hieu") or ""
        is_consolidated = "-vbhn-" in named
        number = named if named in wanted else _by_slug(named, by_slug)
        if not number and not is_consolidated:
            continue
        raw = json.loads(line)["text"]
        if is_consolidated:
            yield from _consolidated(named, raw, wanted)
        else:
            yield _cut(Text(number, Source.GAZETTE), raw, wanted[number])


def _by_slug(name: str, by_slug: Mapping[str, str]) -> str:
    """The document that a gazette file name means: "thong-tu-so-152-2025-tt-btc-468714"."""
    middle = name.partition("-so-")[2].rpartition("-")[0]
    return by_slug.get(middle, "")


def _corpus(path: Path, wanted: Wanted) -> Iterator[Text]:
    for line in _lines(path):
        number = _named(line[:HEAD], "so_hieu") or ""
        if "VBHN" in number:
            yield from _consolidated(number, json.loads(line)["text"], wanted)
        elif number in wanted:
            yield _cut(Text(number, Source.CORPUS), json.loads(line)["text"], wanted[number])


def _consolidated(named: str, raw: str, wanted: Wanted) -> Iterator[Text]:
    """A consolidated text: its head names the document, then every amending document worked in."""
    head = clean(raw[:HEAD]).partition("Căn cứ")[0]
    base, *amending = list(dict.fromkeys(_NUMBER.findall(head))) or [""]
    if base in wanted:
        found = _CONSOLIDATED.search(named)
        name = f"{found[1]}/VBHN-{found[2].upper()}" if found else named
        yield _cut(Text(base, Source.CONSOLIDATED, name, set(amending)), raw, wanted[base])


def _cut(text: Text, raw: str, wanted: Collection[str]) -> Text:
    parsed = parse(read_file(raw.encode(), "document.txt").lines)
    for unit in parsed.walk():
        if unit.level is Level.ARTICLE:
            text.keep(Article(unit), wanted)
    return text


def _gathered_on(folder: Path) -> str:
    """The day the data were gathered, as its README states; empty when it does not."""
    readme = folder / "README.md"
    found = _GATHERED.search(readme.read_text(encoding="utf-8")) if readme.exists() else None
    return found[1] if found else ""
