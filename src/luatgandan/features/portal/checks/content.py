"""What we tell citizens, as plain values: the starter's topics, pages with citations and glossary."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from luatgandan.lib.vietnamese import clean

from .records import table_rows

FEATURES = Path(__file__).parents[2]
PORTAL_STARTER = FEATURES / "portal" / "starter"
LIBRARY_STARTER = FEATURES / "library" / "starter"
GLOSSARY = "Từ điển lời thường"
_TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True)
class Cited:
    """One citation as written; `checked` is "data", "memory" or empty when nothing is declared."""

    document: str
    article: str
    clause: str = ""
    point: str = ""
    says: str = ""
    facts: tuple[str, ...] = ()
    checked: str = ""

    @property
    def label(self) -> str:
        """The citation in words, smallest unit first."""
        parts = [f"điểm {self.point}"] if self.point else []
        parts += [f"khoản {self.clause}"] if self.clause else []
        parts += [f"Điều {self.article}"] if self.article else []
        return " ".join([*parts, self.document])


@dataclass(frozen=True)
class Answer:
    """One thing we say: where (`group` › `label`), its sentences, what it cites, what only a person can confirm."""

    group: str
    label: str
    sentences: tuple[str, ...]
    citations: tuple[Cited, ...]
    to_confirm: tuple[str, ...] = ()


def read_starter(portal: Path = PORTAL_STARTER, library: Path = LIBRARY_STARTER) -> list[Answer]:
    """All citing content of the starter files: topics in their order, then pages, then the glossary."""
    return [*_topics(portal / "topics"), *_pages(portal / "pages"), *_glossary(library / "glossary.tsv")]


def cited_from(values: Mapping[str, Any], document: str = "") -> Cited:
    """A citation from the values of a file or of a citation block."""
    return Cited(
        document=document or clean(values["document"]),
        article=clean(values["article"]),
        clause=clean(values.get("clause") or ""),
        point=clean(values.get("point") or ""),
        says=clean(values.get("says") or ""),
        facts=tuple(values.get("facts") or ()),
        checked=values.get("checked") or "",
    )


def _tables(folder: Path) -> list[dict[str, Any]]:
    files = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.toml"))]
    return sorted(files, key=lambda table: table.get("order", 100))


def _topics(folder: Path) -> Iterator[Answer]:
    for topic in _tables(folder):
        for asked in topic["questions"]:
            yield Answer(
                group=topic["title"],
                label=asked["question"],
                sentences=(asked["short_answer"], *asked["steps"]),
                citations=tuple(cited_from(cited) for cited in asked["citations"]),
                to_confirm=tuple(asked.get("person_to_confirm", ())),
            )


def _pages(folder: Path) -> Iterator[Answer]:
    for page in _tables(folder):
        blocks = page.get("body", [])
        citations = tuple(cited_from(block["value"]) for block in blocks if block["type"] == "citation")
        if citations:
            sentences = tuple(text for block in blocks for text in _block_texts(block))
            yield Answer("Trang", page["title"], sentences, citations)


def _block_texts(block: Mapping[str, Any]) -> Iterator[str]:
    value = block["value"]
    if block["type"] in ("text", "notice"):
        yield clean(_TAG.sub(" ", value))
    if block["type"] == "steps":
        yield from value
    if block["type"] == "faq":
        yield clean(_TAG.sub(" ", value["answer"]))


def _glossary(path: Path) -> Iterator[Answer]:
    for row in table_rows(path):
        if row["document"]:
            cited = Cited(row["document"], row["article"])
            yield Answer(GLOSSARY, row["everyday"], (row["meaning"],), (cited,))
